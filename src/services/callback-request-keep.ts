/** What shows a request again: nothing that the customer wrote. */
export type KeptRequest = {readonly token: string; readonly statusUrl: string};

/** What a page keeps of a request, so that it shows what became of it after a reload; gone with the tab. */
export class CallbackRequestKeep {
  readonly #key: string;

  constructor(hubUrl: string, siteKey: string) {
    this.#key = `cordboard-callback ${hubUrl} ${siteKey}`;
  }

  read(): KeptRequest | null {
    const [token = '', statusUrl = ''] = (storage()?.getItem(this.#key) ?? '').split(' ');
    // Other scripts of the page may write there too: an address is opened only if it can be nothing but a page.
    return token !== '' && /^https?:/i.test(statusUrl) ? {token, statusUrl} : null;
  }

  /** @returns false where nothing can be kept: the request is as good, and a reload shows the form */
  write({token, statusUrl}: KeptRequest): boolean {
    try {
      storage()?.setItem(this.#key, `${token} ${statusUrl}`);
      return true;
    } catch {
      return false;
    }
  }

  forget(): void {
    storage()?.removeItem(this.#key);
  }
}

/** Null where a page may keep nothing: the getter throws in a sandboxed frame. Outside a browser there is none. */
function storage(): Storage | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}
