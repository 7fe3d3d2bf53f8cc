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
