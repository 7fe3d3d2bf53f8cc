import type {PromptClient, PromptPlace} from '../../api/prompt-client.ts';
import {asSdkError} from '../outcome.ts';
import {type Store, WritableStore} from '../store.ts';
import type {PromptPlayer} from './prompt-player.ts';
import {type Listening, type PromptKey, promptKey} from './prompts-ports.ts';

/** One prompt at a time is fetched and heard; a later wish, or silence, takes its place. */
export class PromptListening {
  readonly #client: Pick<PromptClient, 'audio'>;
  readonly #player: PromptPlayer;
  readonly #state = new WritableStore<Listening>({status: 'quiet'});
  #wish = 0;

  constructor(client: Pick<PromptClient, 'audio'>, player: PromptPlayer) {
    this.#client = client;
    this.#player = player;
  }

  get state(): Store<Listening> {
    return this.#state;
  }

  async listen(place: PromptPlace): Promise<void> {
    this.stop();
    const key = promptKey(place);
    const wish = this.#wish;
    const isWanted = (): boolean => wish === this.#wish;
    this.#state.set({status: 'fetching', key});
    try {
      const sound = await this.#client.audio(place);
      if (!isWanted()) return;
      await this.#player.play(sound, () => isWanted() && this.stop());
      if (isWanted()) this.#state.set({status: 'playing', key});
    } catch (error) {
      if (isWanted()) this.#state.set({status: 'failed', key, error: asSdkError(error)});
    }
  }

  stop(): void {
    this.#wish += 1;
    this.#player.stop();
    this.#state.set({status: 'quiet'});
  }

  /** What callers hear there is another sound now. */
  stopFor(key: PromptKey): void {
    const {value} = this.#state;
    if (value.status !== 'quiet' && value.key === key) this.stop();
  }
}
