import {expect} from '@open-wc/testing';
import {http, HttpResponse, ws} from 'msw';
import {setupWorker} from 'msw/browser';
import {createSession} from '../../../src/services/session.ts';
import type {Session} from '../../../src/services/ports.ts';

const END = '\u001E';
const negotiated = {
  negotiateVersion: 1,
  connectionId: 'one',
  connectionToken: 'one',
  availableTransports: [{transport: 'WebSockets', transferFormats: ['Text']}],
};

describe('a session whose page only sets things up', () => {
  const worker = setupWorker();
  const sessions: Session[] = [];

  before(() => worker.start({quiet: true, onUnhandledFrame: 'bypass', serviceWorker: {url: '/mockServiceWorker.js'}}));
  afterEach(async () => {
    worker.resetHandlers();
    for (const each of sessions.splice(0)) await each.dispose();
  });
  after(() => worker.stop());

  /** What the page says of itself when it connects. */
  async function greetingOf(prepare: (session: Session) => Promise<unknown>): Promise<object> {
    const prepared = Promise.withResolvers<void>();
    const greeted = Promise.withResolvers<object>();
    const hub = ws.link('wss://hub.example.com/*');
    worker.use(
      http.post('https://hub.example.com/*/negotiate', () => HttpResponse.json(negotiated)),
      hub.addEventListener('connection', ({client}) => {
        client.addEventListener('message', ({data}) => {
          for (const message of (typeof data === 'string' ? data : '').split(END).filter((each) => each !== '')) {
            const {protocol, target, arguments: given = []} = JSON.parse(message);
            if (protocol === 'json') client.send(`{}${END}`);
            else if (target === 'Resume') greeted.resolve(Object(given[0]));
          }
        });
      }),
    );
    const session = createSession({
      hubUrls: ['https://hub.example.com'],
      tokens: {
        getToken: async () => {
          await prepared.promise;
          return 'a-token';
        },
        signIn: async () => undefined,
        signOut: async () => undefined,
      },
    });
    sessions.push(session);
    await prepare(session);
    prepared.resolve();
    return greeted.promise;
  }

  it('[EC-66] takes no work; any other does', async () => {
    expect(await greetingOf((session) => session.administration.get())).to.have.property('takesWork', false);
    expect(await greetingOf(async () => undefined)).to.have.property('takesWork', true);
  });
});
