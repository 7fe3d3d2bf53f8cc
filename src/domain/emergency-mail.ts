/** What the mail about an emergency may say ([EM-33]), and nothing else of the call. */
export type EmergencyMailFacts = {
  readonly agentName: string;
  /** The emergency number that was dialled. */
  readonly number: string;
  /** Epoch milliseconds of the dial. */
  readonly dialledAt: number;
  /** IANA zone of the place the mail is read at. */
  readonly zone: string;
  /** Where responders reach the agent, E.164; null where none could be had. */
  readonly callbackNumber: string | null;
  /** Epoch milliseconds until when that number reaches the agent. */
  readonly callbackUntil: number;
  /** The dispatchable location the agent has confirmed; null: none. */
  readonly location: {readonly address: string; readonly confirmedAt: number} | null;
  /** Nobody is called for help. */
  readonly test: boolean;
  /** It reached nobody: the agent was told to use another telephone. */
  readonly notCarried: boolean;
  /** Its readers have a mail already that says nothing of that ([EC-140]). */
  readonly corrects: boolean;
  /** Responders ring back, and no desk of the agent is connected ([EM-23]). */
  readonly unanswered: boolean;
};

/** [EM-34] What an administrator edits: plain words with fields in braces. */
export type EmergencyMailTemplate = {readonly subject: string; readonly body: string};

export type MailLanguage = 'en' | 'pl';

export type RenderedMail = {readonly subject: string; readonly text: string; readonly html: string};

export const MAIL_FIELDS = ['agent', 'number', 'time', 'callback', 'location'] as const;
export type MailField = (typeof MAIL_FIELDS)[number];

/** Without these nobody knows who needs help, where, or how they are reached. */
const REQUIRED: readonly MailField[] = MAIL_FIELDS;
const FIELD = /\{([^{}]*)\}/g;
export const SUBJECT_MAX = 200;
export const BODY_MAX = 4_000;

export type TemplateFault =
  | {readonly why: 'empty' | 'too-long'; readonly part: 'subject' | 'body'}
  | {readonly why: 'unknown-field' | 'missing-field'; readonly field: string};

/** Looked at when it is set; at dialling time nothing is refused. */
export function faultsOfTemplate({subject, body}: EmergencyMailTemplate): readonly TemplateFault[] {
  const used = [...`${subject}\n${body}`.matchAll(FIELD)].map((match) => match[1] ?? '');
  const unknown = used.filter((field) => !isField(field));
  const missing = REQUIRED.filter((field) => !used.includes(field));
  return [
    ...sizeFaults('subject', subject, SUBJECT_MAX),
    ...sizeFaults('body', body, BODY_MAX),
    ...[...new Set(unknown)].map((field) => ({why: 'unknown-field', field}) as const),
    ...missing.map((field) => ({why: 'missing-field', field}) as const),
  ];
}

/** Whether the words may stand: those from before `{callback}` was asked for do, until they are set anew. */
export function mayStand(template: EmergencyMailTemplate): boolean {
  return faultsOfTemplate(template).every((fault) => fault.why === 'missing-field' && fault.field === 'callback');
}

function sizeFaults(part: 'subject' | 'body', text: string, max: number): readonly TemplateFault[] {
  if (text.trim() === '') return [{why: 'empty', part}];
  return text.length > max ? [{why: 'too-long', part}] : [];
}

/**
 * The mail in both forms. A template that is broken all the same leaves its unknown fields as they are: help does not wait for it.
 * HTML is made from the text, so whatever a name, an address or the template holds is text there too.
 * @param again it may be there already: the answer to the first was lost
 */
export function renderEmergencyMail(
  template: EmergencyMailTemplate,
  facts: EmergencyMailFacts,
  {language, again}: {readonly language: MailLanguage; readonly again: boolean},
): RenderedMail {
  const words = WORDS[language];
  const {subject: titled, body} = facts.unanswered ? UNANSWERED[language] : template;
  const values = valuesOf(facts, language);
  const fill = (text: string): string =>
    text.replaceAll(FIELD, (whole, field: string) => (isField(field) ? values[field] : whole));
  const marks = [facts.test ? words.test : '', facts.corrects ? words.corrects : '', again ? words.again : ''].filter(
    (each) => each !== '',
  );
  const subject = [...marks.map((each) => `[${each}]`), fill(titled)].join(' ');
  const caveats = [
    facts.test ? words.testHelp : '',
    facts.corrects ? words.correctsHelp : '',
    again ? words.againHelp : '',
    facts.notCarried ? words.notCarried : '',
  ];
  const text = [...caveats.filter((each) => each !== ''), fill(body)].join('\n\n');
  return {subject: oneLine(subject), text, html: htmlOf(text, language)};
}

