import {SdkError} from './errors.ts';

/** An answer that means the same in each of the hub's HTTP interfaces; nothing of its text is repeated. */
export function hubHttpError(status: number): SdkError {
  return new SdkError(
    'hub-unreachable',
    status === 429
      ? 'The hub is asked too often: wait a moment, then try again.'
      : 'The hub could not do this just now. Try again in a moment.',
  );
}

export function closedError(): SdkError {
  return new SdkError('closed', 'The desk is closed.');
}

export function malformed(): SdkError {
  return new SdkError(
    'malformed-message',
    'The hub answered in a way this page does not understand: reload the page, or tell whoever runs the hub.',
  );
}
