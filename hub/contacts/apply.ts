import type {ContactEventType, HubEventBody} from '../../src/api/wire/events.ts';
import {type Contact, participantOfAgent} from '../../src/domain/contact.ts';
import {isInFlow} from '../../src/domain/contact-flow.ts';
import {type ContactAction, type ContactEffect, transitionContact} from '../../src/domain/contact-transition.ts';
import {isOpen} from '../../src/domain/offer.ts';
import {presenceWhenInactive} from '../../src/domain/presence.ts';
import type {Refusal} from '../../src/domain/refusal.ts';
import {isTelephoneRinging} from '../../src/domain/telephone.ts';
import {unreachable} from '../../src/domain/unreachable.ts';
import {countCalls} from '../callbacks/call-figures.ts';
import {settleCallback} from '../callbacks/settle-callback.ts';
import {setWrapUpTimer} from '../emergency/wrap-up-timer.ts';
import {endRun} from '../flows/flow-runs.ts';
import {noteWait} from '../routing/wait-estimate.ts';
import {viewAgent, writeIdleSince, writePresence} from '../store/agent-store.ts';
import {record} from '../store/audit.ts';
import {saveContact} from '../store/contact-store.ts';
import {clearOfferTimers, endOffer, lockOffer} from '../store/offer-store.ts';
import {appendEvent} from '../store/outbox.ts';
import {clearTimer, clearTimers, ensureTimer, setTimer} from '../store/timers.ts';
import type {Work} from '../store/unit-of-work.ts';
import {tellChange} from '../webhooks/tell.ts';
import {contactForDesk} from './desk-view.ts';

export type Applied = {readonly contact: Contact; readonly changed: boolean} | {readonly refused: Refusal};

/**
 * The one way a contact changes: rule, row, effects, events and audit in one transaction.
 * @param announce the name of what happened, for the agents who take part; null when the caller announces it
 */
export async function applyToContact(
  work: Work,
  before: Contact,
  action: ContactAction,
  announce: ContactEventType | null,
  actor: string,
): Promise<Applied> {
  const outcome = transitionContact(before, action, work.now, work.settings.timings);
  if ('refused' in outcome) return outcome;
  const {contact, effects, changed} = outcome;
  if (!changed) return {contact, changed};
  await saveContact(work, before, contact);
  await tellChange(work, before, contact);
  await settleCallback(work, before, contact, actor);
  await noteWait(work, before, contact);
  await countCalls(work, before, contact);
  if (isInFlow(before) && !isInFlow(contact)) await endRun(work, contact.id);
  for (const effect of effects) await perform(work, contact, effect);
  await record(work, {actor, action: action.type, contactId: contact.id});
  if (announce !== null) await announceContact(work, before, contact, announce);
  return {contact, changed};
}

/** Tells every agent who takes part, or did until this change, what happened. In one order, so that no two wait on each other. */
export async function announceContact(
  work: Work,
  before: Contact,
  after: Contact,
  type: ContactEventType,
): Promise<void> {
  for (const agentId of agentsIn(before, after)) {
    const stays = after.participants.some((each) => each.status !== 'left' && isAgent(each, agentId));
    const event: HubEventBody = stays
      ? {type, contact: contactForDesk(after, work.settings.dataProtection)}
      : {type: 'ContactReleased', contactId: after.id};
    await appendEvent(work, agentId, event);
  }
}

function agentsIn(before: Contact, after: Contact): readonly string[] {
  const present = before.participants
    .filter((each) => each.status !== 'left')
    .concat(after.participants.filter((each) => each.status !== 'left'));
  return [...new Set(present.flatMap((each) => (each.party.kind === 'agent' ? [each.party.agentId] : [])))].toSorted();
}

function isAgent(participant: Contact['participants'][number], agentId: string): boolean {
  return participant.party.kind === 'agent' && participant.party.agentId === agentId;
}