export const DEFAULT_TEMPLATES: {readonly [language in MailLanguage]: EmergencyMailTemplate} = {
  en: {
    subject: 'Emergency call by {agent}',
    body: `{agent} has called emergency services ({number}).

When: {time}
Where: {location}
Responders can ring back on: {callback}

Help them to get to {agent}. Do not ring {agent} while the call is on.`,
  },
  pl: {
    subject: 'Połączenie alarmowe: {agent}',
    body: `{agent} dzwoni na numer alarmowy ({number}).

Kiedy: {time}
Gdzie: {location}
Ratownicy mogą oddzwonić na numer: {callback}

Pomóż im dotrzeć na miejsce. Nie dzwoń do tej osoby w trakcie rozmowy.`,
  },
};

/** No template of the organisation's: it is another message, and must not read like the first. */
const UNANSWERED: {readonly [language in MailLanguage]: EmergencyMailTemplate} = {
  en: {
    subject: 'Responders ring back, and nobody answers: {agent}',
    body: `Emergency services ring {agent} back, and no desk of {agent} is connected. It goes on ringing.

They were called at: {time} ({number})
Where: {location}
They ring back on: {callback}

Find {agent}, or let them open their desk again.`,
  },
  pl: {
    subject: 'Ratownicy oddzwaniają i nikt nie odbiera: {agent}',
    body: `Ratownicy oddzwaniają, a stanowisko tej osoby ({agent}) nie jest połączone. Telefon dzwoni dalej.

Wezwano ich: {time} ({number})
Gdzie: {location}
Oddzwaniają na numer: {callback}

Odszukaj tę osobę albo poproś ją o ponowne otwarcie stanowiska.`,
  },
};

type Words = {
  readonly test: string;
  readonly testHelp: string;
  readonly again: string;
  readonly againHelp: string;
  readonly corrects: string;
  readonly correctsHelp: string;
  readonly notCarried: string;
  readonly noLocation: string;
  readonly noCallback: string;
  confirmed(address: string, time: string): string;
  until(number: string, time: string): string;
};

const WORDS: {readonly [language in MailLanguage]: Words} = {
  en: {
    test: 'TEST',
    testHelp: 'This is a test. Nobody is called for help.',
    again: 'SENT AGAIN',
    againHelp: 'You may have this mail already: it was not certain that the first one arrived.',
    corrects: 'CORRECTION',
    correctsHelp: 'This corrects a mail that you have: the call did not get through.',
    notCarried: 'The call could not be placed from the desk. The agent was told to use another telephone.',
    noLocation: 'not confirmed',
    noCallback: 'none',
    confirmed: (address, time) => `${address} (confirmed ${time})`,
    until: (number, time) => `${number}, until ${time}`,
  },
  pl: {
    test: 'TEST',
    testHelp: 'To jest test. Nikt nie jest wzywany na pomoc.',
    again: 'WYSŁANO PONOWNIE',
    againHelp: 'Ta wiadomość mogła już dotrzeć: nie było pewne, czy pierwsza została dostarczona.',
    corrects: 'SPROSTOWANIE',
    correctsHelp: 'To sprostowanie wcześniejszej wiadomości: połączenie nie doszło do skutku.',
    notCarried:
      'Nie udało się zadzwonić z tego stanowiska. Osoba dzwoniąca została poproszona o użycie innego telefonu.',
    noLocation: 'niepotwierdzone',
    noCallback: 'brak',
    confirmed: (address, time) => `${address} (potwierdzono ${time})`,
    until: (number, time) => `${number}, do ${time}`,
  },
};

function valuesOf(facts: EmergencyMailFacts, language: MailLanguage): {readonly [field in MailField]: string} {
  const {agentName, number, dialledAt, zone, callbackNumber, callbackUntil, location} = facts;
  const words = WORDS[language];
  const time = (at: number): string => timeWithZone(at, zone, language);
  return {
    agent: agentName,
    number,
    time: time(dialledAt),
    callback: callbackNumber === null ? words.noCallback : words.until(callbackNumber, time(callbackUntil)),
    location: location === null ? words.noLocation : words.confirmed(location.address, time(location.confirmedAt)),
  };
}

function timeWithZone(at: number, zone: string, language: MailLanguage): string {
  return new Intl.DateTimeFormat(language, {dateStyle: 'full', timeStyle: 'long', timeZone: zone}).format(at);
}

/** A break in a subject would begin a header of its own (RFC 5322, 2.2). */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

function htmlOf(text: string, language: MailLanguage): string {
  const paragraphs = text.split(/\n{2,}/).map((each) => `<p>${escapeHtml(each).replaceAll('\n', '<br>')}</p>`);
  return `<html lang="${language}"><body dir="auto">${paragraphs.join('')}</body></html>`;
}

const ESCAPES: Readonly<Record<string, string>> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;'};

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (each) => ESCAPES[each] ?? each);
}

function isField(field: string): field is MailField {
  return MAIL_FIELDS.some((each) => each === field);
}
