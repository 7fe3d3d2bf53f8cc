/** The words of the wrap-up; loaded with its element. */
export const englishWrapUp = {
  heading: 'Wrap-up reasons',
  folded: 'Another reason or a note',
  search: 'Find a reason',
  reasons: 'Reason',
  standard: 'standard',
  none: (typed: string) => `No reason matches “${typed}”.`,
  noReasons: 'No reasons are set up. Ask your administrator to add one.',
  note: 'Note',
  noteOptional: 'optional',
  submit: 'Submit Wrap Up',
  choose: 'Choose a reason first.',
  countdown: (reason: string, time: string) => `“${reason}” is sent in ${time}.`,
  countdownOver: (reason: string) => `Sending “${reason}”…`,
  moreTime: 'More time',
  extended: (time: string) => `You have ${time}.`,
  suggestions: 'Suggested',
  suggestedBy: (name: string) => `${name} suggests`,
  use: 'Use',
  useOf: (name: string) => `Use the suggestion of ${name}`,
  warning: (time: string) => `Wrap-up ends in ${time}. “More time” extends it.`,
};

export type WrapUpWords = typeof englishWrapUp;
