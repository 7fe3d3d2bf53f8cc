import {expect} from '@open-wc/testing';
import {DeskAttention} from '../../src/services/attention/desk-attention.ts';
import {DesktopNotices, type NotificationFactory} from '../../src/services/attention/desktop-notices.ts';
import {hushingOffers} from '../../src/services/attention/hushing-offers.ts';
import type {SoundContext} from '../../src/services/attention/sound-box.ts';
import type {Attendant, DeskSettings, OfferService, RingingOffer, VoiceState} from '../../src/services/ports.ts';
import type {WritableStore} from '../../src/services/store.ts';
import {NOW, SETTINGS, ringing} from '../support/component-contacts.ts';
import {FakeSession, failure} from '../support/fake-session.ts';

/** An audio context that counts what would sound, and of which a test says whether it is let through. */
class FakeContext extends EventTarget {
  static readonly made: FakeContext[] = [];
  state: AudioContextState = 'suspended';
  currentTime = 0;
  notes = 0;
  silenced = 0;
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

type Shown = {
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

class FakePage extends EventTarget {
  title = 'CRM';
  visibilityState: DocumentVisibilityState = 'visible';
  focused = 0;
  readonly defaultView = {focus: () => void (this.focused += 1)} as unknown as Window & typeof globalThis;

  hide(hidden = true): void {
    this.visibilityState = hidden ? 'hidden' : 'visible';
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

const attendant: Attendant = {
  silent: false,
  words: (rings) => ({
    title: `☎ ${rings.length}`,
    notice: ({contact}) => ({heading: 'Incoming call', text: contact.queue?.name ?? ''}),
  }),
};

type Desk = {
  session: FakeSession;
  attention: DeskAttention;
  page: FakePage;
  shown: Shown[];
  offers: OfferService;
  settings: WritableStore<DeskSettings | null>;
};

const desks: Desk[] = [];

function startDesk({
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
    connection: session.connectionState,
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
async function turn(): Promise<void> {
  for (let n = 0; n < 10; n++) await Promise.resolve();
}

function notes(): number {
  return FakeContext.made.reduce((sum, each) => sum + each.notes, 0);
}

function silenced(): number {
  return FakeContext.made.reduce((sum, each) => sum + each.silenced, 0);
}

function call(id = 'contact-1'): RingingOffer {
  return ringing({id});
}

describe('what rings', () => {
  afterEach(async () => {
    for (const {attention} of desks.splice(0)) await attention.dispose();
  });

  it('[DV-31] rings while something rings and is seen, and stops with it: answered elsewhere, withdrawn, declined', async () => {
    const {session, attention} = startDesk();
    session.ringing.set([call()]);
    await turn();
    expect(notes(), 'nobody shows it yet').to.equal(0);
    const leave = attention.attend(attendant);
    await turn();
    expect(notes()).to.be.above(1);
    expect(attention.state.value.ring).to.equal('ringing');
    session.ringing.set([]);
    expect(silenced()).to.equal(1);
    expect(attention.state.value.ring).to.equal('quiet');
    session.ringing.set([call()]);
    expect(attention.state.value.ring).to.equal('ringing');
    leave();
    expect(attention.state.value.ring, 'the element left').to.equal('quiet');
  });

  it('[AN-9] stops with the click that answers, does not ring again before the news of it, and rings again when it failed', async () => {
    const {session, attention, offers} = startDesk();
    attention.attend(attendant);
    session.ringing.set([call()]);
    await turn();
    const offerId = call().offer.id;
    void offers.accept(offerId);
    expect(attention.state.value.ring).to.equal('quiet');
    session.last.answer({status: 'done'});
    await turn();
    expect(attention.state.value.ring).to.equal('quiet');
    session.ringing.set([]);
    session.ringing.set([call()]);
    expect(attention.state.value.ring).to.equal('ringing');
    void offers.accept(offerId);
    session.last.answer(failure());
    await turn();
    expect(attention.state.value.ring).to.equal('ringing');
  });

  it('[DV-31] never rings for what is only being assigned, is over by the clock, or cannot be answered for want of a connection', async () => {
    const {session, attention} = startDesk();
    attention.attend(attendant);
    const each = call();
    session.ringing.set([{...each, offer: {...each.offer, status: 'connecting'}}]);
    await turn();
    expect(attention.state.value.ring).to.equal('quiet');
    session.ringing.set([{...each, offer: {...each.offer, expiresAt: session.now}}]);
    expect(attention.state.value.ring).to.equal('quiet');
    session.ringing.set([each]);
    expect(attention.state.value.ring).to.equal('ringing');
    session.connectionState.set({status: 'signed-out', reason: 'agent'});
    expect(attention.state.value.ring).to.equal('quiet');
    session.connectionState.set({status: 'connected'});
    expect(attention.state.value.ring).to.equal('ringing');
  });

  it('[DV-32] only the page that has the sound rings; another one shows that it rings elsewhere', async () => {
    const {session, attention} = startDesk();
    attention.attend(attendant);
    const lease = {deskId: 'other', fence: 2, since: NOW, label: 'Firefox', present: true};
    session.softphone.set({lease, own: false});
    session.ringing.set([call()]);
    await turn();
    expect(notes()).to.equal(0);
    expect(attention.state.value.ring).to.equal('elsewhere');
    session.softphone.set({lease, own: true});
    expect(attention.state.value.ring).to.equal('ringing');
  });

  it('[DV-32] of two pages of one browser without such a word one rings, and the other when the first goes', async () => {
    const [one, two] = [startDesk(), startDesk()];
    for (const {session, attention} of [one, two]) {
      session.softphone.set({lease: null, own: false});
      session.ringing.set([call()]);
      attention.attend(attendant);
    }
    await new Promise<void>((resolve) => {
      one.attention.state.subscribe(() => one.attention.state.value.ring === 'ringing' && resolve());
    });
    expect(two.attention.state.value.ring).to.equal('elsewhere');
    const taken = new Promise<void>((resolve) => {
      two.attention.state.subscribe(() => two.attention.state.value.ring === 'ringing' && resolve());
    });
    await one.attention.dispose();
    await taken;
  });

  it('[EL-10] [DV-33] while the browser holds the sound back it says so, and rings after a click anywhere', async () => {
    let allowed = false;
    const {session, attention, page} = startDesk({allowed: false});
    const told = new Promise<void>((resolve) => {
      attention.state.subscribe(({ring}) => ring === 'blocked' && resolve());
    });
    attention.attend(attendant);
    session.ringing.set([call()]);
    await told;
    expect(notes()).to.equal(0);
    allowed = true;
    expect(allowed).to.equal(true);
    page.dispatchEvent(new Event('pointerup'));
    for (const each of FakeContext.made) each.run();
    expect(attention.state.value).to.include({ring: 'ringing', sound: 'unlocked'});
    expect(notes()).to.be.above(1);
  });

  it('[DV-34] can be switched off; a silent element silences the page; an emergency callback cannot be', async () => {
    const {session, attention} = startDesk();
    const leave = attention.attend(attendant);
    session.devices.prefer({ringtoneOff: true});
    session.ringing.set([call()]);
    await turn();
    expect(notes()).to.equal(0);
    session.devices.prefer({ringtoneOff: false});
    expect(attention.state.value.ring).to.equal('ringing');
    const unsilence = attention.attend({...attendant, silent: true});
    expect(attention.state.value.ring).to.equal('quiet');
    unsilence();
    session.devices.prefer({ringtoneOff: true});
    const each = call();
    session.ringing.set([{...each, contact: {...each.contact, kind: 'emergency-callback'}}]);
    expect(attention.state.value.ring).to.equal('ringing');
    leave();
  });

  it('[DV-35] the title of a hidden page says so and is the host’s again afterwards', async () => {
    const {session, attention, page} = startDesk();
    attention.attend(attendant);
    session.ringing.set([call()]);
    expect(page.title, 'somebody looks').to.equal('CRM');
    page.hide();
    expect(page.title).to.equal('☎ 1');
    page.hide(false);
    expect(page.title).to.equal('CRM');
    page.hide();
    page.title = 'CRM · Case 7';
    session.ringing.set([]);
    expect(page.title).to.equal('CRM · Case 7');
    session.devices.prefer({titleOff: true});
    session.ringing.set([call()]);
    expect(page.title).to.equal('CRM · Case 7');
  });

  it('[DV-36] a hidden page shows one notice for each ring, without the number, and closes it with the ring', async () => {
    const {session, attention, page, shown} = startDesk();
    attention.attend(attendant);
    page.hide();
    session.ringing.set([call()]);
    expect(shown).to.have.length(1);
    expect(shown[0]?.heading).to.equal('Incoming call');
    expect(shown[0]?.options).to.include({requireInteraction: true, silent: true, body: 'Billing'});
    expect(JSON.stringify(shown[0])).to.not.match(/\d{4}/);
    session.ringing.set([call(), call('contact-2')]);
    expect(shown).to.have.length(2);
    shown[1]?.onclick?.();
    expect(page.focused).to.equal(1);
    expect(shown[1]?.closed).to.equal(true);
    session.ringing.set([]);
    expect(shown.every(({closed}) => closed)).to.equal(true);
  });

  it('[DV-36] no notice where somebody looks, where it was switched off, or where the browser says no', async () => {
    const {session, attention, page, shown} = startDesk();
    attention.attend(attendant);
    session.ringing.set([call()]);
    expect(shown).to.have.length(0);
    session.devices.prefer({notificationsOff: true});
    page.hide();
    expect(shown).to.have.length(0);
    const denied = startDesk({permission: 'denied'});
    denied.attention.attend(attendant);
    denied.page.hide();
    denied.session.ringing.set([call()]);
    expect(denied.shown).to.have.length(0);
    expect(denied.attention.state.value.notifications).to.equal('denied');
  });
});

describe('a call that answers itself', () => {
  afterEach(async () => {
    for (const {attention} of desks.splice(0)) await attention.dispose();
  });

  function automatic(): Desk {
    const desk = startDesk();
    desk.settings.set({...SETTINGS, desk: {...SETTINGS.desk, autoAnswer: true}});
    desk.attention.attend(attendant);
    return desk;
  }

  async function accepted(session: FakeSession): Promise<void> {
    while (!session.names.includes('accept')) await new Promise((resolve) => requestAnimationFrame(resolve));
  }

  it('[DV-40] is answered once, after its tone and not before, and does not ring meanwhile', async () => {
    const {session, attention} = automatic();
    await turn();
    session.ringing.set([call()]);
    await turn();
    const {autoAnswer, ring} = attention.state.value;
    expect(autoAnswer?.offerId).to.equal(call().offer.id);
    expect(autoAnswer?.at).to.equal(session.now + 1_000);
    expect(ring).to.equal('quiet');
    expect(notes()).to.equal(3);
    expect(session.names).to.not.include('accept');
    await accepted(session);
    session.last.answer({status: 'refused', code: 'offer-gone'});
    await turn();
    expect(attention.state.value).to.deep.include({ring: 'ringing', autoAnswer: null});
    expect(session.names.filter((each) => each === 'accept')).to.have.length(1);
  });

  it('[DV-40] is left alone when the agent declines first', async () => {
    const {session, attention, offers} = automatic();
    await turn();
    session.ringing.set([call()]);
    await turn();
    void offers.decline(call().offer.id);
    expect(attention.state.value.autoAnswer).to.equal(null);
    expect(session.names).to.deep.equal(['decline']);
  });

  for (const [why, change] of Object.entries<(desk: Desk) => void>({
    'the microphone is not ready': ({session}) =>
      session.devices.state.set({...session.devices.state.value, permission: {status: 'failed', problem: 'denied'}}),
    'another page has the sound': ({session}) =>
      session.softphone.set({
        lease: {deskId: 'x', fence: 2, since: NOW, label: 'Firefox', present: true},
        own: false,
      }),
    'the agent is speaking': ({session}) =>
      session.voiceState.set({status: 'connected', contactId: 'contact-9'} satisfies VoiceState),
    'the administrator has not set it': ({settings}) => settings.set(SETTINGS),
  })) {
    it(`[DV-41] is not answered by itself when ${why}`, async () => {
      const desk = automatic();
      await turn();
      change(desk);
      desk.session.ringing.set([call()]);
      await turn();
      expect(desk.attention.state.value.autoAnswer).to.equal(null);
    });
  }

  it('[DV-41] a digital contact is never answered by itself, nor is anything while the browser holds the sound back', async () => {
    const desk = automatic();
    await turn();
    desk.session.ringing.set([ringing({id: 'c-2', channel: 'chat'})]);
    await turn();
    expect(desk.attention.state.value).to.deep.include({autoAnswer: null, ring: 'ringing'});
    const blocked = startDesk({allowed: false});
    blocked.settings.set({...SETTINGS, desk: {...SETTINGS.desk, autoAnswer: true}});
    blocked.session.ringing.set([call()]);
    blocked.attention.attend(attendant);
    await turn();
    expect(blocked.attention.state.value.autoAnswer).to.equal(null);
  });
});
