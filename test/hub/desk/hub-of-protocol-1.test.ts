import assert from 'node:assert/strict';
import {once} from 'node:events';
import {type Server, createServer} from 'node:http';
import {after, before, describe, it} from 'node:test';
import {snapshotForProtocol1, eventForProtocol1} from '../../../hub/desk/protocol-1.ts';
import {SignalRServer} from '../../../hub/signalr/index.ts';
import {HubClient} from '../../../src/api/hub-client.ts';
import type {HubEvent, Snapshot} from '../../../src/api/wire/events.ts';
import {DELIVER, DESK_PATH} from '../../../src/api/wire/protocol.ts';
import {toWire} from '../../../src/api/wire/time.ts';
import {DEFAULT_TIMINGS} from '../../../src/domain/settings.ts';
import {decodeSnapshot} from '../../conformance/protocol-1/api/wire/decode.ts';
import {Inbox} from '../../support/desk-client.ts';

const AGENT = {id: 'a', name: 'Anna', presence: {base: 'available', reason: null, since: 0}, emergencySince: null};
const SETTINGS = {wrapUpReasons: [], presenceChoices: [], country: 'US', emergencyCountries: [], emergency: 'none'};
const CONTACT = {
  ...{id: 'c', channel: 'voice', direction: 'inbound', kind: 'ordinary', priority: 2, enqueuedAt: 0, createdAt: 0},
  ...{queue: null, dnis: null, variables: [], conversations: [], participants: [], mediaProcessId: null, link: null},
  ...{version: 1, status: 'offered', offerId: 'o'},
};
const OFFER = {
  ...{id: 'o', contactId: 'c', agentId: 'a', purpose: 'answer', conversationId: null, fence: 1},
  ...{offeredAt: 0, expiresAt: 18_000, status: 'ringing'},
};

/** A hub that speaks protocol 1 only, on the project's own server: it answers as that version did, and knows no more. */
describe('the present desk at a hub of protocol 1', () => {
  let server: Server;
  let desk: HubClient;
  const asked: unknown[] = [];
  const events = new Inbox<HubEvent>();
  const snapshots = new Inbox<Snapshot>();

  before(async () => {
    const signalR = new SignalRServer({allowedOrigins: []});
    signalR.mapHub(DESK_PATH, {
      authenticate: async () => ({user: null, expiresAt: null}),
      methods: {
        Resume: (connection, request) => {
          asked.push(request);
          const event = {type: 'ContactOffered', seq: 8, occurredAt: 0, offer: OFFER, contact: CONTACT};
          setImmediate(() => connection.send(DELIVER, [toWire(event)]));
          return toWire({
            ...{
              protocol: 1,
              now: Date.now(),
              seq: 7,
              agent: AGENT,
              offers: [],
              contacts: [],
              settings: SETTINGS,
              missed: [],
            },
          });
        },
        AcceptOffer: (_connection, request) => {
          asked.push(request);
          return {status: 'done', result: null};
        },
      },
    });
    server = createServer((request, response) => void signalR.handleRequest(request, response));
    server.on('upgrade', (request, socket, head) => void signalR.handleUpgrade(request, socket, head));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    desk = new HubClient({
      deskId: 'desk',
      hubUrls: [`http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`],
      getToken: async () => 'token',
      onSnapshot: (snapshot) => snapshots.add(snapshot),
      onEvent: (event) => events.add(event),
      onState: () => undefined,
    });
    desk.start();
  });

  after(async () => {
    await desk?.stop();
    server?.closeAllConnections();
    server?.close();
  });

  it('[OP-12] says all versions it speaks, and takes a snapshot that lacks what came later', async () => {
    const snapshot = await snapshots.find('its snapshot', () => true);
    assert.deepEqual(asked[0], {protocols: [4, 3, 2, 1], lastSeq: null, deskId: 'desk', takesWork: true});
    assert.equal(snapshot.protocol, 1);
    assert.deepEqual(snapshot.missedContacts, []);
    assert.equal(snapshot.softphone, null);
    assert.deepEqual(snapshot.settings.desk, {autoAnswer: false, numbersMasked: false, telephone: null});
    assert.equal(snapshot.settings.outbound, null);
  });

  it('[OP-12] is rung there, and answers', async () => {
    const event = await events.find('a ring', ({type}) => type === 'ContactOffered');
    assert.ok(event.type === 'ContactOffered' && event.contact.subject === null);
    assert.equal((await desk.send('AcceptOffer', {offerId: event.offer.id, fence: event.offer.fence})).status, 'done');
  });

  it('[OP-12] what this hub’s answers of protocol 1 look like is what that version’s own decoder takes', async () => {
    const snapshot = await snapshots.find('its snapshot', () => true);
    const told = snapshotForProtocol1(Object(toWire(snapshot)), DEFAULT_TIMINGS);
    assert.ok(!('malformed' in decodeSnapshot(told)));
    const [event] = events.all;
    assert.ok(event !== undefined && eventForProtocol1(Object(toWire(event)), DEFAULT_TIMINGS) !== null);
  });
});
