import {randomUUID} from 'node:crypto';
import {rm} from 'node:fs/promises';
import {ControlServer} from './control-server.ts';
import {EchoRoom} from './echo-room.ts';
import {FrameClock} from './frame-clock.ts';
import {connectionOpener} from './leg-connection.ts';
import {log} from './log.ts';
import {MediaEngine} from './media-engine.ts';
import type {MediaOptions} from './media-options.ts';
import type {MediaHello, MediaRefusal, MediaRequest} from './protocol.ts';
import {Recordings} from './recording/recordings.ts';
import type {SoundLibrary} from './sound-library.ts';

/** How often idleness is looked at, in milliseconds. */
const idleCheckMs = 1000;

/** A spare that its hub never came to has no use. */
const unusedExitMs = 10_000;

/** The media process: engine, clock and control channel put together. */
export class MediaProgram {
  readonly #options: MediaOptions;
  readonly #processId = randomUUID();
  readonly #startedAtMs = Date.now();
  readonly #engine: MediaEngine;
  readonly #echoes: EchoRoom;
  readonly #control: ControlServer;
  readonly #recordings = new Recordings({onNews: () => this.#control.handOut()});
  readonly #clock: FrameClock;
  #idleSinceMs = performance.now();
  /** A spare that nothing was asked of yet. */
  #unused: boolean;
  #idleTimer: ReturnType<typeof setInterval> | undefined;

  constructor(options: MediaOptions, sounds: SoundLibrary) {
    this.#options = options;
    this.#unused = options.spare;
    this.#control = new ControlServer(
      options.secret,
      (request) => this.#answer(request),
      () => this.#endUnused(),
      this.#recordings.open,
    );
    const open = connectionOpener(options.network);
    this.#echoes = new EchoRoom({sounds, open});
    this.#engine = new MediaEngine({
      sounds,
      open,
      emit: (event) => this.#control.emit(event),
      recordings: this.#recordings,
    });
    this.#clock = new FrameClock((nowMs) => {
      this.#engine.tick(nowMs);
      this.#echoes.tick(nowMs);
    });
  }

  /** Resolves when the control socket accepts connections. */
  async start(): Promise<void> {
    await this.#control.listen(this.#options.socketPath);
    this.#clock.start();
    this.#idleTimer = setInterval(() => this.#checkIdle(), idleCheckMs);
    log('info', 'started', {processId: this.#processId});
  }

  /** Ends all audio, then the process. */
  async stop(reason: string): Promise<void> {
    log('info', 'stopping', {reason});
    clearInterval(this.#idleTimer);
    this.#clock.stop();
    this.#engine.closeAll();
    this.#echoes.closeAll();
    this.#control.close();
    await rm(this.#options.socketPath, {force: true});
    // Peer connections say goodbye on the next turns of the loop; nothing else is left to wait for.
    setTimeout(() => process.exit(0), 100);
  }

  async #answer(request: Exclude<MediaRequest, {type: 'authenticate'}>): Promise<object | MediaRefusal> {
    switch (request.type) {
      case 'hello':
        return this.#hello();
      case 'pulse':
        return {};
      case 'connect':
        this.#unused = false;
        return this.#engine.connect(request);
      case 'plan':
        this.#unused = false;
        return this.#engine.plan(request);
      case 'echo':
        return this.#echoes.connect(request);
      case 'end-echo':
        return this.#echoes.close(request.legId);
      case 'close':
        return this.#engine.close(request.legId);
      case 'end':
        return this.#engine.end(request.contactId);
      case 'digits':
        return this.#engine.digits(request);
      case 'recorded-until':
        this.#recordings.recordedUntil(request.recordingId, request.seq);
        return {};
      case 'stats':
        return this.#engine.stats(request.legId);
      case 'shutdown':
        // After the reply has left.
        setImmediate(() => void this.stop('shutdown'));
        return {};
      default:
        return request satisfies never;
    }
  }

  #hello(): MediaHello {
    const {user, system} = process.cpuUsage();
    return {
      processId: this.#processId,
      pid: process.pid,
      startedAtMs: this.#startedAtMs,
      legs: this.#engine.legs,
      plans: this.#engine.plans,
      recordings: this.#recordings.summaries,
      load: {cpuSeconds: (user + system) / 1e6, lateTicks: this.#clock.lateTicks + this.#engine.lateMixes},
    };
  }

  /** Its hub is gone, and the next one knows nothing of it. */
  #endUnused(): void {
    if (this.#unused && this.#control.controls === 0) void this.stop('not needed');
  }

  #checkIdle(): void {
    const nowMs = performance.now();
    if (this.#control.controls > 0 || this.#engine.legs.length > 0 || this.#echoes.size > 0) this.#idleSinceMs = nowMs;
    else if (nowMs - this.#idleSinceMs > (this.#unused ? unusedExitMs : this.#options.idleExitMs))
      void this.stop('idle');
  }
}
