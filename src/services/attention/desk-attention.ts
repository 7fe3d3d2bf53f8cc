import type {DevicePreferences, DeviceState} from '../devices/device-ports.ts';
import type {EmergencyView} from '../../api/wire/emergency.ts';
import type {AgentView, CallNews, Clock, ConnectionState, DeskSettings, OfferService, VoiceService} from '../ports.ts';
import {type Store, WritableStore} from '../store.ts';
import type {AttentionService, AttentionState, Attendant, RingState} from './attention-ports.ts';
import {AutoAnswer} from './auto-answer.ts';
import {DesktopNotices} from './desktop-notices.ts';
import {RingLeader} from './ring-leader.ts';
import {EMERGENCY, ringPattern} from './ring-patterns.ts';
import {isSoundHere, mayAutoAnswer, ringKindOf, whatRings} from './ring-rule.ts';
import {Ringtone} from './ringtone.ts';
import {SoundBox, type SoundContextFactory} from './sound-box.ts';
import {TitleAlternation} from './title-alternation.ts';

export type AttentionEdges = {
  readonly offers: Pick<OfferService, 'ringing' | 'accept'>;
  /** What happened in calls of several ([CO-43], [CO-62]). */
  readonly news: Store<readonly CallNews[]>;
  readonly connection: Store<ConnectionState>;
  /** The agent's own emergency: responders who ring back are heard before everything else. */
  readonly emergency: Store<EmergencyView | null>;
  readonly agent: Store<AgentView | null>;
  readonly voice: Pick<VoiceService, 'state' | 'softphone'>;
  readonly settings: Store<DeskSettings | null>;
  readonly devices: {readonly state: Store<DeviceState>; readonly preferences: Store<DevicePreferences>};
  readonly clock: Clock;
  /** Seams for tests; the browser's own otherwise. */
  readonly createContext?: SoundContextFactory;
  readonly page?: Page;
  readonly notices?: DesktopNotices;
};

/** What is used of a document. */
export type Page = Pick<
  Document,
  'title' | 'visibilityState' | 'defaultView' | 'addEventListener' | 'removeEventListener'
>;

/** An emergency callback is heard whatever was set: the organisation answers for it. */
const EMERGENCY_VOLUME = 0.9;

/** Of the pages of one agent, the one with the sound rings; every hidden one says so in its title. */
export class DeskAttention implements AttentionService {
  readonly #edges: AttentionEdges;
  readonly #page: Page;
  readonly #state: WritableStore<AttentionState>;
  readonly #ringBox: SoundBox;
  /** The loudspeaker of the customer's voice. */
  readonly #voiceBox: SoundBox;
  readonly #ringtone: Ringtone;
  readonly #title: TitleAlternation;
  readonly #notices: DesktopNotices;
  readonly #leader = new RingLeader(() => this.#follow());
  readonly #autoAnswer: AutoAnswer;
  readonly #attendants = new Set<Attendant>();
  readonly #attended = new WritableStore(false);
  readonly #hushed = new Set<string>();
  readonly #unsubscribe: readonly (() => void)[];
  #expiry: ReturnType<typeof setTimeout> | undefined;
  #following = false;
  /** Since when nobody looks at the page, by the hub's clock. */
  #hiddenSince: number;

