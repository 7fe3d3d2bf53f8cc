import {html, type TemplateResult} from 'lit';
import {
  type EmergencyMailFacts,
  type EmergencyMailTemplate,
  type MailLanguage,
  renderEmergencyMail,
} from '../../domain/emergency-mail.ts';
import type {AdministrationWords} from '../strings/english-administration.ts';

export type MailPreview = {
  readonly template: EmergencyMailTemplate;
  readonly language: MailLanguage;
  readonly zone: string;
  readonly test: boolean;
  readonly plain: boolean;
  readonly words: AdministrationWords;
};

/** Monday, 16 November 2026, 14:05 UTC: the same each time, so that only what is typed changes. */
const DIALLED_AT = Date.UTC(2026, 10, 16, 14, 5);
const HOUR_MS = 3_600_000;

/** The finished mail with made-up facts, as the hub would write it: by the same rule. */
export function mailPreview({template, language, zone, test, plain, words}: MailPreview): TemplateResult<1> {
  const {subject, text} = renderEmergencyMail(template, exampleFacts(zone, test, words), {language, again: false});
  return html`<div part="preview" class="mail" lang=${language} dir="auto" role="group" aria-label=${words.preview}>
    <p class="subject">${subject}</p>
    ${plain ? html`<pre class="plain">${text}</pre>` : html`<div class="letter" dir="auto">${letterOf(text)}</div>`}
  </div>`;
}

export function exampleFacts(zone: string, test: boolean, words: AdministrationWords): EmergencyMailFacts {
  return {
    agentName: words.exampleAgent,
    number: test ? '933' : '911',
    dialledAt: DIALLED_AT,
    zone: isZone(zone) ? zone : 'UTC',
    callbackNumber: '+12015550180',
    callbackUntil: DIALLED_AT + HOUR_MS,
    location: {address: words.exampleAddress, confirmedAt: DIALLED_AT - 6 * HOUR_MS},
    test,
    notCarried: false,
    corrects: false,
    unanswered: false,
  };
}

/** Paragraphs and lines as the HTML of the mail has them; whatever was typed is text. */
function letterOf(text: string): readonly TemplateResult<1>[] {
  return text
    .split(/\n{2,}/)
    .map(
      (paragraph) => html`<p>${paragraph.split('\n').map((line, at) => (at === 0 ? line : html`<br />${line}`))}</p>`,
    );
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', {timeZone: zone}).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
