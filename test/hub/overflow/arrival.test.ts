import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {applyToContact} from '../../../hub/contacts/apply.ts';
import {estimateWait} from '../../../hub/routing/wait-estimate.ts';
import {lockContact} from '../../../hub/store/contact-store.ts';
import type {TestHub} from '../../support/test-hub.ts';
import {SUPPORT_LINE, connectedCall, customerCalls, errorsOf, finish} from '../desk/scenes.ts';
import {hear, line, read, until, withFlows} from '../flows/scenes.ts';
import {type Person, does, endAll, person, talking} from '../parties/scenes.ts';
import {
  ONE,
  TIME_OUT,
  assertClose,
  dueInMs,
  menuOf,
  overflowingHub,
  tellMenu,
  waitedSoLong,
  wereAnswered,
  withOverflow,
} from './overflow-world.ts';

const NEVER = {id: 'never', name: 'Never', zone: 'Europe/Warsaw', weekly: [], holidays: []};
const NUMBER = '+12015550199';

describe('a queue that is too full', () => {
  let hub: TestHub;

  before(async () => {
    hub = await overflowingHub({
      billing: {
        before: [
          {when: {kind: 'waiting', limit: 2}, action: {kind: 'callback'}},
          {when: {kind: 'estimated-wait', aboveMs: 60_000}, action: {kind: 'queue', queue: 'support'}},
        ],
        waiting: [
          {afterMs: 60_000, action: {kind: 'callback'}},
          {afterMs: 120_000, action: {kind: 'queue', queue: 'support'}},
        ],
      },
    });
  });

  afterEach(async () => {
    await endAll(hub);
    await hub.query('delete from queue_wait');
  });

  after(async () => {
    await hub?.stop();
    assert.deepEqual(errorsOf(hub), []);
  });

  it('[DC-3] [DC-4] [DC-11] [PK-17] asks who comes when so many wait whether they would rather be called back, after 30 seconds', async () => {
    const first = await customerCalls(hub);
    const second = await customerCalls(hub);
    const third = await customerCalls(hub);
    for (const calm of [first, second]) assert.equal(await menuOf(hub, calm), null);
    assert.equal(await menuOf(hub, third), 'music');
    assertClose(await dueInMs(hub, third, 'wait-menu'), 30_000);
    // All wait alike.
    assert.deepEqual((await read(hub, third)).queue?.id, 'billing');
  });

  it('[DC-5] [PK-18] [PK-20] leads on whose wait would be too long, with the time they have waited; unknown is not too long', async () => {
    await wereAnswered(hub, 'billing', 90_000, 19);
    assert.equal(await estimateWait({tx: hub.store.db}, 'billing'), null);
    const stays = await read(hub, await customerCalls(hub));
    assert.equal(stays.queue?.id, 'billing');
    await wereAnswered(hub, 'billing', 90_000, 1);
    assert.equal(await estimateWait({tx: hub.store.db}, 'billing'), 90_000);
    const led = await read(hub, await customerCalls(hub));
    assert.deepEqual([led.queue?.id, led.enqueuedAt], ['support', led.createdAt]);
  });

  it('[PK-17] asks who has waited long at once, and leads on who waits longer still', async () => {
    const contactId = await customerCalls(hub);
    assertClose(await dueInMs(hub, contactId, 'overflow'), 60_000);
    await waitedSoLong(hub, contactId, 60_000);
    await until(hub, 'the offer', `exists (select 1 from wait_menu where contact_id = $1 and step = 'offer')`, [
      contactId,
    ]);
    assert.equal((await read(hub, contactId)).announcement?.sound, 'callback-offer.en');
    // Whoever is just told which key to press is not led away before they could.
    await tellMenu(hub, contactId, TIME_OUT);
    await waitedSoLong(hub, contactId, 120_000);
    await until(hub, 'the other queue', `exists (select 1 from contact where id = $1 and queue_id = 'support')`, [
      contactId,
    ]);
    // There nobody asks, and the key means nothing any more.
    await tellMenu(hub, contactId, ONE);
    assert.deepEqual([(await read(hub, contactId)).kind, await menuOf(hub, contactId)], ['ordinary', null]);
    assert.equal(await dueInMs(hub, contactId, 'overflow'), null);
  });

  it('[DC-13] asks nobody any more who talks to an agent, or has hung up', async () => {
    const anna = await person(hub);
    await customerCalls(hub);
    await customerCalls(hub);
    const contactId = await talkingWhenAsked(anna);
    await tellMenu(hub, contactId, TIME_OUT);
    const contact = await read(hub, contactId);
    assert.deepEqual([contact.announcement, await menuOf(hub, contactId)], [null, null]);
    await anna.stop();
  });

  async function talkingWhenAsked(anna: Person): Promise<string> {
    const contactId = await customerCalls(hub);
    await tellMenu(hub, contactId, TIME_OUT);
    assert.equal(await menuOf(hub, contactId), 'offer');
    await does(anna, 'SetPresence', {base: 'available', reason: null});
    for (;;) {
      const from = anna.events.all.length;
      const event = await anna.events.find('an offer', ({type}) => type === 'ContactOffered', from);
      assert.ok(event.type === 'ContactOffered');
      await does(anna, 'AcceptOffer', {offerId: event.offer.id, fence: event.offer.fence});
      if (event.contact.id === contactId) return contactId;
      await finish(anna, event.contact.id);
    }
  }

  it('[PK-19] asks nobody whom an agent has sent there', async () => {
    const anna = await person(hub);
    const contactId = await talking(hub, anna, {to: SUPPORT_LINE});
    await customerCalls(hub);
    await customerCalls(hub);
    await does(anna, 'Transfer', {contactId, target: {kind: 'queue', queueId: 'billing'}});
    assert.equal((await read(hub, contactId)).queue?.id, 'billing');
    assert.equal(await menuOf(hub, contactId), null);
    await anna.stop();
  });

  it('[PK-18] takes what callers have waited for what it is: of who was answered, once', async () => {
    const anna = await person(hub);
    await does(anna, 'SetPresence', {base: 'available', reason: null});
    const {contact} = await connectedCall(hub, anna, {to: SUPPORT_LINE});
    const waits = await hub.query<{queue_id: string; waited_ms: number}>('select queue_id, waited_ms from queue_wait');
    assert.deepEqual(
      waits.map(({queue_id: queue}) => queue),
      ['support'],
    );
    await finish(anna, contact.id);
    await anna.stop();
  });
});

