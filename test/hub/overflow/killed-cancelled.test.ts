import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {CallbackProgress} from '../../../src/api/wire/callback-request.ts';
import type {TestDesk} from '../../support/desk-client.ts';
import {schedules, wish} from '../callbacks/callback-world.ts';
import {send} from '../callbacks/request-world.ts';
import {accept, becomeAvailable, becomeIdle, finish} from '../desk/scenes.ts';
import {askedElsewhere, becomesDue, isCalled, passTime, ringsAt, scheduled, waits} from './killed-steps.ts';
import {KilledHubs, type Step, type Story, tellAll} from './killed-world.ts';

describe('hubs that are killed between any two steps of a cancellation', {timeout: 300_000}, () => {
  const hubs = new KilledHubs();
  let anna: TestDesk;
  let sofia: TestDesk;
  /** Who is called after each story: whatever was to be called before them has been called by then. */
  let next: Story;

  before(async () => {
    await hubs.start();
    anna = await hubs.desk('anna');
    sofia = await hubs.desk('sofia', ['supervisor']);
    next = await hubs.telephone('+12015557999');
  });

  after(() => hubs.stop());

  const desk = (): TestDesk => anna;
  const takenBack = ({number}: Story) => hubs.ledger.takenBack.push(number);
  const ref = async (story: Story) => {
    const {id, version} = await hubs.callbackOf(story);
    return {callbackId: id, version};
  };

  const moved: Step = {
    name: 'a supervisor gives it to another queue',
    async do(story) {
      const reply = await sofia.hub.send('MoveCallback', {...(await ref(story)), queueId: 'support'});
      assert.equal(reply.status, 'done', JSON.stringify(reply));
    },
  };
  const assigned: Step = {
    name: 'the agent takes it upon themselves',
    async do(story) {
      const assigneeId = anna.snapshots.all[0]?.agent.id ?? '';
      const edit = {...wish({assigneeId, number: null}), ...(await ref(story))};
      const reply = await anna.hub.send('EditCallback', edit);
      assert.equal(reply.status, 'done', JSON.stringify(reply));
    },
  };
  const deleted: Step = {
    name: 'the agent deletes it',
    async do(story) {
      const reply = await anna.hub.send('DeleteCallback', await ref(story));
      assert.equal(reply.status, 'done', JSON.stringify(reply));
      takenBack(story);
    },
  };
  const cancelledAbove: Step = {
    name: 'a supervisor cancels it',
    async do(story) {
      const reply = await sofia.hub.send('CancelCallback', await ref(story));
      assert.equal(reply.status, 'done', JSON.stringify(reply));
      takenBack(story);
    },
  };
  const calledOff: Step = {
    name: 'the agent ends it',
    async do(story) {
      assert.equal((await anna.hub.send('EndContact', {contactId: story.contactId})).status, 'done');
      takenBack(story);
    },
  };
  const withdrawn: Step = {
    name: 'the customer cancels it by their link',
    async do(story) {
      assert.equal(await cancelledAt(hubs.urlOf(story), 'POST', '/cancel', story), 'cancelled');
      takenBack(story);
      // Whoever is not sure presses again, wherever they are led to.
      for (const url of hubs.urls) assert.equal(await cancelledAt(url, 'POST', '/cancel', story), 'cancelled');
    },
  };

  async function cancelledAt(url: string, method: string, path: string, {token}: Story): Promise<string> {
    const response = await send({url}, method, path, undefined, {token});
    const progress: CallbackProgress = Object(await response.json());
    return progress.status;
  }

  const rings = [askedElsewhere(hubs), waits(hubs), ringsAt(hubs, desk)];
  const dials = isCalled(desk);

  // What comes before is struck where it is kept as well: of one that rings it is enough from there on.
  const kinds = {
    'given away and deleted by its agent': {steps: [scheduled(hubs, desk), moved, assigned, deleted]},
    'withdrawn before its time': {steps: [askedElsewhere(hubs, 'slot'), withdrawn]},
    'withdrawn while it waits': {steps: [askedElsewhere(hubs), waits(hubs), withdrawn]},
    'withdrawn while it rings at an agent': {steps: [...rings, withdrawn], from: 2},
    'withdrawn while the customer is rung': {steps: [...rings, ...dials, withdrawn], from: 3},
    'cancelled by a supervisor while it rings at an agent': {
      steps: [scheduled(hubs, desk), becomesDue(hubs), ringsAt(hubs, desk), cancelledAbove],
      from: 3,
    },
    'ended by the agent while the customer is rung': {
      steps: [scheduled(hubs, desk), becomesDue(hubs), ringsAt(hubs, desk), ...dials, calledOff],
      from: 5,
    },
  };

  tellAll(
    kinds,
    (kind, step) => `[PK-140] one ${kind} stays so, and nobody is spoken to, when both hubs die after: ${step}`,
    async (steps, struck) => {
      const story = await hubs.tell(steps, struck, true);
      await assertTooLate(story);
      await passTime(hubs, story.number);
      await callsNext();
      const {status} = await hubs.callbackOf(story);
      assert.equal(status, 'cancelled');
      if (story.token !== '')
        for (const url of hubs.urls) assert.equal(await cancelledAt(url, 'GET', '/status', story), 'cancelled');
      assert.equal(hubs.ledger.owed(story.number), 0, 'nothing is owed');
      assert.ok(!hubs.ledger.spoken.includes(story.number), 'nobody was spoken to');
      assert.ok(
        [...story.rung].every((callId) => callId === story.contactId),
        'nobody is rung again',
      );
    },
  );

  /** What still rings somewhere for one who was too slow: neither the agent nor the customer can take it. */
  async function assertTooLate({contactId, phone, rung}: Story): Promise<void> {
    if (contactId === '') return;
    if (rung.size > 0) {
      await phone.states.find('it stops', ({call}) => call?.callId === contactId && call.status === 'ended');
      // Picked up all the same, nobody is there: the ledger would know.
      await phone.client.send('AnswerCall', {callId: contactId});
      const reply = await anna.hub.send('SubmitWrapUp', {contactId, reasonId: 'not-reached', note: ''});
      assert.equal(reply.status, 'done', JSON.stringify(reply));
      return;
    }
    // A desk that lost its hub may never have seen it; one that did is as late with it.
    const offers = await hubs.place.query<{id: string; fence: number}>(
      'select id, fence::int from offer where contact_id = $1',
      [contactId],
    );
    for (const {id, fence} of offers)
      assert.equal((await anna.hub.send('AcceptOffer', {offerId: id, fence})).status, 'refused', 'accepted');
  }

  /** Somebody else is called, whose time came later. */
  async function callsNext(): Promise<void> {
    await becomeIdle(anna);
    await hubs.place.query('delete from callback where number = $1', [next.number]);
    await schedules(anna, {number: next.number});
    hubs.ledger.promised.push(next.number);
    await passTime(hubs, next.number);
    await waits(hubs).do(next);
    const from = anna.events.all.length;
    await becomeAvailable(anna);
    const event = await anna.event('ContactOffered', from);
    next.contactId = (await hubs.callbackOf(next)).contact_id;
    assert.equal(event.contact.id, next.contactId, 'the first who is offered is somebody else');
    await accept(anna, event);
    const {contactId: callId} = next;
    await next.phone.states.find('it rings', ({call}) => call?.status === 'ringing' && call.callId === callId);
    assert.equal((await next.phone.client.send('AnswerCall', {callId})).status, 'done');
    await next.phone.states.find('they speak', ({call}) => call?.status === 'connected' && call.callId === callId);
    await finish(anna, callId);
    await becomeIdle(anna);
    assert.equal(hubs.ledger.owed(next.number), 0);
  }

  it('[PK-140] nothing is owed to anybody, by a ledger outside of the database', () => {
    const {promised, takenBack: back, spoken} = hubs.ledger;
    assert.deepEqual([...back, ...spoken].toSorted(), promised.toSorted());
    const told = Object.values(kinds).reduce((sum, {steps, from = 0}: Told) => sum + steps.length - from, 0);
    assert.equal(back.length, told);
  });
});

type Told = {readonly steps: readonly Step[]; readonly from?: number};
