import type {Consult, Contact} from '../../src/domain/contact.ts';
import type {Work} from '../store/unit-of-work.ts';

/** What an operator counts of a contact's change. */
export function tellWhatHappened(work: Pick<Work, 'now' | 'tell'>, before: Contact, after: Contact): void {
  const {channel, direction} = after;
  if (after.status === 'connected' && before.status === 'offered')
    work.tell({type: 'contact-answered', channel, waitedMs: work.now - after.enqueuedAt});
  const gone = before.conversations.filter(
    (each): each is Consult => each.kind === 'consult' && !after.conversations.some(({id}) => id === each.id),
  );
  for (const {target, status} of gone)
    work.tell({type: 'consult-ended', target: target.kind, answered: status === 'open'});
  if (isGivenAway(before, after)) work.tell({type: 'contact-transferred', consulted: gone.length > 0});
  if (after.status !== 'ended' || before.status === 'ended') return;
  const handledMs = 'connectedAt' in before ? work.now - before.connectedAt : null;
  work.tell({type: 'contact-ended', channel, direction, reason: after.endReason, handledMs});
  if (before.status === 'post-call') work.tell({type: 'post-call-ended', lastedMs: work.now - before.customerLeftAt});
}

/** Who was in charge wraps up, and the customer is somebody else's. */
function isGivenAway(before: Contact, after: Contact): boolean {
  if (before.status !== 'connected' || after.status === 'ended') return false;
  const given = before.participants.find((each) => each.status === 'joined' && each.role === 'primary');
  const now = after.participants.find(({id}) => id === given?.id);
  const customer = after.participants.some((each) => each.role === 'customer' && each.status === 'joined');
  const stay = before.participants.some((each) => each.status === 'joined' && each.role === 'conferenced');
  return now?.status === 'wrap-up' && customer && !stay;
}
