import type {
  CommandBodies,
  CommandEnvelope,
  CommandName,
  CommandReply,
  EmergencyCommandName,
} from '../../src/api/wire/commands.ts';
import type {ContactEventType} from '../../src/api/wire/events.ts';
import type {ContactAction} from '../../src/domain/contact-transition.ts';
import type {Refusal} from '../../src/domain/refusal.ts';
import {deleteCallback, editCallback, scheduleCallback} from '../callbacks/schedule-callback.ts';
import {cancelCallback, moveCallback} from '../callbacks/supervise-callback.ts';
import {announceContact, applyToContact} from '../contacts/apply.ts';
import {consult} from '../contacts/consult.ts';
import {tellAsked} from '../contacts/consults.ts';
import {applyAndTell} from '../contacts/happened.ts';
import {setVariable} from '../contacts/set-variable.ts';
import {assist, monitor} from '../contacts/supervise.ts';
import {completeTransfer, transfer} from '../contacts/transfer.ts';
import {suggestWrapUp, wrapUp} from '../contacts/wrap-up.ts';
import {acceptOffer, declineOffer} from '../routing/answer-offer.ts';
import {presentOffer} from '../routing/present-offer.ts';
import {lockContact} from '../store/contact-store.ts';
import type {Work} from '../store/unit-of-work.ts';
import {confirmLocation, forgetLocation} from './confirm-location.ts';
import type {EmergencyCapability} from './desk-settings.ts';
import {dial} from './dial.ts';
import {dismissLost} from '../callbacks/lost-callbacks.ts';
import {dismissMissed} from './missed.ts';
import {setPresence, signOut} from './presence.ts';
import {reportReadiness} from './readiness.ts';
import {redial} from './recents.ts';
import {sendDigits} from './send-digits.ts';
import {claim, release} from './softphone.ts';
import {setAgentPresence, signOutAgent} from './supervision.ts';

export type Desk = {
  readonly agentId: string;
  /** The page; null for a desk of protocol 1. */
  readonly deskId: string | null;
  readonly mediaProcessId: string | null;
  /** Of the hub's trunk. */
  readonly emergency: EmergencyCapability;
};

/** Commands that are one decision. `ConnectLeg` and the test call are none: they wait for the media process (see `desk-hub.ts`). */
export type DecidedCommand = Exclude<CommandName, 'ConnectLeg' | 'ConnectEcho' | 'EndEcho' | EmergencyCommandName>;

type Handler<Name extends DecidedCommand> = (
  work: Work,
  desk: Desk,
  body: CommandBodies[Name] & Partial<CommandEnvelope>,
) => Promise<CommandReply<Name>>;

/** Command → what the hub does. Each checks the same rule the desk drew its buttons by. */
export const COMMANDS: {readonly [name in DecidedCommand]: Handler<name>} = {
  SetPresence: async (work, desk, body) => reply(await setPresence(work, desk.agentId, body)),
  SignOut: async (work, desk) => reply(await signOut(work, desk.agentId)),
  AcceptOffer: async (work, desk, body) => reply(await acceptOffer(work, {...body, ...desk})),
  DeclineOffer: async (work, desk, body) => reply(await declineOffer(work, {...body, agentId: desk.agentId})),
  PresentOffer: async (work, desk, body) => reply(await presentOffer(work, {...body, agentId: desk.agentId})),
  Dial: (work, desk, body) => dial(work, desk, body.number),
  Redial: (work, desk, body) => redial(work, desk, body.contactId),
  SendDigits: sendDigits,
  ClaimSoftphone: claim,
  ReleaseSoftphone: release,
  ReportReadiness: async (work, desk, body) => {
    await reportReadiness(work, desk.agentId, body);
    return reply(null);
  },
  ConfirmLocation: async (work, desk, body) => {
    await confirmLocation(work, desk, body);
    return reply(null);
  },
  ForgetLocation: async (work, desk) => {
    await forgetLocation(work, desk);
    return reply(null);
  },
  DismissMissed: async (work, desk, body) => {
    await dismissMissed(work, desk.agentId, body.offerIds);
    return reply(null);
  },
  DismissLostCallback: async (work, desk, body) => {
    await dismissLost(work, desk.agentId, body.callbackId);
    return reply(null);
  },
  SetAgentPresence: async (work, desk, body) => reply(await setAgentPresence(work, desk.agentId, body)),
  SignOutAgent: async (work, desk, body) => reply(await signOutAgent(work, desk.agentId, body.agentId)),
  HoldContact: (work, desk, body) => onContact(work, desk, body.contactId, 'hold', 'ContactHeld'),
  ResumeContact: (work, desk, body) => onContact(work, desk, body.contactId, 'resume', 'ContactResumed'),
  MuteContact: (work, desk, body) => onContact(work, desk, body.contactId, 'mute', 'ContactMuted'),
  UnmuteContact: (work, desk, body) => onContact(work, desk, body.contactId, 'unmute', 'ContactUnmuted'),
  EndContact: (work, desk, body) => onContact(work, desk, body.contactId, 'end', 'ContactEnded'),
  Consult: consult,
  EndConsult: (work, desk, body) => onContact(work, desk, body.contactId, 'end-consult', 'ConsultEnded'),
  ExitConsult: (work, desk, body) => onContact(work, desk, body.contactId, 'exit-consult', 'ConsultEnded'),
  ToggleConsult: (work, desk, body) => onContact(work, desk, body.contactId, 'toggle', 'ContactChanged'),
  HoldConsult: (work, desk, body) => onContact(work, desk, body.contactId, 'hold-consult', 'ConsultHeld'),
  ResumeConsult: (work, desk, body) => onContact(work, desk, body.contactId, 'resume-consult', 'ConsultResumed'),
  BeginConference: beginConference,
  ExitConference: (work, desk, body) => onContact(work, desk, body.contactId, 'exit-conference', 'ParticipantLeft'),
  CancelInvitation: cancelInvitation,
  Transfer: transfer,
  CompleteTransfer: completeTransfer,
  SetVariable: setVariable,
  SuggestWrapUp: suggestWrapUp,
  Monitor: monitor,
  BargeIn: (work, desk, body) => assist(work, desk, body.contactId, 'barge-in'),
  StopMonitoring: (work, desk, body) => assist(work, desk, body.contactId, 'stop-monitoring'),
  ExtendWrapUp: (work, desk, body) => onContact(work, desk, body.contactId, 'extend-wrap-up', 'WrapUpExtended'),
  SubmitWrapUp: submitWrapUp,
  ScheduleCallback: scheduleCallback,
  EditCallback: editCallback,
  DeleteCallback: deleteCallback,
  CancelCallback: cancelCallback,
  MoveCallback: moveCallback,
};

