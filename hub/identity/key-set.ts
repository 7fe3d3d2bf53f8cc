import {createLocalJWKSet, errors, type FlattenedJWSInput, type JSONWebKeySet, type JWSHeaderParameters} from 'jose';
import {AuthenticationError} from './authentication-error.ts';

/** Keys change rarely, and an unknown one is fetched at once: the age only bounds how long a withdrawn key is taken. */
const FRESH_MS = 10 * 60_000;
/** When the service is down its last keys go on working, so that nobody falls off the phone; but not for ever. */
const STALE_MS = 24 * 60 * 60_000;
/** Tokens with invented key ids must not make the hub hammer the sign-in service. */
const REFETCH_COOL_DOWN_MS = 30_000;
const FAILURE_COOL_DOWN_MS = 5_000;
const TIMEOUT_MS = 5_000;

export type KeySetOptions = {
  readonly jwksUrl: string;
  readonly fetch?: typeof globalThis.fetch;
  /** Epoch milliseconds. */
  readonly now?: () => number;
};

type LocalKeys = ReturnType<typeof createLocalJWKSet>;
export type VerificationKey = Awaited<ReturnType<LocalKeys>>;

/** The public keys of the sign-in service: fetched when first needed, kept, and fetched again for a key id not seen before. */
export class KeySet {
  readonly #jwksUrl: string;
  readonly #fetch: typeof globalThis.fetch;
  readonly #now: () => number;
  #keys: LocalKeys | null = null;
  #fetchedAt = 0;
  #failedAt = Number.NEGATIVE_INFINITY;
  #failure: unknown = null;
  #pending: Promise<void> | null = null;

  constructor(options: KeySetOptions) {
    this.#jwksUrl = options.jwksUrl;
    this.#fetch = options.fetch ?? globalThis.fetch;
    this.#now = options.now ?? Date.now;
  }

  /** Passed to `jwtVerify`, which has refused foreign algorithms before it asks. */
  readonly find = async (header: JWSHeaderParameters, token: FlattenedJWSInput): Promise<VerificationKey> => {
    const keys = await this.#current();
    try {
      return await keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || this.#age() < REFETCH_COOL_DOWN_MS) throw error;
    }
    await this.#refresh();
    return (this.#keys ?? keys)(header, token);
  };

  async #current(): Promise<LocalKeys> {
    if (this.#keys === null || this.#age() > FRESH_MS) await this.#refresh();
    if (this.#keys !== null && this.#age() < STALE_MS) return this.#keys;
    throw new AuthenticationError(
      'keys-unavailable',
      'The sign-in service does not hand out its keys: check that CORDBOARD_JWKS_URL can be reached from the hub.',
      {cause: this.#failure},
    );
  }

  #age(): number {
    return this.#now() - this.#fetchedAt;
  }

  /** Never throws: a failure is remembered, and matters only when no usable keys are left. */
  async #refresh(): Promise<void> {
    if (this.#now() - this.#failedAt < FAILURE_COOL_DOWN_MS) return;
    this.#pending ??= this.#load().finally(() => {
      this.#pending = null;
    });
    await this.#pending;
  }

  async #load(): Promise<void> {
    try {
      const response = await this.#fetch(this.#jwksUrl, {
        headers: {accept: 'application/json'},
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      if (!response.ok) throw new TypeError(`The key endpoint answered ${response.status}`);
      const document: unknown = await response.json();
      if (!isKeySetDocument(document)) throw new TypeError('The key endpoint answered with something else than keys');
      this.#keys = createLocalJWKSet(document);
      this.#fetchedAt = this.#now();
      this.#failure = null;
    } catch (error) {
      this.#failedAt = this.#now();
      this.#failure = error;
    }
  }
}

function isKeySetDocument(value: unknown): value is JSONWebKeySet {
  if (typeof value !== 'object' || value === null || !('keys' in value) || !Array.isArray(value.keys)) return false;
  return value.keys.every((key) => typeof key === 'object' && key !== null && typeof key.kty === 'string');
}
