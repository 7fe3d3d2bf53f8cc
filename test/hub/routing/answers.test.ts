import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import type {Offer} from '../../../src/domain/offer.ts';
import {type BareDesk, type TestDesk, connectBare, connectDesk} from '../../support/desk-client.ts';
import {type TestHub, startTestHub} from '../../support/test-hub.ts';
import {assertConsistent, availableDesk, becomeIdle, customerCalls, errorsOf, offerOf} from '../desk/scenes.ts';
import {clear} from './clear.ts';

const DONE = {status: 'done', result: null};
const refused = (code: string) => ({status: 'refused', code});
const FLOOD = 500;

describe('answers to an offer that cannot be', () => {
  let hub: TestHub;
  const desks: (TestDesk | BareDesk)[] = [];

  before(async () => {
    hub = await startTestHub({timings: {presentMs: 60_000, ringVoiceMs: 60_000}});
  });

  afterEach(async () => {
    await assertConsistent(hub);
    assert.deepEqual(errorsOf(hub), []);
    await Promise.all(desks.splice(0).map((desk) => desk.stop()));
    await clear(hub);
  });

  after(() => hub?.stop());

  async function available(subject: string): Promise<TestDesk> {
    const desk = await availableDesk(hub, subject);
    desks.push(desk);
    return desk;
  }

  const accept = (desk: TestDesk, {id, fence}: Pick<Offer, 'id' | 'fence'>) =>
    desk.hub.send('AcceptOffer', {offerId: id, fence});

  async function agentsOf(contactId: string): Promise<number | undefined> {
    const [row] = await hub.query<{agents: number}>(
      `select count(*)::int as agents from participant where contact_id = $1 and agent_id is not null`,
      [contactId],
    );
    return row?.agents;
  }

  it('[RT-20] two agents, and two desks of one, accept at once: one agent has it, once', async () => {
    const anna = await available('anna');
    const other = await connectDesk(hub, 'anna');
    desks.push(other);
    const contactId = await customerCalls(hub);
    const {offer} = await offerOf(anna, contactId);
    const ben = await available('ben');
    const answers = await Promise.all([accept(ben, offer), accept(anna, offer), accept(other, offer)]);
    assert.deepEqual(answers, [refused('not-yours'), DONE, DONE]);
    assert.equal(await agentsOf(contactId), 1);
  });

  it('[RT-20] one desk accepts while another of the agent declines: one of the two is told that it is too late', async () => {
    const anna = await available('anna');
    const other = await connectDesk(hub, 'anna');
    desks.push(other);
    const contactId = await customerCalls(hub);
    const {offer} = await offerOf(anna, contactId);
    const [accepted, declined] = await Promise.all([
      accept(anna, offer),
      other.hub.send('DeclineOffer', {offerId: offer.id, fence: offer.fence}),
    ]);
    const won = accepted.status === 'done';
    assert.deepEqual(won ? declined : accepted, refused(won ? 'already-accepted' : 'offer-gone'));
    assert.equal(await agentsOf(contactId), won ? 1 : 0);
  });

  it('[RT-21] an answer after its time is too late, before and after the hub has noticed', async () => {
    const anna = await available('anna');
    const contactId = await customerCalls(hub);
    const {offer} = await offerOf(anna, contactId);
    await anna.event('OfferPresented');
    await hub.query('update offer set expires_at = now() where id = $1', [offer.id]);
    assert.deepEqual(await accept(anna, offer), refused('offer-expired'));
    await hub.query('update timer set due_at = now() where subject = $1', [offer.id]);
    await anna.event('OfferNoAnswer');
    assert.deepEqual(await accept(anna, offer), refused('offer-gone'));
    assert.equal(await agentsOf(contactId), 0);
  });

  it('[RT-22] an answer to an earlier offer of the same contact is not one to this', async () => {
    const anna = await available('anna');
    const contactId = await customerCalls(hub);
    const {offer: first} = await offerOf(anna, contactId);
    assert.deepEqual(await anna.hub.send('DeclineOffer', {offerId: first.id, fence: first.fence}), DONE);
    const from = anna.events.all.length;
    assert.deepEqual(await anna.hub.send('SetPresence', {base: 'available', reason: null}), DONE);
    const {offer: second} = await offerOf(anna, contactId, from);
    assert.ok(second.fence > first.fence);
    assert.deepEqual(await accept(anna, first), refused('offer-gone'));
    assert.deepEqual(await accept(anna, {id: second.id, fence: first.fence}), refused('offer-gone'));
    assert.deepEqual(await accept(anna, second), DONE);
  });

  it('[RT-23] one command sent twenty times at once is done once and answered alike', async () => {
    const anna = await available('anna');
    await becomeIdle(anna);
    const bare = await connectBare(hub.url, await hub.issuer.token('anna'));
    desks.push(bare);
    await bare.resume();
    const same = {commandId: crypto.randomUUID(), base: 'busy', reason: null};
    const answers = await Promise.all(Array.from({length: 20}, () => bare.command('SetPresence', same)));
    for (const answer of answers) assert.deepEqual(answer, DONE);
    const [row] = await hub.query<{times: number}>(
      `select count(*)::int as times from agent_outbox join agent on agent.id = agent_id
       where subject = 'anna' and event ->> 'type' = 'PresenceChanged' and event -> 'agent' -> 'presence' ->> 'base' = 'busy'`,
    );
    assert.equal(row?.times, 1);
  });

  it('[RT-24] a flood of changes from one desk is answered to the last, the last one counts, and nobody else waits for it', async () => {
    const flooding = await connectBare(hub.url, await hub.issuer.token('anna'));
    const other = await connectBare(hub.url, await hub.issuer.token('ben'));
    desks.push(flooding, other);
    await Promise.all([flooding.resume(), other.resume()]);
    let answered = 0;
    // However busy the machine is: what is asked is who is answered, and in which order.
    const deadlineAt = new Date(Date.now() + 600_000).toISOString();
    const flood = Array.from({length: FLOOD}, async (_, n) => {
      const base = n === FLOOD - 1 ? 'do-not-disturb' : n % 2 === 0 ? 'available' : 'busy';
      const answer = await flooding.command('SetPresence', {base, reason: null, deadlineAt});
      answered += 1;
      return answer;
    });
    assert.deepEqual(await other.command('SetPresence', {base: 'busy', reason: null}), DONE);
    assert.ok(answered < FLOOD, 'the other one was answered before the flood was');
    const answers = await Promise.all(flood);
    for (const answer of answers) assert.deepEqual(answer, DONE);
    const [row] = await hub.query(`select presence_base from agent where subject = 'anna'`);
    assert.deepEqual(row, {presence_base: 'do-not-disturb'});
  });
});
