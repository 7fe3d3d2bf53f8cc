import type {HubAdministrationService} from './administration/hub-administration-service.ts';
import {HubClient} from '../api/hub-client.ts';
import {SdkError} from '../api/errors.ts';
import type {GraphOptions} from '../api/graph-requests.ts';
import {readGraphUrl} from '../api/graph-url.ts';
import type {DeskSettings, HubEvent, Snapshot} from '../api/wire/events.ts';
import type {EmergencyFindings} from '../domain/emergency-readiness.ts';
import {createDeskId, describePage} from './desk-identity.ts';
import {HubConnectionService} from './hub-connection-service.ts';
import {HubCallbackService} from './callbacks/hub-callback-service.ts';
import {HubConsultService} from './hub-consult-service.ts';
import {HubContactService} from './hub-contact-service.ts';
import {HubDialService} from './hub-dial-service.ts';
import {EmergencyMailer} from './emergency/emergency-mailer.ts';
import {HubEmergencyService} from './emergency/hub-emergency-service.ts';
import {HubOfferService} from './hub-offer-service.ts';
import {HubPresenceService} from './hub-presence-service.ts';
import {HubScreenService} from './hub-screen-service.ts';
import {HubVoiceService} from './hub-voice-service.ts';
import type {TokenSource} from './identity/token-source.ts';
import type {Session} from './ports.ts';
import {DeskAttention} from './attention/desk-attention.ts';
import {hushingOffers} from './attention/hushing-offers.ts';
import {TEST_TONE} from './attention/ring-patterns.ts';
import type {Sound} from './devices/create-sound.ts';
import {DeviceMemory} from './devices/device-memory.ts';
import {LateDevices} from './devices/late-devices.ts';
import {Late} from './late.ts';
import {type Mailer, createMailer} from './mailer.ts';
import {latePeople} from './people/late-people.ts';
import {WritableStore} from './store.ts';
import {connectLeg} from './voice/connect-leg.ts';
import {lateVoice} from './voice/late-voice.ts';
import type {TroubleEdges} from './voice/trouble-watch.ts';
import type {VoiceAdapter} from './voice/voice-adapter.ts';
import type {DeskReadinessService} from './readiness/desk-readiness-service.ts';
import {lateReadiness} from './readiness/late-readiness.ts';
import type {EmergencyReadiness} from './readiness/readiness-ports.ts';
import type {HubSupervisorService} from './supervision/hub-supervisor-service.ts';
import type {HubVoicemailService} from './voicemail/hub-voicemail-service.ts';

export type SessionOptions = {
  /** Addresses of the hubs, such as `https://hub.example.com`; several when they share one database. */
  readonly hubUrls: readonly string[];
  readonly tokens: TokenSource;
  /** The organisation's directory at Microsoft Graph, for consult and transfer; without it there is none. */
  readonly graph?: GraphOptions;
  /** What is asked of the microphone; default: the browser's own echo, noise and gain control. */
  readonly microphoneConstraints?: MediaTrackConstraints;
  /** Carries the audio in place of the hub's media process. */
  readonly voice?: VoiceAdapter;
};

/**
 * Wires one desk: edges, services, stores. It begins to connect at once if it can without the person.
 * @throws {SdkError} `invalid-configuration` when an address is none
 * @example
 * const session = createSession({hubUrls: ['https://hub.example.com'], tokens: createHostTokenSource(() => app.getToken())});
 */
