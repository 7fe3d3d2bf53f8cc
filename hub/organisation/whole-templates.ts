import {faultsOfTemplate} from '../../src/domain/emergency-mail.ts';
import {OrganisationError, type Problem} from './organisation-error.ts';
import type {Organisation} from './organisation-schema.ts';

const LANGUAGES = ['en', 'pl'] as const;

/**
 * [EM-34] Words for the mail about an emergency that are set now have every field. Those from before all of them were asked for are
 * sent as they are, and stop no other change, until somebody writes them anew.
 * @throws {OrganisationError}
 */
export function withWholeTemplates(before: Organisation, changed: Organisation): Organisation {
  const problems = LANGUAGES.flatMap((language): Problem[] => {
    const written = changed.emergency.template[language] ?? null;
    const stood = before.emergency.template[language] ?? null;
    if (written === null || JSON.stringify(written) === JSON.stringify(stood)) return [];
    const missing = faultsOfTemplate(written).flatMap((fault) => (fault.why === 'missing-field' ? [fault.field] : []));
    return missing.map((field) => ({path: `emergency.template.${language}`, expected: `the field {${field}}`}));
  });
  const [first, ...others] = problems;
  if (first !== undefined) throw new OrganisationError([first, ...others]);
  return changed;
}
