import type {PromptLanguage, PromptName} from '../../domain/prompts.ts';
import type {Prompt, PromptDeed, PromptRefusal} from '../../services/ports.ts';

/** A prompt for people: what it is called, and when it is heard. */
type PromptText = {readonly name: string; readonly heard: string};

/** The words about what callers hear. */
export const englishPrompts = {
  title: 'What callers hear',
  part: 'Announcements',
  help: 'These sentences are played to callers, in English or Polish. A change counts from the next caller on.',
  loading: 'Reading what callers hear…',
  silent: 'The hub cannot speak',
  silentHelp:
    'Have espeak-ng installed where the hub runs, then read this again. Recordings can be uploaded meanwhile.',
  waiting: 'While callers wait, and callbacks',
  flows: 'Where a flow plays it',
  prompts: {
    'callback-offer': {
      name: 'Offer of a callback',
      heard: 'While they wait, in place of the music, where a rule of the queue offers a callback.',
    },
    'callback-offer-closed': {
      name: 'Offer of a callback outside of opening hours',
      heard: 'The same, for whoever calls while the queue is closed.',
    },
    'callback-promised': {
      name: 'Promise of a callback',
      heard: 'After they pressed 1. Then the call ends.',
    },
    'queue-busy': {
      name: 'Nobody can take the call',
      heard: 'Where a rule of the queue turns callers away. Then the call ends.',
    },
    'voicemail-greeting': {
      name: 'Request for a message',
      heard: 'Where a rule of the queue takes messages. Then comes the tone.',
    },
    'voicemail-greeting-closed': {
      name: 'Request for a message outside of opening hours',
      heard: 'The same, for whoever calls while the queue is closed.',
    },
    'voicemail-thanks': {
      name: 'Message saved',
      heard: 'After they pressed the hash key, or spoke for as long as a message may be. Then the call ends.',
    },
    closed: {
      name: 'Closed',
      heard: 'Where a rule turns callers away outside of opening hours, and where a flow plays it.',
    },
    welcome: {name: 'Welcome', heard: 'At the beginning of a call, as a rule.'},
    'please-hold': {name: 'Please hold', heard: 'Before something that takes a moment.'},
    'menu-example': {name: 'Menu', heard: 'Before callers press a key. Say the keys that your flow knows.'},
    'enter-customer-number': {name: 'Customer number', heard: 'Before callers enter their number.'},
    'not-understood': {name: 'Not understood', heard: 'After keys that the flow does not know, or none.'},
    transferring: {name: 'Being connected', heard: 'Before a call is led to somebody.'},
    goodbye: {name: 'Goodbye', heard: 'Before a flow ends the call.'},
  } satisfies Record<PromptName, PromptText>,
  languages: {en: 'English', pl: 'Polish'} satisfies Record<PromptLanguage, string>,
  place: (prompt: string, language: string) => `${prompt}, ${language}`,
  words: 'Words',
  wordsOf: (place: string) => `Words: ${place}`,
  recorded: 'Callers hear a recording. Words that are spoken take its place.',
  count: (length: number, max: number) => `${length} of ${max} characters`,
  origins: {
    'built-in': 'Comes with Cordboard',
    spoken: 'Spoken by the hub',
    uploaded: 'Recording',
  } satisfies Record<Prompt['origin'], string>,
  length: (seconds: number) => `${seconds.toFixed(1)} s`,
  unsaved: 'Not spoken yet',
  keyLeftOut: 'These words do not say that callers press 1. Without it nobody knows how to be called back.',

  listen: 'Listen',
  stop: 'Stop',
  speak: 'Speak',
  upload: 'Upload a recording',
  undo: 'Undo',
  own: 'Use Cordboard’s own',
  of: (action: string, place: string) => `${action}: ${place}`,
  formats: 'A recording is WAV (PCM, 16 bits) or Ogg Opus (one channel, 20 ms a packet), of 0.3 to 60 seconds.',
  cannotSpeak: 'espeak-ng is not installed where the hub runs: have it installed, or upload a recording.',
  same: 'Callers hear these words already. Change them first.',
  nothingTyped: 'Type what shall be said.',
  nothingToUndo: 'Nothing has changed.',
  isOwn: 'Callers hear Cordboard’s own already.',
  busy: 'Wait until the change is made.',
  decideFirst: 'Somebody else changed this too: decide first.',
  tooLong: (over: number) => (over === 1 ? 'That is 1 character too many.' : `That is ${over} characters too many.`),
  control: 'There is a character in it that cannot be said. Type the words again.',

  doing: {
    speak: 'The hub speaks it…',
    upload: 'Sending the recording…',
    reset: 'Bringing back Cordboard’s own…',
    undo: 'Undoing…',
  } satisfies Record<PromptDeed, string>,
  done: {
    speak: 'Spoken: the next caller hears it',
    upload: 'Uploaded: the next caller hears it',
    reset: 'Cordboard’s own again',
    undo: 'As it was before',
  } satisfies Record<PromptDeed, string>,
  refused: {
    'synthesiser-missing': 'The hub cannot speak.',
    'synthesiser-failed': 'These words could not be spoken.',
    'audio-unusable': 'This recording cannot be used.',
    'too-large': 'This recording is too large: 12 MB is the most.',
    'unsupported-media-type': 'This is no sound that can be used: send WAV or Ogg Opus.',
    invalid: 'The hub does not take these words: 1 to 600 characters, without signs that cannot be said.',
  } satisfies Record<PromptRefusal['code'], string>,
  fetching: 'Fetching the sound…',
  unplayable: 'This browser cannot play it. Callers hear it all the same; try another browser.',
};

export type PromptWords = typeof englishPrompts;
