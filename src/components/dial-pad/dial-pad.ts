import {html, nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import {PAD_KEYS, type PadKey} from '../../domain/dial-digits.ts';
import {CordboardElement} from '../base/cordboard-element.ts';
import {PadPressEvent} from './dial-pad.events.ts';
import {dialPadStyles} from './dial-pad.styles.ts';
import {TonePlayer} from './tone-player.ts';

/** How long a key is held for its second meaning. */
const HOLD_MS = 500;

/**
 * @summary The twelve keys of a telephone. Keys of the keyboard count while the focus is in it, and only then.
 * @fires {PadPressEvent} cordboard-pad-press - A key was pressed, or 0 held for a plus.
 * @csspart keys - The grid of keys.
 * @csspart key - Each key.
 * @since 0.2.0
 */
export class CordboardDialPad extends CordboardElement {
  static override styles = dialPadStyles;
  static override properties: PropertyDeclarations = {
    country: {},
    silent: {type: Boolean},
    withoutPlus: {type: Boolean, attribute: 'without-plus'},
    why: {},
    down: {state: true},
  };

  /** Where the agent is (ISO 3166-1 alpha-2): # is called pound or hash. */
  declare country: string;
  /** Plays no key tones. */
  declare silent: boolean;
  /** Holding 0 means nothing, as in a call. */
  declare withoutPlus: boolean;
  /** Why no key works just now; empty while they do. */
  declare why: string;
  declare private down: string;

  readonly #tones = new TonePlayer();
  #holding: ReturnType<typeof setTimeout> | undefined;
  #held = false;

  constructor() {
    super();
    this.country = '';
    this.silent = false;
    this.withoutPlus = false;
    this.why = '';
    this.down = '';
    this.addEventListener('keydown', this.#keyDown);
    this.addEventListener('keyup', this.#keyUp);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#holding);
    void this.#tones.dispose();
  }

  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('.key')?.focus(options);
  }

  protected override render(): TemplateResult<1> {
    const {keypad} = this.strings;
    const names = keypad.keyNames(this.country);
    return html`<div part="keys" class="keys" role="group" aria-label=${keypad.region}>
      ${PAD_KEYS.map((each) => this.#key(each, names))}
    </div>`;
  }

  #key(each: PadKey, names: Readonly<Record<string, string>>): TemplateResult<1> {
    const {key} = each;
    const letters = this.withoutPlus && each.long !== undefined ? '' : spaced(each.letters);
    return html`<button
      type="button"
      part="key"
      class="key ${this.down === key ? 'down' : ''}"
      data-key=${key}
      title=${this.why || nothing}
      aria-label=${this.#name(each, names)}
      aria-disabled=${this.why === '' ? nothing : 'true'}
      @click=${() => this.#click(key)}
      @pointerdown=${() => this.#hold(each)}
      @pointerup=${this.#release}
      @pointerleave=${this.#release}
      @pointercancel=${this.#release}
      @contextmenu=${(event: Event) => event.preventDefault()}
    >
      <span class="digit" aria-hidden="true">${key}</span> <span class="letters" aria-hidden="true">${letters}</span>
    </button>`;
  }

  #name({key, letters, long}: PadKey, names: Readonly<Record<string, string>>): string {
    if (long !== undefined) return this.withoutPlus ? key : `${key}, ${this.strings.keypad.zeroHeld}`;
    return letters === '' ? (names[key] ?? key) : `${key}, ${spaced(letters)}`;
  }

  #press(key: string): void {
    if (this.why !== '') return;
    if (!this.silent) this.#tones.key(key);
    this.dispatchEvent(new PadPressEvent(key));
  }

  #click(key: string): void {
    if (this.#held) this.#held = false;
    else this.#press(key);
  }

  #hold({long}: PadKey): void {
    clearTimeout(this.#holding);
    this.#held = false;
    if (long === undefined || this.withoutPlus || this.why !== '') return;
    this.#holding = setTimeout(() => {
      this.#held = true;
      this.#press(long);
    }, HOLD_MS);
  }

  readonly #release = (): void => clearTimeout(this.#holding);

  readonly #keyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    const key = event.key === '+' && !this.withoutPlus ? '+' : PAD_KEYS.find((each) => each.key === event.key)?.key;
    if (key === undefined) return;
    event.preventDefault();
    this.down = key;
    this.#press(key);
  };

  readonly #keyUp = (): void => void (this.down = '');
}

/** Letter by letter, for ears: otherwise they are read as a word. */
function spaced(letters: string): string {
  return Array.from(letters).join(' ');
}
