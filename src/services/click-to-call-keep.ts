/** What a page keeps of its call, so that it has it again after a reload; gone with the tab. Never who called. */
export class CallKeep {
  readonly #key: string;
  #release: () => void = () => undefined;

  constructor(hubUrl: string, siteKey: string, entryPoint: string) {
    this.#key = `cordboard-call ${hubUrl} ${siteKey} ${entryPoint}`;
  }

  read(): string | null {
    return storage()?.getItem(this.#key) ?? null;
  }

  /** @returns false where nothing can be kept: the call is as good, and a reload ends it */
  write(token: string): boolean {
    try {
      storage()?.setItem(this.#key, token);
      return true;
    } catch {
      return false;
    }
  }

  forget(): void {
    storage()?.removeItem(this.#key);
    this.#release();
  }

  /**
   * A tab that was duplicated has the token too. Who holds the lock has the call; a page that is being reloaded lets go
   * of it in a moment.
   */
  async claim(token: string): Promise<boolean> {
    if (!('locks' in navigator)) return true;
    const {promise: held, resolve: release} = Promise.withResolvers<void>();
    const {promise: claimed, resolve} = Promise.withResolvers<boolean>();
    this.#release = release;
    navigator.locks
      .request(`cordboard-call ${token}`, {signal: AbortSignal.timeout(CLAIM_MS)}, async () => {
        resolve(true);
        await held;
      })
      .catch(() => resolve(false));
    return claimed;
  }
}

const CLAIM_MS = 2_000;

/** Null where a page may keep nothing: the getter throws in a sandboxed frame. */
function storage(): Storage | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}
