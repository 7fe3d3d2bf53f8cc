import {once} from 'node:events';
import {createServer} from 'node:http';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {SignJWT, exportJWK, generateKeyPair} from 'jose';
import type {Configuration} from '../../hub/configuration.ts';
import type pg from 'pg';
import {type RunningHub, startHub} from '../../hub/hub.ts';
import type {HubLog} from '../../hub/logger.ts';
import {currentSettings} from '../../hub/organisation/current-settings.ts';
import {openDatabase} from '../../hub/store/database.ts';
import {HubStore} from '../../hub/store/hub-store.ts';
import {type TestDatabase, startTestDatabase} from './postgres.ts';

export const AUDIENCE = 'api://cordboard';
export const SCOPE = 'api://cordboard/Desk.Access';
export const BILLING_LINE = '+12015550100';

export type TokenClaims = {
  readonly name?: string;
  readonly roles?: readonly string[];
  readonly audience?: string;
  /** The application it was issued to. */
  readonly clientId?: string;
  /** Others, as a sign-in service may add them. */
  readonly more?: Readonly<Record<string, unknown>>;
  /** From now; negative for a token that has expired. */
  readonly expiresInS?: number;
};

/** A sign-in service that signs what a test asks for. */
export type TestIssuer = {
  readonly issuer: string;
  readonly jwksUrl: string;
  token(subject: string, claims?: TokenClaims): Promise<string>;
  stop(): Promise<void>;
};

export async function startTestIssuer(): Promise<TestIssuer> {
  const {privateKey, publicKey} = await generateKeyPair('RS256');
  const jwk = {...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256', use: 'sig'};
  const server = createServer((_request, response) =>
    response.setHeader('content-type', 'application/json').end(JSON.stringify({keys: [jwk]})),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const issuer = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  return {
    issuer,
    jwksUrl: `${issuer}/jwks`,
    token: (
      subject,
      {
        name = 'Test Agent',
        roles = ['agent'],
        audience = AUDIENCE,
        clientId = 'test',
        more = {},
        expiresInS = 3_600,
      } = {},
    ) =>
      new SignJWT({name, roles: [...roles], scope: SCOPE, client_id: clientId, ...more})
        .setProtectedHeader({alg: 'RS256', kid: 'k1', typ: 'at+jwt'})
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(subject)
        .setJti(crypto.randomUUID())
        .setIssuedAt()
        .setExpirationTime(Math.floor(Date.now() / 1000) + expiresInS)
        .sign(privateKey),
    stop: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

export type LoggedLine = {readonly level: keyof HubLog; readonly fields: object; readonly message: string};

/** Keeps what the hub logs, so that a test can look for what must not be there. */
export function keepingLog(): HubLog & {readonly lines: LoggedLine[]; said(message: string): Promise<void>} {
  const lines: LoggedLine[] = [];
  const waiting = new Map<string, () => void>();
  const at = (level: keyof HubLog) => (fields: object, message: string) => {
    lines.push({level, fields, message});
    waiting.get(message)?.();
  };
  /** Said already, or once it is. */
  const said = async (message: string): Promise<void> => {
    const {promise, resolve} = Promise.withResolvers<void>();
    waiting.set(message, resolve);
    if (!lines.some((line) => line.message === message)) await promise;
  };
  return {lines, said, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error')};
}

export type TestHub = {
  readonly url: string;
  readonly issuer: TestIssuer;
  readonly database: TestDatabase;
  readonly log: ReturnType<typeof keepingLog>;
  readonly configuration: Configuration;
  /** The same database by the test's own hand, and with the hub's own rules; none of the hub's caches lie between. */
  readonly store: HubStore;
  query<Row extends pg.QueryResultRow>(statement: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  /** Starts a further hub process's work on the same database, with a port and a media process of its own. */
  startBeside(): Promise<RunningHub>;
  /** Stops this hub process's work and starts another on the same database, at the same port, with other settings if told. */
  restart(changes?: Partial<Configuration>): Promise<void>;
  stop(): Promise<void>;
};

export type TestHubOptions = {
  readonly timings?: Readonly<Record<string, number>>;
  readonly organisation?: (file: object) => object;
  /** Fills the database before the hub sees it. */
  readonly prepare?: (database: TestDatabase) => Promise<void>;
  /** Settings of the operator that differ from a test's own. */
  readonly configuration?: Partial<Configuration>;
};

/** A whole hub in this process: real database, real media process, real sockets. */
export async function startTestHub(options: TestHubOptions = {}): Promise<TestHub> {
  const database = await startTestDatabase();
  await options.prepare?.(database);
  const issuer = await startTestIssuer();
  const runDir = await mkdtemp(join(tmpdir(), 'cb-'));
  const organisationFile = await writeOrganisation(runDir, options);
  const log = keepingLog();
  const configuration: Configuration = {
    host: '127.0.0.1',
    port: 0,
    databaseUrl: database.url,
    dataDir: runDir,
    runDir: join(runDir, 'run'),
    identity: {issuer: issuer.issuer, jwksUrl: issuer.jwksUrl, audience: AUDIENCE, scope: SCOPE},
    allowedOrigins: ['http://desk.test'],
    trunk: 'simulated',
    organisationFile,
    media: {advertise: null, ports: null, loopbackOnly: true, keep: false, soundsDir: null},
    logLevel: 'info',
    tls: null,
    proxy: {publicUrl: null, trusted: []},
    ice: {servers: [], turnSecret: null},
    watching: {metricsToken: null, statusToken: null, tracesEndpoint: null},
    mail: null,
    integration: {
      linkHosts: ['crm.test'],
      flowHosts: [],
      requestsPerMinute: 60_000,
      webhooksFile: null,
      webhooksPrivate: false,
    },
    ...options.configuration,
  };
  const start = (port: number, changes: Partial<Configuration> = {}): Promise<RunningHub> =>
    startHub({...configuration, ...changes, port}, {connectionString: database.url}, log);
  let hub = await start(0);
  const url = hub.address;
  const own = await openDatabase({connectionString: database.url, max: 4}, log);
  const settings = await currentSettings(own.db);
  const beside: RunningHub[] = [];
  return {
    url,
    issuer,
    database,
    log,
    configuration,
    store: new HubStore(own.db, () => settings),
    query: async (statement, values = []) => (await own.pool.query(statement, [...values])).rows,
    async startBeside() {
      const folder = join(runDir, `${beside.length + 1}`);
      const next = await startHub({...configuration, port: 0, runDir: folder}, {connectionString: database.url}, log);
      beside.push(next);
      return next;
    },
    async restart(changes) {
      await hub.stop();
      hub = await start(Number(new URL(url).port), changes);
    },
    async stop() {
      await Promise.all([hub, ...beside].map((each) => each.stop()));
      await issuer.stop();
      await own.close();
      await database.drop();
      await rm(runDir, {recursive: true, force: true, maxRetries: 10});
    },
  };
}

async function writeOrganisation(folder: string, options: TestHubOptions): Promise<string> {
  const {writeFile} = await import('node:fs/promises');
  const plain: unknown = JSON.parse(await readFile(new URL('./organisation.json', import.meta.url), 'utf8'));
  const file = {...Object(plain), ...(options.timings === undefined ? {} : {timings: options.timings})};
  const path = join(folder, 'organisation.json');
  await writeFile(path, JSON.stringify(options.organisation?.(file) ?? file));
  return path;
}
