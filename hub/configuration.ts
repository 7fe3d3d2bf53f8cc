import {join} from 'node:path';
import * as v from 'valibot';
import type {IceServer} from '../src/api/wire/views.ts';
import {
  flag,
  iceServers,
  list,
  mailAddress,
  mailServer,
  networks,
  origins,
  port,
  portRange,
  publicUrl,
  secret,
  text,
  webAddress,
} from './configuration-fields.ts';
import type {MailConfiguration} from './emergency/hub-mailer.ts';
import {type Integration, integrationFields, readIntegration} from './integration.ts';
import {defaultDataFolder} from './store/engine/index.ts';

const schema = v.object({
  CORDBOARD_HOST: v.optional(text, 'localhost'),
  CORDBOARD_PORT: v.optional(port, '7400'),
  DATABASE_URL: v.optional(
    v.pipe(v.string(), v.regex(/^postgres(ql)?:\/\//, 'an address such as postgres://user@host/database')),
  ),
  CORDBOARD_DATA: v.optional(text),
  CORDBOARD_RUN_DIR: v.optional(text),
  CORDBOARD_ISSUER: webAddress,
  CORDBOARD_JWKS_URL: webAddress,
  CORDBOARD_AUDIENCE: text,
  CORDBOARD_SCOPE: text,
  CORDBOARD_ALLOWED_ORIGINS: origins,
  CORDBOARD_TRUNK: v.optional(v.picklist(['none', 'simulated']), 'none'),
  CORDBOARD_ORGANISATION: v.optional(text),
  CORDBOARD_MEDIA_ADDRESSES: v.optional(list),
  CORDBOARD_MEDIA_PORTS: v.optional(portRange),
  CORDBOARD_MEDIA_LOOPBACK: flag,
  CORDBOARD_KEEP_MEDIA: flag,
  CORDBOARD_SOUNDS: v.optional(text),
  CORDBOARD_LOG_LEVEL: v.optional(v.picklist(['silent', 'error', 'warn', 'info', 'debug']), 'info'),
  CORDBOARD_TLS_CERT: v.optional(text),
  CORDBOARD_TLS_KEY: v.optional(text),
  CORDBOARD_PUBLIC_URL: v.optional(publicUrl),
  CORDBOARD_TRUSTED_PROXIES: v.optional(networks, ''),
  CORDBOARD_ICE_SERVERS: v.optional(iceServers, '[]'),
  CORDBOARD_TURN_SECRET: v.optional(secret),
  CORDBOARD_METRICS_TOKEN: v.optional(secret),
  CORDBOARD_STATUS_TOKEN: v.optional(secret),
  OTEL_EXPORTER_OTLP_ENDPOINT: v.optional(webAddress),
  CORDBOARD_MAIL_URL: v.optional(mailServer),
  CORDBOARD_MAIL_FROM: v.optional(mailAddress),
  ...integrationFields,
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
    /** A folder with the operator's own sounds. Null: those that come with the hub. */
    readonly soundsDir: string | null;
  };
  readonly logLevel: string;
  /** The files of the certificate, with those between it and the root, and of its key. Null: plain HTTP. */
  readonly tls: {readonly cert: string; readonly key: string} | null;
  readonly proxy: {
    /** How browsers write this hub's address. Null: as it listens. */
    readonly publicUrl: string | null;
    /** Addresses and networks whose X-Forwarded headers are believed. */
    readonly trusted: readonly string[];
  };
  readonly ice: {
    /** Told to desks. A TURN server without credentials gets some that end, made with `turnSecret`. */
    readonly servers: readonly IceServer[];
    readonly turnSecret: string | null;
  };
  readonly watching: {
    /** Null: metrics are for this machine only. */
    readonly metricsToken: string | null;
    readonly statusToken: string | null;
    /** Where traces go. Null: nothing is traced, and nothing of it loaded. */
    readonly tracesEndpoint: string | null;
  };
  readonly integration: Integration;
  /** The server that takes the hub's mail, and who it is from. Null: mail goes out from agents' own mailboxes only. */
  readonly mail: MailConfiguration | null;
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
  const env = readVariables(schema, environment);
  const dataDir = env.CORDBOARD_DATA ?? defaultDataFolder();
  const tls = pairOf(env, 'CORDBOARD_TLS_CERT', 'CORDBOARD_TLS_KEY');
  const mail = pairOf(env, 'CORDBOARD_MAIL_URL', 'CORDBOARD_MAIL_FROM');
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
      soundsDir: env.CORDBOARD_SOUNDS ?? null,
    },
    logLevel: env.CORDBOARD_LOG_LEVEL,
    tls: tls && {cert: tls.one, key: tls.other},
    proxy: {publicUrl: env.CORDBOARD_PUBLIC_URL ?? null, trusted: env.CORDBOARD_TRUSTED_PROXIES},
    ice: {servers: env.CORDBOARD_ICE_SERVERS, turnSecret: env.CORDBOARD_TURN_SECRET ?? null},
    watching: {
      metricsToken: env.CORDBOARD_METRICS_TOKEN ?? null,
      statusToken: env.CORDBOARD_STATUS_TOKEN ?? null,
      tracesEndpoint: env.OTEL_EXPORTER_OTLP_ENDPOINT ?? null,
    },
    integration: readIntegration(env),
    mail: mail && {url: mail.one, from: mail.other},
  };
}

/**
 * Where the hub keeps what it keeps: for programs that need no more, such as a backup.
 * @throws {ConfigurationError}
 */
export function readStorage(
  environment: Readonly<Record<string, string | undefined>>,
): Pick<Configuration, 'databaseUrl' | 'dataDir'> {
  const env = readVariables(v.pick(schema, ['DATABASE_URL', 'CORDBOARD_DATA']), environment);
  return {databaseUrl: env.DATABASE_URL ?? null, dataDir: env.CORDBOARD_DATA ?? defaultDataFolder()};
}

function readVariables<Schema extends v.GenericSchema<object, unknown>>(
  wanted: Schema,
  environment: Readonly<Record<string, string | undefined>>,
): v.InferOutput<Schema> {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = v.safeParse(wanted, given, {abortEarly: true});
  if (parsed.success) return parsed.output;
  const issue = parsed.issues[0];
  const expected = issue.expected !== null && issue.type !== 'regex' ? issue.expected : issue.message;
  throw new ConfigurationError(
    `${v.getDotPath(issue) ?? 'The environment'} must be ${issue.received === 'undefined' ? 'set' : expected}.`,
  );
}

/** Two settings of which neither says anything without the other. */
function pairOf(
  env: Readonly<Record<string, unknown>>,
  one: string,
  other: string,
): {readonly one: string; readonly other: string} | null {
  const [first, second] = [env[one], env[other]];
  if (typeof first === 'string' && typeof second === 'string') return {one: first, other: second};
  if (first === undefined && second === undefined) return null;
  throw new ConfigurationError(`${first === undefined ? one : other} must be set.`);
}
