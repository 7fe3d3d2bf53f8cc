import {randomBytes} from 'node:crypto';
import {hostname} from 'node:os';
import type {FastifyInstance} from 'fastify';
import type pg from 'pg';
import {DESK_PATH, PHONE_PATH} from '../src/api/wire/protocol.ts';
import {WEB_CALL_PATH} from '../src/api/wire/web-call.ts';
import {Turns} from './background/turns.ts';
import {KeepTrying} from './background/keep-trying.ts';
import {describe} from './background/repeating-task.ts';
import type {Configuration} from './configuration.ts';
import {createDeskHub} from './desk/desk-hub.ts';
import {Delivery} from './desk/delivery.ts';
import {DigitReplies} from './desk/digit-replies.ts';
import {iceServersFor} from './desk/ice-servers.ts';
import {CallbackKeeper} from './callbacks/callback-keeper.ts';
import {ConfirmationKeeper} from './callbacks/requests/confirmation-keeper.ts';
import {contactForgetting} from './customers/forget-contacts.ts';
import {EmergencyDelivery} from './emergency/emergency-delivery.ts';
import {EmergencyKeeper} from './emergency/emergency-keeper.ts';
import {createHubMailer} from './emergency/hub-mailer.ts';
import {MailKeeper} from './emergency/mail-keeper.ts';
import {FlowRequests} from './flows/flow-requests.ts';
import {addAdminApi} from './http/admin.ts';
import {addCallbackPages} from './http/callback-pages.ts';
import {addCallbacksApi} from './http/callbacks-api.ts';
import {addContactsApi} from './http/contacts-api.ts';
import {addVoicemailsApi} from './http/voicemails-api.ts';
import {openDoors} from './http/http-server.ts';
import {addPublicCallbacks} from './http/public-callbacks.ts';
import {PublicPages} from './http/public-pages.ts';
import {takeAddress} from './http/listener.ts';
import {createTokenVerifier} from './identity/index.ts';
import type {HubLog} from './logger.ts';
import {OrganisationKeeper} from './organisation/organisation-keeper.ts';
import {readOrganisation} from './organisation/organisation.ts';
import {PhoneHub} from './phone/phone-hub.ts';
import {WebCallHub} from './phone/web-call-hub.ts';
import {HubProcesses} from './processes.ts';
import {RoutingLoop} from './routing/routing-loop.ts';
import {type HubConnection, SignalRServer} from './signalr/index.ts';
import {openConnection, openDatabase} from './store/database.ts';
import {Housekeeping} from './store/housekeeping.ts';
import {HubStore} from './store/hub-store.ts';
import {WakeListener} from './store/wake.ts';
import {TimerLoop} from './timers/timer-loop.ts';
import {EchoCalls} from './voice/echo-calls.ts';
import {LegExchange} from './voice/legs.ts';
import {MediaKeeper} from './voice/media-keeper.ts';
import {Takeover} from './voice/takeover.ts';
import {hubVersion} from './version.ts';
import {dispatchWakes} from './wake-dispatch.ts';
import {watchHub} from './watching/watch-hub.ts';
import {Watching} from './watching/watching.ts';
import {keepPiece} from './voicemail/keep-piece.ts';
import {VoicemailKeeper} from './voicemail/voicemail-keeper.ts';
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
  output: HubLog,
): Promise<RunningHub> {
  const version = hubVersion();
  const watching = new Watching(version);
  const log = watching.listening(output);
  const {host, identity, allowedOrigins, trunk} = configuration;
  const file = configuration.organisationFile === null ? null : await readOrganisation(configuration.organisationFile);
  const {linkHosts, flowHosts, requestsPerMinute, webhooksFile, webhooksPrivate} = configuration.integration;
  const endpoints = await readWebhooks(webhooksFile);
  const {proxy, tls} = configuration;
  const listener = await takeAddress({port: configuration.port, host, allowedOrigins, tls, log});
  const {server, port} = listener;
  listener.starting('database');
  const opened = await openDatabase(database, log).catch(async (error: unknown) => {
    await listener.close();
    throw error;
  });
  const {db, pool} = opened;
  // [EC-56] Connections that nothing else takes: whatever the others wait for, a call for help finds a way.
  const urgent = await openConnection({...database, max: 6, min: 1}, log);
  const organisation = new OrganisationKeeper({db, log, emergency: trunk});
  await organisation.open(file);
  const store = new HubStore(db, () => organisation.settings, watching);
  const urgentStore = new HubStore(urgent.db, () => organisation.settings, watching);
  // [EC-180] Of these connections too, but never all: whatever the mails wait for, a dial finds one.
  const mailStore = new HubStore(urgent.db, () => organisation.settings, watching, new Turns(3));

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
  const delivery = new Delivery(store, log, watching);
  const routing = new RoutingLoop(store, log);
  const timers = new TimerLoop(store, log);
  const media = new MediaKeeper({
    store,
    urgentStore,
    log,
    hubId: processes.id,
    configuration,
    secret: () => randomBytes(32).toString('base64url'),
    onPulse: watching.mediaPulse,
    onRecorded: (chunk, processId) => store.decide((work) => keepPiece(work, chunk, processId)),
  });
  listener.starting('media');
  await media.start();

  const mediaProcessId = () => media.processId;
  const takeover = new Takeover({store, log, processId: mediaProcessId, steady: () => processes.steady});
  const emergencies = new EmergencyDelivery(urgentStore, log);
  const keeper = new EmergencyKeeper({
    store,
    urgentStore,
    mailStore,
    log,
    mediaProcessId,
    steady: () => processes.steady,
  });
  const mailer = configuration.mail === null ? null : createHubMailer(configuration.mail);
  const mails = new MailKeeper({store: mailStore, log, mailer, hubId: processes.id});
  const callbacks = new CallbackKeeper(store, log);
  const confirmations = new ConfirmationKeeper({store, log, mailer, hubId: processes.id});
  const departures = new KeepTrying(log);
  const phones = new PhoneHub({store, urgentStore, legs, log, departures, hubId: processes.id, mediaProcessId});
  const webCalls = new WebCallHub({
    store,
    legs,
    log,
    mediaProcessId,
    iceServers: (callId) => iceServersFor(configuration.ice, callId, Date.now()),
  });
  const verifier = createTokenVerifier(identity);
  const desks = createDeskHub({
    store,
    urgentStore,
    verifier,
    delivery,
    legs,
    digits,
    echoes: new EchoCalls({store, log, media: () => media.media}),
    emergencies,
    departures,
    log,
    hubId: processes.id,
    mediaProcessId,
    emergency: trunk,
    watch: watching,
    iceServers: (agentId) => iceServersFor(configuration.ice, agentId, Date.now()),
  });
  hubs.push(signalR.mapHub(DESK_PATH, desks));
  if (trunk === 'simulated') hubs.push(signalR.mapHub(PHONE_PATH, phones.definition));
  hubs.push(signalR.mapHub(WEB_CALL_PATH, webCalls.definition));

  const webhooks = await openWebhooks(endpoints, {store, log, hubId: processes.id, mayBePrivate: webhooksPrivate});

  const flows = new FlowRequests({store, log, hubId: processes.id, hosts: flowHosts});
  const wakes = new WakeListener(
    pool,
    dispatchWakes({
      ...{delivery, routing, timers, media, legs, digits, phones, webCalls, webhooks, organisation, flows},
      ...{emergencies, keeper, mails, callbacks, confirmations},
    }),
  );
  await wakes.start();
  const housekeeping = new Housekeeping(db, log, () => store.settings.callbacks.keepMs);
  const loops = [
    keeper,
    mails,
    callbacks,
    confirmations,
    emergencies,
    takeover,
    organisation,
    delivery,
    routing,
    timers,
    phones,
    webCalls,
    webhooks,
    flows,
    housekeeping,
    new VoicemailKeeper(store, log),
    contactForgetting(store, log),
  ];
  for (const loop of loops) loop.start();

  const watched = await watchHub({
    watching,
    version,
    hubId: processes.id,
    configuration,
    db,
    pool,
    log,
    desks: () => delivery.desks(),
    hasMedia: () => media.processId !== null,
    organisation: () => organisation.warnings,
  });
  const addRoutes = async (app: FastifyInstance): Promise<void> => {
    await watched.addRoutes(app);
    await addAdminApi(app, {store, organisation, verifier, allowedOrigins, emergency: trunk});
    await addVoicemailsApi(app, {store, verifier, allowedOrigins});
    await addContactsApi(app, {store, verifier, linkHosts, requestsPerMinute});
    await addCallbacksApi(app, {store, verifier, requestsPerMinute});
    const toCustomers = {store, pages: new PublicPages(proxy.publicUrl), mail: mailer !== null};
    await addPublicCallbacks(app, toCustomers);
    await addCallbackPages(app, toCustomers);
  };
  const app = await openDoors({
    ...{server, signalR, store, log, allowedOrigins, trunk, proxy, addRoutes},
    traces: watching,
    unready: () => watched.unready(),
  });
  log.info({port, hubId: processes.id}, 'the hub is ready');

  return {
    address: `${listener.scheme}://${host}:${port}`,
    hubId: processes.id,
    async stop() {
      log.info({hubId: processes.id}, 'the hub is stopping');
      watched.drain();
      // First, while desks and phones can still be told to join elsewhere.
      await media.handOver().catch((error: unknown) => {
        log.warn({error: describe(error)}, 'calls could not be handed over to another hub');
      });
      await signalR.close({allowReconnect: true});
      // Fastify closes only what it opened itself.
      await listener.close();
      await app.close();
      wakes.stop();
      await Promise.all([departures, ...loops].map((each) => each.stop()));
      mailer?.close();
      await media.stop();
      await processes.stop().catch((error: unknown) => {
        log.warn({error: describe(error)}, 'the hub could not sign off: its database is out of reach');
      });
      await watched.stop();
      await Promise.all([opened.close(), urgent.close()]);
      log.info({hubId: processes.id}, 'the hub has stopped');
    },
  };
}

type Connected = {readonly connections: ReadonlyMap<string, Pick<HubConnection<unknown>, 'close'>>};

/** The desks and phones of a hub connect again, and are known again. */
function sendAway({connections}: Connected): void {
  for (const connection of connections.values()) connection.close({allowReconnect: true});
}
