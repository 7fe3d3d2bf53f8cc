/**
 * The floor of the storm: a bare `ws` server in a process of its own. Whoever says something gets a text as long as a
 * snapshot, with nothing behind it.
 */
import {createServer} from 'node:http';
import {RECORD_END} from './storm-socket.ts';
import {WebSocketServer} from './hub-ws.ts';

const [port = '0', snapshotBytes = '0'] = process.argv.slice(2);

const server = createServer();
const sockets = new WebSocketServer({server, perMessageDeflate: false, clientTracking: false});
sockets.on('connection', (socket) => {
  socket.on('message', () => {
    const filler = 'x'.repeat(Number(snapshotBytes));
    socket.send(`${JSON.stringify({type: 3, invocationId: '1', result: {seq: 0, filler}})}${RECORD_END}`);
  });
});
server.listen(Number(port), '127.0.0.1', () => process.send?.('ready'));
process.once('disconnect', () => process.exit(0));
