import type {CommandReply, QueryName} from '../../src/api/wire/commands.ts';
import {decodeCommand, decodeQualityReport, decodeQuery, decodeResume} from '../../src/api/wire/decode.ts';
import {CHANGE_DESK, PROBE, PROTOCOLS, REPORT_QUALITY} from '../../src/api/wire/protocol.ts';
import {toWire} from '../../src/api/wire/time.ts';
import {participantOfAgent} from '../../src/domain/contact.ts';
import type {Refusal} from '../../src/domain/refusal.ts';
import type {KeepTrying} from '../background/keep-trying.ts';
import type {Identity, TokenVerifier} from '../identity/index.ts';
import {AuthenticationError} from '../identity/index.ts';
import type {HubLog} from '../logger.ts';
import {
  type HubConnection,
  type HubDefinition,
  type HubMethod,
  ForbiddenError,
  HubError,
  UnauthorizedError,
} from '../signalr/index.ts';
import {ensureAgent} from '../store/agent-store.ts';
import {noteAbsence} from './absence.ts';
import {inOrder} from './in-order.ts';
import {arrive} from './presence.ts';
import {claimCommand, forgetCommand, keepReply} from '../store/command-log.ts';
import {lockContact} from '../store/contact-store.ts';
import type {HubStore} from '../store/hub-store.ts';
import {storable} from '../store/storable.ts';
import type {EchoCalls} from '../voice/echo-calls.ts';
import type {LegExchange} from '../voice/legs.ts';
import {UNWATCHED, type Watch} from '../watching/watch.ts';
import {changeDesk} from './change-desk.ts';
import {COMMANDS, DECIDED_COMMANDS, type DecidedCommand} from './commands.ts';
import type {EmergencyDelivery} from '../emergency/emergency-delivery.ts';
import type {Delivery} from './delivery.ts';
import {refusalWhileLocked} from '../emergency/locked-commands.ts';
import {refusalBefore} from './refusal-before.ts';
import {emergencyMethods} from './emergency-methods.ts';
import type {DigitReplies} from './digit-replies.ts';
import {presentForProtocol1} from './present-for-protocol-1.ts';
import {snapshotForProtocol1} from './protocol-1.ts';
import {snapshotForProtocol2} from './protocol-2.ts';
import {type Asking, QUERIES, QUERY_NAMES} from './queries.ts';
import {readEmergenciesFor} from '../emergency/emergency-delivery.ts';
import type {EmergencyCapability} from './desk-settings.ts';
import {snapshotForProtocol3} from './protocol-3.ts';
import {SharedAnswer} from './shared-answer.ts';
import {takeSnapshot} from './snapshot.ts';
import {hasSound, noteArrival, noteDeparture} from './softphone.ts';
import {watched} from './watched-methods.ts';

/** Whose connection it is. The agent is known once the desk has resumed. */
export type DeskUser = {readonly identity: Identity; agentId: string | null; deskId: string | null};
type Connection = HubConnection<DeskUser>;

type Given = {
  readonly store: HubStore;
  readonly urgentStore: HubStore;
  readonly verifier: TokenVerifier;
  readonly delivery: Delivery;
  readonly legs: LegExchange;
  readonly digits: DigitReplies;
  readonly echoes: EchoCalls;
  readonly emergencies: EmergencyDelivery;
  readonly departures: KeepTrying;
  readonly log: HubLog;
  readonly watch?: Watch;
  readonly hubId: string;
  readonly mediaProcessId: () => string | null;
  readonly emergency: EmergencyCapability;
  readonly iceServers: Asking['iceServers'];
};

/** The SignalR hub that desks talk to. Every method answers with a value a desk can act on. */
export function createDeskHub(given: Given): HubDefinition<DeskUser> {
  const methods: Record<string, HubMethod<DeskUser>> = {
    Resume: (connection, received) => resume(given, connection, received),
    ConnectLeg: (connection, received) => connectLeg(given, connection, received),
    [CHANGE_DESK]: (connection, received) => changeDesk(given.store, connection.id, resumedAgent(connection), received),
    [REPORT_QUALITY]: async (_connection, received) => takeQuality(given, received),
    ConnectEcho: (connection, received) => connectEcho(given, connection, received),
    EndEcho: (connection, received) => endEcho(given, connection, received),
  };
  for (const name of DECIDED_COMMANDS)
    methods[name] = (connection, received) => execute(given, connection, name, received);
  const presenceInOrder = inOrder<DeskUser>();
  for (const name of ['SetPresence', 'SignOut'] as const)
    methods[name] = presenceInOrder((connection, received) => execute(given, connection, name, received));
  for (const name of QUERY_NAMES) {
    const shared = QUERIES[name].shared ? new SharedAnswer<unknown>() : null;
    methods[name] = (connection, received) => answer(given, connection, {name, shared}, received);
  }
  const emergencies = emergencyMethods({...given, store: given.urgentStore});
  return {
    authenticate: ({accessToken}) => authenticate(given, accessToken),
    onDisconnected: (connection) => leave(given, connection),
    maximumParallelInvocations: 8,
    urgent: [...Object.keys(emergencies), PROBE],
    // A sign of life is no work that anybody would want to see; nobody counts emergencies ([EM-30]).
    methods: {
      ...watched(methods, given.watch ?? UNWATCHED),
      ...emergencies,
      [PROBE]: async () => null,
    },
  };
}

