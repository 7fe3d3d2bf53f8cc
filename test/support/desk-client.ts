import {HubClient} from '../../src/api/hub-client.ts';
import type {LinkState} from '../../src/api/hub-link.ts';
import {PhoneClient, claimNumber} from '../../src/api/phone-client.ts';
import type {HubEvent, Snapshot} from '../../src/api/wire/events.ts';
import type {PhoneState} from '../../src/api/wire/phone.ts';
import type {TestHub} from './test-hub.ts';

const DEADLINE_MS = 15_000;

/** Keeps what arrived and lets a test wait for what it expects, whether it is there already or comes later. */
export class Inbox<T> {
  readonly all: T[] = [];
  readonly #waiting = new Set<() => void>();

  add(item: T): void {
    this.all.push(item);
    for (const look of [...this.#waiting]) look();
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
  readonly events: Inbox<HubEvent>;
  readonly snapshots: Inbox<Snapshot>;
  readonly states: Inbox<LinkState>;
  /** The first event of a type from place `from` on. */
  event<Type extends HubEvent['type']>(type: Type, from?: number): Promise<Extract<HubEvent, {type: Type}>>;
  stop(): Promise<void>;
};

/** A desk on the SDK's own edge, without a page. */
export async function connectDesk(hub: Pick<TestHub, 'url' | 'issuer'>, subject: string, name = subject): Promise<TestDesk> {
  const events = new Inbox<HubEvent>();
  const snapshots = new Inbox<Snapshot>();
  const states = new Inbox<LinkState>();
  const client = new HubClient({
    hubUrls: [hub.url],
    getToken: () => hub.issuer.token(subject, {name}),
    onSnapshot: (snapshot) => snapshots.add(snapshot),
    onEvent: (event) => events.add(event),
    onState: (state) => states.add(state),
  });
  client.start();
  await snapshots.find('a snapshot', () => true);
  await states.find('connected', (state) => state.status === 'connected');
  return {
    hub: client,
    events,
    snapshots,
    states,
    async event(type, from = 0) {
      const found = await events.find(type, (event) => event.type === type, from);
      if (!isType(found, type)) throw new TypeError('unreachable');
      return found;
    },
    stop: () => client.stop(),
  };
}

function isType<Type extends HubEvent['type']>(event: HubEvent, type: Type): event is Extract<HubEvent, {type: Type}> {
  return event.type === type;
}

export type TestPhone = {
  readonly client: PhoneClient;
  readonly states: Inbox<PhoneState>;
  stop(): Promise<void>;
};

/** A phone of the simulated network, without audio. */
export async function connectPhone(hub: Pick<TestHub, 'url'>, number: string): Promise<TestPhone> {
  const states = new Inbox<PhoneState>();
  const claim = await claimNumber(hub.url, number, null);
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
