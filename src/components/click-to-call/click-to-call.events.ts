/** The visitor's call has begun: they wait for somebody to answer. */
export class CallStartedEvent extends Event {
  /** The call was there before, and the page was loaded again. */
  readonly resumed: boolean;

  constructor(resumed: boolean) {
    super('cordboard-call-started', {bubbles: true, composed: true});
    this.resumed = resumed;
  }
}

/** The call is over, whoever ended it. */
export class CallEndedEvent extends Event {
  /** How long they talked; null when nobody answered. */
  readonly talkedMs: number | null;

  constructor(talkedMs: number | null) {
    super('cordboard-call-ended', {bubbles: true, composed: true});
    this.talkedMs = talkedMs;
  }
}

declare global {
  interface HTMLElementEventMap {
    'cordboard-call-started': CallStartedEvent;
    'cordboard-call-ended': CallEndedEvent;
  }
}
