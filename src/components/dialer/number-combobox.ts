import type {ReactiveController, ReactiveControllerHost, TemplateResult} from 'lit';
import {isNumberText, significantOf} from '../../domain/dial-format.ts';
import {type DialCountry, type PhoneMetadata, loadPhoneMetadata} from '../../services/phone-metadata.ts';
import type {Strings} from '../strings/english.ts';
import type {CallPlacer} from './call-placer.ts';
import {candidateList, sentence} from './candidate-list.ts';
import {type Candidate, DialSearch} from './dial-search.ts';
import {numberBox} from './number-box.ts';
import {type FieldChange, NumberField, type PasteLoss} from './number-field.ts';

type Host = ReactiveControllerHost & HTMLElement & {readonly renderRoot: HTMLElement | DocumentFragment};

const NOTHING_LOST: PasteLoss = {removed: '', extension: ''};

export type ComboboxListeners = {
  /** The text is another one; typed by the person, or put there. */
  readonly onText: (text: string, how: FieldChange) => void;
  /** Enter, with nobody of the list chosen. */
  readonly onEnter: () => void;
};

/** The field of a dialer with the people who fit what stands in it: typing, grouping, finding, choosing. */
export class NumberCombobox implements ReactiveController {
  readonly #host: Host;
  readonly #calls: CallPlacer;
  readonly #listeners: ComboboxListeners;
  readonly #search: DialSearch;
  readonly #field = new NumberField((how) => this.#changed(how));
  #metadata: PhoneMetadata | null = null;
  #target: Candidate | null = null;
  #chosenName: string | null = null;
  #lost: PasteLoss = NOTHING_LOST;
  #said = '';
  #searching = false;
  #active = -1;

  constructor(host: Host, calls: CallPlacer, listeners: ComboboxListeners) {
    this.#host = host;
    this.#calls = calls;
    this.#listeners = listeners;
    this.#search = new DialSearch(host, () => calls.service);
    host.addController(this);
  }

  hostConnected(): void {
    // The list is closed in a page that was left and came back.
    this.#searching = false;
  }

  get text(): string {
    return this.#field.text;
  }

  /** Somebody whose number the agent may not see: called again by the call. */
  get target(): Candidate | null {
    return this.#target;
  }

  /** Of who was chosen, as long as their number stands in the field as it is. */
  get chosenName(): string | null {
    return this.#chosenName;
  }

  get search(): DialSearch {
    return this.#search;
  }

  /** Null until a person came near the field. */
  get metadata(): PhoneMetadata | null {
    return this.#metadata;
  }

  get country(): DialCountry | null {
    return this.#metadata?.countryOf(significantOf(this.text), this.#calls.home) ?? null;
  }

  /** What the last paste left out. */
  get lost(): PasteLoss {
    return this.#lost;
  }

  get isTooLong(): boolean {
    const isNumber = isNumberText(this.text);
    return isNumber && this.#metadata?.tooLong(significantOf(this.text), this.#calls.home) === true;
  }

  announced(words: Strings['dial']): string {
    return this.#listed ? sentence(this.#search, this.#search.candidates.length, words) : this.#said;
  }

  grouped(number: string): string {
    return this.#metadata?.format(number, this.#calls.home) ?? number;
  }

  focus(options?: FocusOptions): void {
    this.#input?.focus(options);
  }

  /** Another text, put there and not typed: nobody is looked for. */
  fill(text: string, target: Candidate | null = null): void {
    if (text !== '') this.#load();
    this.#field.set(text, this.#input);
    this.#search.look('');
    this.#calls.forget();
    this.#lost = NOTHING_LOST;
    this.#target = target;
    this.#chosenName = target?.name ?? null;
    this.close();
  }

  /** The hub has the call: the field is empty again, and an extension is still to be keyed in. */
  empty(): void {
    const {extension} = this.#lost;
    this.fill('');
    this.#lost = {removed: '', extension};
  }

  typeKey(key: string): void {
    this.#load();
    this.#field.type(key, this.#input);
    this.close();
  }

  close(): void {
    this.#searching = false;
    this.#active = -1;
    this.#host.requestUpdate();
  }

