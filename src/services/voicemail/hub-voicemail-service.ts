import {HubHttpLink} from '../../api/hub-http-link.ts';
import {type VoicemailAnswer, VoicemailClient} from '../../api/voicemail-client.ts';
import type {VoicemailPage, VoicemailQuestion} from '../../api/wire/voicemail.ts';
import type {EmergencyView} from '../../api/wire/emergency.ts';
import {asSdkError} from '../outcome.ts';
import type {VoiceState} from '../ports.ts';
import type {Store} from '../store.ts';
import {BrowserMessagePlayer, type MessagePlayer} from './message-player.ts';
import {VoicemailListener} from './voicemail-listening.ts';
import type {VoicemailListening, VoicemailOutcome, VoicemailService, VoicemailSpeed} from './voicemail-ports.ts';

type Edges = {
  readonly hubUrls: readonly string[];
  readonly getToken: (renew: boolean) => Promise<string>;
  /** A call that begins is heard alone. */
  readonly voice: Store<VoiceState>;
  readonly emergency: Store<EmergencyView | null>;
  /** Whether contacts come to this page. */
  readonly takesWork: () => boolean;
  /** Left out: the browser's. */
  readonly playerFor?: (onPlace: (placeMs: number) => void) => MessagePlayer;
};

/** Reads, plays and closes messages over the hub's HTTP interface. It keeps none: each list keeps itself fresh. */
export class HubVoicemailService implements VoicemailService {
  readonly #client: VoicemailClient;
  readonly #listener: VoicemailListener;
  readonly #takesWork: () => boolean;
  readonly #ending = new AbortController();
  readonly #ends: readonly (() => void)[];

  constructor({hubUrls, getToken, voice, emergency, takesWork, playerFor = browserPlayer}: Edges) {
    this.#client = new VoicemailClient(new HubHttpLink({hubUrls, getToken, signal: this.#ending.signal}));
    this.#takesWork = takesWork;
    this.#listener = new VoicemailListener({client: this.#client, playerFor});
    this.#ends = [
      whenItBegins(
        voice,
        ({status}) => status !== 'idle',
        () => this.pause(),
      ),
      whenItBegins(
        emergency,
        (own) => own !== null,
        () => this.pause(),
      ),
    ];
  }

  get listening(): Store<VoicemailListening> {
    return this.#listener.state;
  }

  get speed(): Store<VoicemailSpeed> {
    return this.#listener.speed;
  }

  read(question: VoicemailQuestion): Promise<VoicemailPage> {
    return this.#client.read(question);
  }

  setDone(id: string, done: boolean): Promise<VoicemailOutcome> {
    return outcomeOf(this.#client.setDone(id, done));
  }

  callBack(id: string): Promise<VoicemailOutcome> {
    return outcomeOf(this.#client.callBack(id));
  }

  takesWork(): boolean {
    return this.#takesWork();
  }

  async remove(id: string): Promise<VoicemailOutcome> {
    const outcome = await outcomeOf(this.#client.remove(id));
    const {value} = this.listening;
    if (outcome.status === 'done' && 'id' in value && value.id === id) this.stop();
    return outcome;
  }

  listen(id: string): Promise<void> {
    return this.#listener.listen(id);
  }

  pause(): void {
    this.#listener.pause();
  }

  seek(placeMs: number): void {
    this.#listener.seek(placeMs);
  }

  setSpeed(speed: VoicemailSpeed): void {
    this.#listener.setSpeed(speed);
  }

  stop(): void {
    this.#listener.stop();
  }

  /** Whoever comes next hears nothing of it. */
  handleSignedOut(): void {
    this.stop();
  }

  dispose(): void {
    for (const end of this.#ends) end();
    this.#ending.abort();
    this.stop();
  }
}

/** Not again while it lasts: in a call the agent may listen all the same. */
function whenItBegins<T>(store: Store<T>, isOn: (value: T) => boolean, begin: () => void): () => void {
  let on = isOn(store.value);
  return store.subscribe((value) => {
    const before = on;
    on = isOn(value);
    if (on && !before) begin();
  });
}

function browserPlayer(onPlace: (placeMs: number) => void): MessagePlayer {
  return new BrowserMessagePlayer(onPlace);
}

async function outcomeOf(answer: Promise<VoicemailAnswer | void>): Promise<VoicemailOutcome> {
  try {
    return (await answer) ?? {status: 'done', voicemail: null};
  } catch (error) {
    return {status: 'failed', error: asSdkError(error)};
  }
}