  constructor(edges: AttentionEdges) {
    this.#edges = edges;
    this.#page = edges.page ?? document;
    this.#notices = edges.notices ?? new DesktopNotices();
    this.#ringBox = new SoundBox(() => this.#soundChanged(), edges.createContext);
    this.#voiceBox = new SoundBox(() => this.#follow(), edges.createContext);
    this.#ringtone = new Ringtone(this.#ringBox);
    this.#title = new TitleAlternation(this.#page);
    this.#autoAnswer = new AutoAnswer({
      box: this.#voiceBox,
      clock: edges.clock,
      accept: (offerId) => edges.offers.accept(offerId),
      onChange: () => this.#follow(),
    });
    this.#state = new WritableStore<AttentionState>({
      ring: 'quiet',
      sound: 'unknown',
      notifications: this.#notices.permission,
      autoAnswer: null,
    });
    this.#hiddenSince = edges.clock.now();
    const {offers, news, connection, emergency, agent, voice, settings, devices} = edges;
    const stores = [
      offers.ringing,
      news,
      connection,
      emergency,
      voice.state,
      voice.softphone,
      settings,
      devices.preferences,
    ];
    this.#unsubscribe = [
      ...stores.map((store: Store<unknown>) => store.subscribe(() => this.#follow())),
      devices.state.subscribe(() => this.#devicesChanged()),
      agent.subscribe((value) => this.#leader.follow(value?.id ?? null)),
    ];
    this.#page.addEventListener('visibilitychange', this.#visibility);
  }

  /** Whether any element of the page shows what rings. */
  get attended(): Store<boolean> {
    return this.#attended;
  }

  get state(): Store<AttentionState> {
    return this.#state;
  }

  /** Whether this page is the one of the agent's that speaks and rings. */
  get soundHere(): boolean {
    return isSoundHere({...this.#edges.voice.softphone.value, leads: this.#leader.leads});
  }

  attend(attendant: Attendant): () => void {
    const first = this.#attendants.size === 0;
    this.#attendants.add(attendant);
    this.#attended.set(true);
    if (first) this.#begin();
    this.#follow();
    return () => {
      this.#attendants.delete(attendant);
      this.#attended.set(this.#attendants.size > 0);
      this.#follow();
    };
  }

  async unlock(): Promise<boolean> {
    const [through] = await Promise.all([this.#ringBox.wake(), this.#voiceBox.wake()]);
    this.#ringtone.follow();
    this.#follow();
    return through;
  }

  async allowNotifications(): Promise<void> {
    await this.#notices.allow();
    this.#follow();
  }

  async preview(): Promise<void> {
    const {ringtone, ringVolume} = this.#edges.devices.preferences.value;
    if ((await this.#ringBox.wake()) && !this.#ringtone.ringing)
      this.#ringBox.play(ringPattern(ringtone, 'call').notes, ringVolume);
  }

  async alarm(): Promise<boolean> {
    const through = await this.#ringBox.wake();
    if (through) this.#ringBox.play(EMERGENCY.notes, EMERGENCY_VOLUME);
    return through;
  }

  /** What is answered or declined here does not ring on, nor again between the reply and the news of it ([AN-9]). */
  hush(offerId: string): void {
    this.#hushed.add(offerId);
    this.#follow();
  }

  /** The answer did not come through. */
  unhush(offerId: string): void {
    if (this.#hushed.delete(offerId)) this.#follow();
  }

  /** The sound on the customer's loudspeaker, for a tone that the agent asked for. */
  get voiceBox(): SoundBox {
    return this.#voiceBox;
  }

  async dispose(): Promise<void> {
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    this.#page.removeEventListener('visibilitychange', this.#visibility);
    this.#stopListening();
    this.#attendants.clear();
    this.#leader.resign();
    this.#autoAnswer.stop();
    clearTimeout(this.#expiry);
    this.#ringtone.stop();
    this.#title.stop();
    this.#notices.show(new Map(), () => undefined);
    await Promise.all([this.#ringBox.dispose(), this.#voiceBox.dispose()]);
  }

  /** A page that had a gesture, or is allowed to play without one, needs no click of ours. */
  #begin(): void {
    this.#leader.follow(this.#edges.agent.value?.id ?? null);
    this.#devicesChanged();
    void this.#ringBox.wake();
    for (const type of ['pointerup', 'keyup'] as const) this.#page.addEventListener(type, this.#gesture, true);
  }

  readonly #gesture = (): void => {
    if (this.#ringBox.state !== 'unlocked') void this.unlock();
    else this.#stopListening();
  };

  #stopListening(): void {
    for (const type of ['pointerup', 'keyup'] as const) this.#page.removeEventListener(type, this.#gesture, true);
  }

  readonly #visibility = (): void => {
    if (this.#page.visibilityState === 'hidden') this.#hiddenSince = this.#edges.clock.now();
    this.#notices.refresh();
    this.#follow();
  };

  #soundChanged(): void {
    this.#ringtone.follow();
    this.#follow();
  }

  #devicesChanged(): void {
    const {ringtone, speaker} = this.#edges.devices.state.value;
    void this.#ringBox.select(ringtone.used?.id ?? '');
    void this.#voiceBox.select(speaker.used?.id ?? '');
    this.#follow();
  }

  /** Brings everything to what the stores say. What it changes itself calls it again, which must not nest. */
  #follow(): void {
    if (this.#following) return;
    this.#following = true;
    try {
      this.#bringUpToDate();
    } finally {
      this.#following = false;
    }
  }

  #bringUpToDate(): void {
    const {offers, connection, clock, voice, devices, emergency} = this.#edges;
    const ringing = this.#attendants.size === 0 ? [] : offers.ringing.value;
    for (const id of this.#hushed)
      if (!offers.ringing.value.some(({offer}) => offer.id === id)) this.#hushed.delete(id);
    const connected = connection.value.status === 'connected';
    const rings = whatRings({ringing, hushed: this.#hushed, connected, now: clock.now()});
    this.#awaitExpiry(rings.map(({offer}) => offer.expiresAt));
    const speaking = voice.state.value.status !== 'idle';
    this.#autoAnswer.follow(rings.filter((each) => this.#mayAutoAnswer(each, speaking)));
    const aloud = rings.filter(({offer}) => offer.id !== this.#autoAnswer.due?.offerId);
    // On every page of the agent, also on one that shows nothing else that rings ([EM-23]).
    const rungBack = emergency.value?.status === 'ringing-back' ? emergency.value : null;
    const kind = rungBack !== null ? 'emergency' : ringKindOf(aloud, speaking);
    const {ringtone: tune, ringVolume, ringtoneOff} = devices.preferences.value;
    const silent = kind !== 'emergency' && (ringtoneOff || [...this.#attendants].some((each) => each.silent));
    // Two pages that ring are better than none ([EM-23]).
    const here = this.soundHere || (rungBack !== null && this.#page.visibilityState === 'visible');
    if (kind === null || silent || !here) this.#ringtone.stop();
    else this.#ringtone.start({tune, kind, volume: kind === 'emergency' ? EMERGENCY_VOLUME : ringVolume});
    this.#showHidden(rings, here, rungBack);
    this.#tell(kind === null || silent ? 'quiet' : here ? this.#heard() : 'elsewhere');
  }

  #mayAutoAnswer(each: AttentionArgument, speaking: boolean): boolean {
    return mayAutoAnswer({
      each,
      settings: this.#edges.settings.value,
      soundHere: this.soundHere,
      soundUnlocked: this.#ringBox.state === 'unlocked',
      microphoneGranted: this.#edges.devices.state.value.permission.status === 'granted',
      speaking,
    });
  }

  #heard(): RingState {
    return this.#ringBox.state === 'blocked' ? 'blocked' : 'ringing';
  }

  #showHidden(rings: readonly AttentionArgument[], here: boolean, rungBack: EmergencyView | null): void {
    const [attendant] = this.#attendants;
    const {titleOff, notificationsOff} = this.#edges.devices.preferences.value;
    const hidden = attendant !== undefined && this.#page.visibilityState === 'hidden';
    const emergency = hidden && rungBack !== null ? attendant.emergency(rungBack.test) : null;
    if (emergency !== null) this.#title.start(emergency.heading);
    else if (hidden && rings.length > 0 && !titleOff) this.#title.start(attendant.words(rings).title);
    else this.#title.stop();
    const noticed = hidden && here && !notificationsOff ? attendant : undefined;
    const words = noticed?.words(rings);
    // What has happened before was there to be seen.
    const news = this.#edges.news.value.filter(({at}) => at >= this.#hiddenSince);
    const entries = [
      ...(emergency === null ? [] : [['emergency', emergency] as const]),
      ...rings.flatMap((each) => (words === undefined ? [] : [[each.offer.id, words.notice(each)] as const])),
      ...news.flatMap((each) => (noticed === undefined ? [] : [[`news-${each.id}`, noticed.news(each)] as const])),
    ];
    this.#notices.show(new Map(entries), () => this.#page.defaultView?.focus());
  }

  /** A ring whose time is over is no ring, even if nobody says so. */
  #awaitExpiry(times: readonly number[]): void {
    clearTimeout(this.#expiry);
    const next = Math.min(...times);
    if (Number.isFinite(next))
      this.#expiry = setTimeout(() => this.#follow(), Math.max(0, next - this.#edges.clock.now()) + 1);
  }

  #tell(ring: RingState): void {
    const next: AttentionState = {
      ring,
      sound: this.#ringBox.state,
      notifications: this.#notices.permission,
      autoAnswer: this.#autoAnswer.due,
    };
    const now = this.#state.value;
    const same =
      now.ring === next.ring &&
      now.sound === next.sound &&
      now.notifications === next.notifications &&
      now.autoAnswer?.offerId === next.autoAnswer?.offerId;
    if (!same) this.#state.set(next);
  }
}

type AttentionArgument = OfferService['ringing']['value'][number];