export const DECIDED_COMMANDS: readonly DecidedCommand[] = [
  'SetPresence',
  'PresentOffer',
  'Redial',
  'SendDigits',
  'ClaimSoftphone',
  'ReleaseSoftphone',
  'ReportReadiness',
  'ConfirmLocation',
  'ForgetLocation',
  'DismissMissed',
  'DismissLostCallback',
  'SetAgentPresence',
  'SignOut',
  'AcceptOffer',
  'DeclineOffer',
  'Dial',
  'HoldContact',
  'ResumeContact',
  'MuteContact',
  'UnmuteContact',
  'EndContact',
  'ExtendWrapUp',
  'SubmitWrapUp',
  'Consult',
  'EndConsult',
  'ExitConsult',
  'ToggleConsult',
  'HoldConsult',
  'ResumeConsult',
  'BeginConference',
  'ExitConference',
  'CancelInvitation',
  'Transfer',
  'CompleteTransfer',
  'SetVariable',
  'SuggestWrapUp',
  'Monitor',
  'BargeIn',
  'StopMonitoring',
  'SignOutAgent',
  'ScheduleCallback',
  'EditCallback',
  'DeleteCallback',
  'CancelCallback',
  'MoveCallback',
];

/** Actions that carry nothing but who acts. */
type AgentAction =
  | 'hold'
  | 'resume'
  | 'mute'
  | 'unmute'
  | 'end'
  | 'extend-wrap-up'
  | 'end-consult'
  | 'exit-consult'
  | 'toggle'
  | 'hold-consult'
  | 'resume-consult'
  | 'conference'
  | 'exit-conference';

async function onContact(
  work: Work,
  desk: Desk,
  contactId: string,
  type: AgentAction,
  announce: ContactEventType,
): Promise<{status: 'done'; result: null} | {status: 'refused'; code: Refusal}> {
  const contact = await lockContact(work, contactId);
  if (contact === null) return {status: 'refused', code: 'contact-gone'};
  const action: ContactAction = {type, agentId: desk.agentId};
  const applied = await applyToContact(work, contact, action, null, `agent:${desk.agentId}`);
  // A step of one side may be the end for another: who is left hears that, not what was pressed.
  if (!('refused' in applied) && applied.changed) {
    const ended = applied.contact.status === 'ended' && contact.status !== 'ended';
    await announceContact(work, contact, applied.contact, ended ? 'ContactEnded' : announce);
  }
  return reply('refused' in applied ? applied.refused : null);
}

async function beginConference(
  work: Work,
  desk: Desk,
  {contactId}: CommandBodies['BeginConference'],
): Promise<CommandReply<'BeginConference'>> {
  const begun = await onContact(work, desk, contactId, 'conference', 'ConferenceBegun');
  if (begun.status === 'done') await tellAsked(work, contactId);
  return begun;
}

async function cancelInvitation(
  work: Work,
  desk: Desk,
  {contactId, invitationId}: CommandBodies['CancelInvitation'],
): Promise<CommandReply<'CancelInvitation'>> {
  const contact = await lockContact(work, contactId);
  if (contact === null) return {status: 'refused', code: 'contact-gone'};
  const action = {type: 'cancel-invitation', agentId: desk.agentId, invitationId} as const;
  const applied = await applyAndTell(work, contact, action, `agent:${desk.agentId}`);
  return reply('refused' in applied ? applied.refused : null);
}

async function submitWrapUp(
  work: Work,
  desk: Desk,
  body: CommandBodies['SubmitWrapUp'],
): Promise<CommandReply<'SubmitWrapUp'>> {
  const contact = await lockContact(work, body.contactId);
  if (contact === null) return {status: 'refused', code: 'contact-gone'};
  return reply(await wrapUp(work, contact, {...body, agentId: desk.agentId}, `agent:${desk.agentId}`));
}

function reply(refused: Refusal | null): {status: 'done'; result: null} | {status: 'refused'; code: Refusal} {
  return refused === null ? {status: 'done', result: null} : {status: 'refused', code: refused};
}
