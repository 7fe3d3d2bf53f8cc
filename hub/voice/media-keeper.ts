import {hostname} from 'node:os';
import type {Configuration} from '../configuration.ts';
import {RepeatingTask, describe} from '../background/repeating-task.ts';
import type {HubLog} from '../logger.ts';
import type {HubStore} from '../store/hub-store.ts';
import type {MediaLoad} from '../watching/watch.ts';
import type {MediaHello} from './media/protocol.ts';
import {handOver} from './hand-over.ts';
import {MediaDriver, canRecord} from './media-driver.ts';
import {MediaProcess, type StartOptions} from './media-client.ts';
import {moveContacts} from './move-contacts.ts';
import type {StoreChunk} from './recorded-chunks.ts';
import {waitedMs} from './process-signs.ts';
import {PulseWatch} from './pulse-watch.ts';
import {SpareMedia} from './spare-media.ts';

type Given = {
  readonly store: HubStore;
  readonly urgentStore: HubStore;
  readonly log: HubLog;
  readonly hubId: string;
  readonly configuration: Configuration;
  readonly secret: () => string;
  /** Told once a second how the process is doing; null when it did not say. */
  readonly onPulse?: (load: MediaLoad | null) => void;
  /** Stores what is recorded; tried again where it throws. */
  readonly onRecorded?: StoreChunk;
};

const RESTART_MS = 250;
/** How often the process is asked how it is doing, and how long it may take to say so. */
const PULSE_EVERY_MS = 1_000;
const PULSE_DEADLINE_MS = 1_500;
/** While everybody joins the process that took over, nothing else shall want the machine's time. */
const SPARE_AFTER_MS = 3_000;

/**
 * Keeps a media process at hand: adopts the one that outlived the last hub, starts one, replaces one that died or hangs.
 */
export class MediaKeeper {
  readonly #given: Given;
  readonly #pulse: RepeatingTask;
  readonly #spare: SpareMedia;
  #media: MediaProcess | null = null;
  #driver: MediaDriver | null = null;
  #stopped = false;
  #watch: PulseWatch | null = null;
  #takenMs = 0;
  #restart: NodeJS.Timeout | null = null;

