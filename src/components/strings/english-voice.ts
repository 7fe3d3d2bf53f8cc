/** What a person reads of the sound; it comes with the panel that says it. */
export const englishVoice = {
  connecting: 'Connecting the sound…',
  blocked: 'Your browser holds the sound back',
  blockedHelp: 'The customer may be speaking. One click lets you hear them.',
  play: 'Play sound',
  reconnecting: 'Reconnecting the sound…',
  reconnectingHelp: 'The customer stays on the line and hears music.',
  denied: 'This page may not use the microphone',
  deniedHelp: 'The customer cannot hear you. Allow the microphone beside the address of the page, then try again.',
  missing: 'No microphone found',
  missingHelp: 'The customer cannot hear you. Plug in a headset, then try again.',
  busy: 'Another program uses the microphone',
  busyHelp: 'The customer cannot hear you. Close the other program, then try again.',
  elsewhere: 'Your sound is on another page',
  elsewhereHelp: 'You can work here; you speak and hear there.',
  fetch: 'Bring it here',
  failed: 'The sound could not be connected',
};

/** What a person reads while the sound of a call is bad. */
export const englishTrouble = {
  loss: 'The connection is poor',
  lossHelp: 'Words may be missing on both sides. A cable, or a place nearer to the access point, often helps.',
  delay: 'The sound is late',
  delayHelp: 'The customer hears you with a delay. Let them finish before you speak.',
  silent: 'No sound is coming in',
  silentHelp: 'The desk is trying to bring it back. The customer stays on the line.',
};

export type VoiceWords = typeof englishVoice;
export type TroubleWords = typeof englishTrouble;
