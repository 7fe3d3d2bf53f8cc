import type {AccountInfo, IPublicClientApplication, SilentRequest} from '@azure/msal-browser';
import {SdkError} from '../../api/errors.ts';
import {msalConfiguration, type MsalTokenSourceOptions} from './msal-configuration.ts';
import {fromMsalError} from './msal-errors.ts';
import type {TokenSource} from './token-source.ts';

type Msal = typeof import('@azure/msal-browser');
type Loaded = {readonly msal: Msal; readonly client: IPublicClientApplication};

/** A frozen tab may hold the lock for hours; after this long a refresh goes on without it. */
const LOCK_WAIT_MS = 5_000;

/**
 * Signs in with Microsoft's library (Entra ID, or any OpenID provider), which is loaded when first needed. A host page
 * with its own MSAL is left alone: this never reads that page's redirect answer (`handleRedirectPromise`), and signs in
 * by a window of its own.
 *
 * @example
 * const identity = createMsalTokenSource({authority, clientId, scope: 'api://cordboard/Desk.Access', redirectUri: '/redirect.html'});
 */
export function createMsalTokenSource(options: MsalTokenSourceOptions): MsalTokenSource {
  return new OneAccount(options);
}

export type MsalTokenSource = TokenSource & {
  /**
   * Tokens of the same person for another API, such as Microsoft Graph. They come without the person or not at all, so
   * that an administrator has to have agreed to the scopes.
   */
  tokensFor(scopes: readonly string[]): Pick<TokenSource, 'getToken'>;
};

class OneAccount implements MsalTokenSource {
  readonly #options: MsalTokenSourceOptions;
  readonly #lockName: string;
  #loading: Promise<Loaded> | null = null;
  #refreshing: {readonly renew: boolean; readonly token: Promise<string>} | null = null;
  #signInsOpen = 0;

  constructor(options: MsalTokenSourceOptions) {
    this.#options = options;
    this.#lockName = `cordboard-token:${options.authority}:${options.clientId}`;
  }

  async getToken(options?: {readonly renew?: boolean}): Promise<string> {
    const renew = options?.renew ?? false;
    const running = this.#refreshing;
    // Whoever asks while a refresh runs wants its result; two at once make strict providers revoke both tokens.
    if (running !== null && (running.renew || !renew)) return running.token;
    const started = {renew, token: this.#acquire([this.#options.scope], renew, isFramed())};
    this.#refreshing = started;
    try {
      return await started.token;
    } finally {
      if (this.#refreshing === started) this.#refreshing = null;
    }
  }

  async signIn(): Promise<void> {
    // A closed window cannot be noticed (providers cut it off from its opener), so a second click replaces the first
    // attempt. Only ours: a sign-in the host page has open with its own MSAL is not to be disturbed.
    const overrideInteractionInProgress = this.#signInsOpen > 0;
    this.#signInsOpen += 1;
    try {
      const {client} = await this.#load();
      // Several people may share a browser: the provider must ask who this is, not take the last one.
      const request = {scopes: [this.#options.scope], prompt: 'select_account', overrideInteractionInProgress};
      const result = await client.loginPopup(request);
      client.setActiveAccount(result.account);
    } catch (error) {
      throw fromMsalError(error);
    } finally {
      this.#signInsOpen -= 1;
    }
  }

  async signOut(): Promise<void> {
    try {
      const {client} = await this.#load();
      const account = currentAccount(client);
      if (account === null) return;
      client.setActiveAccount(null);
      await client.clearCache({account});
    } catch (error) {
      throw fromMsalError(error);
    }
  }

  tokensFor(scopes: readonly string[]): Pick<TokenSource, 'getToken'> {
    // Never by a hidden frame: its answer would replace the refresh token by one that is good for these scopes alone.
    return {getToken: (options) => this.#acquire(scopes, options?.renew ?? false, true)};
  }

  async #acquire(scopes: readonly string[], renew: boolean, frameless: boolean): Promise<string> {
    try {
      const loaded = await this.#load();
      const account = currentAccount(loaded.client);
      if (account === null) throw new SdkError('sign-in-required', 'Nobody is signed in: press Sign in.');
      const request = {...silentRequest(loaded.msal, frameless), account, scopes: [...scopes], forceRefresh: renew};
      const result = await this.#oneAtATime(() => loaded.client.acquireTokenSilent(request));
      return result.accessToken;
    } catch (error) {
      throw fromMsalError(error);
    }
  }

  /** Across all tabs of this origin. Inside the lock MSAL looks into its storage first, and finds what another tab got. */
  async #oneAtATime<T>(work: () => Promise<T>): Promise<T> {
    const locks: LockManager | undefined = navigator.locks;
    if (locks === undefined) return work();
    let entered = false;
    try {
      return await locks.request(this.#lockName, {signal: AbortSignal.timeout(LOCK_WAIT_MS)}, () => {
        entered = true;
        return work();
      });
    } catch (error) {
      if (entered) throw error;
      return work();
    }
  }

  async #load(): Promise<Loaded> {
    this.#loading ??= load(this.#options).catch((error: unknown) => {
      // The next call tries again: a chunk that failed to load once may load later.
      this.#loading = null;
      throw error;
    });
    return this.#loading;
  }
}

async function load(options: MsalTokenSourceOptions): Promise<Loaded> {
  const [msal, configuration] = await Promise.all([import('@azure/msal-browser'), msalConfiguration(options)]);
  const client = new msal.PublicClientApplication(configuration);
  await client.initialize();
  return {msal, client};
}

function currentAccount(client: IPublicClientApplication): AccountInfo | null {
  return client.getActiveAccount() ?? client.getAllAccounts()[0] ?? null;
}

/**
 * Inside a frame no hidden iframe is tried: third-party cookies make it fail after a long wait, and it replaces a good
 * refresh token by a narrower one.
 */
function silentRequest(msal: Msal, frameless: boolean): Pick<SilentRequest, 'cacheLookupPolicy'> {
  const {Default, AccessTokenAndRefreshToken} = msal.CacheLookupPolicy;
  return {cacheLookupPolicy: frameless ? AccessTokenAndRefreshToken : Default};
}

function isFramed(): boolean {
  return window.self !== window.top;
}
