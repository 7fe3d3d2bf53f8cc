import {
  BODY_MAX,
  type EmergencyMailTemplate,
  SUBJECT_MAX,
  type TemplateFault,
  faultsOfTemplate,
} from '../../domain/emergency-mail.ts';
import type {AdministrationWords} from '../strings/english-administration.ts';

export type MailFaults = {readonly subject: readonly string[]; readonly body: readonly string[]};

/** What is wrong with the words, each at the field where it is put right. */
export function mailFaults(template: EmergencyMailTemplate, words: AdministrationWords): MailFaults {
  const faults = faultsOfTemplate(template);
  const at = (part: 'subject' | 'body'): readonly string[] =>
    faults.filter((fault) => partOf(fault, template) === part).map((fault) => sentenceOf(fault, words));
  return {subject: at('subject'), body: at('body')};
}

function partOf(fault: TemplateFault, {subject}: EmergencyMailTemplate): 'subject' | 'body' {
  if ('part' in fault) return fault.part;
  return fault.why === 'unknown-field' && subject.includes(`{${fault.field}}`) ? 'subject' : 'body';
}

function sentenceOf(fault: TemplateFault, words: AdministrationWords): string {
  switch (fault.why) {
    case 'empty':
      return words.emptyPart;
    case 'too-long':
      return words.tooLong(fault.part === 'subject' ? SUBJECT_MAX : BODY_MAX);
    case 'unknown-field':
      return words.unknownField(fault.field);
    default:
      return words.missingField(fault.field);
  }
}
