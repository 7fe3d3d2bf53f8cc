import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {writePrivateFile} from './write-private-file.ts';

type Payload = {
  readonly uid?: string;
  readonly userCode?: string;
  readonly grantId?: string;
  readonly consumed?: number;
  readonly [name: string]: unknown;
};
type Entry = {readonly payload: Payload; readonly expiresAt: number | null};

/** Kept over a restart. The rest (codes, interactions) lives for minutes and may be lost. */
const KEPT = ['Session:', 'Grant:', 'RefreshToken:'];
const MS_PER_S = 1000;

/** The provider's memory: a map, with what has to last written to one file after each change. */
export class GrantStore {
  readonly #path: string;
  readonly #entries: Map<string, Entry>;
  #saving: Promise<void> = Promise.resolve();
  #saveWaits = false;

  private constructor(path: string, entries: Map<string, Entry>) {
    this.#path = path;
    this.#entries = entries;
  }

  static async open(dataDir: string): Promise<GrantStore> {
    const path = join(dataDir, 'grants.json');
    return new GrantStore(path, await readEntries(path));
  }

  /** What `oidc-provider` calls an adapter, for one kind of thing. */
  readonly adapterFor = (model: string): Adapter => new Adapter(model, this);

  get(key: string): Payload | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined || entry.expiresAt === null || entry.expiresAt > Date.now()) return entry?.payload;
    this.delete(key);
    return undefined;
  }

  find(model: string, matches: (payload: Payload) => boolean): Payload | undefined {
    const keys = [...this.#entries.keys()].filter((key) => key.startsWith(`${model}:`));
    return keys.map((key) => this.get(key)).find((payload) => payload !== undefined && matches(payload));
  }

  set(key: string, payload: Payload, expiresInS: number | undefined): void {
    const expiresAt = expiresInS === undefined ? null : Date.now() + expiresInS * MS_PER_S;
    this.#entries.set(key, {payload, expiresAt});
    this.#save(key);
  }

  consume(key: string): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    this.#entries.set(key, {...entry, payload: {...entry.payload, consumed: Math.floor(Date.now() / MS_PER_S)}});
    this.#save(key);
  }

  delete(key: string): void {
    if (this.#entries.delete(key)) this.#save(key);
  }

  deleteGrant(grantId: string): void {
    for (const [key, {payload}] of this.#entries) if (payload.grantId === grantId) this.delete(key);
  }

  /** Resolves when everything so far is on disk. */
  async flush(): Promise<void> {
    await this.#saving;
  }

  #save(key: string): void {
    if (this.#saveWaits || !KEPT.some((kind) => key.startsWith(kind))) return;
    this.#saveWaits = true;
    this.#saving = this.#saving.then(async () => {
      this.#saveWaits = false;
      const kept = [...this.#entries].filter(([name]) => KEPT.some((kind) => name.startsWith(kind)));
      await writePrivateFile(this.#path, JSON.stringify(kept));
    });
  }
}

class Adapter {
  readonly #model: string;
  readonly #store: GrantStore;

  constructor(model: string, store: GrantStore) {
    this.#model = model;
    this.#store = store;
  }

  async upsert(id: string, payload: Payload, expiresInS?: number): Promise<void> {
    this.#store.set(this.#key(id), payload, expiresInS);
  }

  async find(id: string): Promise<Payload | undefined> {
    return this.#store.get(this.#key(id));
  }

  async findByUid(uid: string): Promise<Payload | undefined> {
    return this.#store.find(this.#model, (payload) => payload.uid === uid);
  }

  async findByUserCode(userCode: string): Promise<Payload | undefined> {
    return this.#store.find(this.#model, (payload) => payload.userCode === userCode);
  }

  async consume(id: string): Promise<void> {
    this.#store.consume(this.#key(id));
  }

  async destroy(id: string): Promise<void> {
    this.#store.delete(this.#key(id));
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    this.#store.deleteGrant(grantId);
  }

  #key(id: string): string {
    return `${this.#model}:${id}`;
  }
}

async function readEntries(path: string): Promise<Map<string, Entry>> {
  try {
    const read: unknown = JSON.parse(await readFile(path, 'utf8'));
    return new Map(Array.isArray(read) ? read.filter(isKeptEntry) : []);
  } catch {
    // Missing at the first start, or damaged: in both cases people sign in again, which is all that is lost.
    return new Map();
  }
}

function isKeptEntry(value: unknown): value is [string, Entry] {
  if (!Array.isArray(value) || typeof value[0] !== 'string') return false;
  const entry: unknown = value[1];
  return typeof entry === 'object' && entry !== null && 'payload' in entry && 'expiresAt' in entry;
}
