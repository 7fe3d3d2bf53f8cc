import {html, nothing, type TemplateResult} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import type {DeskSettings} from '../../services/ports.ts';
import {icon} from '../icons/icons.ts';
import type {WrapUpWords} from '../strings/english-wrap-up.ts';
import {bidiSafe} from '../templates/bidi.ts';

export type ReasonChoice = {
  readonly words: WrapUpWords;
  readonly query: string;
  /** The reasons that match what is searched for. */
  readonly found: DeskSettings['wrapUpReasons'];
  readonly reasonId: string | null;
  readonly onSearch: (event: Event) => void;
  readonly onSearchKey: (event: KeyboardEvent) => void;
  readonly onChoose: (reasonId: string) => void;
};

/** [WU-7] One reason, of a list that is searched by words. */
export function reasonChoice(choice: ReasonChoice): TemplateResult<1> {
  const {words, found} = choice;
  return html`<div class="search">
      ${icon('search')}
      <input
        id="search"
        part="search"
        class="field"
        type="search"
        autocomplete="off"
        placeholder=${words.search}
        aria-label=${words.search}
        .value=${choice.query}
        @input=${choice.onSearch}
        @keydown=${choice.onSearchKey}
      />
    </div>
    <fieldset part="reasons" class="reasons" aria-label=${words.reasons}>
      ${repeat(
        found,
        ({id}) => id,
        (each) => reasonRow(each, choice),
      )}
      <div role="status">
        ${found.length === 0 ? html`<p class="message">${bidiSafe((isolated) => words.none(isolated(choice.query)))}</p>` : nothing}
      </div>
    </fieldset>`;
}

function reasonRow(
  {id, label, standard}: DeskSettings['wrapUpReasons'][number],
  {words, reasonId, onChoose}: ReasonChoice,
): TemplateResult<1> {
  return html`<label part="reason" class="reason">
    <input type="radio" name="reason" .value=${id} .checked=${reasonId === id} @change=${() => onChoose(id)} />
    <bdi>${label}</bdi>${standard ? html`<span class="optional">${words.standard}</span>` : nothing}
  </label>`;
}
