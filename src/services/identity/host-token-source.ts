import {SdkError} from '../../api/errors.ts';
import type {TokenSource} from './token-source.ts';
import {withDeadline} from './with-deadline.ts';

/** What a host page gives: its own way to a token for the hub. `renew` says that the hub refused the last one. */
export type GetHostToken = (options: {readonly renew: boolean}) => Promise<string>;

const DEADLINE_MS = 15_000;

/**
 * For a page that signs its people in by itself: it hands tokens in and the SDK loads no sign-in library.
 *
 * @example
 * const identity = createHostTokenSource(() => myApp.tokenFor('api://cordboard/Desk.Access'));
 */
export function createHostTokenSource(getToken: GetHostToken): TokenSource {
  async function ask(renew: boolean): Promise<string> {
    const token = await withDeadline(callHost(renew), DEADLINE_MS).catch((error: unknown) => {
      throw signInRequired(error);
    });
    if (typeof token !== 'string' || token === '') throw signInRequired(undefined);
    return token;
  }

  /** A host written in JavaScript may throw before it returns a promise. */
  async function callHost(renew: boolean): Promise<string> {
    return getToken({renew});
  }

  return {
    getToken: (options) => ask(options?.renew ?? false),
    async signIn() {
      await ask(true);
    },
    async signOut() {
      // Nothing is kept here; the account is the host page's.
    },
  };
}

function signInRequired(cause: unknown): SdkError {
  return new SdkError(
    'sign-in-required',
    'The page around the desk gave no access token: sign in there, then try again.',
    {cause},
  );
}
