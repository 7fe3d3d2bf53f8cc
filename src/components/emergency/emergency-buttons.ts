import type {EmergencyService, EmergencyView, Outcome} from '../../services/ports.ts';
import type {Strings} from '../strings/english.ts';
import type {ActionButton} from '../templates/action-button.ts';
import {shownOf} from './emergency-words.ts';

type Words = Strings['emergency'];
type Command = () => Promise<Outcome>;

/** [EC-51] The second press of a double one comes within it, and nobody decides so fast to hang up. */
const NOT_MEANT_MS = 500;

/** What can be pressed in an emergency, wherever it is shown. */
export class EmergencyButtons {
  readonly #run: (command: Command) => void;
  /** When the agent last dialled or answered on this page, by its own clock. */
  #pressedAt = -Infinity;

  /** @param run sends what was pressed for */
  constructor(run: (command: Command) => void) {
    this.#run = run;
  }

  /** The agent dialled, elsewhere on the page. */
  pressed(): void {
    this.#pressedAt = performance.now();
  }

  /** What ends, answers or repeats the call comes first. */
  of(service: EmergencyService, words: Words): readonly ActionButton[] {
    const own = shownOf(service);
    return own === null ? this.#ofAttempt(service, words) : this.#ofCall(own, service, words);
  }

  again(number: string, service: EmergencyService, words: Words): ActionButton {
    return {
      part: 'again-button',
      label: words.again(number),
      icon: 'phone',
      look: 'primary',
      onPress: () => this.#press(() => service.dial(number)),
    };
  }

  #ofCall(own: EmergencyView, service: EmergencyService, words: Words): readonly ActionButton[] {
    const end = (): void => this.#end(service);
    switch (own.status) {
      case 'ringing-back': {
        const answer = (): void => this.#press(() => service.answer());
        return [{part: 'answer-button', label: words.answer, icon: 'phone', look: 'answer', onPress: answer}];
      }
      case 'dropped':
        return [
          this.again(own.number, service, words),
          {part: 'done-button', label: words.done, icon: 'check', onPress: end},
        ];
      default:
        return [
          {part: 'end-button', label: words.end, icon: 'phone-end', look: 'end', onPress: end},
          ...hearButton(service, words),
        ];
    }
  }

  /** A dial that the hub has not answered. */
  #ofAttempt(service: EmergencyService, words: Words): readonly ActionButton[] {
    const attempt = service.attempt.value;
    if (attempt === null || attempt.status === 'placing') return [];
    const close = (): void => service.dismissAttempt();
    return [
      this.again(attempt.number, service, words),
      {part: 'done-button', label: words.close, icon: 'close', onPress: close},
    ];
  }

  #press(command: Command): void {
    this.pressed();
    this.#run(command);
  }

  /** Whoever presses twice to dial or to answer does not mean to hang up: the place has only just become this button. */
  #end(service: EmergencyService): void {
    if (performance.now() - this.#pressedAt >= NOT_MEANT_MS) this.#run(() => service.end());
  }
}

/** A browser that wants a click for sound leaves no choice. */
function hearButton(service: EmergencyService, words: Words): readonly ActionButton[] {
  if (service.sound.value.status !== 'autoplay-blocked') return [];
  const hear = (): void => void service.resumeAudio();
  return [{part: 'hear-button', label: words.hear, icon: 'sound', onPress: hear}];
}

/** A key that is held down presses what has the focus again and again, which may be another button by now. */
export function ignoreHeld(event: KeyboardEvent): void {
  if (event.repeat && /^(Enter| )$/.test(event.key)) event.preventDefault();
}
