import {type Contact, isJoined, participantOfAgent} from './contact.ts';
import {type Presence, owesAvailabilityChoice} from './presence.ts';

/** What keeps calls from an agent although their presence would have them; derived, never stored. `since` is epoch milliseconds. */
export type Engagement = {readonly status: 'in-call' | 'wrapping-up'; readonly since: number};

/**
 * A call takes the agent whole, its wrap-up included; digital contacts leave room for others,
 * so that they do not count here. Null: the agent can be given work as far as their presence goes.
 */
export function engagementOf(contacts: readonly Contact[], agentId: string): Engagement | null {
  const found = contacts.flatMap((contact): Engagement[] => {
    const agent = contact.channel === 'voice' ? participantOfAgent(contact, agentId) : undefined;
    if (agent?.status === 'wrap-up') return [{status: 'wrapping-up', since: agent.startedAt}];
    return isJoined(agent) ? [{status: 'in-call', since: agent.joinedAt}] : [];
  });
  return found.find(({status}) => status === 'in-call') ?? found[0] ?? null;
}

/** [AN-6] Whether the agent is asked for the choice they owe: not while they are in a call that came later. */
export function isAskedForChoice(presence: Presence, engagement: Engagement | null): boolean {
  return owesAvailabilityChoice(presence) && (engagement === null || engagement.since <= presence.since);
}
