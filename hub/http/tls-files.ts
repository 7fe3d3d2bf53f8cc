import {readFile, stat} from 'node:fs/promises';
import type {Server} from 'node:https';
import {type SecureContextOptions, createSecureContext} from 'node:tls';
import {RepeatingTask} from '../background/repeating-task.ts';
import type {HubLog} from '../logger.ts';

export type TlsFiles = {readonly cert: string; readonly key: string};

/** The certificate or its key cannot be used. */
export class TlsError extends Error {
  override readonly name = 'TlsError';
  readonly code = 'invalid-certificate';
}

const LOOK_EVERY_MS = 10_000;

/** @throws {TlsError} naming the setting, not the file's content */
export async function readTls(files: TlsFiles): Promise<SecureContextOptions> {
  const [cert, key] = await Promise.all([read(files.cert, 'CORDBOARD_TLS_CERT'), read(files.key, 'CORDBOARD_TLS_KEY')]);
  try {
    createSecureContext({cert, key});
  } catch (cause) {
    throw new TlsError('CORDBOARD_TLS_CERT and CORDBOARD_TLS_KEY must be a certificate and its key, in PEM.', {cause});
  }
  return {cert, key};
}

async function read(path: string, setting: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    throw new TlsError(`the file of ${setting} cannot be read (${code}).`, {cause});
  }
}

/**
 * Takes a renewed certificate without a restart: on `SIGHUP`, and when a file has changed. Open connections stay as
 * they are, new ones get the new certificate; files that do not fit each other are left alone until they do.
 */
export class TlsRenewal {
  readonly #files: TlsFiles;
  readonly #server: Server;
  readonly #log: HubLog;
  readonly #task: RepeatingTask;
  #seen = '';
  #now = false;
  readonly #onHangUp = () => this.renew();

  constructor(server: Server, files: TlsFiles, log: HubLog) {
    this.#server = server;
    this.#files = files;
    this.#log = log;
    this.#task = new RepeatingTask({name: 'certificate', everyMs: LOOK_EVERY_MS, log, run: () => this.#look()});
  }

  start(): void {
    process.on('SIGHUP', this.#onHangUp);
    this.#task.start();
  }

  /** Reads the files again, changed or not. */
  renew(): void {
    this.#now = true;
    this.#task.wake();
  }

  async stop(): Promise<void> {
    process.off('SIGHUP', this.#onHangUp);
    await this.#task.stop();
  }

  async #look(): Promise<void> {
    const [asked, before] = [this.#now, this.#seen];
    this.#now = false;
    this.#seen = await this.#fingerprint();
    if (!asked && (before === '' || before === this.#seen)) return;
    try {
      this.#server.setSecureContext(await readTls(this.#files));
      this.#log.info({}, 'the certificate was read again');
    } catch (error) {
      if (!(error instanceof TlsError)) throw error;
      // Half of a renewal may be there: looked at again with the next change.
      this.#log.warn({code: error.code}, 'the renewed certificate cannot be used: the one before stays');
    }
  }

  async #fingerprint(): Promise<string> {
    const files = await Promise.all(
      [stat(this.#files.cert), stat(this.#files.key)].map((each) => each.catch(() => null)),
    );
    return files.map((file) => (file === null ? 'gone' : `${file.mtimeMs} ${file.size} ${file.ino}`)).join('; ');
  }
}
