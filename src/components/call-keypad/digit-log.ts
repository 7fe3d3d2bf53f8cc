import {DIGITS_PER_COMMAND_MAX} from '../../domain/dial-digits.ts';

/**
 * Keys on their way to the customer. One command is under way at a time, since two could overtake one another; what is
 * pressed meanwhile goes with the next. Kept here and nowhere else: digits may be a card's.
 */
export class DigitLog {
  #sent = '';
  #underWay = '';
  #waiting = '';

  /** What the customer's side has heard. */
  get sent(): string {
    return this.#sent;
  }

  /** What is still on its way. */
  get pending(): string {
    return this.#underWay + this.#waiting;
  }

  press(digit: string): void {
    this.#waiting += digit;
  }

  /** The next digits to send; empty while others are under way, or none wait. */
  take(): string {
    if (this.#underWay !== '') return '';
    this.#underWay = this.#waiting.slice(0, DIGITS_PER_COMMAND_MAX);
    this.#waiting = this.#waiting.slice(DIGITS_PER_COMMAND_MAX);
    return this.#underWay;
  }

  /** What became of the digits under way; when they were not heard, nothing that was pressed behind them is sent. */
  settle(heard: boolean): void {
    if (heard) this.#sent += this.#underWay;
    else this.#waiting = '';
    this.#underWay = '';
  }
}
