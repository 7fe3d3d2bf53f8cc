import type {Configuration} from '../configuration.ts';
import {describe} from '../background/repeating-task.ts';
import type {HubLog} from '../logger.ts';
import type {HubStore} from '../store/hub-store.ts';
import {MediaDriver} from './media-driver.ts';
import {MediaProcess} from './media-client.ts';
import {moveContacts} from './move-contacts.ts';

type Given = {
  readonly store: HubStore;
  readonly log: HubLog;
  readonly hubId: string;
  readonly configuration: Configuration;
  readonly secret: () => string;
};

const RESTART_MS = 250;

/** Keeps a media process at hand: adopts the one that outlived the last hub, starts one, replaces one that died. */
export class MediaKeeper {
  readonly #given: Given;
  #media: MediaProcess | null = null;
  #driver: MediaDriver | null = null;
  #stopped = false;
  #restart: NodeJS.Timeout | null = null;

  constructor(given: Given) {
    this.#given = given;
  }

  /** Null while there is none. */
  get processId(): string | null {
    return this.#driver?.processId ?? null;
  }

  wake(): void {
    this.#driver?.wake();
  }

  async start(): Promise<void> {
    const {store, log, hubId, configuration, secret} = this.#given;
    const {runDir} = configuration;
    const {advertise, ports, loopbackOnly} = configuration.media;
    const network = {loopbackOnly, ...(advertise === null ? {} : {advertise}), ...(ports === null ? {} : {ports})};
    const adopted = await MediaProcess.adopt({runDir});
    const media = adopted ?? (await MediaProcess.start({runDir, secret: secret(), network}));
    media.on('gone', () => this.#replace());
    const driver = new MediaDriver(store, media, log);
    await driver.start(hubId);
    this.#media = media;
    this.#driver = driver;
    await moveContacts(store, driver.processId, hubId);
    driver.wake();
    log.info({mediaProcessId: driver.processId, adopted: adopted !== null}, 'a media process is ready');
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#restart !== null) clearTimeout(this.#restart);
    await this.#driver?.stop();
    if (this.#media === null) return;
    if (this.#given.configuration.media.keep || !this.#media.isConnected) this.#media.detach();
    else await this.#media.stop();
  }

  #replace(): void {
    const [driver, media] = [this.#driver, this.#media];
    this.#driver = null;
    this.#media = null;
    media?.detach();
    if (this.#stopped) return;
    this.#given.log.warn({}, 'the media process is gone: another one is started and every leg joins again');
    void driver?.stop();
    this.#restartSoon(0);
  }

  #restartSoon(afterMs: number): void {
    this.#restart = setTimeout(() => {
      this.start().catch((error: unknown) => {
        this.#given.log.error({error: describe(error)}, 'a media process could not be started');
        if (!this.#stopped) this.#restartSoon(RESTART_MS);
      });
    }, afterMs);
  }
}
