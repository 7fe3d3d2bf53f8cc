import {splitExtension} from '../../domain/dial-extension.ts';
import {cleanPastedNumber} from '../../domain/dial-number.ts';
import {
  type DialText,
  type NumberFormat,
  deleteAcross,
  isNumberText,
  regroup,
  significantOf,
  typeAt,
} from '../../domain/dial-format.ts';

/** As many steps back as a person remembers. */
const HISTORY_MAX = 100;

/** Whether the person changed the text, or it was put there or only grouped. */
export type FieldChange = 'typed' | 'shown';

/** What a paste left out. */
export type PasteLoss = {
  /** Words and signs a person would miss; empty when there are none, or it is a name. */
  readonly removed: string;
  /** The digits of an extension; empty for none. */
  readonly extension: string;
};

const UNGROUPED: NumberFormat = (significant) => significant;

/**
 * What stands in a number field, and how it changes. The browser's own history of a field is lost each time a script
 * groups its text, so undo is kept here.
 */
export class NumberField {
  readonly #changed: (how: FieldChange) => void;
  #format: NumberFormat = UNGROUPED;
  #now: DialText = {text: '', caret: 0};
  /** Before the browser's change: the caret alone says which digit a deletion meant. */
  #before: DialText | null = null;
  #history: DialText[] = [this.#now];
  #place = 0;
  #composing = false;

  /** @param changed the text is another one */
  constructor(changed: (how: FieldChange) => void) {
    this.#changed = changed;
  }

  get text(): string {
    return this.#now.text;
  }

  /** How numbers are grouped from now on; what is there is grouped at once. */
  setFormat(format: NumberFormat, field: HTMLInputElement | null): void {
    this.#format = format;
    if (this.#composing) return;
    const caret = field?.selectionStart ?? this.#now.text.length;
    this.#show(regroup({text: this.#now.text, caret}, format), field, 'shown');
  }

  /** Another text altogether, as when somebody is chosen. */
  set(text: string, field: HTMLInputElement | null): void {
    this.#remember(this.#show(regroup({text, caret: text.length}, this.#format), field, 'shown'));
  }

  /** A key of the pad, at the caret or in place of the selection. */
  type(key: string, field: HTMLInputElement | null): void {
    const {text} = this.#now;
    const start = field?.selectionStart ?? text.length;
    this.#replace(typeAt(text, start, field?.selectionEnd ?? start, key), field);
  }

  readonly beforeInput = (event: Event): void => {
    const field = event.target;
    if (!(field instanceof HTMLInputElement) || field.selectionStart !== field.selectionEnd) return;
    this.#before = {text: field.value, caret: field.selectionStart ?? 0};
  };

  /** The browser changed the field. While characters are being composed they are left alone. */
  readonly input = (event: Event): void => {
    const field = event.target;
    if (!(field instanceof HTMLInputElement)) return;
    const after = {text: field.value, caret: field.selectionStart ?? field.value.length};
    const before = this.#before;
    this.#before = null;
    this.#composing = event instanceof InputEvent && event.isComposing;
    if (this.#composing) {
      this.#now = after;
      return this.#changed('typed');
    }
    const direction = event instanceof InputEvent ? deletionOf(event) : null;
    this.#replace(before === null || direction === null ? after : deleteAcross(before, after, direction), field);
  };

  paste(pasted: string, field: HTMLInputElement): PasteLoss {
    const {number, extension} = splitExtension(pasted);
    const cleaned = cleanPastedNumber(number);
    const isName = !/[0-9]/.test(cleaned);
    const start = field.selectionStart ?? 0;
    const inserted = isName ? pasted.trim() : cleaned;
    this.#replace(typeAt(this.#now.text, start, field.selectionEnd ?? start, inserted), field);
    return {extension, removed: isName || isNumberText(number) ? '' : removedFrom(number)};
  }

  /** @returns whether the keys were undo's or redo's */
  undoKey(event: KeyboardEvent, field: HTMLInputElement): boolean {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return false;
    const key = event.key.toLowerCase();
    if (key !== 'z' && key !== 'y') return false;
    const step = key === 'y' || event.shiftKey ? 1 : -1;
    const found = this.#history[this.#place + step];
    if (found === undefined) return true;
    this.#place += step;
    this.#show(found, field, 'typed');
    return true;
  }

  #replace(after: DialText, field: HTMLInputElement | null): void {
    this.#remember(this.#show(regroup(after, this.#format), field, 'typed'));
  }

  #show(next: DialText, field: HTMLInputElement | null, how: FieldChange): DialText | null {
    const changed = next.text !== this.#now.text;
    this.#now = next;
    if (field !== null) {
      if (field.value !== next.text) field.value = next.text;
      // Only where the person is: setting a selection elsewhere takes the focus in some browsers.
      if (field.matches(':focus')) field.setSelectionRange(next.caret, next.caret);
    }
    if (changed) this.#changed(how);
    return changed ? next : null;
  }

  #remember(text: DialText | null): void {
    if (text === null) return;
    this.#history = [...this.#history.slice(0, this.#place + 1), text].slice(-HISTORY_MAX);
    this.#place = this.#history.length - 1;
  }
}

function deletionOf({inputType}: InputEvent): 'backward' | 'forward' | null {
  if (inputType === 'deleteContentBackward') return 'backward';
  return inputType === 'deleteContentForward' ? 'forward' : null;
}

/** Words and signs, without the separators that every number has. */
function removedFrom(pasted: string): string {
  const kept = significantOf(pasted);
  const rest = Array.from(pasted, (each) => (isNumberText(each) ? ' ' : each)).join('');
  return kept === '' ? '' : rest.replaceAll(/\s+/g, ' ').trim().slice(0, 40);
}
