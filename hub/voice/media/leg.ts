import {randomInt} from 'node:crypto';
import type {Connection, ConnectionHandlers, OpenConnection, WirePacket} from './leg-connection.ts';
import {isRefusal, refuse, type LegState, type LegStats, type MediaRefusal} from './protocol.ts';
import {RtpRewriter, type Run} from './rtp-rewriter.ts';
import type {AudioPacket, Source} from './source.ts';
import {type DigitOutlet, type DigitSounds, DtmfPlayer} from './dtmf-player.ts';
import {DtmfReader} from './dtmf-reader.ts';

export interface LegListener {
  onState(leg: Leg): void;
  onAudio(leg: Leg, packet: AudioPacket): void;
  /** A packet was consumed here; its number must not look lost to whoever hears this leg. */
  onConsumed(leg: Leg, packet: Pick<AudioPacket, 'run' | 'sequence'>): void;
  onDigit(leg: Leg, digit: string): void;
}

interface Join {
  readonly epoch: number;
  readonly offer: string;
  readonly answer: Promise<{readonly answer: string} | MediaRefusal>;
}

/** A browser checks the path every 2.5 s or oftener and sends sound 50 times a second; this long without either is a fault. */
const lostAfterMs = 5000;

/** A leg that nobody came back to. Its hub, if it still lives, has long been told `disconnected`. */
const forgottenAfterMs = 120_000;

/** One party's audio: its current peer connection, what it hears, and the numbering of what it is sent. */
export class Leg implements DigitOutlet {
  readonly legId: string;
  readonly #listener: LegListener;
  readonly #nowMs: () => number;
  /** When the present tick was due; null between ticks. */
  #tickMs: number | null = null;
  readonly #rewriter = new RtpRewriter({sequence: randomInt(0x1_0000), timestamp: randomInt(0x1_0000_0000)});
  #source: Source;
  #digits: DtmfPlayer | null = null;
  /** The latest offer, answered or being answered. */
  #join: Join | null = null;
  /** The peer connection in use: that of the latest offer that could be answered. */
  #live: {readonly join: Join; readonly connection: Connection} | null = null;
  #state: LegState = 'connecting';
  #lastSignMs: number;
  #received = {packets: 0, bytes: 0, lastAtMs: 0};
  #sent = {packets: 0, bytes: 0};

  /** @param nowMs a monotonic clock */
  constructor(legId: string, source: Source, listener: LegListener, nowMs: () => number) {
    this.legId = legId;
    this.#source = source;
    this.#listener = listener;
    this.#nowMs = nowMs;
    this.#lastSignMs = nowMs();
  }

