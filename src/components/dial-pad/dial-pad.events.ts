/** A key of the pad was pressed. */
export class PadPressEvent extends Event {
  /** `0-9 * #`, or `+` when 0 was held. */
  readonly key: string;

  constructor(key: string) {
    super('cordboard-pad-press', {bubbles: true, composed: true});
    this.key = key;
  }
}

declare global {
  interface HTMLElementEventMap {
    'cordboard-pad-press': PadPressEvent;
  }
}
