import {expect} from '@open-wc/testing';
import {http, HttpResponse} from 'msw';
import {setupWorker} from 'msw/browser';
import {createSession} from '../../../src/services/session.ts';
import type {Session} from '../../../src/services/ports.ts';

const END = '\u001E';
const negotiated = {
  negotiateVersion: 1,
  connectionId: 'one',
  connectionToken: 'one',
  availableTransports: [{transport: 'WebSockets', transferFormats: ['Text', 'Binary']}],
};

/** A socket of a hub that takes the handshake and says nothing more; what the page sends first is kept. */
class QuietSocket extends EventTarget {
  static readonly OPEN = 1;
  static readonly greetings: ((greeting: object) => void)[] = [];
  onopen: ((event: Event) => void) | null = null;
  onmessage: ((event: MessageEvent) => void) | null = null;
  onclose: ((event: Event) => void) | null = null;
  onerror: ((event: Event) => void) | null = null;
  binaryType = 'blob';
  readyState = 1;

  constructor(_url: string) {
    super();
    queueMicrotask(() => this.onopen?.(new Event('open')));
  }

  send(data: unknown): void {
    for (const message of String(data)
      .split(END)
      .filter((each) => each !== '')) {
      const {protocol, target, arguments: given = []} = JSON.parse(message);
      if (protocol === 'json') queueMicrotask(() => this.onmessage?.(new MessageEvent('message', {data: `{}${END}`})));
      else if (target === 'Resume') QuietSocket.greetings.shift()?.(Object(given[0]));
    }
  }

  close(): void {
    this.readyState = 3;
    queueMicrotask(() => this.onclose?.(new CloseEvent('close', {wasClean: true})));
  }
}

describe('a session whose page only sets things up', () => {
  const worker = setupWorker();
  const sessions: Session[] = [];
  const {WebSocket: socket} = window;

  before(() => worker.start({quiet: true, onUnhandledFrame: 'bypass', serviceWorker: {url: '/mockServiceWorker.js'}}));
  beforeEach(() =>
    Object.defineProperty(window, 'WebSocket', {value: QuietSocket, configurable: true, writable: true}),
  );
  afterEach(async () => {
    worker.resetHandlers();
    for (const each of sessions.splice(0)) await each.dispose();
    Object.defineProperty(window, 'WebSocket', {value: socket, configurable: true, writable: true});
  });
  after(() => worker.stop());

  /** What the page says of itself when it connects. */
  async function greetingOf(prepare: (session: Session) => Promise<unknown>): Promise<object> {
    const prepared = Promise.withResolvers<void>();
    const greeted = Promise.withResolvers<object>();
    QuietSocket.greetings.push(greeted.resolve);
    worker.use(http.post('https://hub.example.com/desk/negotiate', () => HttpResponse.json(negotiated)));
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
    session.connection.state.subscribe((state) => {
      if ('error' in state) greeted.reject(state.error?.cause ?? state.error);
    });
    await prepare(session);
    prepared.resolve();
    return greeted.promise;
  }

  it('[EC-66] takes no work', async () => {
    expect(await greetingOf((session) => session.administration.get())).to.have.property('takesWork', false);
  });

  it('[EC-66] any other takes work', async () => {
    expect(await greetingOf(async () => undefined)).to.have.property('takesWork', true);
  });
});
