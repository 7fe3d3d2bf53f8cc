import {html, nothing, type TemplateResult} from 'lit';
import {guard} from 'lit/directives/guard.js';
import type {DialCountry, PhoneMetadata} from '../../services/phone-metadata.ts';
import type {Strings} from '../strings/english.ts';
import {countryName, pageLanguage} from '../templates/country-name.ts';

/**
 * Whose number it is, as a name and a calling code (never a flag alone), and the means to say otherwise. Until the
 * numbering plans are there it is nothing.
 */
export function countryChoice(
  metadata: PhoneMetadata | null,
  current: DialCountry | null,
  words: Strings['dial'],
  onChoose: (country: string) => void,
): TemplateResult<1> | typeof nothing {
  if (metadata === null) return nothing;
  const choose = ({target}: Event): void => {
    if (target instanceof HTMLSelectElement && target.value !== '') onChoose(target.value);
  };
  return html`<select part="country" class="country" aria-label=${words.country} @change=${choose}>
    ${guard([metadata, words, current?.country ?? null], () => [
      current === null ? html`<option value="" .selected=${true}>–</option>` : nothing,
      ...sorted(metadata).map(
        ({country, callingCode, name}) =>
          html`<option value=${country} .selected=${country === current?.country}>
            ${words.countryName(name, callingCode)}
          </option>`,
      ),
    ])}
  </select>`;
}

let names: {readonly language: string | undefined; readonly list: readonly (DialCountry & {name: string})[]} | null =
  null;

function sorted(metadata: PhoneMetadata): readonly (DialCountry & {name: string})[] {
  if (names === null || names.language !== pageLanguage()) {
    const list = metadata.countries.map((each) => ({...each, name: countryName(each.country)}));
    names = {
      language: pageLanguage(),
      list: list.toSorted((one, other) => one.name.localeCompare(other.name, pageLanguage())),
    };
  }
  return names.list;
}
