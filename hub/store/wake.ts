import type pg from 'pg';

/** Who has something new to look at. */
export type Topic =
  | `agent:${string}`
  | `media:${string}`
  | `leg:${string}`
  | `route-agent:${string}`
  | `route-contact:${string}`
  | `route-consult:${string}`
  | `speaking:${string}`
  | 'route-due'
  | `digits:${string}`
  | 'organisation'
  | 'timer'
  | 'webhook'
  | 'flow'
  | 'emergency'
  | 'callback'
  | 'trunk';

export const WAKE_CHANNEL = 'cordboard_wake';

const RETRY_MS = 500;

/**
 * Listens for wake-ups. They carry identifiers only and may be lost: every listener also looks by itself once a second.
 * The connection is opened again for as long as the hub runs.
 */
export class WakeListener {
  readonly #pool: pg.Pool;
  readonly #handle: (topic: string) => void;
  #client: pg.PoolClient | null = null;
  #stopped = false;
  #retry: NodeJS.Timeout | null = null;

  constructor(pool: pg.Pool, handle: (topic: string) => void) {
    this.#pool = pool;
    this.#handle = handle;
  }

  async start(): Promise<void> {
    const client = await this.#pool.connect();
    this.#client = client;
    client.on('notification', (message) => this.#handle(message.payload ?? ''));
    client.on('error', () => this.#reopen(client));
    client.on('end', () => this.#reopen(client));
    await client.query(`listen ${WAKE_CHANNEL}`);
  }

  stop(): void {
    this.#stopped = true;
    if (this.#retry !== null) clearTimeout(this.#retry);
    this.#client?.release(true);
    this.#client = null;
  }

  #reopen(client: pg.PoolClient): void {
    if (this.#stopped || this.#client !== client) return;
    this.#client = null;
    client.release(true);
    this.#retryLater();
  }

  #retryLater(): void {
    this.#retry = setTimeout(() => {
      this.start().catch(() => this.#stopped || this.#retryLater());
    }, RETRY_MS);
  }
}
