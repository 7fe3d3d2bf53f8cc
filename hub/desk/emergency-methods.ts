import type {CommandReply, EmergencyCommandName} from '../../src/api/wire/commands.ts';
import {decodeCommand} from '../../src/api/wire/decode.ts';
import {type EmergencyAction, type EmergencyCall, hasCall} from '../../src/domain/emergency-call.ts';
import {matchEmergency} from '../../src/domain/emergency-match.ts';
import {emergencyNumberOf} from '../../src/domain/emergency-readiness.ts';
import {mayDeskSend} from '../../src/domain/mail-delivery.ts';
import type {Refusal} from '../../src/domain/refusal.ts';
import {changeEmergency} from '../emergency/apply-to-emergency.ts';
import {placeEmergencyCall} from '../emergency/dial-emergency.ts';
import {joinEmergency} from '../emergency/emergency-legs.ts';
import {AnotherDialError, lockEmergency} from '../emergency/emergency-store.ts';
import {settleMail, takeFor} from '../emergency/mail-store.ts';
import {renderMail} from '../emergency/write-mail.ts';
import type {HubLog} from '../logger.ts';
import {type HubConnection, type HubMethod, HubError} from '../signalr/index.ts';
import {storable} from '../store/storable.ts';
import type {HubStore} from '../store/hub-store.ts';
import type {Work} from '../store/unit-of-work.ts';
import type {EmergencyCapability} from './desk-settings.ts';
import type {DeskUser} from './desk-hub.ts';

type Given = {
  readonly store: HubStore;
  readonly log: Pick<HubLog, 'error'>;
  readonly mediaProcessId: () => string | null;
  readonly emergency: EmergencyCapability;
};

/** So long a dial may wait in the hub; one of longer ago is no call for help any more. */
const DIAL_HELD_MS = 60_000;
/** So long anything else: no desk waits longer for its answer. */
const HELD_MS = 10_000;

/**
 * What a desk asks about emergencies. Not in the log of commands and not counted, since both would tie the agent to the call
 * ([EM-30]); a repeated command is known by what it leads to. Whoever signed in may call, whatever their role.
 */
export function emergencyMethods(given: Given): Readonly<Record<string, HubMethod<DeskUser>>> {
  return {
    DialEmergency: untold(given, async (connection, received) => {
      const agentId = agentOf(connection);
      const {number, commandId} = decoded('DialEmergency', received);
      const inTime = withinTime(given.store, DIAL_HELD_MS);
      const decided = () => inTime((work) => dial(work, given, {agentId, number, dialId: commandId}));
      return decided().catch((error: unknown) => {
        // Another page of theirs dialled at the same moment: now there is a call to go on with.
        if (error instanceof AnotherDialError) return decided();
        throw error;
      });
    }),
    AnswerEmergency: untold(given, (connection, received) => change(given, connection, 'AnswerEmergency', received)),
    EndEmergency: untold(given, (connection, received) => change(given, connection, 'EndEmergency', received)),
    JoinEmergency: untold(given, (connection, received) => join(given, connection, received)),
    TakeEmergencyMail: untold(given, (connection, received) => takeMail(given, connection, received)),
    ReportEmergencyMail: untold(given, (connection, received) => reportMail(given, connection, received)),
  };
}

/** A fault is told by its kind alone: who asked, and for what, would tie them to the call ([EM-30]). The desk asks again. */
function untold({log}: Given, method: HubMethod<DeskUser>): HubMethod<DeskUser> {
  return async (connection, received) => {
    try {
      return await method(connection, received);
    } catch (error) {
      if (error instanceof HubError) throw error;
      log.error(
        {errorName: error instanceof Error ? error.name : 'unknown'},
        'a request of a desk could not be decided',
      );
      throw new HubError('The hub cannot decide this just now.');
    }
  };
}

async function dial(
  work: Work,
  {mediaProcessId, emergency: capability}: Given,
  asked: {readonly agentId: string; readonly number: string; readonly dialId: string},
): Promise<object> {
  const {country, emergency} = work.settings;
  const match = matchEmergency(asked.number, country, emergency.countries);
  // Where no number is known, or none is carried, help cannot be called from here: the desk says so, and whoever is near is told all
  // the same ([EC-78]).
  const carried = emergencyNumberOf(country, emergency.countries) !== null;
  const isOther = match.kind === 'prefix' || (match.kind === 'foreign' && carried);
  if (match.kind === 'none' || isOther) return refused('invalid-number');
  const {agentId, dialId} = asked;
  const call = await placeEmergencyCall(work, {
    agentId,
    match: {kind: match.kind === 'test' ? 'test' : 'exact', local: match.local},
    dialId,
    mediaProcessId: mediaProcessId(),
    capability: carried ? capability : 'none',
  });
  return {status: 'done', result: {callId: call.id}};
}

