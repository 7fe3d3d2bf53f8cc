import {SdkError} from './errors.ts';
import {hubHttpError} from './hub-http-errors.ts';

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
    default:
      return hubHttpError(status);
  }
}
