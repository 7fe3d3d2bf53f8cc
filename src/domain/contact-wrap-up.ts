import type {Contact, Participant} from './contact.ts';
import {participantOfAgent} from './contact.ts';
import {done, replace} from './contact-change.ts';
import type {ContactTransition} from './contact-transition.ts';
import type {Timings} from './settings.ts';

/** What an agent does after their part in the talk. */

export function extendWrapUp(contact: Contact, agentId: string, timings: Timings): ContactTransition {
  const agent = participantOfAgent(contact, agentId);
  if (agent?.status !== 'wrap-up') return {refused: 'wrap-up-not-open'};
  if (agent.extensions >= timings.wrapUpExtensionsMax) return {refused: 'wrap-up-too-long'};
  const deadlineAt = agent.deadlineAt + timings.wrapUpExtensionMs;
  return done(replace(contact, {...agent, deadlineAt, extensions: agent.extensions + 1}), [
    {type: 'start-wrap-up', agentId, deadlineAt},
  ]);
}

export function wrapUp(contact: Contact, agentId: string, now: number): ContactTransition {
  const agent = participantOfAgent(contact, agentId);
  if (agent === undefined) return {refused: wasHere(contact, agentId) ? 'already-wrapped-up' : 'not-yours'};
  if (agent.status !== 'wrap-up') return {refused: 'wrap-up-not-open'};
  const left: Participant = {
    id: agent.id,
    role: agent.role,
    party: agent.party,
    status: 'left',
    leftAt: now,
    leftReason: 'wrapped-up',
  };
  return done(replace(contact, left), [{type: 'free-agent', agentId}]);
}

/** Whoever comes out of an emergency finds their way back in this time at least: to the contact, and to Extend ([EC-100]). */
export const WRAP_UP_LEFT_MIN_MS = 15_000;

/**
 * The agent was in an emergency since then, and goes on with what was left of their wrap-up. Null: they have none.
 * @param times epoch milliseconds by the database's clock
 */
export function wrapUpAfterEmergency(
  contact: Contact,
  agentId: string,
  {since, now}: {readonly since: number; readonly now: number},
): {readonly contact: Contact; readonly deadlineAt: number} | null {
  const agent = participantOfAgent(contact, agentId);
  if (agent?.status !== 'wrap-up') return null;
  const left = agent.deadlineAt - Math.max(since, agent.startedAt);
  const deadlineAt = now + Math.max(left, WRAP_UP_LEFT_MIN_MS);
  return {contact: replace(contact, {...agent, deadlineAt}), deadlineAt};
}

export function wasHere(contact: Contact, agentId: string): boolean {
  return contact.participants.some((each) => each.party.kind === 'agent' && each.party.agentId === agentId);
}

/** [WU-7] Who begins to wrap up does so for the queue in which they had the contact, wherever it goes ([TR-22]). */
export function withQueueOfWrapUp(before: Contact, after: Contact): Contact {
  const begun = after.participants.filter(
    (each) =>
      each.status === 'wrap-up' && before.participants.some(({id, status}) => id === each.id && status === 'joined'),
  );
  if (begun.length === 0 || before.queue === null) return after;
  const queueId = before.queue.id;
  const participants = after.participants.map((each) =>
    each.status === 'wrap-up' && begun.includes(each) ? {...each, queueId} : each,
  );
  return {...after, participants};
}
