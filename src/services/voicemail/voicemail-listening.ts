import type {VoicemailClient} from '../../api/voicemail-client.ts';
import {asSdkError} from '../outcome.ts';
import {type Store, WritableStore} from '../store.ts';
import type {MessagePlayer} from './message-player.ts';
import type {VoicemailListening, VoicemailSpeed} from './voicemail-ports.ts';

type Edges = {
  readonly client: Pick<VoicemailClient, 'audio'>;
  readonly playerFor: (onPlace: (placeMs: number) => void) => MessagePlayer;
};

const QUIET: VoicemailListening = {status: 'quiet'};

/** One message at a time is fetched and heard; a later wish, or silence, takes its place. Nothing that was heard is kept. */
export class VoicemailListener {
  readonly #client: Edges['client'];
  readonly #player: MessagePlayer;
  readonly #state = new WritableStore<VoicemailListening>(QUIET);
  readonly #speed = new WritableStore<VoicemailSpeed>(1);
  #wish = 0;

  constructor({client, playerFor}: Edges) {
    this.#client = client;
    this.#player = playerFor((placeMs) => this.#moveTo(placeMs));
  }

  get state(): Store<VoicemailListening> {
    return this.#state;
  }

  get speed(): Store<VoicemailSpeed> {
    return this.#speed;
  }

  async listen(id: string): Promise<void> {
    const {value} = this.#state;
    if ('id' in value && value.id === id) {
      if (value.status === 'paused') return this.#resume(value);
      if (value.status === 'playing' || value.status === 'fetching') return;
    }
    this.stop();
    const isWanted = this.#wanted();
    this.#state.set({status: 'fetching', id});
    try {
      const sound = await this.#client.audio(id);
      if (!isWanted()) return;
      if (sound === null) return this.#state.set({status: 'gone', id});
      await this.#player.play(sound, () => isWanted() && this.stop());
      if (isWanted()) this.#state.set({status: 'playing', id, placeMs: 0});
    } catch (error) {
      if (isWanted()) this.#state.set({status: 'failed', id, error: asSdkError(error)});
    }
  }

  /** What is still on its way is not wanted any more. */
  pause(): void {
    const {value} = this.#state;
    if (value.status === 'fetching') return this.stop();
    if (value.status !== 'playing') return;
    this.#player.pause();
    this.#state.set({...value, status: 'paused'});
  }

  seek(placeMs: number): void {
    const {value} = this.#state;
    if (value.status !== 'playing' && value.status !== 'paused') return;
    this.#player.seek(placeMs);
    this.#state.set({...value, placeMs});
  }

  setSpeed(speed: VoicemailSpeed): void {
    this.#player.setSpeed(speed);
    this.#speed.set(speed);
  }

  stop(): void {
    this.#wish += 1;
    this.#player.stop();
    this.#state.set(QUIET);
  }

  async #resume(paused: Extract<VoicemailListening, {placeMs: number}>): Promise<void> {
    const isWanted = this.#wanted();
    this.#state.set({...paused, status: 'playing'});
    try {
      await this.#player.resume();
    } catch (error) {
      if (isWanted()) this.#state.set({status: 'failed', id: paused.id, error: asSdkError(error)});
    }
  }

  /** Whether nothing else was wished for since. */
  #wanted(): () => boolean {
    const wish = this.#wish;
    return () => wish === this.#wish;
  }

  #moveTo(placeMs: number): void {
    const {value} = this.#state;
    if (value.status === 'playing' || value.status === 'paused') this.#state.set({...value, placeMs});
  }
}
