import pino from 'pino';

export type HubLog = {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
};

/**
 * Structured logs on standard output. Nothing personal is handed to a log in the first place; what might slip in under
 * these names is taken out.
 */
export function createLog(level: string): HubLog {
  return pino({
    level,
    base: null,
    redact: {
      paths: [
        'address',
        'number',
        'name',
        'note',
        'token',
        'accessToken',
        'authorization',
        '*.address',
        '*.number',
        '*.token',
        '*.authorization',
      ],
      censor: '[redacted]',
    },
  });
}
