import {html, nothing, type TemplateResult} from 'lit';
import {icon} from '../icons/icons.ts';
import type {Strings} from '../strings/english.ts';
import type {Candidate, DialSearch} from './dial-search.ts';

export type CandidateList = {
  readonly search: DialSearch;
  readonly candidates: readonly Candidate[];
  readonly active: number;
  readonly strings: Strings;
  readonly onChoose: (candidate: Candidate) => void;
};

/** Who fits, as the list of a combobox; and what is the matter when nobody does. The field keeps the focus. */
export function candidateList({search, candidates, active, strings, onChoose}: CandidateList): TemplateResult<1> {
  const words = strings.dial;
  const said = sentence(search, candidates.length, words);
  return html`<div class="popup" @pointerdown=${keepFocus}>
    <div id="list" role="listbox" aria-label=${words.found}>
      ${candidates.map(
        (each, at) =>
          html`<div
            id="option-${at}"
            part="option"
            class="option ${at === active ? 'active' : ''}"
            role="option"
            aria-selected=${at === active ? 'true' : 'false'}
            @click=${() => onChoose(each)}
          >
            ${icon(each.contactId === null ? 'note' : 'clock')}
            <div>
              <p class="name" dir="auto">${each.name ?? each.number}</p>
              <p class="facts">
                ${each.name === null ? nothing : html`<bdi dir="ltr">${each.number}</bdi>`}
                ${each.contactId === null ? nothing : html` · ${words.fromRecents}`}
                ${each.note === null ? nothing : html` · <bdi>${each.note}</bdi>`}
              </p>
            </div>
          </div>`,
      )}
    </div>
    ${candidates.length === 0 || search.addresses === 'failed' ? html`<p class="nothing">${said}</p>` : nothing}
  </div>`;
}

/** Announced politely; seen only where there is no list to see. */
export function sentence(search: DialSearch, count: number, words: Strings['dial']): string {
  if (search.addresses === 'failed') return words.bookFailed;
  if (search.addresses === 'loading' && count === 0) return words.searching;
  return count === 0 ? words.nobody : words.count(count);
}

function keepFocus(event: Event): void {
  event.preventDefault();
}
