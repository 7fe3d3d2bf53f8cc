import {HttpError} from '@microsoft/signalr';
import {SdkError} from './errors.ts';

/** True when the hub, or the source of tokens, says that this person is not signed in. */
export function isUnauthorised(cause: unknown): boolean {
  if (cause instanceof SdkError) return cause.code === 'sign-in-required';
  if (cause instanceof HttpError) return cause.statusCode === 401;
  return cause instanceof Error && /Status code '401'/.test(cause.message);
}

/** True when the hub knows the person and does not let them in: another token of theirs would not help. */
export function isForbidden(cause: unknown): boolean {
  if (cause instanceof SdkError) return cause.code === 'not-authorised';
  if (cause instanceof HttpError) return cause.statusCode === 403;
  return cause instanceof Error && /Status code '403'/.test(cause.message);
}

/** What went wrong with a connection, as an error with a code. The cause is kept, its text is not repeated. */
export function linkError(cause: unknown): SdkError {
  if (cause instanceof SdkError) return cause;
  const options = {cause};
  if (isForbidden(cause)) {
    return new SdkError(
      'not-authorised',
      'You are signed in but have no role at this contact centre: ask your administrator.',
      options,
    );
  }
  if (isUnauthorised(cause))
    return new SdkError('sign-in-required', 'Your sign-in has run out: sign in again.', options);
  if (cause instanceof Error && cause.message.includes('unsupported-protocol')) {
    return new SdkError('hub-refused-protocol', 'This desk is older than the hub: reload the page.', options);
  }
  return new SdkError(
    'hub-unreachable',
    'The hub cannot be reached. The desk keeps trying; your calls go on.',
    options,
  );
}