async function authenticate(given: Given, accessToken: string | null): Promise<{user: DeskUser; expiresAt: number}> {
  try {
    const identity = await given.verifier.verifyPerson(accessToken ?? '');
    return {user: {identity, agentId: null, deskId: null}, expiresAt: identity.expiresAt};
  } catch (error) {
    if (!(error instanceof AuthenticationError) || error.code === 'keys-unavailable') throw error;
    const known = error.code === 'role-missing' || error.code === 'scope-missing';
    throw known ? new ForbiddenError(error.message) : new UnauthorizedError(error.message);
  }
}

/** The first call on each connection: who the agent is, everything they need to know, and events from there on. */
async function resume(given: Given, connection: Connection, received: unknown): Promise<object> {
  const decoded = decodeResume(received);
  if ('malformed' in decoded) throw new HubError(`invalid-command: ${decoded.malformed}`);
  const protocol = PROTOCOLS.find((each) => decoded.value.protocols.includes(each));
  if (protocol === undefined) throw new HubError('unsupported-protocol: reload the page to get the current desk');
  const {deskId, takesWork} = decoded.value;
  const {agentId, seq, snapshot, emergencies, supervisor} = await given.store.decide(async (work) => {
    const id = await ensureAgent(work, connection.user.identity);
    await arrive(work, id, decoded.value.lastSeq !== null);
    if (deskId !== null) await noteArrival(work, id, deskId);
    const supervisor = connection.user.identity.roles.includes('supervisor');
    const emergencies = await readEmergenciesFor(work, {agentId: id, supervisor});
    const state = await takeSnapshot(work, id, decoded.value.lastSeq, given.emergency, emergencies);
    await work.tx
      .insertInto('agent_session')
      .values({
        id: crypto.randomUUID(),
        agent_id: id,
        hub_id: given.hubId,
        protocol,
        desk_id: deskId,
        connection_id: connection.id,
        takes_work: takesWork,
      })
      .onConflict((conflict) => conflict.column('connection_id').doNothing())
      .execute();
    work.wake(`route-agent:${id}`);
    return {agentId: id, seq: seqOf(state), snapshot: state, emergencies, supervisor};
  });
  given.watch?.resumed({protocol, again: decoded.value.lastSeq !== null});
  connection.user.agentId = agentId;
  connection.user.deskId = deskId;
  if (connection.signal.aborted) await leave(given, connection);
  else {
    given.delivery.add(connection, agentId, seq, protocol);
    if (protocol >= 4) given.emergencies.add(connection, agentId, supervisor, emergencies);
  }
  if (protocol >= 4) return snapshot;
  const known = snapshotForProtocol3(snapshot);
  if (protocol === 3) return known;
  if (protocol === 2) return snapshotForProtocol2(known);
  // Not waited for: between the snapshot and its events nothing may come in.
  void presentForProtocol1(given.store, given.log, agentId, snapshot);
  return snapshotForProtocol1(known, given.store.settings.timings);
}

function seqOf(snapshot: object): number {
  return 'seq' in snapshot && typeof snapshot.seq === 'number' ? snapshot.seq : 0;
}

async function leave(given: Given, connection: Connection): Promise<void> {
  given.delivery.remove(connection);
  given.emergencies.remove(connection);
  given.echoes.leave(connection.id);
  const {agentId, deskId} = connection.user;
  if (agentId === null) return;
  // One that is left behind would have the sound, and be taken for a desk that rings, for as long as this hub lives.
  await given.departures.do(() =>
    given.store.decide(async (work) => {
      await work.tx.deleteFrom('agent_session').where('connection_id', '=', connection.id).execute();
      if (deskId !== null) await noteDeparture(work, agentId, deskId);
      await noteAbsence(work, [agentId]);
    }),
  );
}

/** Refusals that only somebody in an emergency gets, or who wanted to call for help. */
const TELLING: readonly Refusal[] = ['in-emergency', 'emergency-not-carried'];

