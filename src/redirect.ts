import {broadcastResponseToMainFrame} from '@azure/msal-browser/redirect-bridge';
import {SdkError} from './api/errors.ts';

/**
 * The whole content of a redirect page: hands the provider's answer to the page that asked for it, then closes the
 * window. The page needs nothing else, must be of the desk's origin and must not be the desk itself, whose router or
 * reload would eat the answer.
 *
 * @example
 * import {completeSignIn} from 'cordboard/redirect';
 * await completeSignIn();
 *
 * @throws {SdkError} `sign-in-failed` when the address holds no answer: the page was opened by hand
 */
export async function completeSignIn(): Promise<void> {
  try {
    await broadcastResponseToMainFrame();
  } catch {
    throw new SdkError(
      'sign-in-failed',
      'This page finishes a sign-in and was opened without one: close it and press Sign in.',
    );
  }
}
