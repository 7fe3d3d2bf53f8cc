import {HttpTransportType, HubConnectionBuilder, LogLevel} from '@microsoft/signalr';
import {HubClient} from '../../src/api/hub-client.ts';
import type {LinkState} from '../../src/api/hub-link.ts';
import {PhoneClient, claimNumber} from '../../src/api/phone-client.ts';
import {decodeEvent, decodeSnapshot} from '../../src/api/wire/decode.ts';
import type {Emergencies} from '../../src/api/wire/emergency.ts';
import type {HubEvent, Snapshot} from '../../src/api/wire/events.ts';
import type {PhoneState} from '../../src/api/wire/phone.ts';
import {DELIVER, DESK_PATH, PHONE_STATE, PROTOCOL_VERSION, RESUME} from '../../src/api/wire/protocol.ts';
import type {TestHub} from './test-hub.ts';

const DEADLINE_MS = 15_000;

/** Where a hub is and who signs people in. */
export type HubPlace = Pick<TestHub, 'url' | 'issuer'>;

/** Keeps what arrived and lets a test wait for what it expects, whether it is there already or comes later. */
export class Inbox<T> {
  readonly all: T[] = [];
  readonly #waiting = new Set<() => void>();

  add(item: T): void {
    this.all.push(item);
    for (const look of [...this.#waiting]) look();
  }

  /** Hands over each item, those that are there and those that come. */
  each(take: (item: T) => void): void {
    let next = 0;
    const look = () => {
      while (next < this.all.length) {
        const item = this.all[next++];
        if (item !== undefined) take(item);
      }
    };
    this.#waiting.add(look);
    look();
  }

  /** The first item from place `from` on that fits. Fails after a deadline, naming what was expected. */
  async find<S extends T>(what: string, fits: ((item: T) => item is S) | ((item: T) => boolean), from = 0): Promise<T> {
    return new Promise((resolve, reject) => {
      const done = (settle: () => void) => {
        clearTimeout(timer);
        this.#waiting.delete(look);
        settle();
      };
      const look = () => {
        const found = this.all.slice(from).find(fits);
        if (found !== undefined) done(() => resolve(found));
      };
      const timer = setTimeout(() => done(() => reject(new Error(`never came: ${what}`))), DEADLINE_MS);
      this.#waiting.add(look);
      look();
    });
  }
}

export type TestDesk = {
  readonly hub: HubClient;
  readonly deskId: string;
  readonly events: Inbox<HubEvent>;
  readonly snapshots: Inbox<Snapshot>;
  readonly states: Inbox<LinkState>;
  readonly emergencies: Inbox<Emergencies>;
  /** The first event of a type from place `from` on. */
  event<Type extends HubEvent['type']>(type: Type, from?: number): Promise<HubEvent & {readonly type: Type}>;
  stop(): Promise<void>;
};

/** A desk on the SDK's own edge, without a page. It shows each offer at once, unless it is told not to. */
export async function connectDesk(
  hub: HubPlace,
  subject: string,
  name = subject,
  options: {
    readonly roles?: readonly string[];
    readonly presents?: boolean;
    readonly deskId?: string;
    readonly hubUrls?: readonly string[];
    readonly takesWork?: () => boolean;
    /** Where its tokens come from; else each lasts for an hour. */
    readonly token?: () => Promise<string>;
  } = {},
): Promise<TestDesk> {
  const events = new Inbox<HubEvent>();
  const snapshots = new Inbox<Snapshot>();
  const states = new Inbox<LinkState>();
  const emergencies = new Inbox<Emergencies>();
  const {deskId = crypto.randomUUID()} = options;
  const client: HubClient = new HubClient({
    deskId,
    ...(options.takesWork === undefined ? {} : {takesWork: options.takesWork}),
    hubUrls: options.hubUrls ?? [hub.url],
    getToken: () =>
      options.token?.() ??
      hub.issuer.token(subject, {name, ...(options.roles === undefined ? {} : {roles: options.roles})}),
    onSnapshot: (snapshot) => snapshots.add(snapshot),
    onEvent: (event) => {
      events.add(event);
      if (options.presents !== false && event.type === 'ContactOffered' && event.offer.status === 'connecting') {
        const {id: offerId, fence} = event.offer;
        // What becomes of it, the test sees by the events.
        void client.send('PresentOffer', {offerId, fence}).catch(() => undefined);
      }
    },
    onEmergencies: (each) => emergencies.add(each),
    onState: (state) => states.add(state),
  });
  client.start();
  await snapshots.find('a snapshot', () => true);
  await states.find('connected', (state) => state.status === 'connected');
  return {
    hub: client,
    deskId,
    events,
    snapshots,
    states,
    emergencies,
    async event(type, from = 0) {
      const found = await events.find(type, (event) => event.type === type, from);
      if (!isType(found, type)) throw new TypeError('unreachable');
      return found;
    },
    stop: () => client.stop(),
  };
}

function isType<Type extends HubEvent['type']>(event: HubEvent, type: Type): event is HubEvent & {readonly type: Type} {
  return event.type === type;
}

export type TestPhone = {
  readonly client: PhoneClient;
  readonly states: Inbox<PhoneState>;
  stop(): Promise<void>;
};

/** A phone of the simulated network, without audio. */
export async function connectPhone(
  hub: Pick<TestHub, 'url'>,
  number: string,
  key: string | null = null,
): Promise<TestPhone> {
  const states = new Inbox<PhoneState>();
  const claim = await claimNumber(hub.url, number, key);
  const client = new PhoneClient({
    hubUrl: hub.url,
    getToken: async () => claim.token,
    onPhoneState: (state) => states.add(state),
    onState: () => {},
  });
  client.start();
  await states.find('its first state', () => true);
  return {client, states, stop: () => client.stop()};
}

/** A connection without the SDK's manners: says what the test says, once, and keeps what the hub sends. */
export type BareDesk = {
  /** What the hub answered, or the error it named. */
  invoke(method: string, ...args: readonly unknown[]): Promise<unknown>;
  resume(lastSeq?: number | null): Promise<Snapshot>;
  /** Sends a command with an identifier and a deadline of its own, unless the body has them. */
  command(name: string, body: object): Promise<unknown>;
  readonly events: Inbox<HubEvent>;
  /** Everything the hub sent, as text. */
  readonly received: string[];
  stop(): Promise<void>;
};

export async function connectBare(url: string, token: string, path = DESK_PATH): Promise<BareDesk> {
  const connection = new HubConnectionBuilder()
    .withUrl(`${url}${path}`, {accessTokenFactory: () => token, transport: HttpTransportType.WebSockets})
    .configureLogging(LogLevel.None)
    .build();
  const events = new Inbox<HubEvent>();
  const received: string[] = [];
  connection.on(DELIVER, (batch: readonly unknown[]) => {
    received.push(JSON.stringify(batch));
    for (const each of batch) {
      const decoded = decodeEvent(each);
      if ('malformed' in decoded) throw new TypeError(`an event of the hub is malformed: ${decoded.malformed}`);
      events.add(decoded.value);
    }
  });
  connection.on(PHONE_STATE, (state: unknown) => received.push(JSON.stringify(state)));
  await connection.start();
  const invoke = async (method: string, ...args: readonly unknown[]): Promise<unknown> => {
    try {
      const answer: unknown = await connection.invoke(method, ...args);
      received.push(JSON.stringify(answer));
      return answer;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      received.push(message);
      return {error: message};
    }
  };
  return {
    invoke,
    command: (name, body) =>
      invoke(name, {
        commandId: crypto.randomUUID(),
        deadlineAt: new Date(Date.now() + DEADLINE_MS).toISOString(),
        ...body,
      }),
    async resume(lastSeq = null) {
      const decoded = decodeSnapshot(await invoke(RESUME, {protocols: [PROTOCOL_VERSION], lastSeq}));
      if ('malformed' in decoded) throw new TypeError(`no snapshot came: ${decoded.malformed}`);
      return decoded.value;
    },
    events,
    received,
    stop: () => connection.stop(),
  };
}
