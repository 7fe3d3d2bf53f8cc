import type {MediaRefusalCode} from './media/protocol.ts';

/** Everything that can go wrong between the hub and its media process. */
export type MediaErrorCode =
  | MediaRefusalCode
  /** No reply before the deadline; the request may or may not have been carried out. All requests may be repeated. */
  | 'media-timeout'
  /** No control connection at the moment. */
  | 'media-unreachable'
  /** The process could not be started, or its folder cannot be trusted. */
  | 'media-start-failed';

/** @example `if (error instanceof MediaError && error.code === 'stale-epoch') …` */
export class MediaError extends Error {
  readonly code: MediaErrorCode;

  constructor(code: MediaErrorCode, message: string, options?: {readonly cause?: unknown}) {
    super(message, options);
    this.name = 'MediaError';
    this.code = code;
  }
}