async function perform(work: Work, contact: Contact, effect: ContactEffect): Promise<void> {
  switch (effect.type) {
    case 'close-leg':
      // The leg itself was closed when the contact was stored without it.
      return clearTimers(work, [
        {kind: 'leg-grace', subject: effect.legId},
        {kind: 'leg-ring-out', subject: effect.legId},
        {kind: 'dial-ring-out', subject: contact.id},
      ]);
    case 'withdraw-offer':
      return withdrawOffer(work, effect.offerId);
    case 'start-wrap-up':
      return setWrapUpTimer(work, {contactId: contact.id, agentId: effect.agentId}, effect.deadlineAt);
    case 'free-agent':
      await writeIdleSince(work, effect.agentId);
      await clearTimer(work, {kind: 'wrap-up', subject: `${contact.id}/${effect.agentId}`});
      return work.wake(`route-agent:${effect.agentId}`);
    case 'await-leg':
      return awaitAudio(work, contact, effect.legId);
    case 'set-inactive':
      await writePresence(work, effect.agentId, presenceWhenInactive(work.now));
      return announcePresence(work, effect.agentId);
    case 'resume-work':
      return clearTimer(work, {kind: 'wrap-up', subject: `${contact.id}/${effect.agentId}`});
    case 'close-consult':
      return closeConsult(work, contact.id, effect.conversationId);
    case 'tell-control':
      return tellControl(work, contact, effect.agentId);
    case 'tell-monitoring':
      return tellMonitoring(work, contact, effect.agentId);
    case 'limit-unattended':
      return ensureTimer(
        work,
        {kind: 'unattended', subject: contact.id},
        work.now + work.settings.timings.unattendedMs,
      );
    case 'route':
      return work.wake(`route-contact:${contact.id}`);
    default:
      return unreachable(effect);
  }
}

/** A leg that does not join within the grace time is given up, like one that was lost. */
export function awaitLeg(work: Work, legId: string): Promise<void> {
  return setTimer(work, {kind: 'leg-grace', subject: legId}, work.now + work.settings.timings.agentGraceMs);
}

/** [DT-4] A telephone that rings is waited for as long as an offer rings: longer, and voicemail might answer ([TR-24]). */
export function awaitAudio(work: Work, contact: Contact, legId: string): Promise<void> {
  const rings = contact.participants.some(
    (each) => each.status === 'joined' && each.leg?.id === legId && isTelephoneRinging(each),
  );
  if (!rings) return awaitLeg(work, legId);
  return setTimer(work, {kind: 'leg-grace', subject: legId}, work.now + work.settings.timings.ringVoiceMs);
}

async function withdrawOffer(work: Work, offerId: string): Promise<void> {
  const offer = await lockOffer(work, offerId);
  if (offer === null || !isOpen(offer)) return;
  const withdrawn = {...offer, status: 'withdrawn'} as const;
  await endOffer(work, withdrawn);
  await clearOfferTimers(work, offerId);
  await appendEvent(work, offer.agentId, {type: 'OfferWithdrawn', offer: withdrawn});
  work.wake(`route-agent:${offer.agentId}`);
}

/** Whoever is rung for the consult is not any more, and nobody else will be. */
async function closeConsult(work: Work, contactId: string, conversationId: string): Promise<void> {
  const rung = await work.tx
    .selectFrom('offer')
    .select('id')
    .where('contact_id', '=', contactId)
    .where('conversation_id', '=', conversationId)
    .where('ended_at', 'is', null)
    .execute();
  for (const {id} of rung) await withdrawOffer(work, id);
  await work.tx
    .deleteFrom('consult_wait')
    .where('contact_id', '=', contactId)
    .where('conversation_id', '=', conversationId)
    .execute();
}

async function tellControl(work: Work, contact: Contact, agentId: string): Promise<void> {
  await appendEvent(work, agentId, {
    type: 'ControlPassed',
    contact: contactForDesk(contact, work.settings.dataProtection),
  });
}

/** [CF-33] To whom a supervisor listens from now on; to nobody when they are out. */
async function tellMonitoring(work: Work, contact: Contact, agentId: string): Promise<void> {
  const supervisor = participantOfAgent(contact, agentId);
  const monitors = supervisor?.status === 'joined' ? supervisor.monitors : undefined;
  const monitored = contact.participants.find(({id}) => id === monitors);
  const agentName = monitored?.party.kind === 'agent' ? monitored.party.name : null;
  await appendEvent(work, agentId, {type: 'MonitoringMoved', contactId: contact.id, agentName});
}

/** Tells an agent their own presence as it now is. */
export async function announcePresence(work: Work, agentId: string): Promise<void> {
  await appendEvent(work, agentId, {type: 'PresenceChanged', agent: await viewAgent(work, agentId)});
}
