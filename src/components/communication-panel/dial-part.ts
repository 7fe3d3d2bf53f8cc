import type {TemplateResult} from 'lit';
import type {HtmlTag} from '../base/prefixed-html.ts';
import type {Strings} from '../strings/english.ts';
import type {PanelScheduler} from './panel-scheduler.ts';

/**
 * What a new task begins with: the dialer, or a callback for later in its place ([CB-27]).
 * @param onFilled a number came into the dialer from elsewhere
 */
export function dialPart(
  scheduler: PanelScheduler,
  onFilled: () => void,
  strings: Strings,
  html: HtmlTag,
): TemplateResult<1> {
  return html`${scheduler.view('', strings, html)}
    <cordboard-dialer
      ?hidden=${scheduler.withoutContact}
      exportparts="input: number-input, call-button, keypad-button, recents-button, emergency"
      @cordboard-dialer-filled=${onFilled}
    ></cordboard-dialer>`;
}