describe('a queue that is closed', () => {
  it('[CB-7] [PK-17] offers to call back when it opens, in words that say so', async () => {
    const closed = {when: {kind: 'closed'}, action: {kind: 'callback'}} as const;
    const hub = await overflowingHub({billing: {before: [closed]}}, {hours: [NEVER]}, {}, {hours: 'never'});
    try {
      const contactId = await customerCalls(hub);
      await tellMenu(hub, contactId, TIME_OUT);
      assert.equal((await read(hub, contactId)).announcement?.sound, 'callback-offer-closed.en');
    } finally {
      await hub.stop();
    }
  });

  it('[PK-24] turns away with a word, and the call ends', async () => {
    const full = {when: {kind: 'waiting', limit: 1}, action: {kind: 'end'}} as const;
    const hub = await overflowingHub({billing: {before: [full]}});
    try {
      await customerCalls(hub);
      const contactId = await customerCalls(hub);
      const waits = await read(hub, contactId);
      assert.deepEqual([waits.status, waits.queue, waits.announcement], ['waiting', null, null]);
      await tellMenu(hub, contactId, {type: 'leg-connected'});
      assert.equal((await read(hub, contactId)).announcement?.sound, 'queue-busy.en');
      await hub.query(
        `update contact set announcement = jsonb_set(announcement, '{startedAtMs}', to_jsonb(0)) where id = $1`,
        [contactId],
      );
      await tellMenu(hub, contactId, {type: 'sound-ended', sound: 'queue-busy.en'});
      const ended = await read(hub, contactId);
      assert.deepEqual(ended.status === 'ended' && ended.endReason, 'flow-ended');
    } finally {
      await hub.stop();
    }
  });
});

