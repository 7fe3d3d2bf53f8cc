import {DeskAttention} from '../../src/services/attention/desk-attention.ts';
import {DesktopNotices, type NotificationFactory} from '../../src/services/attention/desktop-notices.ts';
import {hushingOffers} from '../../src/services/attention/hushing-offers.ts';
import type {SoundContext} from '../../src/services/attention/sound-box.ts';
import type {Attendant, DeskSettings, OfferService, RingingOffer} from '../../src/services/ports.ts';
import type {WritableStore} from '../../src/services/store.ts';
import {NOW, ringing} from './component-contacts.ts';
import {FakeSession} from './fake-session.ts';

/** An audio context that counts what would sound, and of which a test says whether it is let through. */
export class FakeContext extends EventTarget {
  static readonly made: FakeContext[] = [];
  state: AudioContextState = 'suspended';
  currentTime = 0;
  notes = 0;
  silenced = 0;
  /** Of each ring that is unlike the one before, a period of what is to be heard. */
  readonly periods: Float32Array[] = [];
  readonly allowed: () => boolean;

  constructor(allowed: () => boolean) {
    super();
    this.allowed = allowed;
    FakeContext.made.push(this);
  }

  async resume(): Promise<void> {
    if (this.allowed()) this.run();
  }

  run(): void {
    this.state = 'running';
    this.dispatchEvent(new Event('statechange'));
  }

  createGain(): unknown {
    const silence = () => void (this.silenced += 1);
    const gain = {
      value: 1,
      setTargetAtTime: silence,
      setValueAtTime: () => undefined,
      linearRampToValueAtTime: () => undefined,
      exponentialRampToValueAtTime: () => undefined,
    };
    return {gain, connect: (next: unknown) => next};
  }

  readonly sampleRate = 8_000;

  createBuffer(): unknown {
    return {copyToChannel: (samples: Float32Array) => this.periods.push(samples)};
  }

  /** A ring: counted as the two notes it has at least. */
  createBufferSource(): unknown {
    this.notes += 2;
    return {connect: (next: unknown) => next, start: () => undefined, stop: () => undefined};
  }

  createOscillator(): unknown {
    this.notes += 1;
    return {
      frequency: {value: 0},
      type: '',
      connect: (next: unknown) => next,
      start: () => undefined,
      stop: () => undefined,
    };
  }

  async close(): Promise<void> {
    this.state = 'closed';
  }
}

export type Shown = {
  readonly heading: string;
  readonly options: NotificationOptions;
  closed: boolean;
  onclick: (() => void) | null;
};

/** Notices of a system, kept where a test sees them. */
function fakeNotices(permission: NotificationPermission): {notices: DesktopNotices; shown: Shown[]} {
  const shown: Shown[] = [];
  const factory = class {
    static permission = permission;
    static async requestPermission(): Promise<NotificationPermission> {
      return 'granted';
    }
    onclick = null;
    closed = false;
    readonly heading: string;
    readonly options: NotificationOptions;
    constructor(heading: string, options: NotificationOptions) {
      this.heading = heading;
      this.options = options;
      shown.push(this);
    }
    close(): void {
      this.closed = true;
    }
  };
  return {notices: new DesktopNotices(factory as unknown as NotificationFactory), shown};
}

export class FakePage extends EventTarget {
  title = 'CRM';
  visibilityState: DocumentVisibilityState = 'visible';
  focused = 0;
  readonly defaultView = {focus: () => void (this.focused += 1)} as unknown as Window & typeof globalThis;

  hide(hidden = true): void {
    this.visibilityState = hidden ? 'hidden' : 'visible';
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

export const attendant: Attendant = {
  silent: false,
  words: (rings) => ({
    title: `☎ ${rings.length}`,
    notice: ({contact}) => ({heading: 'Incoming call', text: contact.queue?.name ?? ''}),
  }),
  emergency: (test) => ({heading: `${test ? 'TEST: ' : ''}Emergency services are calling back`, text: ''}),
  news: ({kind}) => ({heading: kind, text: ''}),
};

export type Desk = {
  session: FakeSession;
  attention: DeskAttention;
  page: FakePage;
  shown: Shown[];
  offers: OfferService;
  settings: WritableStore<DeskSettings | null>;
};

const desks: Desk[] = [];

/** Ends the desks of a test; call it after each. */
export async function endDesks(): Promise<void> {
  for (const {attention} of desks.splice(0)) await attention.dispose();
}

export function startDesk({
  allowed = true,
  permission = 'granted',
}: {allowed?: boolean; permission?: NotificationPermission} = {}): Desk {
  FakeContext.made.length = 0;
  const session = new FakeSession();
  // No other page has the sound, and this test's browser has no other: the hub's word is enough.
  session.softphone.set({lease: {deskId: 'd', fence: 1, since: NOW, label: 'Chrome', present: true}, own: true});
  const page = new FakePage();
  const {notices, shown} = fakeNotices(permission);
  const hush: {to: DeskAttention | null} = {to: null};
  const offers = hushingOffers(session.offers, {
    hush: (id) => hush.to?.hush(id),
    unhush: (id) => hush.to?.unhush(id),
  });
  const attention = new DeskAttention({
    offers,
    news: session.callNews,
    connection: session.connectionState,
    emergency: session.ownEmergency,
    agent: session.agent,
    voice: session.voice,
    settings: session.settings,
    devices: session.devices,
    clock: session.clock,
    createContext: () => new FakeContext(() => allowed) as unknown as SoundContext,
    page,
    notices,
  });
  hush.to = attention;
  const desk = {session, attention, page, shown, offers, settings: session.settings};
  desks.push(desk);
  return desk;
}

/** Lets the promise of a context that was resumed come through. */
export async function turn(): Promise<void> {
  for (let n = 0; n < 10; n++) await Promise.resolve();
}

export function notes(): number {
  return FakeContext.made.reduce((sum, each) => sum + each.notes, 0);
}

/** A period of what rang last. */
export function lastPeriod(): Float32Array {
  return FakeContext.made.flatMap(({periods}) => periods).at(-1) ?? new Float32Array();
}

export function silenced(): number {
  return FakeContext.made.reduce((sum, each) => sum + each.silenced, 0);
}

export function call(id = 'contact-1'): RingingOffer {
  return ringing({id});
}
