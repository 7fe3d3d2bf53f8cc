import {SETTINGS_WORD} from './english-attention.ts';
import type {DeviceKind, MicrophoneProblem, RingtoneName} from '../../services/ports.ts';

/** How a browser's own controls are called; they differ, and an agent looks for the words that are there. */
export type BrowserName = 'chromium' | 'firefox' | 'safari' | 'other';

export const englishDevices = {
  heading: 'Sound and devices',
  open: SETTINGS_WORD,
  close: 'Close',
  kinds: {
    microphone: 'Microphone',
    speaker: 'Speaker',
    ringtone: 'Ring on',
  } satisfies Record<DeviceKind, string>,
  system: 'System default',
  unnamed: (kind: string, number: number) => `${kind} ${number}`,
  away: (label: string) => `${label} (not connected)`,
  unnamedHelp: 'Names appear once the microphone is allowed.',
  systemOutput: 'This browser plays everything on the loudspeaker that is chosen in the system’s settings.',
  allow: 'Allow the microphone',
  level: 'Microphone level',
  levelWords: {silent: 'silent', quiet: 'quiet', good: 'good', loud: 'too loud'},
  levelHelp: 'Speak: the bar moves with your voice.',
  testTone: 'Play a test tone',
  tonePlayed: 'Playing. No sound? Choose another speaker.',
  toneBlocked: 'Your browser holds the sound back. Click once more.',
  testCall: 'Make a test call',
  testCallHelp: 'You hear yourself a second later, for half a minute at most.',
  testCallConnecting: 'Connecting the test call…',
  testCallConnected: (seconds: string) => `Speak: you hear yourself a second later. ${seconds} left.`,
  testCallEnd: 'End the test call',
  testCallInCall: 'You are in a call. Try your sound when it is over.',
  ringtoneHeading: 'Ringing',
  ringtone: 'Ringtone',
  ringtones: {'two-notes': 'Two soft notes', bell: 'Bell', marimba: 'Marimba'} satisfies Record<RingtoneName, string>,
  volume: 'Volume',
  volumeValue: (percent: number) => `${percent} %`,
  preview: 'Listen',
  ringAloud: 'Ringtone',
  title: 'Show calls in the tab’s title while this page is hidden',
  notifications: 'Show calls as notices while this page is hidden',
  notificationsAllow: 'Allow notices',
  notificationsDenied: 'Your browser keeps notices of this page back. Allow them in its site settings.',
  notificationsUnsupported: 'Notices are not to be had here: this browser or the page around has none.',
  goBack: 'Go back to my device when it is plugged in again',
  keyTones: 'Key tones on the dial pad',
  autoAnswerOn: 'Calls are answered by themselves, after a tone. Your administrator has set this.',
  autoAnswerOff: 'You answer calls yourself. Your administrator has set this.',
  autoAnswer: 'Answering',
  stored: 'Kept in this browser only.',
  problems: {
    denied: 'The microphone is blocked for this page',
    dismissed: 'The question about the microphone was closed',
    revoked: 'The microphone was taken away from this page',
    'system-denied': 'Your system keeps the microphone from the browser',
    'frame-policy': 'The page around this desk does not let it use the microphone',
    'insecure-context': 'This page may not use a microphone',
    missing: 'No microphone found',
    busy: 'Another program uses the microphone',
    failed: 'The microphone could not be opened',
  } satisfies Record<MicrophoneProblem, string>,
  /** Where a permission that was refused is given again. */
  allowAgain: {
    chromium: 'Click the icon at the left of the address, switch Microphone on, then try again.',
    firefox: 'Click the crossed-out microphone at the left of the address, take the block away, then try again.',
    safari: 'Open Safari › Settings for This Website, set Microphone to Allow, then try again.',
    other: 'Allow the microphone for this page in the browser’s site settings, then try again.',
  } satisfies Record<BrowserName, string>,
  remedies: {
    dismissed: 'Try again and choose Allow.',
    'system-denied':
      'Allow this browser in the system’s privacy settings, under Microphone. You may have to start the browser again.',
    'frame-policy': 'Ask your administrator: the frame of this desk needs allow="microphone".',
    'insecure-context': 'Open it by its https address. Browsers give the microphone to no other page.',
    missing: 'Plug a headset in, then try again.',
    busy: 'Close the other program or choose another microphone, then try again.',
    failed: 'Plug the device out and in again, or choose another one, then try again.',
  },
  problemInCall: 'The customer cannot hear you.',
  lost: (label: string) => (label === '' ? 'Your device was unplugged' : `“${label}” was unplugged`),
  lostNow: {
    microphone: 'You speak through the system’s default microphone now.',
    speaker: 'You hear through the system’s default speaker now.',
    both: 'You speak and hear through the system’s default devices now.',
    ringtone: 'Calls ring on the system’s default speaker now.',
  },
  back: (label: string) => `You use “${label}” again`,
  found: (label: string) => `“${label}” was plugged in`,
  useIt: 'Use it',
};

export type DeviceWords = typeof englishDevices;

export const englishGoOnline = {
  heading: 'One click before calls reach you',
  text: 'Your browser wants your word before it plays sound and opens the microphone.',
  start: 'Turn sound on',
  withNotices: 'Also show notices while this page is hidden',
  asking: 'Your browser asks now: choose Allow.',
  later: 'Continue without',
  mayMiss: 'You may miss calls',
  mayMissSound: 'The ringtone is not to be heard yet.',
  mayMissMicrophone: 'You cannot speak yet.',
  retry: 'Try again',
  fix: 'Set up sound',
};

export type GoOnlineWords = typeof englishGoOnline;