async function change(
  {store}: Given,
  connection: HubConnection<DeskUser>,
  name: 'AnswerEmergency' | 'EndEmergency',
  received: unknown,
): Promise<object> {
  const agentId = agentOf(connection);
  const {callId, seenLegId} = decoded(name, received);
  const action: EmergencyAction = {type: name === 'AnswerEmergency' ? 'answer' : 'end'};
  const inTime = withinTime(store, HELD_MS);
  return inTime(async (work) => {
    const stored = await lockEmergency(work, callId);
    if (stored?.call.agentId !== agentId) return refused('contact-gone');
    // Sent again, or crossed by the responders: what the person meant is over, and another call has come.
    if (isAnother(stored.call, seenLegId))
      return action.type === 'end' ? {status: 'done', result: null} : refused('contact-gone');
    const outcome = await changeEmergency(work, stored, action);
    return 'refused' in outcome ? refused(outcome.refused) : {status: 'done', result: null};
  });
}

function isAnother(call: EmergencyCall, seenLegId: string | null | undefined): boolean {
  return seenLegId !== undefined && hasCall(call) && call.legs.agent.id !== seenLegId;
}

async function join({store}: Given, connection: HubConnection<DeskUser>, received: unknown): Promise<object> {
  const agentId = agentOf(connection);
  const {callId, legId, epoch, sdp} = decoded('JoinEmergency', received);
  const joined = await joinEmergency(store, callId, {legId, epoch, sdp}, (call) =>
    call.agentId === agentId && 'legs' in call && call.legs.agent.id === legId ? null : 'not-yours',
  );
  return 'refused' in joined ? refused(joined.refused) : {status: 'done', result: {sdp: joined.sdp}};
}

/** The page is about to send it from the agent's own mailbox ([EM-31]); of several pages the first has it. */
async function takeMail({store}: Given, connection: HubConnection<DeskUser>, received: unknown): Promise<object> {
  const agentId = agentOf(connection);
  const {mailId, deskId} = decoded('TakeEmergencyMail', received);
  const inTime = withinTime(store, HELD_MS);
  return inTime(async (work) => {
    const mail = await takeFor(work, mailId, deskId, mayDeskSend, agentId);
    if (mail === null) return refused('contact-gone');
    return {status: 'done', result: {mail: renderMail(mail, work.settings.emergency.mail)}};
  });
}

async function reportMail({store}: Given, connection: HubConnection<DeskUser>, received: unknown): Promise<object> {
  const agentId = agentOf(connection);
  const {mailId, deskId, outcome} = decoded('ReportEmergencyMail', received);
  // However late: that it is sent is true all the same, and keeps it from being sent again.
  await store.decide((work) => settleMail(work, mailId, deskId, outcome, agentId));
  return {status: 'done', result: null};
}

/**
 * Late is what this hub has held for too long since it came, by a clock that nobody sets. The deadline a desk names is not asked:
 * the desk reckons it from the time it was told when it connected, so that a database whose clock is set afterwards would refuse
 * every dial of that page, and each further try ([EC-143]). That a clock is wrong must not keep anybody from help; what is sent
 * twice does no harm, since a dial is known by its id or goes on with the call that is there, an answer and an end by the leg the
 * person saw, a mail by who has it. Nor does anything of long ago come through a connection: one that is silent is closed.
 */
function withinTime(store: HubStore, heldMs: number): (body: (work: Work) => Promise<object>) => Promise<object> {
  const receivedAt = performance.now();
  return (body) =>
    store.decide(async (work) => (performance.now() - receivedAt > heldMs ? refused('command-late') : body(work)));
}

function refused(code: Refusal): CommandReply {
  return {status: 'refused', code};
}

function decoded<Name extends EmergencyCommandName>(name: Name, received: unknown) {
  const outcome = decodeCommand(name, storable(received));
  if ('malformed' in outcome) throw new HubError(`invalid-command: ${outcome.malformed}`);
  return outcome.value;
}

function agentOf(connection: HubConnection<DeskUser>): string {
  const {agentId} = connection.user;
  if (agentId === null) throw new HubError('not-resumed: call Resume first');
  return agentId;
}
