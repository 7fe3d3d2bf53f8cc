import type {LitElement, ReactiveController} from 'lit';
import {callbacksContext} from '../../services/contexts.ts';
import {asSdkError} from '../../services/outcome.ts';
import type {CallbackFigures, CallbackService, InboxChoices, SdkError} from '../../services/ports.ts';
import {ServiceController} from '../controllers/service-controller.ts';

type Asked = {readonly queueId: string | null; readonly fromAt: number; readonly toAt: number};

export type FiguresState =
  | {readonly status: 'loading'}
  | {readonly status: 'failed'; readonly error: SdkError}
  | {
      readonly status: 'there';
      readonly figures: CallbackFigures;
      readonly choices: InboxChoices;
      /** What it is of: what is chosen meanwhile is not there yet. */
      readonly asked: Asked;
      readonly outdated: boolean;
    };

/** Figures change slowly; whoever looks sees the last minute. */
const PAUSE_MS = 60_000;

/** Reads the figures of what is chosen, and again each minute while the element is in a page. */
export class FiguresReader implements ReactiveController {
  readonly #host: LitElement;
  readonly #service: ServiceController<CallbackService>;
  #state: FiguresState = {status: 'loading'};
  #asked: Asked | null = null;
  #count = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
    this.#service = new ServiceController(host, callbacksContext, () => []);
  }

  get state(): FiguresState {
    return this.#state;
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#count += 1;
    this.#asked = null;
  }

  /** Reads, unless that is what was asked last. */
  follow(asked: Asked): void {
    if (this.#service.service === undefined || JSON.stringify(asked) === JSON.stringify(this.#asked)) return;
    this.#asked = asked;
    void this.read();
  }

  async read(): Promise<void> {
    clearTimeout(this.#timer);
    const [service, asked] = [this.#service.service, this.#asked];
    if (service === undefined || asked === null) return;
    this.#count += 1;
    const count = this.#count;
    const heard = await this.#ask(service, asked);
    if (count !== this.#count) return;
    this.#state = heard;
    this.#host.requestUpdate();
    this.#timer = setTimeout(() => void this.read(), PAUSE_MS);
  }

  async #ask(service: CallbackService, asked: Asked): Promise<FiguresState> {
    const before = this.#state;
    try {
      const choices = before.status === 'there' ? before.choices : await service.inboxChoices();
      return {status: 'there', figures: await service.figures(asked), choices, asked, outdated: false};
    } catch (error) {
      const known = asSdkError(error);
      const same = before.status === 'there' && JSON.stringify(before.asked) === JSON.stringify(asked);
      if (!same || known.code === 'not-authorised') return {status: 'failed', error: known};
      return {...before, outdated: true};
    }
  }
}