  get epoch(): number {
    return (this.#live?.join ?? this.#join)?.epoch ?? 0;
  }

  get state(): LegState {
    return this.#state;
  }

  get stats(): LegStats {
    return {
      packetsReceived: this.#received.packets,
      bytesReceived: this.#received.bytes,
      packetsSent: this.#sent.packets,
      bytesSent: this.#sent.bytes,
      lastReceivedAtMs: this.#received.packets > 0 ? this.#received.lastAtMs : null,
      hears: this.#source.kind,
    };
  }

  get source(): Source {
    return this.#source;
  }

  /** Digits that wait are not played into the music of who is put on hold. */
  hear(source: Source): void {
    if (source !== this.#source) this.#source.stop();
    this.#source = source;
    if (source.kind === 'music') this.#digits?.dropWaiting();
  }

  get sendEvent(): DigitOutlet['sendEvent'] {
    const send = this.#live?.connection.sendEvent ?? null;
    if (send === null) return null;
    return (first, payload) => send(this.#rewriter.placeEvent(first, this.#sentAtMs()), payload);
  }

  #sentAtMs(): number {
    return this.#tickMs ?? this.#nowMs();
  }

  /** Plays digits in place of what is heard, behind those that are being played. */
  playDigits(digits: string, sounds: DigitSounds): void {
    this.#digits ??= new DtmfPlayer(sounds);
    this.#digits.play(digits);
  }

  /** Answers an offer. A higher epoch replaces the peer connection and leaves everything else as it is. */
  async join(epoch: number, offer: string, open: OpenConnection): Promise<{readonly answer: string} | MediaRefusal> {
    const last = this.#join;
    if (last !== null && epoch < last.epoch) return refuse('stale-epoch', 'A later connection of this leg exists.');
    if (last !== null && epoch === last.epoch) {
      return last.offer === offer
        ? last.answer
        : refuse('epoch-taken', 'Another connection of this leg has this epoch.');
    }
    const {promise, resolve} = Promise.withResolvers<{readonly answer: string} | MediaRefusal>();
    const join: Join = {epoch, offer, answer: promise};
    this.#join = join;
    const result = await open(offer, this.#handlers(join));
    resolve(isRefusal(result) ? this.#undo(join, last, result) : this.#use(join, result));
    return promise;
  }

  /** @param nowMs when it was due: a process that was held up makes several at once */
  tick(nowMs: number): void {
    this.#tickMs = nowMs;
    this.#tick(nowMs);
    this.#tickMs = null;
  }

  #tick(nowMs: number): void {
    const quietMs = nowMs - this.#lastSignMs;
    if (quietMs > forgottenAfterMs) return this.close();
    if (quietMs > lostAfterMs && this.#state === 'connected') this.#setState('disconnected');
    if (this.#state !== 'connected') return;
    if (this.#digits?.busy === true) this.#digits.tick(this);
    else this.#source.tick(this, nowMs);
  }

  /** Audio of another leg. */
  receive(fromLegId: string, packet: AudioPacket): void {
    if (this.#state !== 'connected' || this.#digits?.busy === true) return;
    this.#source.receive(fromLegId, packet, this, this.#nowMs());
  }

  skip(fromLegId: string, packet: Pick<AudioPacket, 'run' | 'sequence'>): void {
    this.#source.skip(fromLegId, packet, this);
  }

  send(packet: AudioPacket): void {
    const position = this.#rewriter.place(packet.run, packet, this.#sentAtMs());
    if (position === null) return;
    this.#sent.packets++;
    this.#sent.bytes += packet.payload.length;
    this.#live?.connection.send(position, packet.payload);
  }

  withhold(run: Run, sequence: number): void {
    this.#rewriter.withhold(run, sequence);
  }

  /** Final and idempotent. */
  close(): void {
    this.#setState('closed');
    this.#source.stop();
    this.#live?.connection.close();
    this.#live = null;
  }

  #undo(join: Join, last: Join | null, refusal: MediaRefusal): MediaRefusal {
    if (this.#join === join) this.#join = last;
    return refusal;
  }

  #use(join: Join, connection: Connection): {readonly answer: string} | MediaRefusal {
    if (this.#join !== join || this.#state === 'closed') {
      connection.close();
      return refuse('stale-epoch', 'A later connection of this leg exists, or the leg was closed.');
    }
    const replaced = this.#live;
    this.#live = {join, connection};
    replaced?.connection.close();
    this.#lastSignMs = this.#nowMs();
    this.#setState('connecting');
    return {answer: connection.answer};
  }

  #handlers(join: Join): ConnectionHandlers {
    const digits = new DtmfReader();
    const runs = new Map<number, Run>();
    const current = (): boolean => this.#live?.join === join;
    return {
      onState: (state) => {
        if (!current()) return;
        if (state === 'closed') this.#bidFarewell();
        else this.#setState(state);
      },
      onSignOfLife: () => {
        if (current()) this.#sign();
      },
      onPacket: (packet) => {
        if (!current()) return;
        this.#sign();
        this.#receive(packet, runOf(runs, packet.ssrc), digits);
      },
    };
  }

  #receive(packet: WirePacket, run: Run, digits: DtmfReader): void {
    this.#received.packets++;
    this.#received.bytes += packet.payload.length;
    this.#received.lastAtMs = Date.now();
    const {sequence, timestamp, payload} = packet;
    if (!packet.isEvent) return this.#listener.onAudio(this, {run, sequence, timestamp, payload});
    this.#listener.onConsumed(this, {run, sequence});
    const digit = digits.read(timestamp, payload);
    if (digit !== null) this.#listener.onDigit(this, digit);
  }

  /** The browser said goodbye, as a page does that is left. Its next one may join; what of this one is still on its way is no sign of life. */
  #bidFarewell(): void {
    this.#live?.connection.close();
    this.#live = null;
    this.#setState('disconnected');
  }

  #sign(): void {
    this.#lastSignMs = this.#nowMs();
    if (this.#state === 'disconnected') this.#setState('connected');
  }

  #setState(state: LegState): void {
    // `connecting` is told again for every new connection, because its epoch is news.
    if (this.#state === 'closed' || (this.#state === state && state !== 'connecting')) return;
    this.#state = state;
    this.#listener.onState(this);
  }
}

/** A browser that changes its synchronisation source starts a new numbering. */
function runOf(runs: Map<number, Run>, ssrc: number): Run {
  const known = runs.get(ssrc);
  if (known !== undefined) return known;
  const run: Run = {};
  runs.set(ssrc, run);
  return run;
}