  /** Choosing fills; calling is another press. A number the agent may not see is called through its call. */
  choose(candidate: Candidate, words: Strings['dial']): void {
    const visible = isNumberText(candidate.number);
    this.fill(visible ? candidate.number : '', visible ? null : candidate);
    this.#chosenName = candidate.name;
    this.#said = words.chosen(candidate.name ?? candidate.number);
    this.focus();
  }

  /** @param label what the number is for */
  box(strings: Strings, isWrong: boolean, label: string = strings.dial.label): TemplateResult<1> {
    const {candidates} = this.#search;
    const active = this.#active;
    const onChoose = (candidate: Candidate): void => this.choose(candidate, strings.dial);
    return numberBox({
      words: strings.dial,
      label,
      number: this.text,
      isWrong,
      list: this.#listed ? candidateList({search: this.#search, candidates, active, strings, onChoose}) : null,
      activeId: this.#listed && candidates[active] !== undefined ? `option-${active}` : null,
      onBeforeInput: this.#field.beforeInput,
      onInput: this.#write,
      onPaste: this.#paste,
      onKey: (event) => this.#key(event, strings.dial),
      onEnter: this.#enter,
      onLeave: this.#leave,
      onClear: this.#clear,
    });
  }

  get #listed(): boolean {
    if (!this.#searching || !this.#search.active) return false;
    if (this.#calls.matchEmergency(this.text).kind !== 'none') return false;
    // Nobody having a number is no news; nobody having a name is.
    return this.#search.candidates.length > 0 || !isNumberText(this.text);
  }

  get #input(): HTMLInputElement | null {
    return this.#host.renderRoot?.querySelector<HTMLInputElement>('#number') ?? null;
  }

  #changed(how: FieldChange): void {
    if (how === 'typed') {
      this.#lost = NOTHING_LOST;
      this.#target = null;
      this.#chosenName = null;
      this.#active = -1;
      this.#searching = true;
      this.#said = '';
      this.#calls.forget();
      this.#search.look(this.text);
    }
    this.#listeners.onText(this.text, how);
  }

  /** The field works without; whoever types next tries again. */
  #load(): void {
    if (this.#metadata !== null) return;
    loadPhoneMetadata().then(
      (metadata) => {
        this.#metadata = metadata;
        this.#field.setFormat((significant) => metadata.format(significant, this.#calls.home), this.#input);
        this.#host.requestUpdate();
      },
      () => undefined,
    );
  }

  readonly #write = (event: Event): void => {
    this.#load();
    this.#field.input(event);
  };

  readonly #enter = (): void => {
    this.#load();
    if (this.#search.recents.status === 'idle') void this.#search.loadRecents();
  };

  readonly #leave = ({relatedTarget}: FocusEvent): void => {
    if (!(relatedTarget instanceof Node) || !this.#host.renderRoot.contains(relatedTarget)) this.close();
  };

  readonly #paste = (event: ClipboardEvent): void => {
    const field = this.#input;
    if (field === null) return;
    event.preventDefault();
    this.#load();
    this.#lost = this.#field.paste(event.clipboardData?.getData('text/plain') ?? '', field);
    this.#host.requestUpdate();
  };

  readonly #clear = (): void => {
    this.fill('');
    this.focus();
  };

  #key(event: KeyboardEvent, words: Strings['dial']): void {
    const field = this.#input;
    if (event.isComposing || field === null) return;
    const {candidates} = this.#search;
    const chosen = this.#listed ? candidates[this.#active] : undefined;
    if (this.#field.undoKey(event, field)) event.preventDefault();
    else if (event.key === 'Enter') {
      event.preventDefault();
      if (chosen === undefined) this.#listeners.onEnter();
      else this.choose(chosen, words);
    } else if (event.key === 'Escape' && this.#listed) {
      event.preventDefault();
      event.stopPropagation();
      this.close();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') this.#move(event, candidates.length);
  }

  #move(event: KeyboardEvent, count: number): void {
    if (count === 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.#searching = true;
    const step = event.key === 'ArrowDown' ? 1 : -1;
    // One place before the first: the field itself, as in every combobox.
    this.#active = ((this.#active + 1 + step + count + 1) % (count + 1)) - 1;
    this.#host.requestUpdate();
    const show = (): void => this.#host.renderRoot.querySelector('.option.active')?.scrollIntoView({block: 'nearest'});
    void this.#host.updateComplete.then(show);
  }
}
