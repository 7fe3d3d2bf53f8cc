/** What an agent reads whose device is a telephone. */
export const englishTelephone = {
  sound: 'Sound on your telephone',
  soundHelp: 'You speak and hear there. Hold, mute and the rest are done here.',
  pickUp: 'Pick up your telephone',
  pickUpHelp: 'It is ringing. The customer waits and hears music.',
  pickUpToCall: 'It is ringing. The number is called once you pick it up.',
  ringsToo: 'Answer here, or pick up your telephone.',
  hungUp: 'Your telephone is not in the call. The customer hears music until you pick it up.',
  setting: 'Telephone',
  settingText: (number: string) => `Calls ring at ${number} and are spoken there.`,
  settingHelp: 'This page needs no microphone. Your administrator has set this.',
  ringtoneText: 'Your browser wants your word before it plays the ringtone. You speak on your telephone.',
};