async function execute<Name extends DecidedCommand>(
  given: Given,
  connection: Connection,
  name: Name,
  received: unknown,
): Promise<object> {
  const agentId = resumedAgent(connection);
  const decoded = decodeCommand(name, storable(received));
  if ('malformed' in decoded) throw new HubError(`invalid-command: ${decoded.malformed}`);
  const command = decoded.value;
  const actor = `agent:${agentId}`;
  const decided = await given.store.decide(async (work): Promise<object> => {
    const before = await claimCommand(work, actor, command.commandId, name);
    if (before !== null) return before;
    const {emergency, mediaProcessId} = given;
    const desk = {agentId, deskId: connection.user.deskId, mediaProcessId: mediaProcessId(), emergency};
    const refused =
      refusalBefore(name, command, work.now, connection.user.identity) ??
      (await refusalWhileLocked(work, agentId, name));
    const reply: CommandReply<Name> =
      refused === null ? await COMMANDS[name](work, desk, command) : {status: 'refused', code: refused};
    // That an agent has an emergency must not be read from what they were refused ([EM-30]): asked again, it is decided again.
    if (reply.status === 'refused' && TELLING.includes(reply.code)) await forgetCommand(work, actor, command.commandId);
    else await keepReply(work, actor, command.commandId, reply);
    return reply;
  });
  return name === 'SendDigits' ? given.digits.settle(actor, command.commandId, decided) : decided;
}

/** A query has no reply that refuses: who may not ask, or asks wrongly, gets an error that names it. */
async function answer<Name extends QueryName>(
  given: Given,
  connection: Connection,
  {name, shared}: {readonly name: Name; readonly shared: SharedAnswer<unknown> | null},
  received: unknown,
): Promise<unknown> {
  const agentId = resumedAgent(connection);
  const decoded = decodeQuery(name, storable(received));
  if ('malformed' in decoded) throw new HubError(`invalid-command: ${decoded.malformed}`);
  const query = QUERIES[name];
  const {roles} = connection.user.identity;
  if (!query.roles.some((role) => roles.includes(role))) throw new HubError(`not-permitted: ${name}`);
  const asking = {agentId, roles, iceServers: given.iceServers};
  const work = async () =>
    toWire(await given.store.decide((decision) => query.answer(decision, asking, decoded.value)));
  return shared === null ? work() : shared.ask(work);
}

async function connectLeg(
  given: Given,
  connection: Connection,
  received: unknown,
): Promise<CommandReply<'ConnectLeg'>> {
  const agentId = resumedAgent(connection);
  const decoded = decodeCommand('ConnectLeg', storable(received));
  if ('malformed' in decoded) throw new HubError(`invalid-command: ${decoded.malformed}`);
  const {contactId, legId, epoch, sdp} = decoded.value;
  const joined = await given.legs.join(
    contactId,
    {legId, epoch, sdp},
    async (work, contact) => {
      const participant = participantOfAgent(contact, agentId);
      if (participant?.status !== 'joined' || participant.leg?.id !== legId) return 'not-yours';
      // [DT-3] It is spoken at the telephone.
      if (participant.leg.kind !== 'browser') return 'not-yours';
      return (await hasSound(work, agentId, connection.user.deskId)) ? null : 'sound-elsewhere';
    },
    lockContact,
  );
  return 'refused' in joined ? {status: 'refused', code: joined.refused} : {status: 'done', result: {sdp: joined.sdp}};
}

async function connectEcho(
  given: Given,
  connection: Connection,
  received: unknown,
): Promise<CommandReply<'ConnectEcho'>> {
  const agentId = resumedAgent(connection);
  const decoded = decodeCommand('ConnectEcho', storable(received));
  if ('malformed' in decoded) throw new HubError(`invalid-command: ${decoded.malformed}`);
  const {roles} = connection.user.identity;
  const joined = await given.echoes.connect({connectionId: connection.id, agentId, roles}, decoded.value);
  return 'refused' in joined ? {status: 'refused', code: joined.refused} : {status: 'done', result: {sdp: joined.sdp}};
}

async function endEcho(given: Given, connection: Connection, received: unknown): Promise<CommandReply<'EndEcho'>> {
  resumedAgent(connection);
  const decoded = decodeCommand('EndEcho', storable(received));
  if ('malformed' in decoded) throw new HubError(`invalid-command: ${decoded.malformed}`);
  given.echoes.end(connection.id, decoded.value.legId);
  return {status: 'done', result: null};
}

/** How the sound of a desk is: a figure for whoever watches, no matter of a contact. */
async function takeQuality(given: Given, received: unknown): Promise<null> {
  const decoded = decodeQualityReport(received);
  if ('malformed' in decoded) throw new HubError(`invalid-command: ${decoded.malformed}`);
  (given.watch ?? UNWATCHED).voiceQuality(decoded.value);
  return null;
}

function resumedAgent(connection: Connection): string {
  if (connection.user.agentId === null) throw new HubError('not-resumed: call Resume first');
  return connection.user.agentId;
}
