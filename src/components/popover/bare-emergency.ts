import {html, nothing, type TemplateResult} from 'lit';
import type {DeskSettings, EmergencyService, EmergencyView, Outcome} from '../../services/ports.ts';
import type {Store} from '../../services/store.ts';
import {NOT_MEANT_MS, isShown, otherPhone, spoken} from '../emergency/emergency-words.ts';
import {icon} from '../icons/icons.ts';
import type {Strings} from '../strings/english.ts';
import {type ActionButton, actionButton} from '../templates/action-button.ts';

/**
 * [EC-106] An emergency where the file of its element did not come, as when the network is away: what it is, which number to dial on
 * another telephone, and what cannot wait.
 */
export class BareEmergency {
  #pressedAt = Number.NEGATIVE_INFINITY;

  /** @param retry loads the file again */
  draw(
    service: EmergencyService,
    strings: Strings,
    {settings, retry}: {readonly settings: Store<DeskSettings | null> | undefined; readonly retry: () => void},
  ): TemplateResult<1> {
    const words = strings.emergency;
    const own = service.own.value;
    const attempt = service.attempt.value;
    const shown = own !== null && isShown(own, attempt) ? own : null;
    const other = otherPhone(service, settings, strings);
    return html`<div class="emergency-card bare" @keydown=${ignoreHeld}>
      <div role="alert">
        ${spoken(service, settings, words).map((each) => html`<p class="message problem">${icon('alert')}${each}</p>`)}
        ${
          other === null
            ? nothing
            : html`${other.lines.map((each) => html`<p>${each}</p>`)}
                <p class="number" dir="ltr">${other.number}</p>`
        }
      </div>
      ${this.#choices(service, shown, words).map((each) => actionButton(each))}
      ${actionButton({part: 'load-button', label: strings.common.retry, icon: 'reload', onPress: retry})}
    </div>`;
  }

  #choices(service: EmergencyService, own: EmergencyView | null, words: Strings['emergency']): readonly ActionButton[] {
    const end = {onPress: () => this.#end(service)};
    const hear: ActionButton = {
      part: 'hear-button',
      label: words.hear,
      icon: 'sound',
      onPress: () => void service.resumeAudio(),
    };
    const blocked = service.sound.value.status === 'autoplay-blocked' ? [hear] : [];
    if (own === null) return this.#without(service, words);
    switch (own.status) {
      case 'ringing-back':
        return [
          {
            part: 'answer-button',
            label: words.answer,
            icon: 'phone',
            look: 'answer',
            onPress: () => this.#press(() => service.answer()),
          },
        ];
      case 'dropped':
        return [
          this.#again(own.number, service, words),
          {part: 'done-button', label: words.done, icon: 'check', ...end},
        ];
      default:
        return [{part: 'end-button', label: words.end, icon: 'phone-end', look: 'end', ...end}, ...blocked];
    }
  }

  /** A dial that the hub has not answered. */
  #without(service: EmergencyService, words: Strings['emergency']): readonly ActionButton[] {
    const attempt = service.attempt.value;
    if (attempt === null || attempt.status === 'placing') return [];
    const close = () => service.dismissAttempt();
    return [
      this.#again(attempt.number, service, words),
      {part: 'done-button', label: words.close, icon: 'close', onPress: close},
    ];
  }

  #again(number: string, service: EmergencyService, words: Strings['emergency']): ActionButton {
    return {
      part: 'again-button',
      label: words.again(number),
      icon: 'phone',
      look: 'primary',
      onPress: () => this.#press(() => service.dial(number)),
    };
  }

  #press(command: () => Promise<Outcome>): void {
    this.#pressedAt = performance.now();
    void command();
  }

  /** As at the whole element ([EC-51]). */
  #end(service: EmergencyService): void {
    if (performance.now() - this.#pressedAt >= NOT_MEANT_MS) void service.end();
  }
}

/** A key that is held down presses what has the focus again and again, which may be another button by now. */
function ignoreHeld(event: KeyboardEvent): void {
  if (event.repeat && /^(Enter| )$/.test(event.key)) event.preventDefault();
}
