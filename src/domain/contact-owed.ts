import {type Contact, type Participant, customerOf, isJoined} from './contact.ts';
import {FRONT_PRIORITY} from './contact-creation.ts';

/**
 * [PK-100] Whose agent vanished and whose own audio is given up as well is owed a call (design §6.3): nobody of theirs could end the
 * call, and neither did they. A hang-up is said by the telephone and never comes here; an audio that is only lost says nothing.
 *
 * An agent whose audio came back in time sees that the customer is gone, and does with it what they find right. One who answered after
 * the customer was lost never heard them, and counts as nobody.
 * @param legId the audio that is about to be given up
 * @returns the agent who vanished last; null: nothing is owed
 */
export function owedByAgent(contact: Contact, legId: string): string | null {
  const customer = customerOf(contact);
  if (!isCall(contact) || !isJoined(customer) || customer.leg?.id !== legId || customer.lostAt === null) return null;
  const {lostAt} = customer;
  const speakers = contact.participants.filter(({role}) => role === 'primary' || role === 'conferenced');
  const heard = speakers.filter((each) => !(isJoined(each) && each.lostAt === null && each.joinedAt > lostAt));
  if (heard.some((each) => isJoined(each) && each.lostAt === null)) return null;
  const [last] = heard.toSorted((one, other) => partedAt(other) - partedAt(one));
  const vanished = last !== undefined && (isJoined(last) || (last.status === 'left' && last.leftReason === 'lost'));
  return vanished && last.party.kind === 'agent' ? last.party.agentId : null;
}

/** What else there is of a customer whose call broke off. */
export type OtherCalls = {
  /** They are in another call, and their audio is not lost there. */
  readonly inOne: boolean;
  /** When somebody last began to speak to them in one; null: nobody has. */
  readonly spokenAt: number | null;
};

/** [PK-128] Who came back by themselves, or was spoken to since they were lost, needs no call of ours. */
export function isMissedStill({inOne, spokenAt}: OtherCalls, lostAt: number): boolean {
  return !inOne && (spokenAt === null || spokenAt <= lostAt);
}

/** In front of all who call: they have waited and spoken already. */
export function atFront(contact: Contact): Contact {
  return {...contact, priority: Math.min(contact.priority, FRONT_PRIORITY)};
}

/** A call that came in and is answered, or waits again; not what is a callback already. */
function isCall({channel, direction, kind, queue, status}: Contact): boolean {
  const open = status === 'connected' || status === 'waiting' || status === 'offered';
  return open && channel === 'voice' && direction === 'inbound' && kind === 'ordinary' && queue !== null;
}

function partedAt(participant: Participant): number {
  switch (participant.status) {
    case 'left':
      return participant.leftAt;
    case 'wrap-up':
      return participant.startedAt;
    case 'joined':
      return participant.lostAt ?? 0;
    default:
      return 0;
  }
}
