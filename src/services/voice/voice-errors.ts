import type {VoiceError, VoiceErrorCode} from './voice-adapter.ts';

const sentences: Readonly<Record<VoiceErrorCode, string>> = {
  'microphone-denied': 'Allow this page to use the microphone in the browser’s site settings, then try again.',
  'microphone-missing': 'Connect a microphone or choose another one, then try again.',
  'microphone-busy': 'Close the other program that is using the microphone, then try again.',
  'insecure-context': 'Open this page over https (or on localhost): browsers give out the microphone nowhere else.',
  'media-failed': 'The audio connection failed; check the network and try again.',
};

export function voiceError(code: VoiceErrorCode, cause?: unknown): VoiceError {
  return {code, message: sentences[code], ...(cause === undefined ? {} : {cause})};
}

/** By the names of Media Capture and Streams §10.2. */
const byName: Readonly<Record<string, VoiceErrorCode>> = {
  NotAllowedError: 'microphone-denied',
  SecurityError: 'microphone-denied',
  NotFoundError: 'microphone-missing',
  OverconstrainedError: 'microphone-missing',
  NotReadableError: 'microphone-busy',
  AbortError: 'microphone-busy',
};

/** @param cause what `getUserMedia` rejected with */
export function microphoneError(cause: unknown): VoiceError {
  const name = cause instanceof Error ? cause.name : '';
  return voiceError(byName[name] ?? 'media-failed', cause);
}
