import type {WebCall, WebCallState, WebCallStatus} from '../../src/api/wire/web-call.ts';
import {type Contact, customerOf, isCustomerHeld, isJoined} from '../../src/domain/contact.ts';
import {type Reading, readContacts} from '../store/contact-store.ts';
import type {WebSession} from './web-call-session.ts';

/** A call as it is now, without how long: that grows all the time and is nothing new. */
export type CallNow = Omit<WebCall, 'forMs'> & {readonly since: number};

/** How the call of each session is, by session; null where none has begun. */
export async function callsNow(
  work: Reading,
  sessions: readonly Pick<WebSession, 'id'>[],
): Promise<ReadonlyMap<string, CallNow | null>> {
  if (sessions.length === 0) return new Map();
  const ids = sessions.map(({id}) => id);
  const rows = await work.tx
    .selectFrom('web_call')
    .leftJoin('leg', (join) =>
      join.onRef('leg.contact_id', '=', 'web_call.contact_id').onRef('leg.address', '=', 'web_call.address'),
    )
    .select(['web_call.id', 'web_call.contact_id', 'leg.id as leg_id', 'leg.epoch', 'leg.closed_at', 'leg.status'])
    .where('web_call.id', 'in', ids)
    .execute();
  const contactIds = rows.flatMap(({contact_id: id}) => (id === null ? [] : [id]));
  const contacts = new Map((await readContacts(work, contactIds)).map((contact) => [contact.id, contact]));
  return new Map(
    rows.map((row) => {
      const contact = contacts.get(row.contact_id ?? '');
      if (contact === undefined || row.leg_id === null || row.epoch === null) return [row.id, null];
      const status = row.closed_at === null ? statusOf(contact) : 'ended';
      const lost = row.closed_at === null && row.status === 'lost';
      return [row.id, {legId: row.leg_id, epoch: row.epoch, status, lost, since: sinceOf(contact)}];
    }),
  );
}

export function stateAt(call: CallNow | null, now: number): WebCallState {
  if (call === null) return {call: null};
  const {since, ...rest} = call;
  return {call: {...rest, forMs: Math.max(0, now - since)}};
}

/** [CC-13] An agent who has accepted and cannot be heard yet is still waited for: the customer hears music until then. */
export function statusOf(contact: Contact): WebCallStatus {
  const customer = customerOf(contact);
  if (contact.status === 'ended' || contact.status === 'post-call' || !isJoined(customer)) return 'ended';
  if (contact.status !== 'connected') return 'waiting';
  const others = contact.participants.filter((each) => each !== customer).filter(isJoined);
  if (others.some(({lostAt, leg}) => lostAt === null && leg?.status === 'connected'))
    return isCustomerHeld(contact) ? 'on-hold' : 'connected';
  return others.length > 0 && others.every(({lostAt}) => lostAt !== null) ? 'agent-lost' : 'waiting';
}

/** Since when they talk; before that, since when they wait. */
function sinceOf(contact: Contact): number {
  return contact.status === 'connected' || contact.status === 'post-call' ? contact.connectedAt : contact.enqueuedAt;
}
