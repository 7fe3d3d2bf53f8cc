import {ControlConnection} from './control-connection.ts';
import {replySchemas} from './media/decode.ts';
import type {ConnectLeg, LegStats, MediaHello, MediaPlan, PlayDigits} from './media/protocol.ts';
import {MediaError} from './media-error.ts';
import {MediaListeners, type MediaProcessEvents} from './media-listeners.ts';
import {endHung, isAlive} from './process-signs.ts';
import {
  ensurePrivateFolder,
  readRunRecord,
  removeRunRecord,
  socketPathIn,
  writeRunRecord,
  type RunRecord,
} from './run-record.ts';
import {spawnMediaProcess, type MediaNetwork} from './spawn-media-process.ts';

export interface AdoptOptions {
  /** A folder of the hub's own; made private (0700) if it is not. */
  readonly runDir: string;
  /** Default: the one recorded in `runDir`. */
  readonly secret?: string;
  /** Deadline of each request. Default 5,000. */
  readonly requestTimeoutMs?: number;
}

export interface StartOptions extends AdoptOptions {
  readonly secret: string;
  readonly network?: MediaNetwork;
  /** A folder with sounds of the operator's own; default: none but those that come with the hub. */
  readonly soundsDir?: string | null;
  /** Deadline from the start of the program until it answers. Default 10,000. */
  readonly startTimeoutMs?: number;
}

/** Between two attempts to reach a process that still lives, in milliseconds. */
const reconnectEveryMs = 100;

/**
 * The hub's side of the media process. The process goes on when the hub dies; the next hub adopts it.
 * @example
 * const media = (await MediaProcess.adopt({runDir})) ?? (await MediaProcess.start({runDir, secret}));
 * const {answer} = await media.connect({legId, epoch, offer});
 */
export class MediaProcess {
  readonly #record: RunRecord;
  readonly #runDir: string;
  readonly #requestTimeoutMs: number;
  readonly #listeners = new MediaListeners();
  #connection: ControlConnection | null = null;
  #reconnectTimer: ReturnType<typeof setTimeout> | undefined;
  #detached = false;
  /** A spare is on no record: no other hub may find it. */
  #recorded = true;

  private constructor(record: RunRecord, options: AdoptOptions) {
    this.#record = record;
    this.#runDir = options.runDir;
    this.#requestTimeoutMs = options.requestTimeoutMs ?? 5000;
  }

