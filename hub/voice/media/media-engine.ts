import {Leg, type LegListener} from './leg.ts';
import type {OpenConnection} from './leg-connection.ts';
import {
  refuse,
  type ConnectLeg,
  type HeardSource,
  type LegStats,
  type LegSummary,
  type MediaEvent,
  type MediaPlan,
  type MediaRefusal,
  type PlayDigits,
} from './protocol.ts';
import {Recordings} from './recording/recordings.ts';
import {PlayedDigits} from './played-digits.ts';
import type {SoundLibrary} from './sound-library.ts';
import {MixSource} from './mixing/mix-source.ts';
import {MixerThread} from './mixing/mixer-thread.ts';
import {ForwardSource, LoopSource, OnceSource, type Source} from './source.ts';

export interface EngineOptions {
  readonly sounds: SoundLibrary;
  readonly open: OpenConnection;
  readonly emit: (event: MediaEvent) => void;
  /** Told what legs say. Default: nobody hears of what it records. */
  readonly recordings?: Recordings;
  /** A monotonic clock in milliseconds. Default: the platform's. */
  readonly nowMs?: () => number;
}

interface Assignment {
  readonly contactId: string;
  readonly heard: HeardSource;
}

const silence: HeardSource = {kind: 'silence'};

/** All legs and what each of them hears. Knows nothing of sockets or of the hub. */
export class MediaEngine {
  readonly #options: EngineOptions;
  readonly #nowMs: () => number;
  readonly #mixer: MixerThread;
  readonly #recordings: Recordings;
  /** Who was last said to be speaking, by contact. */
  readonly #speaking = new Map<string, string>();
  readonly #legs = new Map<string, Leg>();
  readonly #versions = new Map<string, number>();
  /** By leg id, for legs that are here and legs that are still to come. A leg belongs to the contact that named it last. */
  readonly #assignments = new Map<string, Assignment>();
  readonly #played = new PlayedDigits();
  /** Who hears a leg, by that leg's id. */
  readonly #audiences = new Map<string, Set<Leg>>();
  readonly #listener: LegListener = {
    onState: (leg) => this.#told(leg),
    onAudio: (leg, packet) => {
      this.#mixer.hear(leg.legId, packet, packet.payload);
      this.#recordings.hear(leg.legId, packet, this.#nowMs());
      this.#audience(leg).forEach((each) => each.receive(leg.legId, packet));
    },
    onConsumed: (leg, packet) => {
      this.#mixer.hear(leg.legId, packet, null);
      this.#audience(leg).forEach((each) => each.skip(leg.legId, packet));
    },
    onDigit: (leg, digit) => this.#options.emit({event: 'dtmf', legId: leg.legId, digit}),
  };

  constructor(options: EngineOptions) {
    this.#options = options;
    this.#nowMs = options.nowMs ?? (() => performance.now());
    this.#recordings = options.recordings ?? new Recordings({onNews: () => undefined});
    this.#mixer = new MixerThread((legIds) => this.#tellSpeaking(new Set(legIds)));
  }

  /** Ends the mixing thread, which is then replaced; for tests of that. */
  endMixer(): void {
    void this.#mixer.end();
  }

  /** Frames that the mixing thread made a whole frame too late. */
  get lateMixes(): number {
    return this.#mixer.lateTicks;
  }

  get legs(): readonly LegSummary[] {
    return [...this.#legs.values()].map(({legId, epoch, state}) => ({legId, epoch, state}));
  }

  get plans(): readonly {readonly contactId: string; readonly version: number}[] {
    return [...this.#versions].map(([contactId, version]) => ({contactId, version}));
  }

  async connect({legId, epoch, offer}: ConnectLeg): Promise<{readonly answer: string} | MediaRefusal> {
    const known = this.#legs.get(legId);
    if (known !== undefined) return known.join(epoch, offer, this.#options.open);
    const heard = this.#assignments.get(legId)?.heard ?? silence;
    const leg = new Leg(legId, this.#sourceOf(legId, heard), this.#listener, this.#nowMs);
    this.#legs.set(legId, leg);
    this.#listen(leg, heard);
    const result = await leg.join(epoch, offer, this.#options.open);
    if ('refused' in result && leg.epoch === 0 && this.#legs.get(legId) === leg) this.#forget(leg);
    return result;
  }

  plan({contactId, version, corrects = false, hears, records = []}: MediaPlan): {readonly applied: boolean} {
    const known = this.#versions.get(contactId);
    if (corrects ? known === undefined || version < known : version <= (known ?? -1)) return {applied: false};
    this.#versions.set(contactId, version);
    for (const legId of this.#legsOf(contactId)) {
      if (!(legId in hears)) this.#assign(legId, null);
    }
    for (const [legId, heard] of Object.entries(hears)) this.#assign(legId, {contactId, heard});
    this.#recordings.plan(contactId, records, Object.keys(hears), this.#nowMs());
    return {applied: true};
  }

  /** Once for each request, and only to a leg that is connected and hears no music: that one is on hold. */
  digits({legId, requestId, digits, late}: PlayDigits): {readonly played: boolean} {
    if (this.#played.has(requestId)) return {played: true};
    const leg = this.#legs.get(legId);
    if (late || leg?.state !== 'connected' || leg.source.kind === 'music') return {played: false};
    this.#played.add(requestId);
    leg.playDigits(digits, this.#options.sounds);
    return {played: true};
  }

  close(legId: string): Record<string, never> | MediaRefusal {
    const leg = this.#legs.get(legId);
    if (leg === undefined) return refuse('unknown-leg', 'There is no such leg; it may have been closed before.');
    leg.close();
    return {};
  }

  end(contactId: string): Record<string, never> {
    for (const legId of this.#legsOf(contactId)) {
      this.#assignments.delete(legId);
      this.#legs.get(legId)?.close();
    }
    this.#versions.delete(contactId);
    this.#recordings.endContact(contactId, this.#nowMs());
    return {};
  }

  stats(legId: string): LegStats | MediaRefusal {
    return this.#legs.get(legId)?.stats ?? refuse('unknown-leg', 'There is no such leg.');
  }

  /** Every 20 ms. */
  tick(nowMs: number): void {
    for (const leg of this.#legs.values()) leg.tick(nowMs);
    this.#mixer.tick();
    this.#recordings.tick(nowMs);
  }

  closeAll(): void {
    for (const leg of this.#legs.values()) leg.close();
    void this.#mixer.close();
  }

  #legsOf(contactId: string): string[] {
    return [...this.#assignments].filter(([, each]) => each.contactId === contactId).map(([legId]) => legId);
  }

  #assign(legId: string, assignment: Assignment | null): void {
    const before = this.#assignments.get(legId)?.heard ?? silence;
    if (assignment === null) this.#assignments.delete(legId);
    else this.#assignments.set(legId, assignment);
    const leg = this.#legs.get(legId);
    const heard = assignment?.heard ?? silence;
    // Music that goes on through a change elsewhere in the contact must not start again.
    if (leg === undefined || sameSource(before, heard)) return;
    // Who hears several goes on hearing through the same mix when somebody comes or goes.
    if (leg.source instanceof MixSource && heard.kind === 'legs' && heard.legIds.length > 1)
      leg.source.change(heard.legIds);
    else leg.hear(this.#sourceOf(legId, heard));
    this.#listen(leg, heard);
  }

  #listen(leg: Leg, heard: HeardSource): void {
    for (const audience of this.#audiences.values()) audience.delete(leg);
    if (heard.kind !== 'legs') return;
    for (const legId of heard.legIds) {
      const audience = this.#audiences.get(legId) ?? new Set();
      this.#audiences.set(legId, audience.add(leg));
    }
  }

  #audience(leg: Leg): ReadonlySet<Leg> {
    return this.#audiences.get(leg.legId) ?? new Set();
  }

  #sourceOf(legId: string, heard: HeardSource): Source {
    const {sounds} = this.#options;
    switch (heard.kind) {
      case 'sound': {
        const {sound} = heard;
        const ended = (): void => this.#options.emit({event: 'sound-ended', legId, sound});
        return new OnceSource(sounds.named(sound), sounds.silence, ended);
      }
      case 'silence':
        return new LoopSource('silence', sounds.silence);
      case 'music':
        return new LoopSource('music', sounds.music);
      case 'ringback':
        return new LoopSource('ringback', sounds.ringback(heard.country));
      case 'legs': {
        const [only, ...others] = heard.legIds;
        if (others.length > 0)
          return new MixSource(legId, heard.legIds, {
            mixer: this.#mixer,
            silence: sounds.silence,
            nowMs: this.#nowMs,
          });
        return only === undefined ? new LoopSource('silence', sounds.silence) : new ForwardSource(only, sounds.silence);
      }
      default:
        return heard satisfies never;
    }
  }

  /** Of each contact, those of its legs that are heard; said when it changes. */
  #tellSpeaking(speaking: ReadonlySet<string>): void {
    const byContact = new Map<string, string[]>([...this.#speaking.keys()].map((contactId) => [contactId, []]));
    for (const legId of speaking) {
      const contactId = this.#assignments.get(legId)?.contactId;
      if (contactId !== undefined) byContact.set(contactId, [...(byContact.get(contactId) ?? []), legId]);
    }
    for (const [contactId, legIds] of byContact) {
      const told = legIds.toSorted().join('\n');
      if (told === (this.#speaking.get(contactId) ?? '')) continue;
      if (told === '') this.#speaking.delete(contactId);
      else this.#speaking.set(contactId, told);
      this.#options.emit({event: 'speaking', contactId, legIds});
    }
  }

  #told(leg: Leg): void {
    const {legId, epoch, state} = leg;
    if (state === 'closed') {
      this.#forget(leg);
      this.#recordings.closeLeg(legId, this.#nowMs());
    }
    this.#options.emit({event: 'leg-state', legId, epoch, state});
  }

  #forget(leg: Leg): void {
    if (this.#legs.get(leg.legId) === leg) this.#legs.delete(leg.legId);
    for (const [legId, audience] of this.#audiences) {
      audience.delete(leg);
      if (audience.size === 0) this.#audiences.delete(legId);
    }
  }
}

function sameSource(a: HeardSource, b: HeardSource): boolean {
  if (a.kind === 'legs' && b.kind === 'legs') return a.legIds.join('\n') === b.legIds.join('\n');
  if (a.kind === 'sound' && b.kind === 'sound') return a.sound === b.sound && a.startedAtMs === b.startedAtMs;
  if (a.kind === 'ringback' && b.kind === 'ringback') return a.country === b.country;
  return a.kind === b.kind;
}
