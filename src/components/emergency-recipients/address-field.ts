import {html, nothing, type TemplateResult} from 'lit';
import {ADDRESSES_MAX, type AddressFault, parseAddresses} from '../../domain/mail-addresses.ts';
import type {SettingKey} from '../../services/ports.ts';
import {SettingEditRequestEvent} from '../admin-view/admin-view.events.ts';
import {
  type SaveButtons,
  type SettingContext,
  idOf,
  problem,
  save,
  saveButtons,
  settingProblem,
  stateChip,
  typedOf,
} from '../admin-view/setting-parts.ts';
import type {AdministrationWords} from '../strings/english-administration.ts';

export type AddressField = {
  readonly key: SettingKey;
  /** What the hub has. */
  readonly current: string;
  /** What the field is called, for people who do not see where it stands. */
  readonly label: string;
  /** Whose it is; null: there is one of its kind. */
  readonly name: string | null;
  readonly placeholder?: string;
  readonly hint?: string;
};

/** The field with what is wrong in it, address by address, while it is typed. */
export function addressInput(context: SettingContext, field: AddressField): TemplateResult<1> {
  const {words, edits, ask} = context;
  const {key, current, label, placeholder, hint} = field;
  const id = idOf(key);
  const typed = typedOf(edits, key, current);
  const {faults} = parseAddresses(typed);
  const refused = edits.get(key)?.status === 'refused';
  return html`<textarea
      id="field-${id}"
      class="field"
      rows="1"
      spellcheck="false"
      autocomplete="off"
      autocapitalize="off"
      dir="ltr"
      aria-label=${label}
      aria-invalid=${faults.length > 0 || refused ? 'true' : nothing}
      aria-describedby="faults-${id}${hint === undefined ? '' : ` hint-${id}`}"
      placeholder=${placeholder ?? nothing}
      .value=${typed}
      @input=${({target}: Event) =>
        target instanceof HTMLTextAreaElement && ask(new SettingEditRequestEvent(key, target.value))}
      @keydown=${(event: KeyboardEvent) => onEnter(event, () => save(context, buttonsOf(context, field)))}
    ></textarea>
    ${hint === undefined ? nothing : html`<p class="hint" id="hint-${id}">${hint}</p>`}
    <div class="faults" role="status" id="faults-${id}">
      ${faults.map((fault) => problem(faultWords(fault, words)))} ${settingProblem(context, key)}
    </div>`;
}

/** How it stands, and the buttons of it. */
export function addressActions(context: SettingContext, field: AddressField, small: boolean): TemplateResult<1> {
  return html`<div class="bar">
    ${stateChip(context, [field.key])} ${saveButtons(context, {...buttonsOf(context, field), small})}
  </div>`;
}

function buttonsOf({edits, ask}: SettingContext, {key, current, name}: AddressField): SaveButtons {
  const {addresses, faults} = parseAddresses(typedOf(edits, key, current));
  return {
    keys: [key],
    id: idOf(key),
    name,
    faulty: faults.length > 0,
    tidy: () => ask(new SettingEditRequestEvent(key, addresses.join('; '))),
  };
}

/** A line break is no letter of an address: Enter is what it is in a field of one line. */
function onEnter(event: KeyboardEvent, act: () => void): void {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  act();
}

function faultWords({typed, why}: AddressFault, words: AdministrationWords): string {
  switch (why) {
    case 'not-an-address':
      return words.notAnAddress(typed);
    case 'twice':
      return words.addressTwice(typed);
    default:
      return words.addressTooMany(typed, ADDRESSES_MAX);
  }
}
