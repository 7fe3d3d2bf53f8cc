import type {CallbackProgress} from '../../../src/api/wire/callback-request.ts';
import type {EmergencyMail} from '../../../src/api/wire/emergency.ts';
import {escapeHtml} from '../pages/html.ts';
import {requestWordsFor} from '../pages/words.ts';
import {timeInWords} from '../pages/time-words.ts';

export type ConfirmationFacts = {
  readonly recipient: string;
  readonly link: string;
  readonly language: string;
  readonly organisation: string;
  readonly progress: CallbackProgress;
  readonly now: number;
};

/** [PK-49] What a customer reads who gave an address: the time in words, the number with its last digits only, the way to their request. */
export function writeConfirmation(facts: ConfirmationFacts): EmergencyMail {
  const {recipient, link, language, organisation, progress, now} = facts;
  const words = requestWordsFor(language);
  const when =
    progress.startsAt === null || progress.endsAt === null
      ? words.mail.soon
      : words.mail.at(timeInWords(words, {...progress, startsAt: progress.startsAt, endsAt: progress.endsAt}, now));
  const lines = [
    words.mail.hello,
    `${words.mail.body(organisation, progress.number)} ${when}`,
    words.mail.onceEach,
    `${words.mail.see}\n${link}`,
    words.mail.notYou,
  ];
  const html = lines.map(
    (line) => `<p>${escapeHtml(line).replace('\n', '<br>').replace(escapeHtml(link), linkTo(link))}</p>`,
  );
  return {
    to: [recipient],
    subject: words.mail.subject(organisation),
    text: lines.join('\n\n'),
    html: `<!doctype html><html lang="${words.language}"><body>${html.join('')}</body></html>`,
  };
}

function linkTo(link: string): string {
  return `<a href="${escapeHtml(link)}">${escapeHtml(link)}</a>`;
}
