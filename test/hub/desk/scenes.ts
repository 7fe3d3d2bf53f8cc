/** Steps that many tests of the hub begin with. */
import assert from 'node:assert/strict';
import {placeCall} from '../../../hub/phone/place-call.ts';
import type {Contact} from '../../../src/domain/contact.ts';
import type {Offer} from '../../../src/domain/offer.ts';
import {type TestDesk, connectDesk} from '../../support/desk-client.ts';
import {BILLING_LINE, type TestHub} from '../../support/test-hub.ts';

export const SUPPORT_LINE = '+12015550101';

const DONE = {status: 'done', result: null};

export type Offered = {readonly offer: Offer; readonly contact: Contact};

/** A desk whose agent may be offered work. */
export async function availableDesk(hub: TestHub, subject: string, at: {url: string} = hub): Promise<TestDesk> {
  const desk = await connectDesk({url: at.url, issuer: hub.issuer}, subject);
  await becomeAvailable(desk);
  return desk;
}

export async function becomeAvailable(desk: TestDesk): Promise<void> {
  assert.deepEqual(await desk.hub.send('SetPresence', {base: 'available', reason: null}), DONE);
}

export async function becomeIdle(desk: TestDesk): Promise<void> {
  assert.deepEqual(await desk.hub.send('SetPresence', {base: 'away', reason: null}), DONE);
}

let calls = 0;

export type Call = {
  readonly from?: string;
  readonly to?: string;
  readonly name?: string;
  readonly data?: Record<string, string>;
  readonly untold?: boolean;
};

/** A customer calls (`untold`: and the wake-up of its commit is lost), by the rule a phone's command runs; nobody's phone page is needed. @returns the contact */
export async function customerCalls(hub: TestHub, call: Call = {}): Promise<string> {
  calls += 1;
  const number = call.from ?? `+1201556${String(calls).padStart(4, '0')}`;
  const body = {to: call.to ?? BILLING_LINE, name: call.name ?? null, data: call.data ?? {}};
  const refused = await hub.store.decide((work) =>
    placeCall(call.untold === true ? {...work, wake: () => undefined} : work, {number, mediaProcessId: null}, body),
  );
  assert.equal(refused, null);
  const [leg] = await hub.query<{contact_id: string}>(
    'select contact_id from leg where address = $1 and closed_at is null',
    [number],
  );
  assert.ok(leg);
  return leg.contact_id;
}

/** The offer of a contact at a desk, from place `from` of its events on. */
export async function offerOf(desk: TestDesk, contactId: string, from = 0): Promise<Offered> {
  const found = await desk.events.find(
    `an offer of the contact`,
    (event) => event.type === 'ContactOffered' && event.contact.id === contactId,
    from,
  );
  assert.ok(found.type === 'ContactOffered');
  return found;
}

export async function accept(desk: TestDesk, {offer}: Offered): Promise<void> {
  assert.deepEqual(await desk.hub.send('AcceptOffer', {offerId: offer.id, fence: offer.fence}), DONE);
}

export async function decline(desk: TestDesk, {offer}: Offered): Promise<void> {
  assert.deepEqual(await desk.hub.send('DeclineOffer', {offerId: offer.id, fence: offer.fence}), DONE);
}

/** Ends a contact in the agent's hands and wraps it up. */
export async function finish(desk: TestDesk, contactId: string): Promise<void> {
  assert.equal((await desk.hub.send('EndContact', {contactId})).status, 'done');
  assert.deepEqual(await desk.hub.send('SubmitWrapUp', {contactId, reasonId: 'solved', note: ''}), DONE);
}

/** A call that an available agent has answered. */
export async function connectedCall(hub: TestHub, desk: TestDesk, call: Call = {}): Promise<Offered> {
  const offered = await offerOf(desk, await customerCalls(hub, call));
  await accept(desk, offered);
  return offered;
}

/** What no test should find: two open offers of one contact, one agent with two ordinary calls, a contact without offer. */
export async function assertConsistent(hub: TestHub): Promise<void> {
  const [found] = await hub.query<{double_offers: number; double_agents: number; torn: number}>(`
    select (select count(*) from (select contact_id, conversation_id from offer where status in ('connecting', 'ringing') group by 1, 2 having count(*) > 1) x)::int as double_offers,
           -- A transfer that nobody took rings at who wraps it up.
           (select count(*) from offer o join participant p on p.agent_id = o.agent_id and p.contact_id <> o.contact_id
            where o.status in ('connecting', 'ringing') and o.exclusive and p.exclusive and p.status <> 'left')::int as double_agents,
           (select count(*) from contact c where (c.status = 'offered') <> exists (
              select 1 from offer o where o.contact_id = c.id and o.conversation_id is null
                and o.status in ('connecting', 'ringing')))::int as torn`);
  assert.deepEqual(found, {double_offers: 0, double_agents: 0, torn: 0});
}

/** Errors the hub logged; a test that expects none says so with this. */
export function errorsOf(hub: TestHub): readonly string[] {
  return hub.log.lines
    .filter((line) => line.level === 'error')
    .map((line) => `${line.message} ${JSON.stringify(line.fields)}`);
}