  /**
   * Starts a media process, detached from this one, and connects to it.
   * @throws MediaError `media-start-failed` with the program's own sentence, for instance when one already lives here
   */
  static async start(options: StartOptions): Promise<MediaProcess> {
    const media = await MediaProcess.#spawn(options, socketPathIn(options.runDir), false);
    await writeRunRecord(options.runDir, media.#record);
    await media.#open();
    return media;
  }

  /**
   * Starts one that is kept ready to take this one's place. Until something is asked of it, it ends with us.
   * @throws MediaError `media-start-failed`
   */
  static async startSpare(options: StartOptions, beside: MediaProcess): Promise<MediaProcess> {
    const socketPath = socketPathIn(options.runDir, beside.#record.socketPath);
    const media = await MediaProcess.#spawn(options, socketPath, true);
    media.#recorded = false;
    await media.#open();
    return media;
  }

  static async #spawn(options: StartOptions, socketPath: string, spare: boolean): Promise<MediaProcess> {
    await ensurePrivateFolder(options.runDir);
    const pid = await spawnMediaProcess({
      runDir: options.runDir,
      socketPath,
      secret: options.secret,
      network: options.network ?? {},
      soundsDir: options.soundsDir ?? null,
      startTimeoutMs: options.startTimeoutMs ?? 10_000,
      spare,
    });
    return new MediaProcess({pid, socketPath, secret: options.secret}, options);
  }

  /**
   * One that lives there and does not answer carries no audio either: it is ended.
   * @returns the process that lives in `runDir`, or null when there is none (or it does not accept the secret)
   */
  static async adopt(options: AdoptOptions): Promise<MediaProcess | null> {
    await ensurePrivateFolder(options.runDir);
    const record = await readRunRecord(options.runDir);
    if (record === null) return null;
    const media = new MediaProcess({...record, secret: options.secret ?? record.secret}, options);
    try {
      await media.#open();
      return media;
    } catch (error) {
      if (!(error instanceof MediaError)) throw error;
      if (error.code === 'media-timeout') await endHung(record.pid, record.socketPath);
      return null;
    }
  }

  get pid(): number {
    return this.#record.pid;
  }

  get isConnected(): boolean {
    return this.#connection?.isOpen ?? false;
  }

  async hello(): Promise<MediaHello> {
    return this.#reach().request({type: 'hello'}, replySchemas.hello, this.#requestTimeoutMs);
  }

  /** From now on it is the one of its folder, which the next hub finds. */
  async promote(): Promise<void> {
    await writeRunRecord(this.#runDir, this.#record);
    this.#recorded = true;
  }

  /** @returns whether it answered; what it said does not matter */
  async pulse(): Promise<boolean> {
    try {
      await this.#reach().request({type: 'pulse'}, replySchemas.pulse, this.#requestTimeoutMs);
      return true;
    } catch (error) {
      if (!(error instanceof MediaError)) throw error;
      return error.code !== 'media-timeout' && error.code !== 'media-unreachable';
    }
  }

  /** Safe to repeat: the same leg, epoch and offer get the same answer. */
  async connect(leg: ConnectLeg): Promise<{readonly answer: string}> {
    return this.#reach().request({type: 'connect', ...leg}, replySchemas.connect, this.#requestTimeoutMs);
  }

  /** @returns `applied: false` when a plan of this (unless it corrects that) or a higher version is already in force */
  async plan(plan: MediaPlan): Promise<{readonly applied: boolean}> {
    return this.#reach().request({type: 'plan', ...plan}, replySchemas.plan, this.#requestTimeoutMs);
  }

  /** A test call: the leg hears itself a second later, half a minute at most. */
  async echo(leg: ConnectLeg): Promise<{readonly answer: string}> {
    return this.#reach().request({type: 'echo', ...leg}, replySchemas.echo, this.#requestTimeoutMs);
  }

  async endEcho(legId: string): Promise<void> {
    await this.#reach().request({type: 'end-echo', legId}, replySchemas['end-echo'], this.#requestTimeoutMs);
  }

  /** Safe to repeat: one request is played once. @returns whether it was played, now or before */
  async digits(digits: PlayDigits): Promise<{readonly played: boolean}> {
    return this.#reach().request({type: 'digits', ...digits}, replySchemas.digits, this.#requestTimeoutMs);
  }

  /** Everything up to this chunk is stored. Safe to repeat. */
  async recordedUntil(recordingId: string, seq: number): Promise<void> {
    const request = {type: 'recorded-until', recordingId, seq} as const;
    await this.#reach().request(request, replySchemas['recorded-until'], this.#requestTimeoutMs);
    this.#listeners.acknowledged(recordingId, seq);
  }

  async close(legId: string): Promise<void> {
    await this.#reach().request({type: 'close', legId}, replySchemas.close, this.#requestTimeoutMs);
  }

  /** Closes every leg whose last plan was this contact's. */
  async end(contactId: string): Promise<void> {
    await this.#reach().request({type: 'end', contactId}, replySchemas.end, this.#requestTimeoutMs);
  }

  async stats(legId: string): Promise<LegStats> {
    return this.#reach().request({type: 'stats', legId}, replySchemas.stats, this.#requestTimeoutMs);
  }

  /** @returns a function that ends the subscription */
  on<K extends keyof MediaProcessEvents>(event: K, listener: (value: MediaProcessEvents[K]) => void): () => void {
    return this.#listeners.on(event, listener);
  }

  /** Lets go of the process without stopping it, as a hub does that is about to be replaced. */
  detach(): void {
    this.#detached = true;
    clearTimeout(this.#reconnectTimer);
    this.#connection?.close();
    this.#connection = null;
  }

  /** Stops the process: all audio ends. Resolves when it has said goodbye, or was ended because it did not. */
  async stop(): Promise<void> {
    const connection = this.#reach();
    this.#detached = true;
    clearTimeout(this.#reconnectTimer);
    try {
      await connection.request({type: 'shutdown'}, replySchemas.shutdown, this.#requestTimeoutMs);
    } catch (error) {
      if (!(error instanceof MediaError)) throw error;
      end(this.pid);
    }
    connection.close();
    if (this.#recorded) await removeRunRecord(this.#runDir);
  }

  #reach(): ControlConnection {
    if (this.#connection?.isOpen === true) return this.#connection;
    throw new MediaError('media-unreachable', 'There is no control connection to the media process at the moment.');
  }

  async #open(): Promise<void> {
    const {socketPath, secret} = this.#record;
    this.#connection = await ControlConnection.open(
      {socketPath, secret, deadlineMs: this.#requestTimeoutMs},
      {
        onEvent: (event) => this.#listeners.announce(event),
        onClose: (closed) => {
          if (this.#connection === closed) this.#lost();
        },
      },
    );
  }

  #lost(): void {
    this.#connection = null;
    this.#listeners.lost();
    if (this.#detached) return;
    this.#listeners.emit('disconnected', {pid: this.pid});
    void this.#reconnect();
  }

  async #reconnect(): Promise<void> {
    if (this.#detached) return;
    try {
      await this.#open();
      this.#listeners.emit('reconnected', await this.hello());
    } catch (error) {
      if (!(error instanceof MediaError)) throw error;
      if (this.#connection !== null) return;
      const gone = error.code === 'not-authenticated' || isRefused(error) || !isAlive(this.pid);
      if (gone) return this.#listeners.emit('gone', {pid: this.pid});
      this.#reconnectTimer = setTimeout(() => void this.#reconnect(), reconnectEveryMs);
    }
  }
}

/** Nobody listens on the socket: its owner is dead, even where the system has not taken it away yet. */
function isRefused({cause}: MediaError): boolean {
  return cause instanceof Error && 'code' in cause && (cause.code === 'ECONNREFUSED' || cause.code === 'ENOENT');
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // It has gone by itself meanwhile.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
