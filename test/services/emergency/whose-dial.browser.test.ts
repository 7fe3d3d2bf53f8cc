import {expect} from '@open-wc/testing';
import {http, HttpResponse, ws} from 'msw';
import {setupWorker} from 'msw/browser';
import {SdkError} from '../../../src/api/errors.ts';
import {NO_EMERGENCIES} from '../../../src/api/wire/emergency.ts';
import type {Snapshot} from '../../../src/api/wire/events.ts';
import {PROTOCOL_VERSION, RESUME} from '../../../src/api/wire/protocol.ts';
import {toWire} from '../../../src/api/wire/time.ts';
import type {Session} from '../../../src/services/ports.ts';
import {createSession} from '../../../src/services/session.ts';
import {AGENT_ID, SETTINGS} from '../../support/component-contacts.ts';
import {storeHas} from '../../support/store-has.ts';

/** Ends a message of SignalR's JSON protocol. */
const END = '\u001e';
const BEN_ID = '00000000-0000-4000-8000-0000000000be';

function snapshotOf(id: string): Snapshot {
  const now = Date.now();
  return {
    protocol: PROTOCOL_VERSION,
    now,
    seq: 0,
    agent: {id, name: 'Somebody', presence: {base: 'available', reason: null, since: now}, emergencySince: null},
    offers: [],
    contacts: [],
    settings: SETTINGS,
    missed: [],
    missedContacts: [],
    lostCallbacks: [],
    emergencies: NO_EMERGENCIES,
    softphone: null,
  };
}

describe('a dial that a session still tries when its sign-in runs out', () => {
  const worker = setupWorker();
  const hub = ws.link('wss://hub.example.com/*');
  let signedIn: string | null;
  let session: Session;
  /** Whose connection asked for help. */
  let dialled: (string | null)[];

  before(() => worker.start({quiet: true, onUnhandledFrame: 'bypass', serviceWorker: {url: '/mockServiceWorker.js'}}));
  after(() => worker.stop());
  afterEach(async () => {
    await session.dispose();
    worker.resetHandlers();
  });

  /** The agent's sign-in has run out, and they have dialled. */
  beforeEach(async () => {
    signedIn = AGENT_ID;
    dialled = [];
    let cut = (): void => undefined;
    const availableTransports = [{transport: 'WebSockets', transferFormats: ['Text', 'Binary']}];
    worker.use(
      http.post('https://hub.example.com/*/negotiate', () =>
        HttpResponse.json({connectionId: 'c', connectionToken: 'c', negotiateVersion: 1, availableTransports}),
      ),
      hub.addEventListener('connection', ({client}) => {
        const who = signedIn;
        // SignalR's own message for it.
        cut = () => client.send(`{"type":7}${END}`);
        client.addEventListener('message', ({data}) => {
          for (const text of typeof data === 'string' ? data.split(END).filter(Boolean) : []) {
            const {protocol, invocationId, target} = JSON.parse(text);
            if (protocol !== undefined) client.send(`{}${END}`);
            if (target === 'DialEmergency') dialled.push(who);
            const result =
              target === RESUME ? toWire(snapshotOf(who ?? '')) : {status: 'refused', code: 'contact-gone'};
            if (invocationId !== undefined) client.send(`${JSON.stringify({type: 3, invocationId, result})}${END}`);
          }
        });
      }),
    );
    session = createSession({
      hubUrls: ['https://hub.example.com'],
      tokens: {
        getToken: async () => {
          if (signedIn === null) throw new SdkError('sign-in-required', 'Press Sign in.');
          return 'a-token';
        },
        signIn: async () => undefined,
        signOut: async () => undefined,
      },
    });
    await storeHas(session.connection.state, ({status}) => status === 'connected');
    signedIn = null;
    cut();
    await storeHas(session.connection.state, ({status}) => status === 'sign-in-required');
    void session.emergency.dial('911');
    await storeHas(session.emergency.attempt, (attempt) => attempt?.status === 'out-of-reach');
  });

  async function signsIn(agentId: string): Promise<void> {
    signedIn = agentId;
    await session.connection.signIn();
    await storeHas(session.connection.state, ({status}) => status === 'connected');
  }

  it('[EC-171] is dropped when somebody else signs in on the page', async () => {
    await signsIn(BEN_ID);
    expect(session.emergency.attempt.value).to.equal(null);
    expect(dialled).to.deep.equal([]);
  });

  it('[EC-171] [EC-102] stays and is sent when the same agent signs in again', async () => {
    await signsIn(AGENT_ID);
    // The hub of this test says no: that it was asked is what counts.
    await storeHas(session.emergency.attempt, (attempt) => attempt?.status === 'refused');
    expect(dialled).to.deep.equal([AGENT_ID]);
  });
});
