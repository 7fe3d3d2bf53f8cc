import {mkdir} from 'node:fs/promises';
import {homedir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {buildDemo} from './build.ts';
import {serveCustomers} from './customers.ts';
import {type GraphRoutes, createGraph} from './graph/serve-graph.ts';
import {HubProcess} from './hub-process.ts';
import {catchMail} from './mail/catch-mail.ts';
import {Mailbox} from './mail/mailbox.ts';
import {serveMail} from './mail/serve-mail.ts';
import {Conversations} from './messages/conversations.ts';
import {HubContacts} from './messages/hub-contacts.ts';
import {serveConversations} from './messages/routes.ts';
import {organisationFor} from './organisation-file.ts';
import {startPageServer} from './page-server.ts';
import type {Addresses} from './page-policies.ts';
import {DemoError, type Ports} from './ports.ts';
import {AUDIENCE, SCOPE} from './sign-in/api.ts';
import {startSignIn, type SignIn} from './sign-in/start-sign-in.ts';

export type DemoOptions = {
  readonly ports: Ports;
  /** Keys, grants and database of this demo; when left out, the user's data folder and the hub's own choice. */
  readonly dataDir?: string;
  /** Passed to the hub beside what the demo sets. */
  readonly hubEnv?: Readonly<Record<string, string>>;
  readonly accessTokenLifetimeS?: number;
  /** True when a test brings its own hub. */
  readonly hubless?: boolean;
  /** Where the bundled pages go; `dist/demo` when left out. */
  readonly pagesDir?: string;
  readonly say?: (line: string) => void;
  /** Ends the demo while it starts; afterwards `stop` does. */
  readonly signal?: AbortSignal;
};

export type Demo = {
  readonly urls: Addresses & {
    readonly desk: string;
    readonly supervisor: string;
    readonly admin: string;
    readonly crm: string;
    readonly phone: string;
    readonly messages: string;
    readonly mail: string;
    readonly portal: string;
  };
  /** Of the hub as it runs now; null without one. Changes when the hub was restarted. */
  readonly hubPid: number | null;
  /** The environment a hub of this demo needs; for tests that start their own. */
  readonly hubEnv: Readonly<Record<string, string>>;
  waitUntilReady(): Promise<void>;
  stop(): Promise<void>;
};

const ROOT = fileURLToPath(new URL('../', import.meta.url));

/** Starts sign-in, pages and hub, and resolves when one can click. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const {ports} = options;
  const pagesUrl = `http://localhost:${ports.pages}`;
  // Another site, not merely another origin, so that storage and cookies are really kept apart.
  const portalUrl = `http://127.0.0.1:${ports.portal}`;
  const origins = [pagesUrl, portalUrl];
  const lifetime =
    options.accessTokenLifetimeS === undefined ? {} : {accessTokenLifetimeS: options.accessTokenLifetimeS};
  const running: Array<() => Promise<void>> = [];
  const stop = async () => {
    // In the reverse order, each once.
    for (const end of running.splice(0).reverse()) await end();
  };
  // Told to end while it starts: what has started ends, and what waits for it gives up.
  options.signal?.addEventListener('abort', () => void stop(), {once: true});
  try {
    const dataDir = options.dataDir ?? usersDataFolder();
    // First, and open to others: the database may run as another user, while the sign-in locks its own folder.
    await makeDataFolder(dataDir);
    const signIn = await startSignIn({port: ports.signIn, origins, dataDir: join(dataDir, 'sign-in'), ...lifetime});
    running.push(() => signIn.stop());
    const addresses = {hubUrl: `http://localhost:${ports.hub}`, issuer: signIn.issuer, pagesUrl, portalUrl};
    const messages = new HubContacts({...addresses, client: signIn.integrator});
    const mailbox = new Mailbox();
    const graph = createGraph({url: `${pagesUrl}/graph`, issuer: signIn.issuer, jwksUrl: signIn.jwksUrl, mailbox});
    const conversations = new Conversations(messages, pagesUrl);
    running.push(...(await startPages(options, addresses, {conversations, graph, mailbox})));
    const catcher = await catchMail(mailbox);
    running.push(() => catcher.stop());
    if (options.signal?.aborted) throw new DemoError('The demo was ended while it started.');
    const organisation = await organisationFor({portalUrl, pagesUrl}, dataDir);
    const env = hubEnvironment(options, signIn, {origins, organisation, mailUrl: catcher.url});
    const hub = options.hubless === true ? null : createHub(env, addresses.hubUrl, options.say ?? (() => undefined));
    if (hub !== null) running.push(() => hub.stop());
    await hub?.start();
    return {
      urls: {
        ...addresses,
        desk: `${pagesUrl}/desk.html`,
        supervisor: `${pagesUrl}/supervisor.html`,
        admin: `${pagesUrl}/admin.html`,
        crm: `${pagesUrl}/crm.html`,
        phone: `${pagesUrl}/phone.html`,
        messages: `${pagesUrl}/messages.html`,
        mail: `${pagesUrl}/mail.html`,
        portal: `${portalUrl}/`,
      },
      get hubPid() {
        return hub?.pid ?? null;
      },
      hubEnv: env,
      waitUntilReady: async () => hub?.waitUntilReady(),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Routes = {readonly conversations: Conversations; readonly graph: GraphRoutes; readonly mailbox: Mailbox};

async function startPages(
  options: DemoOptions,
  addresses: Addresses,
  {conversations, graph, mailbox}: Routes,
): Promise<ReadonlyArray<() => Promise<void>>> {
  const pagesDir = await (options.pagesDir === undefined ? buildDemo() : buildDemo(options.pagesDir));
  const folders = {'/': pagesDir, '/cdn/': join(ROOT, 'dist', 'cdn')};
  const pages = await startPageServer({
    host: 'localhost',
    port: options.ports.pages,
    index: '/index.html',
    folders,
    addresses,
    routes: async (request, response) =>
      (await graph(request, response)) ||
      (await serveCustomers(request, response)) ||
      (await serveMail(mailbox, request, response)) ||
      serveConversations(conversations, request, response),
  });
  const portal = await startPageServer({
    host: '127.0.0.1',
    port: options.ports.portal,
    index: '/portal.html',
    folders: {'/': pagesDir},
    addresses,
  });
  return [() => pages.stop(), () => portal.stop()];
}

function hubEnvironment(
  options: DemoOptions,
  signIn: SignIn,
  given: {readonly origins: readonly string[]; readonly organisation: string; readonly mailUrl: string},
): Readonly<Record<string, string>> {
  return {
    CORDBOARD_PORT: String(options.ports.hub),
    CORDBOARD_HOST: 'localhost',
    CORDBOARD_ISSUER: signIn.issuer,
    CORDBOARD_JWKS_URL: signIn.jwksUrl,
    CORDBOARD_AUDIENCE: AUDIENCE,
    CORDBOARD_SCOPE: SCOPE,
    CORDBOARD_ALLOWED_ORIGINS: given.origins.join(','),
    CORDBOARD_LINK_HOSTS: `localhost:${options.ports.pages}`,
    CORDBOARD_FLOW_HTTP_HOSTS: `localhost:${options.ports.pages}`,
    CORDBOARD_TRUNK: 'simulated',
    CORDBOARD_ORGANISATION: given.organisation,
    CORDBOARD_MAIL_URL: given.mailUrl,
    CORDBOARD_MAIL_FROM: 'desk@northwind.example',
    // The terminal belongs to the person who started the demo: only what needs attention is shown.
    CORDBOARD_LOG_LEVEL: process.env['CORDBOARD_LOG_LEVEL'] ?? 'warn',
    ...(options.dataDir === undefined ? {} : {CORDBOARD_DATA: join(options.dataDir, 'hub')}),
    ...options.hubEnv,
  };
}

async function makeDataFolder(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, {recursive: true});
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
    throw new DemoError(
      `The data folder cannot be made${code}: set CORDBOARD_DATA to a folder that you may write to.`,
      {cause},
    );
  }
}

function usersDataFolder(): string {
  const {CORDBOARD_DATA, XDG_DATA_HOME, LOCALAPPDATA} = process.env;
  if (CORDBOARD_DATA !== undefined && CORDBOARD_DATA !== '') return join(CORDBOARD_DATA, 'demo');
  return join(XDG_DATA_HOME ?? LOCALAPPDATA ?? join(homedir(), '.local', 'share'), 'cordboard', 'demo');
}

function createHub(env: Readonly<Record<string, string>>, hubUrl: string, say: (line: string) => void): HubProcess {
  return new HubProcess({program: join(ROOT, 'hub', 'main.ts'), env, readyUrl: `${hubUrl}/health/ready`, say});
}
