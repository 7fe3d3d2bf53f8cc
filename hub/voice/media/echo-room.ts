import {EchoSource} from './echo-source.ts';
import {Leg, type LegListener} from './leg.ts';
import type {OpenConnection} from './leg-connection.ts';
import {refuse, type ConnectLeg, type MediaRefusal} from './protocol.ts';
import type {SoundLibrary} from './sound-library.ts';

export type EchoOptions = {
  readonly sounds: SoundLibrary;
  readonly open: OpenConnection;
  /** A monotonic clock in milliseconds. Default: the platform's. */
  readonly nowMs?: () => number;
};

type Echo = {readonly leg: Leg; readonly startedAtMs: number};

/** A test call ends by itself after this, whether or not anybody says so: its hub may be dead. */
export const echoLongestMs = 30_000;

/** Test calls at once; an agent has one, so more than this is no honest load. */
const mostAtOnce = 200;

/**
 * Test calls: everybody here hears nobody but themselves. Apart from the legs of contacts: no plan names them, no event
 * tells of them, and nothing that happens here can touch a call.
 */
export class EchoRoom {
  readonly #options: EchoOptions;
  readonly #nowMs: () => number;
  readonly #echoes = new Map<string, Echo>();
  readonly #listener: LegListener = {
    onState: (leg) => {
      if (leg.state === 'closed' && this.#echoes.get(leg.legId)?.leg === leg) this.#echoes.delete(leg.legId);
    },
    onAudio: (leg, packet) => leg.receive(leg.legId, packet),
    onConsumed: () => undefined,
    onDigit: () => undefined,
  };

  constructor(options: EchoOptions) {
    this.#options = options;
    this.#nowMs = options.nowMs ?? (() => performance.now());
  }

  get size(): number {
    return this.#echoes.size;
  }

  /** A higher epoch of the same leg joins again; its time goes on counting from the first. */
  async connect({legId, epoch, offer}: ConnectLeg): Promise<{readonly answer: string} | MediaRefusal> {
    const known = this.#echoes.get(legId);
    if (known !== undefined) return known.leg.join(epoch, offer, this.#options.open);
    if (this.#echoes.size >= mostAtOnce) return refuse('media-failed', 'Too many test calls are under way.');
    const leg = new Leg(legId, new EchoSource(this.#options.sounds.silence), this.#listener, this.#nowMs);
    this.#echoes.set(legId, {leg, startedAtMs: this.#nowMs()});
    const result = await leg.join(epoch, offer, this.#options.open);
    if ('refused' in result && leg.epoch === 0) leg.close();
    return result;
  }

  close(legId: string): Record<string, never> | MediaRefusal {
    const echo = this.#echoes.get(legId);
    if (echo === undefined) return refuse('unknown-leg', 'There is no such test call; it may have ended by itself.');
    echo.leg.close();
    return {};
  }

  /** Every 20 ms. */
  tick(nowMs: number): void {
    for (const {leg, startedAtMs} of this.#echoes.values()) {
      if (nowMs - startedAtMs >= echoLongestMs) leg.close();
      else leg.tick(nowMs);
    }
  }

  closeAll(): void {
    for (const {leg} of this.#echoes.values()) leg.close();
  }
}
