import type {PromptPlace} from '../../services/ports.ts';

const OPTIONS = {bubbles: true, composed: true, cancelable: true};

/** What callers hear shall be read again. */
export class PromptsRefreshRequestEvent extends Event {
  constructor() {
    super('cordboard-prompts-refresh-request', OPTIONS);
  }
}

/** The hub shall speak these words to callers. Cancel it to ask first. */
export class PromptSpeakRequestEvent extends Event {
  readonly place: PromptPlace;
  readonly words: string;

  constructor(place: PromptPlace, words: string) {
    super('cordboard-prompt-speak-request', OPTIONS);
    this.place = place;
    this.words = words;
  }
}

/** Callers shall hear this recording. Cancel it to ask first. */
export class PromptUploadRequestEvent extends Event {
  readonly place: PromptPlace;
  readonly recording: Blob;

  constructor(place: PromptPlace, recording: Blob) {
    super('cordboard-prompt-upload-request', OPTIONS);
    this.place = place;
    this.recording = recording;
  }
}

/** Callers shall hear again what comes with Cordboard. */
export class PromptResetRequestEvent extends Event {
  readonly place: PromptPlace;

  constructor(place: PromptPlace) {
    super('cordboard-prompt-reset-request', OPTIONS);
    this.place = place;
  }
}

/** Callers shall hear what they heard before the last change. */
export class PromptUndoRequestEvent extends Event {
  readonly place: PromptPlace;

  constructor(place: PromptPlace) {
    super('cordboard-prompt-undo-request', OPTIONS);
    this.place = place;
  }
}

/** What callers hear now shall be played here. */
export class PromptListenRequestEvent extends Event {
  readonly place: PromptPlace;

  constructor(place: PromptPlace) {
    super('cordboard-prompt-listen-request', OPTIONS);
    this.place = place;
  }
}

/** Nothing shall be played here any more. */
export class PromptStopRequestEvent extends Event {
  constructor() {
    super('cordboard-prompt-stop-request', OPTIONS);
  }
}

declare global {
  interface HTMLElementEventMap {
    'cordboard-prompts-refresh-request': PromptsRefreshRequestEvent;
    'cordboard-prompt-speak-request': PromptSpeakRequestEvent;
    'cordboard-prompt-upload-request': PromptUploadRequestEvent;
    'cordboard-prompt-reset-request': PromptResetRequestEvent;
    'cordboard-prompt-undo-request': PromptUndoRequestEvent;
    'cordboard-prompt-listen-request': PromptListenRequestEvent;
    'cordboard-prompt-stop-request': PromptStopRequestEvent;
  }
}
