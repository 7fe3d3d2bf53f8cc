/** What a person reads while the sound of a call is bad. */
export const englishTrouble = {
  loss: 'The connection is poor',
  lossHelp: 'Words may be missing on both sides. A cable, or a place nearer to the access point, often helps.',
  delay: 'The sound is late',
  delayHelp: 'The customer hears you with a delay. Let them finish before you speak.',
  silent: 'No sound is coming in',
  silentHelp: 'The desk is trying to bring it back. The customer stays on the line.',
};
