import {html, nothing, type TemplateResult} from 'lit';
import type {CommandState} from '../controllers/command-controller.ts';
import {icon, type IconName} from '../icons/icons.ts';
import {whyTip} from './why-tip.ts';

export type ActionButton = {
  /** The part a page styles, and the button's id in its element. */
  readonly part: string;
  readonly label: string;
  readonly icon: IconName;
  readonly look?: 'primary' | 'answer' | 'end' | 'quiet' | 'pressed' | 'open';
  /** Shown in place of the word; the label stays the accessible name. */
  readonly iconOnly?: boolean;
  readonly state?: CommandState;
  /** Why it does not work right now; read on hover and on focus. */
  readonly why?: string | null;
  /** A longer name, where the word alone would be ambiguous among several cards. It begins with the visible word. */
  readonly name?: string;
  readonly shortcut?: string | null;
  /** For a button that opens something below: whether it is open. */
  readonly expanded?: boolean;
  /** The Tab key passes it by: it is reached by the arrow keys of what is around it. */
  readonly passed?: boolean;
  readonly onPress: (event: Event) => void;
};

/** In a row of equal places a word this long needs smaller letters. */
const LONG_WORD = /\S{9}/;

/**
 * A button of one command. It keeps its width while it waits (a spinner takes the icon's place), and it stays focusable
 * when it does not work, so that its reason can be read by keyboard.
 */
export function actionButton(button: ActionButton): TemplateResult<1> {
  const pending = button.state?.status === 'pending';
  const why = button.why ?? null;
  const disabled = pending || why !== null;
  return html`<span class="action" ${whyTip(why)}
    ><button
      type="button"
      id=${button.part}
      part="button ${button.part}"
      class="button ${button.look ?? ''} ${button.iconOnly ? 'icon-only' : ''} ${LONG_WORD.test(button.label) ? 'long' : ''}"
      tabindex=${button.passed === true ? '-1' : nothing}
      aria-label=${button.name ?? (button.iconOnly ? button.label : nothing)}
      aria-busy=${pending ? 'true' : nothing}
      aria-disabled=${disabled ? 'true' : nothing}
      aria-describedby=${why === null ? nothing : `${button.part}-why`}
      aria-keyshortcuts=${button.shortcut ?? nothing}
      aria-expanded=${button.expanded === undefined ? nothing : String(button.expanded)}
      @click=${disabled ? nothing : button.onPress}
    >
      ${icon(pending ? 'spinner' : button.icon)}${button.iconOnly ? nothing : html`<span>${button.label}</span>`}</button
    >${why === null ? nothing : html`<span class="why" role="tooltip" id="${button.part}-why">${why}</span>`}</span
  >`;
}
