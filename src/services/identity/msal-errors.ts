import {SdkError} from '../../api/errors.ts';

/**
 * Codes that all mean the same to an agent: press Sign in. Several do not look like it: a hidden frame that was blocked
 * times out, a refresh token without the scope is `invalid_scope`, an emptied storage is `no_account_error`.
 */
const PERSON_NEEDED: ReadonlySet<string> = new Set([
  'access_denied',
  'account_selection_required',
  'bad_token',
  'block_nested_popups',
  'consent_required',
  'empty_window_error',
  'hash_empty_error',
  'iframe_closed_prematurely',
  'interaction_in_progress',
  'interaction_in_progress_cancelled',
  'interaction_required',
  'invalid_grant',
  'invalid_scope',
  'login_required',
  'monitor_window_timeout',
  'native_account_unavailable',
  'no_account_error',
  'no_account_in_silent_request',
  'no_tokens_found',
  'popup_window_error',
  'redirect_bridge_empty_response',
  'redirect_bridge_timeout',
  'refresh_token_expired',
  'silent_sso_error',
  'timed_out',
  'token_refresh_required',
  'ui_not_allowed',
  'user_cancelled',
]);

const MESSAGES: Readonly<Record<string, string>> = {
  popup_window_error: 'The browser blocked the sign-in window: allow pop-ups for this page, then press Sign in again.',
  empty_window_error: 'The browser blocked the sign-in window: allow pop-ups for this page, then press Sign in again.',
  interaction_in_progress: 'A sign-in window is open already: finish or close it, then press Sign in again.',
  user_cancelled: 'The sign-in window was closed: press Sign in to try again.',
};

/** MSAL's own message may quote the person's account, so only its code goes on. */
export function fromMsalError(error: unknown): SdkError {
  if (error instanceof SdkError) return error;
  const code = errorCode(error);
  if (PERSON_NEEDED.has(code) || (error instanceof Error && error.name === 'InteractionRequiredAuthError')) {
    return new SdkError('sign-in-required', MESSAGES[code] ?? 'Your sign-in has ended: press Sign in.');
  }
  return new SdkError(
    'sign-in-failed',
    `The sign-in service did not answer as expected (${code}): try again in a moment.`,
  );
}

function errorCode(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('errorCode' in error)) return 'unknown';
  const {errorCode: code} = error;
  return typeof code === 'string' && /^[a-z0-9_]{1,60}$/.test(code) ? code : 'unknown';
}
