/**
 * The floor of the arrival section, in a process of its own: an arrival is one inserted row and a NOTIFY in a
 * transaction; who listens sends its text to the page's bare WebSocket. Told where the database is by its parent.
 */
import {createServer} from 'node:http';
import pg from 'pg';
import type {WebSocket} from 'ws';
import {WebSocketServer} from './hub-ws.ts';
import {monotonicMs} from './storm-wire.ts';

/** As long as an offer and its contact are on the wire. */
const FILLER = 'x'.repeat(1_800);
const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>bench</title><link rel="icon" href="data:,">
  <p id="text"></p><script type="module">
    const node = document.createTextNode('');
    document.getElementById('text').append(node);
    const socket = new WebSocket('ws://' + location.host + '/page');
    socket.onopen = () => { document.title = 'open'; };
    socket.onmessage = ({data}) => { node.data = JSON.parse(data).name; };
  </script></html>`;

process.once('message', (connection: pg.ClientConfig) => void serve(connection));
process.once('disconnect', () => process.exit(0));

async function serve(connection: pg.ClientConfig): Promise<void> {
  const writer = new pg.Client(connection);
  const listener = new pg.Client(connection);
  await Promise.all([writer.connect(), listener.connect()]);
  await writer.query(
    'create temp table arrival (id bigint generated always as identity primary key, name text not null)',
  );
  const pages = new Set<WebSocket>();
  const server = createServer((_request, response) => response.setHeader('content-type', 'text/html').end(PAGE));
  const sockets = new WebSocketServer({server, perMessageDeflate: false});
  sockets.on('connection', (socket, request) => {
    if (request.url === '/page') pages.add(socket);
    else socket.on('message', (data: Buffer) => void arrive(writer, data.toString()));
  });
  listener.on('notification', ({payload = ''}) => {
    process.send?.({stamp: 'sent', at: monotonicMs()});
    for (const page of pages) page.send(JSON.stringify({type: 'ContactOffered', name: payload, filler: FILLER}));
  });
  await listener.query('listen arrival');
  server.listen(0, '127.0.0.1', () => process.send?.(server.address()));
}

async function arrive(writer: pg.Client, name: string): Promise<void> {
  await writer.query('begin');
  await writer.query('insert into arrival (name) values ($1)', [name]);
  process.send?.({stamp: 'commit', at: monotonicMs()});
  await writer.query(`notify arrival, ${writer.escapeLiteral(name)}; commit`);
}
