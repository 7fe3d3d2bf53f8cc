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

/** The agent collapsed or expanded the task list: a page around the panel may give it more room or less. */
export class TasksToggledEvent extends Event {
  readonly collapsed: boolean;

  constructor(collapsed: boolean) {
    super('cordboard-tasks-toggled', {bubbles: true, composed: true});
    this.collapsed = collapsed;
  }
}

declare global {
  interface HTMLElementEventMap {
    'cordboard-audio-resume-request': AudioResumeRequestEvent;
    'cordboard-voice-retry-request': VoiceRetryRequestEvent;
    'cordboard-tasks-toggled': TasksToggledEvent;
  }
}
