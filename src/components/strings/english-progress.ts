/** What is said of a call that reached nobody; loaded with the element that says it. */
export const englishProgress = {
  busy: 'The line is busy',
  'no-answer': 'Nobody answered',
  declined: 'The call was declined',
  unobtainable: 'This number cannot be reached',
  failed: 'The call failed on the way',
  'limit-reached': 'All lines are in use',
  help: {
    busy: 'Try again in a few minutes.',
    'no-answer': 'Try again later, or another number.',
    declined: 'They saw the call and did not take it.',
    unobtainable: 'Check the number. It may be wrong or switched off.',
    failed: 'Try again. If it fails again, tell your administrator.',
    'limit-reached': 'Try again in a moment.',
  },
  redial: 'Redial',
  close: 'Close',
};

export type ProgressWords = typeof englishProgress;
