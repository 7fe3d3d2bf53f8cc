/** What the gear says; the words of what it opens come with that. */
export const SETTINGS_WORD = 'Sound and devices';

/** The words of a ring that reaches somebody who is not looking. */
export const englishAttention = {
  title: (name: string, count: number) => (count > 1 ? `☎ ${count} contacts ring` : `☎ ${name}`),
  noticeText: (queue: string, name: string) => (queue === '' ? name : `${name} · ${queue}`),
  autoAnswering: (seconds: string) => `Answered by itself in ${seconds}.`,
};
