import type {Strings} from './english.ts';

/** What a person reads of signing in and of the connection; it comes with the elements that say it. */
export const englishConnection = {
  unconfigured: 'This desk is not set up yet',
  unconfiguredHelp: 'The page has to say which hub to use: give its cordboard-session a hub-url and a way to sign in.',
  firstUse: 'Take calls right here',
  firstUseHelp:
    'Sign in with your work account, then set yourself to Available. Your browser asks once for the microphone.',
  signedOut: 'You are signed out',
  signedOutHelp: 'No contact reaches you. Sign in when you are back.',
  takenOver: 'Your desk is open somewhere else',
  takenOverHelp: 'You signed in on another page or device, so this one stepped back. Sign in to bring your work here.',
  supervisor: 'A supervisor signed you out',
  supervisorHelp: 'No contact reaches you. Sign in again when you may.',
  signInRequired: 'Sign in again',
  signInRequiredHelp: 'Your sign-in ran out or was not accepted.',
  signIn: 'Sign in',
  connecting: 'Connecting to the hub…',
  connectingHelp: 'This takes a moment. Nothing rings until it is done.',
  reconnecting: (time: string) => `No connection since ${time}`,
  reconnectingHelp: 'Your call goes on. Buttons work again and new calls ring as soon as the connection is back.',
  reconnectingIdleHelp: 'New calls go to others. This page reconnects by itself.',
};

export type ConnectionWords = typeof englishConnection;

/** English, with what a translation says in its place. */
export function connectionWords({connection}: Strings): ConnectionWords {
  return {...englishConnection, ...connection};
}