export function createSession(options: SessionOptions): Session {
  checkUrls(options.hubUrls);
  if (options.graph?.url !== undefined) readGraphUrl(options.graph.url);
  const deskId = createDeskId();
  const settings = new WritableStore<DeskSettings | null>(null);
  const findings = new WritableStore<EmergencyFindings | null>(null);
  const standing = new WritableStore<EmergencyReadiness | null>(null);
  const hub: HubClient = new HubClient({
    hubUrls: options.hubUrls,
    deskId,
    getToken: (renew) => options.tokens.getToken({renew}),
    onSnapshot: (snapshot) => takeSnapshot(snapshot),
    onEvent: (event) => takeEvent(event),
    onSpeaking: (speaking) => consults.handleSpeaking(speaking),
    onEmergencies: (emergencies) => emergency.handle(emergencies),
    onState: (state) => connection.handleLink(state),
    takesWork: () => takesWork(),
  });
  const clock = {now: () => hub.now()};
  const presence = new HubPresenceService(hub);
  const offers = new HubOfferService(hub);
  const contacts = new HubContactService(hub);
  const consults = new HubConsultService(hub);
  const callbacks = new HubCallbackService(hub);
  const dial = new HubDialService(hub, settings);
  const memory = new DeviceMemory();
  const sound = new Late<Sound>(loadSound);
  const adapter = options.voice ?? lateVoice(async () => (await sound.get()).adapter);
  const voice = new HubVoiceService({
    hub,
    adapter,
    watch: (edges) => watchWhenLoaded(sound, edges),
    contacts: contacts.contacts,
    agentId: () => presence.agent.value?.id ?? null,
    deskId,
    label: describePage(navigator.userAgent),
    clock,
  });
  const ownsSound = () => voice.softphone.value.own;
  const emergency: HubEmergencyService = new HubEmergencyService({
    match: (typed) => dial.matchEmergency(typed),
    hub,
    connected: () => connection.state.value.status === 'connected',
    adapter,
    ownsSound,
    mails: new EmergencyMailer({hub, deskId, mailer: mailerFor(options.graph)}),
  });
  const endSound = voice.softphone.subscribe(() => emergency.handleSound());
  // After the contacts: it asks them.
  const screens = new HubScreenService({deskId, contacts: contacts.contacts, ownsSound});
  const stateful = [presence, offers, contacts, consults, callbacks, screens];
  /** Made for who looks at the whole centre: at most one. */
  const supervisors: HubSupervisorService[] = [];
  const supervisor = new Late(loadSupervisor);
  /** Made for who sets the organisation up: at most one. */
  const administrations: HubAdministrationService[] = [];
  const administration = new Late(loadAdministration);
  /** Made for who hears what callers left: at most one. */
  const voicemails: HubVoicemailService[] = [];
  const voicemail = new Late(loadVoicemail);
  const readiness = new Late(loadReadiness);
  const connection: HubConnectionService = new HubConnectionService({
    hub,
    tokens: options.tokens,
    clock,
    onSignedOut: () =>
      [...stateful, voice, emergency, ...supervisors, ...administrations, ...voicemails].forEach((service) =>
        service.handleSignedOut(),
      ),
  });

  const devices = new LateDevices({load: async () => (await sound.get()).devices, memory, playTestTone});
  // What answers by itself is hushed like what a person answers.
  const accept = (offerId: string) => hushed.accept(offerId);
  const attention: DeskAttention = new DeskAttention({
    offers: {ringing: offers.ringing, accept},
    news: consults.news,
    connection: connection.state,
    emergency: emergency.own,
    agent: presence.agent,
    voice,
    settings,
    devices,
    clock,
  });
  const hushed = hushingOffers(offers, attention);
  const endAttended = attention.attended.subscribe(() => hub.tellTakesWork());
  // Answering shall not wait for it.
  const endPrefetch = connection.state.subscribe(({status}) => {
    if (status !== 'connected') return;
    void sound.prefetch(() => devices.handleMissing());
    void readiness.prefetch(() => undefined);
  });

  async function loadSound(): Promise<Sound> {
    const {createSound} = await import('./devices/create-sound.ts');
    const made = createSound({
      hub,
      deskId,
      microphoneConstraints: options.microphoneConstraints,
      askIceServers: () => hub.ask('ListIceServers', {}),
      signalling: {
        connectLeg: (legId, epoch, sdp) =>
          emergency.hasLeg(legId)
            ? emergency.connectLeg(legId, epoch, sdp)
            : connectLeg(hub, contacts, {legId, epoch, sdp}),
      },
      adapter: options.voice,
      memory,
      connection: connection.state,
      attention,
      voice: voice.state,
      emergency: findings,
      playTestTone,
      clock,
    });
    devices.take(made.devices);
    return made;
  }

  async function loadSupervisor(): Promise<HubSupervisorService> {
    const {createSupervisorService} = await import('./supervision/hub-supervisor-service.ts');
    const made = createSupervisorService({hub, connection: connection.state, clock});
    supervisors.push(made);
    hub.tellTakesWork();
    return made;
  }

  async function loadReadiness(): Promise<DeskReadinessService> {
    const late = await import('./readiness/desk-readiness-service.ts');
    const mailTokens = options.graph?.tokens ?? null;
    return new late.DeskReadinessService({
      ...{hub, settings, mailTokens, findings, state: standing, clock},
      connection: connection.state,
    });
  }

  async function loadAdministration(): Promise<HubAdministrationService> {
    const {HubAdministrationService} = await import('./administration/hub-administration-service.ts');
    const made = new HubAdministrationService({
      hubUrls: options.hubUrls,
      getToken: (renew) => options.tokens.getToken({renew}),
      connection: connection.state,
      agent: presence.agent,
    });
    administrations.push(made);
    hub.tellTakesWork();
    return made;
  }

  async function loadVoicemail(): Promise<HubVoicemailService> {
    const {HubVoicemailService} = await import('./voicemail/hub-voicemail-service.ts');
    const made = new HubVoicemailService({
      hubUrls: options.hubUrls,
      getToken: (renew) => options.tokens.getToken({renew}),
      voice: voice.state,
      emergency: emergency.own,
      takesWork,
    });
    voicemails.push(made);
    return made;
  }

  /** A page that only watches others, or only sets things up, shows nothing that rings: nothing shall be given to it. */
  function takesWork(): boolean {
    return (supervisors.length === 0 && administrations.length === 0) || attention.attended.value;
  }

  async function playTestTone(): Promise<boolean> {
    const through = await attention.unlock();
    if (through) attention.voiceBox.play(TEST_TONE, 1);
    return through;
  }

  function takeSnapshot(snapshot: Snapshot): void {
    settings.set(snapshot.settings);
    for (const service of stateful) service.handleSnapshot(snapshot);
    voice.handleAgent(snapshot.agent.id, snapshot.softphone);
    emergency.handleAgent(snapshot.agent.id);
  }

  function takeEvent(event: HubEvent): void {
    if (event.type === 'SettingsChanged') settings.set(event.settings);
    for (const service of stateful) service.handleEvent(event);
    if (event.type === 'SoftphoneChanged') voice.handleLease(event.lease);
    connection.handleEvent(event);
  }

  void connection.resume();
  return {
    connection,
    presence,
    offers: hushed,
    contacts,
    consults,
    callbacks,
    dial,
    voice,
    devices,
    attention,
    emergency,
    screens,
    supervisor,
    administration,
    voicemail,
    readiness: lateReadiness(standing, readiness),
    people: options.graph === undefined ? null : latePeople(options.graph, settings),
    settings,
    clock,
    async dispose() {
      endPrefetch();
      endSound();
      endAttended();
      voice.dispose();
      emergency.dispose();
      devices.dispose();
      options.voice?.dispose();
      const unwatched = readiness.end().then((made) => made?.dispose());
      const silence = sound.end().then((made) => made?.dispose());
      for (const each of [...administrations, ...voicemails]) each.dispose();
      await attention.dispose();
      await hub.stop();
      await silence;
      await unwatched;
    },
  };
}

function watchWhenLoaded(sound: Late<Sound>, edges: TroubleEdges): {stop(): void} {
  let watch: {stop(): void} | null = null;
  let stopped = false;
  const begin = (loaded: Sound): void => {
    if (!stopped) watch = loaded.watch(edges);
  };
  // The call has its sound; that nobody looks at how good it is says nothing to the person.
  sound.get().then(begin, () => undefined);
  return {
    stop() {
      stopped = true;
      watch?.stop();
    },
  };
}

function checkUrls(hubUrls: readonly string[]): void {
  if (hubUrls.length > 0 && hubUrls.every((url) => URL.canParse(url))) return;
  throw new SdkError('invalid-configuration', 'Give at least one hub address such as https://hub.example.com.');
}

function mailerFor(graph: GraphOptions | undefined): Mailer | null {
  if (graph === undefined) return null;
  const {tokens, url} = graph;
  return createMailer({getToken: () => tokens.getToken(), ...(url === undefined ? {} : {graphUrl: url})});
}
