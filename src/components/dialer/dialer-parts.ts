import {html, nothing, type TemplateResult} from 'lit';
import type {DeskSettings} from '../../services/ports.ts';
import type {CommandState} from '../controllers/command-controller.ts';
import {icon, type IconName} from '../icons/icons.ts';
import type {Strings} from '../strings/english.ts';
import {actionButton} from '../templates/action-button.ts';
import type {PasteLoss} from './number-field.ts';

/** What is open below the field. */
export type View = '' | 'keypad' | 'recents';

/** From which number calls go out; null: the agent may not call out. */
export type Outbound = DeskSettings['outbound'];

const VIEWS: readonly (readonly [Exclude<View, ''>, IconName])[] = [
  ['keypad', 'keypad'],
  ['recents', 'clock'],
];

export type CallButton = {
  readonly words: Strings['dial'];
  /** Who is called; empty while nobody is. */
  readonly what: string;
  readonly from: string;
  /** With room for whom and from where: beside an open keypad. */
  readonly wide: boolean;
  readonly state: CommandState;
  readonly why: string | null;
  readonly onPress: () => void;
};

/** Says who is called and from which number, so that neither is a surprise. */
export function callButton({words, what, from, wide, state, why, onPress}: CallButton): TemplateResult<1> {
  return html`<div class="call">
    ${actionButton({
      part: 'call-button',
      label: what === '' || !wide ? words.call : words.callTo(what),
      ...(what === '' ? {} : {name: words.callName(what, from)}),
      icon: 'phone',
      ...(wide ? {look: 'primary' as const} : {}),
      state,
      why,
      onPress,
    })}
  </div>`;
}

/** [EM-12] Call changes while an emergency number is typed; nothing makes it wait. */
export function emergencyButton(label: string, onPress: () => void): TemplateResult<1> {
  return html`<div class="call emergency">
    ${actionButton({part: 'call-button', label, icon: 'alert', look: 'end', onPress})}
  </div>`;
}

/** From which number is called, or that none is. */
export function callerLine(outbound: Outbound, from: string, strings: Strings): TemplateResult<1> {
  const words = outbound === null ? strings.refusals['not-dialling-out'] : strings.dial.from(outbound.profile, from);
  return html`<p class="from">${words}</p>`;
}

export function viewButtons(view: View, words: Strings['dial'], onToggle: (view: View) => void): TemplateResult<1> {
  return html`<div class="views">
    ${VIEWS.map(([each, name]) => {
      const open = view === each;
      return html`<button
        type="button"
        id="${each}-button"
        part="button ${each}-button"
        class="button icon-only ${open ? 'pressed' : 'quiet'}"
        aria-label=${words[each]}
        title=${words[each]}
        aria-expanded=${open ? 'true' : 'false'}
        aria-controls=${open ? 'view' : nothing}
        @click=${() => onToggle(each)}
      >
        ${icon(name)}
      </button>`;
    })}
  </div>`;
}

/** A fault of the number, at its field. */
export function faultMessage(sentence: string | null): TemplateResult<1> {
  return html`<div role="alert">
    ${sentence === null ? nothing : html`<p id="fault" class="message problem">${icon('alert')}${sentence}</p>`}
  </div>`;
}

/** What a person may want to know and need not act on. */
export function hintMessage(sentence: string): TemplateResult<1> {
  return html`<div role="status">${sentence === '' ? nothing : html`<p class="message">${sentence}</p>`}</div>`;
}

/** What a paste left out; empty when it left out nothing. */
export function lossSentence({extension, removed}: PasteLoss, words: Strings['dial']): string {
  const told = [extension === '' ? '' : words.extension(extension), removed === '' ? '' : words.removed(removed)];
  return told.join(' ').trim();
}
