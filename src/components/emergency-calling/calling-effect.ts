import {html, type TemplateResult} from 'lit';
import {EMERGENCY_COUNTRIES} from '../../domain/emergency-numbers.ts';
import {icon} from '../icons/icons.ts';
import type {AdministrationWords} from '../strings/english-administration.ts';
import {countryName} from '../templates/country-name.ts';

/** Which numbers call for help, as the country and the narrowing are typed. */
export function callingEffect(country: string, narrowed: boolean, words: AdministrationWords): TemplateResult<1> {
  const found = EMERGENCY_COUNTRIES.find((each) => each.country === country);
  if (found === undefined) return warning(words.noNumbersHere(countryName(country)));
  const numbers = found.numbers.join(', ');
  if (narrowed && !found.numbers.includes('911')) return warning(words.narrowedAway(numbers));
  const aliases = Object.keys(found.aliases).filter((alias) => !found.numbers.includes(alias));
  return html`<ul class="effect">
    <li class="numbers">${icon('phone')}${words.numbersHere(numbers)}</li>
    ${found.test === null ? '' : html`<li>${words.testHere(found.test)}</li>`}
    <li>${words.aliasesHere(aliases.join(', '))}</li>
  </ul>`;
}

function warning(text: string): TemplateResult<1> {
  return html`<p class="effect warning">${icon('alert')}<span>${text}</span></p>`;
}
