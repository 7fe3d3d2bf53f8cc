import {join} from 'node:path';
import * as v from 'valibot';
import {defaultDataFolder} from './store/engine/index.ts';

const port = v.pipe(
  v.string(),
  v.regex(/^\d+$/, 'a port number'),
  v.transform(Number),
  v.integer(),
  v.maxValue(65_535, 'a port number up to 65535'),
);
const webAddress = v.pipe(v.string(), v.url('a web address such as https://login.example.com'));
const list = v.pipe(
  v.string(),
  v.transform((value) =>
    value
      .split(',')
      .map((each) => each.trim())
      .filter((each) => each !== ''),
  ),
);
const origins = v.pipe(
  list,
  v.everyItem(
    (origin) => URL.canParse(origin) && new URL(origin).origin === origin,
    'origins such as https://crm.example.com, separated by commas',
  ),
);
const portRange = v.pipe(
  v.string(),
  v.regex(/^\d+-\d+$/, 'a range such as 40000-40999'),
  v.transform((value) => {
    const [from, to] = value.split('-').map(Number);
    return {from: from ?? 0, to: to ?? 0};
  }),
  v.check(({from, to}) => from >= 1_024 && to <= 65_535 && from <= to, 'a range such as 40000-40999'),
);
const flag = v.pipe(
  v.optional(v.picklist(['0', '1']), '0'),
  v.transform((value) => value === '1'),
);

const schema = v.object({
  CORDBOARD_HOST: v.optional(v.pipe(v.string(), v.minLength(1)), 'localhost'),
  CORDBOARD_PORT: v.optional(port, '7400'),
  DATABASE_URL: v.optional(
    v.pipe(v.string(), v.regex(/^postgres(ql)?:\/\//, 'an address such as postgres://user@host/database')),
  ),
  CORDBOARD_DATA: v.optional(v.pipe(v.string(), v.minLength(1))),
  CORDBOARD_RUN_DIR: v.optional(v.pipe(v.string(), v.minLength(1))),
  CORDBOARD_ISSUER: webAddress,
  CORDBOARD_JWKS_URL: webAddress,
  CORDBOARD_AUDIENCE: v.pipe(v.string(), v.minLength(1)),
  CORDBOARD_SCOPE: v.pipe(v.string(), v.minLength(1)),
  CORDBOARD_ALLOWED_ORIGINS: origins,
  CORDBOARD_TRUNK: v.optional(v.picklist(['none', 'simulated']), 'none'),
  CORDBOARD_ORGANISATION: v.optional(v.pipe(v.string(), v.minLength(1))),
  CORDBOARD_MEDIA_ADDRESSES: v.optional(list),
  CORDBOARD_MEDIA_PORTS: v.optional(portRange),
  CORDBOARD_MEDIA_LOOPBACK: flag,
  CORDBOARD_KEEP_MEDIA: flag,
  CORDBOARD_LOG_LEVEL: v.optional(v.picklist(['silent', 'error', 'warn', 'info', 'debug']), 'info'),
});

export type Configuration = {
  readonly host: string;
  readonly port: number;
  /** Null: the hub runs PostgreSQL itself. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  /** A private folder for the media process's socket; its path must be short. */
  readonly runDir: string;
  readonly identity: {
    readonly issuer: string;
    readonly jwksUrl: string;
    readonly audience: string;
    readonly scope: string;
  };
  readonly allowedOrigins: readonly string[];
  readonly trunk: 'none' | 'simulated';
  readonly organisationFile: string | null;
  readonly media: {
    readonly advertise: readonly string[] | null;
    readonly ports: {readonly from: number; readonly to: number} | null;
    readonly loopbackOnly: boolean;
    /** Leave the media process running when the hub stops, for the next hub to adopt. */
    readonly keep: boolean;
  };
  readonly logLevel: string;
};

/** A setting is missing or wrong: which one, and what was expected. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  readonly code = 'invalid-configuration';
}

/**
 * Reads the hub's settings from environment variables.
 * @throws {ConfigurationError} naming the first variable that is wrong and what it should be, never its value
 */
export function readConfiguration(environment: Readonly<Record<string, string | undefined>>): Configuration {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = v.safeParse(schema, given, {abortEarly: true});
  if (!parsed.success) {
    const issue = parsed.issues[0];
    const expected = issue.expected !== null && issue.type !== 'regex' ? issue.expected : issue.message;
    throw new ConfigurationError(
      `${v.getDotPath(issue) ?? 'The environment'} must be ${issue.received === 'undefined' ? 'set' : expected}.`,
    );
  }
  const env = parsed.output;
  const dataDir = env.CORDBOARD_DATA ?? defaultDataFolder();
  return {
    host: env.CORDBOARD_HOST,
    port: env.CORDBOARD_PORT,
    databaseUrl: env.DATABASE_URL ?? null,
    dataDir,
    runDir: env.CORDBOARD_RUN_DIR ?? join(dataDir, 'run'),
    identity: {
      issuer: env.CORDBOARD_ISSUER,
      jwksUrl: env.CORDBOARD_JWKS_URL,
      audience: env.CORDBOARD_AUDIENCE,
      scope: env.CORDBOARD_SCOPE,
    },
    allowedOrigins: env.CORDBOARD_ALLOWED_ORIGINS,
    trunk: env.CORDBOARD_TRUNK,
    organisationFile: env.CORDBOARD_ORGANISATION ?? null,
    media: {
      advertise: env.CORDBOARD_MEDIA_ADDRESSES ?? null,
      ports: env.CORDBOARD_MEDIA_PORTS ?? null,
      loopbackOnly: env.CORDBOARD_MEDIA_LOOPBACK,
      keep: env.CORDBOARD_KEEP_MEDIA,
    },
    logLevel: env.CORDBOARD_LOG_LEVEL,
  };
}