describe('overflow elsewhere', () => {
  it('[PK-20] leads nobody in a circle, and what cannot be led on stays', async () => {
    const to = (queue: string) => ({
      before: [{when: {kind: 'waiting', limit: 1} as const, action: {kind: 'queue' as const, queue}}],
    });
    const hub = await overflowingHub({billing: to('support'), support: to('billing')});
    try {
      await customerCalls(hub);
      await customerCalls(hub, {to: SUPPORT_LINE});
      // Both are full: from one to the other, and back, where it waits.
      const contact = await read(hub, await customerCalls(hub));
      assert.deepEqual([contact.status, contact.queue?.id], ['waiting', 'billing']);
      await hub.query(`update queue set active = false where id = 'support'`);
      assert.equal((await read(hub, await customerCalls(hub))).queue?.id, 'billing');
    } finally {
      await hub.stop();
    }
  });

  it('[PK-20] rings a number, and who does not answer there leaves the caller in the queue', async () => {
    const away = {
      before: [{when: {kind: 'waiting', limit: 1} as const, action: {kind: 'number' as const, number: NUMBER}}],
    };
    const hub = await overflowingHub({billing: away});
    try {
      await customerCalls(hub);
      const contact = await read(hub, await customerCalls(hub));
      // Nobody has that number here.
      assert.deepEqual([contact.status, contact.queue?.id], ['waiting', 'billing']);
      const rung = contact.participants.find(({role}) => role === 'dial-number');
      assert.deepEqual(rung?.party.kind === 'dial-number' && rung.party.address, NUMBER);
    } finally {
      await hub.stop();
    }
  });

  it('[PK-20] who was led to a number that nobody answers meets what their queue has for who waits', async () => {
    const hub = await overflowingHub({
      billing: {
        before: [{when: {kind: 'waiting', limit: 0}, action: {kind: 'number', number: NUMBER}}],
        waiting: [{afterMs: 60_000, action: {kind: 'callback'}}],
      },
    });
    try {
      const contactId = await customerCalls(hub);
      assert.equal((await read(hub, contactId)).status, 'waiting');
      await until(
        hub,
        'the next rule',
        `exists (select 1 from timer where kind = 'overflow' and subject = $1 and due_at > now() + interval '30 seconds')`,
        [contactId],
      );
      assertClose(await dueInMs(hub, contactId, 'overflow'), 60_000);
      await waitedSoLong(hub, contactId, 60_000);
      await until(hub, 'the offer', `exists (select 1 from wait_menu where contact_id = $1 and step = 'offer')`, [
        contactId,
      ]);
    } finally {
      await hub.stop();
    }
  });

  it('[PK-24] nobody is turned away who has spoken to an agent, however long they have waited', async () => {
    const ends = {waiting: [{afterMs: 60_000, action: {kind: 'end'} as const}]};
    const hub = await overflowingHub({billing: ends});
    const anna = await person(hub);
    try {
      const contactId = await talking(hub, anna);
      const [leg] = await hub.query<{id: string}>(
        `select leg.id from leg join participant p on p.id = leg.participant_id and p.role = 'primary' where leg.contact_id = $1`,
        [contactId],
      );
      await hub.store.decide(async (work) => {
        const contact = await lockContact(work, contactId);
        assert.ok(contact && leg);
        await applyToContact(work, contact, {type: 'give-up-leg', legId: leg.id}, null, 'timer');
      });
      assert.equal((await read(hub, contactId)).status, 'waiting');
      await waitedSoLong(hub, contactId, 60_000);
      await until(hub, 'the timer is gone', `not exists (select 1 from overflow_run where contact_id = $1)`, [
        contactId,
      ]);
      const waits = await read(hub, contactId);
      assert.deepEqual([waits.status, waits.queue?.id], ['waiting', 'billing']);
    } finally {
      await anna.stop();
      await hub.stop();
    }
  });

  it('[DC-6] [PK-25] is overridden by the rule that leads to the queue: a step of a flow, or an entry point', async () => {
    const callback = {before: [{when: {kind: 'waiting', limit: 1} as const, action: {kind: 'callback' as const}}]};
    const nothing = {before: [], waiting: []};
    const steps = [{id: 'q', kind: 'queue', queue: 'billing', overflow: nothing}];
    const withFlow = withFlows({calm: steps});
    const hub = await overflowingHub(
      {},
      {},
      {
        organisation: (file) => withOverflow({billing: callback, support: callback})(withFlow(file)),
      },
    );
    try {
      await customerCalls(hub);
      assert.equal(await menuOf(hub, await customerCalls(hub)), 'music');
      const through = await customerCalls(hub, {to: line('calm', ['calm'])});
      await hear(hub, through);
      assert.equal((await read(hub, through)).queue?.id, 'billing');
      assert.equal(await menuOf(hub, through), null);
      await hub.query(`update entry_point set overflow = $1 where id = 'support-line'`, [JSON.stringify(nothing)]);
      await customerCalls(hub, {to: SUPPORT_LINE});
      assert.equal(await menuOf(hub, await customerCalls(hub, {to: SUPPORT_LINE})), null);
    } finally {
      await hub.stop();
    }
  });
});
