import type {MediaEvent, MediaHello} from './media/protocol.ts';

export interface MediaProcessEvents {
  readonly 'leg-state': Extract<MediaEvent, {event: 'leg-state'}>;
  readonly dtmf: Extract<MediaEvent, {event: 'dtmf'}>;
  readonly 'sound-ended': Extract<MediaEvent, {event: 'sound-ended'}>;
  readonly speaking: Extract<MediaEvent, {event: 'speaking'}>;
  /** Comes in its order, and again to whoever listens anew or when the connection is back, until it is acknowledged. */
  readonly recorded: Extract<MediaEvent, {event: 'recorded'}>;
  /** The control connection is back: compare `processId` and the legs, for events may have been missed. */
  readonly reconnected: MediaHello;
  /** The control connection broke; requests fail with `media-unreachable` until `reconnected`. */
  readonly disconnected: {readonly pid: number};
  /** The process is no more. Start another; every leg must join again. Said once. */
  readonly gone: {readonly pid: number};
}

type Listeners = {readonly [K in keyof MediaProcessEvents]: Set<(value: MediaProcessEvents[K]) => void>};
type Kept = {-readonly [K in keyof MediaProcessEvents]: MediaProcessEvents[K][]};

/** Who listens to a media process. */
export class MediaListeners {
  readonly #listeners: Listeners = {
    'leg-state': new Set(),
    dtmf: new Set(),
    'sound-ended': new Set(),
    speaking: new Set(),
    recorded: new Set(),
    reconnected: new Set(),
    disconnected: new Set(),
    gone: new Set(),
  };
  /** For who listens later: what this connection has brought of recordings, before anybody asked, and nobody has acknowledged. */
  readonly #kept: Kept = {
    'leg-state': [],
    dtmf: [],
    'sound-ended': [],
    speaking: [],
    recorded: [],
    reconnected: [],
    disconnected: [],
    gone: [],
  };

  /** @returns a function that ends the subscription */
  on<K extends keyof MediaProcessEvents>(event: K, listener: (value: MediaProcessEvents[K]) => void): () => void {
    this.#listeners[event].add(listener);
    for (const value of this.#kept[event]) listener(value);
    return () => this.#listeners[event].delete(listener);
  }

  emit<K extends keyof MediaProcessEvents>(event: K, value: MediaProcessEvents[K]): void {
    for (const listener of this.#listeners[event]) listener(value);
  }

  announce(event: MediaEvent): void {
    switch (event.event) {
      case 'dtmf':
        return this.emit('dtmf', event);
      case 'sound-ended':
        return this.emit('sound-ended', event);
      case 'speaking':
        return this.emit('speaking', event);
      case 'recorded':
        this.#kept.recorded.push(event);
        return this.emit('recorded', event);
      default:
        return this.emit('leg-state', event);
    }
  }

  acknowledged(recordingId: string, until: number): void {
    const isOpen = ({recordingId: id, seq}: {recordingId: string; seq: number}) => id !== recordingId || seq > until;
    this.#kept.recorded = this.#kept.recorded.filter(isOpen);
  }

  /** The next connection brings all of it again. */
  lost(): void {
    this.#kept.recorded = [];
  }
}
