import pino from 'pino';

export type HubLog = {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
};

/** A log whose level can be changed while it is written to. */
export type AdjustableLog = HubLog & {level: string};

/** Names under which something personal or secret might slip in, at any of the places an object of a log line can have. */
const PERSONAL = [
  ...['address', 'number', 'name', 'note', 'subject', 'value', 'digits', 'sdp', 'text', 'mail'],
  ...['token', 'accessToken', 'authorization', 'cookie', 'password', 'secret', 'credential', 'key'],
];

/**
 * Structured logs on standard output. Nothing personal is handed to a log in the first place; what might slip in under
 * these names is taken out.
 */
export function createLog(level: string): AdjustableLog {
  return pino({
    level,
    base: null,
    redact: {
      paths: PERSONAL.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
      censor: '[redacted]',
    },
  });
}