  constructor(given: Given) {
    this.#given = given;
    const run = (): Promise<void> => this.#feelPulse();
    this.#pulse = new RepeatingTask({name: 'media pulse', everyMs: PULSE_EVERY_MS, log: given.log, run});
    const start = (beside: MediaProcess) => MediaProcess.startSpare(this.#startOptions(), beside);
    this.#spare = new SpareMedia({log: given.log, start});
  }

  /** Null while there is none. */
  get processId(): string | null {
    return this.#driver?.processId ?? null;
  }

  /** The process itself, for what no contact knows of; null while there is none. */
  get media(): MediaProcess | null {
    return this.#driver === null ? null : this.#media;
  }

  wake(): void {
    this.#driver?.wake();
  }

  async start(): Promise<void> {
    await this.#take();
    this.#pulse.start();
  }

  /** Before the hub ends: calls go on at another hub's process, unless this one is to outlive us. */
  async handOver(): Promise<void> {
    const {configuration, store, log} = this.#given;
    const {processId} = this;
    if (processId !== null && !configuration.media.keep) await handOver(store, log, processId);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#restart !== null) clearTimeout(this.#restart);
    this.#watch?.stop();
    await this.#pulse.stop();
    await this.#spare.stop();
    await this.#driver?.stop();
    if (this.#media === null) return;
    if (this.#given.configuration.media.keep || !this.#media.isConnected) this.#media.detach();
    else await this.#media.stop();
  }

  /** Remembered before it is driven: whatever fails then, the process is not left behind, nor its connection. */
  async #take(): Promise<void> {
    const {store, urgentStore, log, hubId, configuration, onRecorded = null} = this.#given;
    if (this.#stopped) return;
    const place = `${hostname()} ${configuration.runDir}`;
    const {media, adopted} = this.#media === null ? await this.#find() : {media: this.#media, adopted: true};
    if (this.#media !== media) media.on('gone', () => this.#media === media && this.#replace());
    this.#media = media;
    this.#feel(media);
    const driver = new MediaDriver(store, urgentStore, media, log, {runDir: configuration.runDir, onRecorded});
    try {
      await driver.start(hubId, place);
      await moveContacts(store, {processId: driver.processId, place, hubId});
    } catch (error) {
      await driver.stop();
      throw error;
    }
    this.#driver = driver;
    this.#takenMs = performance.now();
    driver.wake();
    log.info({mediaProcessId: driver.processId, adopted}, 'a media process is ready');
  }

  async #find(): Promise<{media: MediaProcess; adopted: boolean}> {
    const spare = this.#spare.take();
    if (spare !== null) {
      await spare.promote();
      return {media: spare, adopted: false};
    }
    const adopted = await MediaProcess.adopt({runDir: this.#given.configuration.runDir});
    if (adopted !== null) return {media: adopted, adopted: true};
    return {media: await MediaProcess.start(this.#startOptions()), adopted: false};
  }

  #startOptions(): StartOptions {
    const {configuration, secret} = this.#given;
    const {advertise, ports, loopbackOnly, soundsDir} = configuration.media;
    const network = {loopbackOnly, ...(advertise === null ? {} : {advertise}), ...(ports === null ? {} : {ports})};
    return {runDir: configuration.runDir, secret: secret(), network, soundsDir};
  }

  #replace(): void {
    const [driver, media] = [this.#driver, this.#media];
    this.#driver = null;
    this.#media = null;
    this.#watch?.stop();
    media?.detach();
    if (this.#stopped) return;
    this.#given.log.warn({}, 'the media process is gone: another one is started and every leg joins again');
    void driver?.stop();
    this.#takeSoon(0);
  }

  #takeSoon(afterMs: number): void {
    if (this.#restart !== null) clearTimeout(this.#restart);
    this.#restart = setTimeout(() => {
      this.#take().catch((error: unknown) => {
        this.#given.log.error({error: describe(error)}, 'a media process could not be taken over');
        if (!this.#stopped) this.#takeSoon(RESTART_MS);
      });
    }, afterMs);
  }

  /** A process that lives and does not answer carries no audio either: it is ended, so that another takes its place. */
  #feel(media: MediaProcess): void {
    const {log} = this.#given;
    this.#watch?.stop();
    const onHung = (): void => {
      if (this.#media !== media || this.#stopped) return;
      log.warn({}, 'the media process does not answer and is ended');
      kill(media.pid);
    };
    // While there is no connection to it, whether it lives is found out by connecting again.
    const ask = async (): Promise<boolean> => !media.isConnected || media.pulse();
    this.#watch = new PulseWatch({log, onHung, ask, waitedMs: () => waitedMs(media.pid)});
  }

  async #feelPulse(): Promise<void> {
    const media = this.#media;
    if (media === null || this.#driver === null || !media.isConnected) return;
    const hello = await helloWithin(media, PULSE_DEADLINE_MS);
    if (this.#media !== media || this.#stopped) return;
    this.#given.onPulse?.(hello === null ? null : loadOf(hello));
    if (hello === null) return;
    // Nobody is heard by it: the moment to have one that can do everything.
    if (hello.legs.length === 0 && !canRecord(hello)) return kill(media.pid);
    await this.#driver?.sign();
    if (hello.legs.length > 0 && performance.now() - this.#takenMs > SPARE_AFTER_MS) this.#spare.want(media);
  }
}

/** Null: it did not answer in time, or not at all. */
async function helloWithin(media: MediaProcess, deadlineMs: number): Promise<MediaHello | null> {
  const {promise: late, resolve} = Promise.withResolvers<null>();
  const timer = setTimeout(() => resolve(null), deadlineMs);
  const hello = await Promise.race([media.hello().catch(() => null), late]);
  clearTimeout(timer);
  return hello;
}

function loadOf({processId, legs, load}: MediaHello): MediaLoad {
  return {
    processId,
    legs: legs.length,
    cpuSeconds: load?.cpuSeconds ?? null,
    lateTicks: load?.lateTicks ?? null,
  };
}

/** It may have ended by itself meanwhile, which is as good. */
function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
