import {SdkError} from '../../api/errors.ts';
import {
  readFrameTokenResponse,
  requireOrigin,
  type FrameTokenRequest,
  type FrameTokenResponse,
} from './frame-messages.ts';
import type {TokenSource} from './token-source.ts';
import {withDeadline} from './with-deadline.ts';

export type FrameTokenSourceOptions = {
  /** Pages that may put this desk into an iframe and give it tokens, as origins (`https://crm.example.com`). */
  readonly allowedOrigins: readonly string[];
};

const TOKEN_DEADLINE_MS = 15_000;
/** A person reads, types a password and takes out a telephone. */
const SIGN_IN_DEADLINE_MS = 300_000;

/**
 * For a desk inside an iframe of another site, where browsers keep sign-in windows and cookies apart: it asks the page
 * around it, which runs `serveFrameTokens`. Tokens come only from `window.parent`, only from the listed origins.
 *
 * @example
 * const identity = createFrameTokenSource({allowedOrigins: ['https://crm.example.com']});
 */
export function createFrameTokenSource(options: FrameTokenSourceOptions): TokenSource {
  const allowedOrigins = options.allowedOrigins.map(requireOrigin);

  async function ask(action: FrameTokenRequest['action'], renew: boolean): Promise<string> {
    if (window.parent === window) {
      throw new SdkError(
        'invalid-configuration',
        'This desk takes its token from the page around it: open it inside that page.',
      );
    }
    if (parentOrigins(allowedOrigins).length === 0) {
      throw new SdkError(
        'invalid-configuration',
        'The page around the desk is none of those that may give it tokens: add its origin.',
      );
    }
    const deadlineMs = action === 'sign-in' ? SIGN_IN_DEADLINE_MS : TOKEN_DEADLINE_MS;
    const response = await exchange(
      {type: 'cordboard-token-request', version: 1, requestId: crypto.randomUUID(), action, renew},
      deadlineMs,
    );
    if (response.status === 'done') return response.token;
    throw new SdkError(response.code, 'The page around the desk gave no access token: sign in there, then try again.');
  }

  async function exchange(request: FrameTokenRequest, deadlineMs: number): Promise<FrameTokenResponse> {
    const listening = new AbortController();
    const response = new Promise<FrameTokenResponse>((resolve) => {
      window.addEventListener(
        'message',
        (event) => {
          if (event.source !== window.parent || !allowedOrigins.includes(event.origin)) return;
          const read = readFrameTokenResponse(event.data);
          if (read?.requestId === request.requestId) resolve(read);
        },
        {signal: listening.signal},
      );
    });
    for (const origin of parentOrigins(allowedOrigins)) window.parent.postMessage(request, origin);
    try {
      return await withDeadline(response, deadlineMs);
    } catch (error) {
      throw new SdkError(
        'sign-in-required',
        'The page around the desk did not answer: it must run serveFrameTokens for this frame.',
        {
          cause: error,
        },
      );
    } finally {
      listening.abort();
    }
  }

  return {
    getToken: (tokenOptions) => ask('get-token', tokenOptions?.renew ?? false),
    async signIn() {
      await ask('sign-in', true);
    },
    async signOut() {
      // Nothing is kept here; the account is the surrounding page's.
    },
  };
}

/**
 * The origins to post to. The browser delivers only to the one that is really there; knowing which saves a warning in
 * the console for each other one, where the browser tells (`ancestorOrigins` is missing in some).
 */
function parentOrigins(allowedOrigins: readonly string[]): readonly string[] {
  const ancestors: DOMStringList | undefined = window.location.ancestorOrigins;
  const parent = ancestors?.item(0) ?? null;
  if (parent === null) return allowedOrigins;
  return allowedOrigins.filter((origin) => origin === parent);
}
