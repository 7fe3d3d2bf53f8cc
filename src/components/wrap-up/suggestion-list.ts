import {html, nothing, type TemplateResult} from 'lit';
import type {Contact, WrapUpSuggestion} from '../../domain/contact.ts';
import type {DeskSettings} from '../../services/ports.ts';
import type {Strings} from '../strings/english.ts';
import {actionButton} from '../templates/action-button.ts';
import {bidiSafe} from '../templates/bidi.ts';
import {wrapUpWords} from './wrap-up-words.ts';

export type SuggestionList = {
  readonly contact: Contact;
  readonly reasons: DeskSettings['wrapUpReasons'];
  readonly strings: Strings;
  readonly onUse: (suggestion: WrapUpSuggestion) => void;
};

/** What consulted and conferenced agents propose, each with one press to take it over ([WU-6]). */
export function suggestionList({contact, reasons, strings, onUse}: SuggestionList): TemplateResult<1> | typeof nothing {
  const {suggestions} = contact;
  const words = wrapUpWords(strings);
  if (suggestions.length === 0) return nothing;
  return html`<ul part="suggestions" class="suggestions" aria-label=${words.suggestions}>
    ${suggestions.map((each, at) => {
      const reason = reasons.find(({id}) => id === each.reasonId)?.label ?? null;
      return html`<li class="suggestion">
        <div>
          <p class="suggested-by">${bidiSafe((name) => words.suggestedBy(name(each.name)))}</p>
          ${reason === null ? nothing : html`<p class="suggested" dir="auto">${reason}</p>`}
          ${each.note === '' ? nothing : html`<p class="suggested-note" dir="auto">${each.note}</p>`}
        </div>
        ${actionButton({
          part: `use-button-${at}`,
          label: words.use,
          name: bidiSafe((name) => words.useOf(name(each.name))),
          icon: 'check',
          onPress: () => onUse(each),
        })}
      </li>`;
    })}
  </ul>`;
}
