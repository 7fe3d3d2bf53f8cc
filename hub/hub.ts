import {randomBytes} from 'node:crypto';
import {hostname} from 'node:os';
import {type Kysely, sql} from 'kysely';
import type {FastifyInstance} from 'fastify';
import type pg from 'pg';
import {DESK_PATH, PHONE_PATH} from '../src/api/wire/protocol.ts';
import {describe} from './background/repeating-task.ts';
import type {Configuration} from './configuration.ts';
import {createDeskHub} from './desk/desk-hub.ts';
import {Delivery} from './desk/delivery.ts';
import {DigitReplies} from './desk/digit-replies.ts';
import {addContactsApi} from './http/contacts-api.ts';
import {openDoors, takeAddress} from './http/http-server.ts';
import {createTokenVerifier} from './identity/index.ts';
import type {HubLog} from './logger.ts';
import {OrganisationKeeper} from './organisation/organisation-keeper.ts';
import {readOrganisation} from './organisation/organisation.ts';
import {PhoneHub} from './phone/phone-hub.ts';
import {HubProcesses} from './processes.ts';
import {RoutingLoop} from './routing/routing-loop.ts';
import {type HubConnection, SignalRServer} from './signalr/index.ts';
import {openDatabase} from './store/database.ts';
import {Housekeeping} from './store/housekeeping.ts';
import {HubStore} from './store/hub-store.ts';
import type {Tables} from './store/tables.ts';
import {WakeListener} from './store/wake.ts';
import {TimerLoop} from './timers/timer-loop.ts';
import {EchoCalls} from './voice/echo-calls.ts';
import {LegExchange} from './voice/legs.ts';
import {MediaKeeper} from './voice/media-keeper.ts';
import {dispatchWakes} from './wake-dispatch.ts';
import {openWebhooks} from './webhooks/webhook-loop.ts';
import {readWebhooks} from './webhooks/webhooks-file.ts';

export type RunningHub = {
  readonly address: string;
  readonly hubId: string;
  stop(): Promise<void>;
};

/**
 * Wires one hub process. Order matters: the address first, since it says who this hub is; then the database, what reads
 * it, and the doors last; stopping goes backwards.
 * @throws {OrganisationError} before anything is changed, when the organisation file is not right
 */
export async function startHub(
  configuration: Configuration,
  database: pg.PoolConfig,
  log: HubLog,
): Promise<RunningHub> {
  const {host, identity, allowedOrigins, trunk} = configuration;
  const file =
    configuration.organisationFile === null ? null : await readOrganisation(configuration.organisationFile);
  const {linkHosts, requestsPerMinute, webhooksFile, webhooksPrivate} = configuration.integration;
  const endpoints = await readWebhooks(webhooksFile);
  const {server, port} = await takeAddress(configuration.port, host, allowedOrigins);
  const opened = await openDatabase(database, log);
  const {db, pool} = opened;
  const organisation = new OrganisationKeeper({db, log, emergency: trunk});
  await organisation.open(file);
  const store = new HubStore(db, () => organisation.settings);

  const signalR = new SignalRServer({allowedOrigins, logger: log});
  const hubs: Connected[] = [];
  const processes = new HubProcesses({
    store,
    log,
    address: `${hostname()} ${host}:${port}`,
    onTakenForDead: () => hubs.forEach(sendAway),
  });
  await processes.start();
  const legs = new LegExchange(store);
  const digits = new DigitReplies(store);
  const delivery = new Delivery(store, log);
  const routing = new RoutingLoop(store, log);
  const timers = new TimerLoop(store, log);
  const media = new MediaKeeper({
    store,
    log,
    hubId: processes.id,
    configuration,
    secret: () => randomBytes(32).toString('base64url'),
  });
  await media.start();

  const mediaProcessId = () => media.processId;
  const phones = new PhoneHub({store, legs, log, hubId: processes.id, mediaProcessId});
  const verifier = createTokenVerifier(identity);
  const desks = createDeskHub({
    store,
    verifier,
    delivery,
    legs,
    digits,
    echoes: new EchoCalls({store, log, media: () => media.media}),
    log,
    hubId: processes.id,
    mediaProcessId,
    emergency: trunk,
  });
  hubs.push(signalR.mapHub(DESK_PATH, desks));
  if (trunk === 'simulated') hubs.push(signalR.mapHub(PHONE_PATH, phones.definition));

  const webhooks = await openWebhooks(endpoints, {store, log, hubId: processes.id, mayBePrivate: webhooksPrivate});

  const wakes = new WakeListener(pool, dispatchWakes({delivery, routing, timers, media, legs, digits, phones, webhooks, organisation}));
  await wakes.start();
  const housekeeping = new Housekeeping(db, log);
  const loops = [organisation, delivery, routing, timers, phones, webhooks, housekeeping];
  for (const loop of loops) loop.start();

  const unready = async () => {
    if (media.processId === null) return 'media';
    return (await answers(db)) ? null : 'database';
  };
  const addRoutes = (app: FastifyInstance) => addContactsApi(app, {store, verifier, linkHosts, requestsPerMinute});
  const app = await openDoors({server, signalR, store, allowedOrigins, trunk, unready, addRoutes});
  log.info({port, hubId: processes.id}, 'the hub is ready');

  return {
    address: `http://${host}:${port}`,
    hubId: processes.id,
    async stop() {
      await signalR.close({allowReconnect: true});
      // Fastify closes only what it opened itself.
      server.close();
      server.closeAllConnections();
      await app.close();
      wakes.stop();
      await Promise.all(loops.map((loop) => loop.stop()));
      await media.stop();
      await processes.stop().catch((error: unknown) => {
        log.warn({error: describe(error)}, 'the hub could not sign off: its database is out of reach');
      });
      await opened.close();
      log.info({hubId: processes.id}, 'the hub has stopped');
    },
  };
}

async function answers(db: Kysely<Tables>): Promise<boolean> {
  try {
    await sql`select 1`.execute(db);
    return true;
  } catch (error) {
    if (error instanceof Error) return false;
    throw error;
  }
}

type Connected = {readonly connections: ReadonlyMap<string, Pick<HubConnection<unknown>, 'close'>>};

/** The desks and phones of a hub connect again, and are known again. */
function sendAway({connections}: Connected): void {
  for (const connection of connections.values()) connection.close({allowReconnect: true});
}
