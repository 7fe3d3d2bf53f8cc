import {SdkError} from './errors.ts';

/** What an answer of the administrator's interface means, by its status; nothing of its text is repeated. */
export function adminError(status: number): SdkError {
  switch (status) {
    case 401:
      return new SdkError('sign-in-required', 'Your sign-in has run out: sign in again. What you typed stays here.');
    case 403:
      return new SdkError('not-authorised', 'This needs the role admin: ask whoever runs the contact centre.');
    case 404:
      return new SdkError(
        'no-organisation',
        'There is nothing to set up here yet: load an organisation into the hub first.',
      );
    case 413:
      return new SdkError('too-large', 'This is more than the hub takes: make it shorter.');
    case 429:
      return new SdkError('hub-unreachable', 'The hub is asked too often: wait a moment, then try again.');
    default:
      return new SdkError('hub-unreachable', 'The hub could not do this just now. Try again in a moment.');
  }
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
