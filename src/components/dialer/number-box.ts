import {html, nothing, type TemplateResult} from 'lit';
import {icon} from '../icons/icons.ts';
import type {Strings} from '../strings/english.ts';

export type NumberBox = {
  readonly words: Strings['dial'];
  readonly label: string;
  readonly number: string;
  readonly isWrong: boolean;
  /** The list of who fits, while it is open. */
  readonly list: TemplateResult<1> | null;
  readonly activeId: string | null;
  readonly onBeforeInput: (event: Event) => void;
  readonly onInput: (event: Event) => void;
  readonly onPaste: (event: ClipboardEvent) => void;
  readonly onKey: (event: KeyboardEvent) => void;
  readonly onEnter: () => void;
  readonly onLeave: (event: FocusEvent) => void;
  readonly onClear: () => void;
};

/** The field: a combobox (ARIA Authoring Practices, list autocomplete with manual selection) that keeps the focus. */
export function numberBox(box: NumberBox): TemplateResult<1> {
  const {words, label, number, isWrong, list, activeId} = box;
  return html`<div class="box" @focusout=${box.onLeave}>
    ${icon('phone')}
    <label class="visually-hidden" for="number">${label}</label>
    <input
      id="number"
      part="input"
      class="field"
      type="tel"
      dir="ltr"
      autocomplete="off"
      spellcheck="false"
      role="combobox"
      aria-autocomplete="list"
      aria-expanded=${list === null ? 'false' : 'true'}
      aria-controls=${list === null ? nothing : 'list'}
      aria-activedescendant=${activeId ?? nothing}
      aria-invalid=${isWrong ? 'true' : nothing}
      aria-describedby=${isWrong ? 'fault' : nothing}
      placeholder=${words.placeholder}
      .value=${number}
      @beforeinput=${box.onBeforeInput}
      @input=${box.onInput}
      @compositionend=${box.onInput}
      @paste=${box.onPaste}
      @keydown=${box.onKey}
      @focus=${box.onEnter}
    />
    ${number === '' ? nothing : clearButton(words, box.onClear)} ${list ?? nothing}
  </div>`;
}

function clearButton(words: Strings['dial'], onClear: () => void): TemplateResult<1> {
  return html`<button type="button" class="button quiet icon-only clear" aria-label=${words.clear} @click=${onClear}>
    ${icon('backspace')}
  </button>`;
}
