import type {CommandBodies, CommandEnvelope, CommandName, CommandReply} from '../../src/api/wire/commands.ts';
import type {ContactEventType} from '../../src/api/wire/events.ts';
import type {ContactAction} from '../../src/domain/contact-transition.ts';
import type {Refusal} from '../../src/domain/refusal.ts';
import {applyToContact} from '../contacts/apply.ts';
import {wrapUp} from '../contacts/wrap-up.ts';
import {acceptOffer, declineOffer} from '../routing/answer-offer.ts';
import {presentOffer} from '../routing/present-offer.ts';
import {lockContact} from '../store/contact-store.ts';
import type {Work} from '../store/unit-of-work.ts';
import {dial} from './dial.ts';
import {dismissMissed} from './missed.ts';
import {setPresence, signOut} from './presence.ts';
import {reportReadiness} from './readiness.ts';
import {redial} from './recents.ts';
import {sendDigits} from './send-digits.ts';
import {claim, release} from './softphone.ts';
import {setAgentPresence} from './supervision.ts';

export type Desk = {
  readonly agentId: string;
  /** The page; null for a desk of protocol 1. */
  readonly deskId: string | null;
  readonly mediaProcessId: string | null;
};

/** Commands that are one decision. `ConnectLeg` and the test call are none: they wait for the media process (see `desk-hub.ts`). */
export type DecidedCommand = Exclude<CommandName, 'ConnectLeg' | 'ConnectEcho' | 'EndEcho'>;

type Handler<Name extends DecidedCommand> = (
  work: Work,
  desk: Desk,
  body: CommandBodies[Name] & Partial<CommandEnvelope>,
) => Promise<CommandReply<Name>>;

/** Command → what the hub does. Each checks the same rule the desk drew its buttons by. */
export const COMMANDS: {readonly [name in DecidedCommand]: Handler<name>} = {
  SetPresence: async (work, desk, body) => reply(await setPresence(work, desk.agentId, body)),
  SignOut: async (work, desk) => reply(await signOut(work, desk.agentId)),
  AcceptOffer: async (work, desk, body) =>
    reply(await acceptOffer(work, {...body, agentId: desk.agentId, deskId: desk.deskId})),
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
  DismissMissed: async (work, desk, body) => {
    await dismissMissed(work, desk.agentId, body.offerIds);
    return reply(null);
  },
  SetAgentPresence: async (work, desk, body) => reply(await setAgentPresence(work, desk.agentId, body)),
  HoldContact: (work, desk, body) => onContact(work, desk, body.contactId, 'hold', 'ContactHeld'),
  ResumeContact: (work, desk, body) => onContact(work, desk, body.contactId, 'resume', 'ContactResumed'),
  MuteContact: (work, desk, body) => onContact(work, desk, body.contactId, 'mute', 'ContactMuted'),
  UnmuteContact: (work, desk, body) => onContact(work, desk, body.contactId, 'unmute', 'ContactUnmuted'),
  EndContact: (work, desk, body) => onContact(work, desk, body.contactId, 'end', 'ContactEnded'),
  ExtendWrapUp: (work, desk, body) => onContact(work, desk, body.contactId, 'extend-wrap-up', 'WrapUpExtended'),
  SubmitWrapUp: submitWrapUp,
};

export const DECIDED_COMMANDS: readonly DecidedCommand[] = [
  'SetPresence',
  'PresentOffer',
  'Redial',
  'SendDigits',
  'ClaimSoftphone',
  'ReleaseSoftphone',
  'ReportReadiness',
  'DismissMissed',
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
];

type AgentAction = Extract<ContactAction, {agentId: string}>['type'];

async function onContact(
  work: Work,
  desk: Desk,
  contactId: string,
  type: AgentAction,
  announce: ContactEventType,
): Promise<{status: 'done'; result: null} | {status: 'refused'; code: Refusal}> {
  const contact = await lockContact(work, contactId);
  if (contact === null) return {status: 'refused', code: 'contact-gone'};
  const applied = await applyToContact(work, contact, {type, agentId: desk.agentId}, announce, `agent:${desk.agentId}`);
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
