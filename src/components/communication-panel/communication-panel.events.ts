/** The agent asked to hear the customer after the browser held the sound back. Cancel it to start the sound elsewhere. */
export class AudioResumeRequestEvent extends Event {
  constructor() {
    super('cordboard-audio-resume-request', {bubbles: true, composed: true, cancelable: true});
  }
}

/** The agent asked to connect the sound again after a problem. */
export class VoiceRetryRequestEvent extends Event {
  constructor() {
    super('cordboard-voice-retry-request', {bubbles: true, composed: true, cancelable: true});
  }
}

declare global {
  interface HTMLElementEventMap {
    'cordboard-audio-resume-request': AudioResumeRequestEvent;
    'cordboard-voice-retry-request': VoiceRetryRequestEvent;
  }
}
