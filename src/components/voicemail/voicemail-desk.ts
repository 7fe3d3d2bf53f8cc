import {ContextConsumer} from '@lit/context';
import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {voicemailContext} from '../../services/contexts.ts';
import type {
  LateVoicemailService,
  VoicemailListening,
  VoicemailOutcome,
  VoicemailService,
  VoicemailSpeed,
} from '../../services/voicemail/voicemail-ports.ts';

const QUIET: VoicemailListening = {status: 'quiet'};

/** The service of the session, once it is loaded, and what is played in this element. */
export class VoicemailDesk implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #late: LateVoicemailService | undefined;
  #service: VoicemailService | null = null;
  /** The message that was last played from here. */
  #own: string | null = null;
  #ends: readonly (() => void)[] = [];

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
    new ContextConsumer(host, {
      context: voicemailContext,
      subscribe: true,
      callback: (late) => {
        if (late !== this.#late) this.#letGo();
        this.#late = late;
      },
    });
  }

  get listening(): VoicemailListening {
    return this.#service?.listening.value ?? QUIET;
  }

  get speed(): VoicemailSpeed {
    return this.#service?.speed.value ?? 1;
  }

  /** Whether calls come to this page. */
  get takesWork(): boolean {
    return this.#service?.takesWork() ?? true;
  }

  hostDisconnected(): void {
    this.#letGo();
  }

  /** @throws {SdkError} when it does not load */
  async get(): Promise<VoicemailService> {
    if (this.#service !== null) return this.#service;
    const late = this.#late;
    if (late === undefined) throw new TypeError('A list of messages stands in a session.');
    const service = await late.get();
    if (late === this.#late && this.#host.isConnected) this.#use(service);
    return service;
  }

  /** Undefined as long as there is no service. */
  run(action: (service: VoicemailService) => Promise<VoicemailOutcome>): Promise<VoicemailOutcome> | undefined {
    return this.#service === null ? undefined : action(this.#service);
  }

  listen(id: string): void {
    this.#own = id;
    void this.#service?.listen(id);
  }

  pause(): void {
    this.#service?.pause();
  }

  seek(placeMs: number): void {
    this.#service?.seek(placeMs);
  }

  setSpeed(speed: VoicemailSpeed): void {
    this.#service?.setSpeed(speed);
  }

  /** What is played here is heard only as long as it stands here: nobody could silence it. */
  keepTo(ids: readonly string[]): void {
    const {listening} = this;
    if ('id' in listening && listening.id === this.#own && !ids.includes(listening.id)) this.#service?.stop();
  }

  #use(service: VoicemailService): void {
    // Two questions may have waited for it.
    this.#release();
    this.#service = service;
    const draw = (): void => this.#host.requestUpdate();
    this.#ends = [service.listening.subscribe(draw), service.speed.subscribe(draw)];
  }

  #letGo(): void {
    this.keepTo([]);
    this.#release();
    this.#service = null;
  }

  #release(): void {
    for (const end of this.#ends) end();
    this.#ends = [];
  }
}
