const OPTIONS = {bubbles: true, composed: true, cancelable: true};

/** A message shall be played here. Cancel it to play it elsewhere. */
export class VoicemailListenRequestEvent extends Event {
  readonly voicemailId: string;

  constructor(voicemailId: string) {
    super('cordboard-voicemail-listen-request', OPTIONS);
    this.voicemailId = voicemailId;
  }
}

/** Whoever left a message shall be called back. Cancel it to do so elsewhere. */
export class VoicemailCallbackRequestEvent extends Event {
  readonly voicemailId: string;

  constructor(voicemailId: string) {
    super('cordboard-voicemail-callback-request', OPTIONS);
    this.voicemailId = voicemailId;
  }
}

/** A message is dealt with, or (`done` is false) new again. Cancel it to keep that elsewhere. */
export class VoicemailDoneRequestEvent extends Event {
  readonly voicemailId: string;
  readonly done: boolean;

  constructor(voicemailId: string, done: boolean) {
    super('cordboard-voicemail-done-request', OPTIONS);
    this.voicemailId = voicemailId;
    this.done = done;
  }
}

/** A supervisor deletes a message. Cancel it to do so elsewhere. */
export class VoicemailDeleteRequestEvent extends Event {
  readonly voicemailId: string;

  constructor(voicemailId: string) {
    super('cordboard-voicemail-delete-request', OPTIONS);
    this.voicemailId = voicemailId;
  }
}

declare global {
  interface HTMLElementEventMap {
    'cordboard-voicemail-listen-request': VoicemailListenRequestEvent;
    'cordboard-voicemail-callback-request': VoicemailCallbackRequestEvent;
    'cordboard-voicemail-done-request': VoicemailDoneRequestEvent;
    'cordboard-voicemail-delete-request': VoicemailDeleteRequestEvent;
  }
}
