import {html, nothing, type LitElement, type TemplateResult} from 'lit';
import {isNumberText} from '../../domain/dial-format.ts';
import {type DialNumberFault, parseDialNumber} from '../../domain/dial-number.ts';
import type {TargetWish} from '../../domain/target.ts';
import type {RecentContact} from '../../services/ports.ts';
import {CallPlacer} from '../dialer/call-placer.ts';
import {faultMessage, hintMessage, lossSentence} from '../dialer/dialer-parts.ts';
import {fromRecent} from '../dialer/dial-search.ts';
import {NumberCombobox} from '../dialer/number-combobox.ts';
import {icon} from '../icons/icons.ts';
import type {ConsultWords} from '../strings/english-consult.ts';
import type {Strings} from '../strings/english.ts';

/** What is to be asked or given to, or why it cannot be. */
export type Chosen =
  | {readonly ok: true; readonly name: string; readonly wish: TargetWish}
  | {readonly ok: false; readonly why: string};

const RECENTS_MAX = 8;

/** A number as in the dialer: typed, or found among recent calls and the address book ([CO-12] to [CO-19]). */
export class DialTarget {
  readonly #calls: CallPlacer;
  readonly #box: NumberCombobox;
  #fault: DialNumberFault | null = null;

  /** @param onEnter Enter in the field, with nobody of its list chosen */
  constructor(host: LitElement, onEnter: () => void) {
    this.#calls = new CallPlacer(host, () => undefined);
    this.#box = new NumberCombobox(host, this.#calls, {
      onText: () => {
        this.#fault = null;
        host.requestUpdate();
      },
      onEnter: () => {
        const parsed = parseDialNumber(this.#box.text);
        this.#fault = parsed.ok || this.#isEmergency ? null : parsed.fault;
        host.requestUpdate();
        onEnter();
      },
    });
  }

  /** Called lately, while nothing is typed; those whose number the agent may not see cannot be used here. */
  get recents(): readonly RecentContact[] {
    const {recents} = this.#box.search;
    if (recents.status !== 'done' || this.#box.text !== '' || this.#box.target !== null) return [];
    const usable = recents.found.filter(({address}) => isNumberText(address));
    return [...new Map(usable.map((each) => [each.address, each])).values()].slice(0, RECENTS_MAX);
  }

  choose(recent: RecentContact, strings: Strings): void {
    this.#box.choose(fromRecent(recent), strings.dial);
  }

  async load(): Promise<void> {
    await this.#box.search.loadRecents();
  }

  focus(): void {
    this.#box.focus();
  }

  clear(): void {
    this.#fault = null;
    this.#box.fill('');
  }

  chosen(strings: Strings, words: ConsultWords): Chosen {
    if (this.#calls.outbound === null) return {ok: false, why: strings.refusals['not-dialling-out']};
    if (this.#isEmergency) return {ok: false, why: strings.refusals['unsupported-destination']};
    if (this.#box.target !== null) return {ok: false, why: words.protectedNumber};
    const parsed = parseDialNumber(this.#box.text);
    if (!parsed.ok) return {ok: false, why: strings.dial.faults[parsed.fault]};
    const name = this.#box.chosenName;
    return {ok: true, name: name ?? this.#box.text, wish: {kind: 'dial-number', number: parsed.number, name}};
  }

  view(strings: Strings, words: ConsultWords, purpose: 'consult' | 'transfer'): TemplateResult<1> {
    const label = purpose === 'consult' ? words.numberToConsult : words.numberToTransfer;
    const {lost, chosenName, target} = this.#box;
    const shown = chosenName ?? target?.name ?? null;
    return html`${this.#box.box(strings, this.#fault !== null, label)} ${faultMessage(this.#problem(strings, words))}
      ${hintMessage(lossSentence(lost, strings.dial))}
      ${shown === null ? nothing : html`<p class="message">${icon('check')}<bdi>${shown}</bdi></p>`}
      <p class="visually-hidden" role="status">${this.#box.announced(strings.dial)}</p>`;
  }

  /** [CO-3] An emergency number is no destination, and says so while it is typed. */
  #problem(strings: Strings, words: ConsultWords): string | null {
    if (this.#isEmergency) return strings.refusals['unsupported-destination'];
    if (this.#box.target !== null) return words.protectedNumber;
    return this.#fault === null ? null : strings.dial.faults[this.#fault];
  }

  get #isEmergency(): boolean {
    return this.#calls.matchEmergency(this.#box.text).kind !== 'none';
  }
}
