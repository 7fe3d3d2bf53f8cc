import type {EmergencyView} from '../../api/wire/emergency.ts';
import {type Store, WritableStore} from '../store.ts';
import type {VoiceCarrier} from '../voice/late-voice.ts';
import type {VoiceLeg} from '../voice/voice-adapter.ts';
import type {EmergencySound} from './emergency-ports.ts';

type Edges = {
  readonly adapter: Pick<VoiceCarrier, 'join'>;
  /** Whether this page is the one of the agent's that speaks. */
  readonly ownsSound: () => boolean;
  readonly after: (ms: number, task: () => void) => () => void;
};

/** A microphone that is missing may come: it is asked for again for as long as the call lasts. */
const JOIN_AGAIN_MS = 2_000;
/** Whoever dialled or answered joins at once; a page that only has the sound leaves them this time. */
const STEP_IN_MS = 1_500;

/**
 * Keeps this page's sound at what the hub says of the agent's emergency. It is not asked whose turn it is: the page where the agent
 * pressed has it, and any page with the sound takes a leg that nobody has.
 */
export class EmergencyLeg {
  readonly #edges: Edges;
  readonly #sound = new WritableStore<EmergencySound>({status: 'idle'});
  readonly #muted = new WritableStore(false);
  #own: EmergencyView | null = null;
  #leg: VoiceLeg | null = null;
  /** The leg this page is to have, and the highest epoch it tried. */
  #mine: {readonly legId: string | null; readonly callId: string} | null = null;
  #tried = {legId: '', epoch: 0, taken: false};
  #joining = '';
  #cancel: (() => void) | null = null;

  constructor(edges: Edges) {
    this.#edges = edges;
  }

  get sound(): Store<EmergencySound> {
    return this.#sound;
  }

  get muted(): Store<boolean> {
    return this.#muted;
  }

  /** The agent pressed on this page. */
  claim(callId: string): void {
    this.#mine = {legId: this.#own?.callId === callId ? (this.#own.leg?.id ?? null) : null, callId};
    this.#follow();
  }

  handle(own: EmergencyView | null): void {
    this.#own = own;
    if (own?.leg == null) {
      this.#mine = null;
      this.#muted.set(false);
    }
    this.#follow();
  }

  /** The page has the sound now, or no longer: a leg that nobody has is taken by whoever has it. */
  soundMoved(): void {
    this.#follow();
  }

  setMuted(muted: boolean): void {
    this.#muted.set(muted);
    if (muted) this.#leg?.mute();
    else this.#leg?.unmute();
  }

  async resumeAudio(): Promise<void> {
    await this.#leg?.resumeAudio();
  }

  dispose(): void {
    this.#own = null;
    this.#drop();
  }

  #follow(): void {
    const leg = this.#own?.leg ?? null;
    if (this.#leg !== null && this.#leg.legId !== leg?.id) this.#drop();
    // It rings here before anybody speaks.
    if (leg === null || this.#own?.status === 'ringing-back') return this.#sound.set({status: 'idle'});
    if (this.#leg !== null) {
      if (leg.epoch > this.#leg.epoch) return this.#yield();
      if (leg.lost && leg.epoch === this.#leg.epoch && this.#leg.state !== 'connecting')
        void this.#leg.rejoin(this.#leg.epoch + 1);
      return;
    }
    if (this.#joining === leg.id) return;
    if (this.#mine?.callId === this.#own?.callId && (leg.epoch === 0 || leg.lost)) return void this.#join(leg);
    if ((leg.epoch === 0 || leg.lost) && this.#edges.ownsSound()) return this.#stepInLater();
    this.#sound.set({status: 'elsewhere'});
  }

  #stepInLater(): void {
    if (this.#cancel !== null) return;
    this.#cancel = this.#edges.after(STEP_IN_MS, () => {
      this.#cancel = null;
      const leg = this.#own?.leg ?? null;
      if (leg !== null && this.#leg === null && (leg.epoch === 0 || leg.lost) && this.#edges.ownsSound())
        void this.#join(leg);
    });
  }

  #yield(): void {
    this.#mine = null;
    this.#drop();
    this.#sound.set({status: 'elsewhere'});
  }

  async #join({id: legId, epoch: told}: {readonly id: string; readonly epoch: number}): Promise<void> {
    this.#joining = legId;
    this.#sound.set({status: 'connecting'});
    const epoch = Math.max(told, this.#tried.legId === legId ? this.#tried.epoch : 0) + 1;
    this.#tried = {legId, epoch, taken: false};
    const joined = await this.#edges.adapter.join({
      legId,
      epoch,
      muted: this.#muted.value,
      nextEpoch: async (leg) => this.#nextEpoch(leg.legId, leg.epoch),
    });
    this.#joining = '';
    if (this.#own?.leg?.id !== legId) {
      if (joined.ok) joined.value.hangUp();
      return this.#follow();
    }
    if (joined.ok) return this.#take(joined.value);
    this.#failed(joined.error.code);
  }

  #nextEpoch(legId: string, epoch: number): number | null {
    const leg = this.#own?.leg;
    if (leg?.id !== legId || leg.epoch > epoch) return null;
    this.#tried = {legId, epoch: epoch + 1, taken: false};
    return epoch + 1;
  }

  #take(leg: VoiceLeg): void {
    if (this.#leg !== leg) this.#leg?.hangUp();
    this.#leg = leg;
    this.#tried = {...this.#tried, taken: true};
    if (this.#muted.value) leg.mute();
    const show = () => this.#leg === leg && this.#show(leg);
    leg.on('stateChanged', show);
    leg.on('playbackChanged', show);
    leg.on('failed', (error) => {
      if (this.#leg !== leg) return;
      this.#drop();
      this.#failed(error.code);
    });
    this.#show(leg);
    this.#follow();
  }

  #show(leg: VoiceLeg): void {
    if (leg.playback === 'autoplay-blocked') return this.#sound.set({status: 'autoplay-blocked'});
    if (leg.state === 'connected') return this.#sound.set({status: 'connected'});
    this.#sound.set({status: leg.state === 'connecting' ? 'connecting' : 'reconnecting'});
  }

  #failed(code: Extract<EmergencySound, {status: 'failed'}>['code']): void {
    this.#sound.set({status: 'failed', code});
    this.#cancel?.();
    this.#cancel = this.#edges.after(JOIN_AGAIN_MS, () => {
      this.#cancel = null;
      const leg = this.#own?.leg ?? null;
      if (leg === null || this.#leg !== null || this.#joining === leg.id) return;
      if (this.#isElsewhere(leg)) this.#sound.set({status: 'elsewhere'});
      else void this.#join(leg);
    });
  }

  /** Another page of the agent stepped in while this one failed: its sound is not taken from it. */
  #isElsewhere({epoch, lost}: {readonly epoch: number; readonly lost: boolean}): boolean {
    return !lost && epoch > (this.#tried.taken ? this.#tried.epoch : 0);
  }

  #drop(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#leg?.hangUp();
    this.#leg = null;
  }
}
