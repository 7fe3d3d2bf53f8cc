import assert from 'node:assert/strict';
import {after, afterEach, before, beforeEach, describe, it} from 'node:test';
import type {TestHub} from '../../support/test-hub.ts';
import {accept, becomeAvailable, errorsOf, offerOf} from '../desk/scenes.ts';
import {MAIL, integrator, withMailbox} from '../digital/scenes.ts';
import {type Person, endAll, person} from '../parties/scenes.ts';
import {CUSTOMER, becomesDue, hubForCallbacks, offered, problemsIn, schedules, wish} from './callback-world.ts';

describe('a scheduled callback, where it came from and what is known of it', {timeout: 120_000}, () => {
  let hub: TestHub;
  let anna: Person;

  before(async () => {
    hub = await hubForCallbacks({organisation: withMailbox});
  });

  beforeEach(async () => {
    anna = await person(hub);
  });

  afterEach(async () => {
    await endAll(hub);
    await anna.stop();
    await hub.query('delete from callback');
  });

  after(async () => {
    await hub?.stop();
    assert.deepEqual(errorsOf(hub), []);
  });

  it('[PK-134] each change is in the audit, by whom and which fields, and no value of any', async () => {
    const id = await schedules(anna);
    const edited = await anna.hub.send('EditCallback', {
      ...wish({name: 'Marked Name', reason: 'Marked reason', number: null}),
      ...{callbackId: id, version: 1},
    });
    assert.equal(edited.status, 'done', JSON.stringify(edited));
    assert.equal((await anna.hub.send('DeleteCallback', {callbackId: id, version: 2})).status, 'done');
    const rows = await hub.query<{actor: string; action: string; changed: string | null}>(
      `select actor, action, detail->>'changed' as changed from audit where detail->>'callback' = $1 order by id`,
      [id],
    );
    assert.deepEqual(rows, [
      {actor: `agent:${anna.agentId}`, action: 'callback-schedule', changed: null},
      {actor: `agent:${anna.agentId}`, action: 'callback-edit', changed: 'name reason'},
      {actor: `agent:${anna.agentId}`, action: 'callback-cancel', changed: null},
    ]);
    const marked = await hub.query(`select 1 from audit where detail::text like '%Marked%' or detail::text like $1`, [
      `%${CUSTOMER.slice(2)}%`,
    ]);
    assert.deepEqual(marked, []);
  });

  it('[CB-41] a queue that is not active any more is refused at its field', async () => {
    await hub.query(`update queue set active = false where id = 'support'`);
    const reply = await anna.hub.send('ScheduleCallback', {...wish({queueId: 'support'}), contactId: null});
    await hub.query(`update queue set active = true where id = 'support'`);
    assert.deepEqual(problemsIn(reply), ['queue unknown']);
  });

  it('[PK-133] [CB-51] [CB-52] [CB-44] one promised in a digital contact has its page and what is known of it, and is listed there', async () => {
    const shop = await integrator(hub);
    await becomeAvailable(anna);
    const from = anna.events.all.length;
    const contactId = await shop.bring({...MAIL, queue: undefined});
    await accept(anna, await offerOf(anna, contactId, from));
    await anna.event('ContactConnected', from);
    const id = await schedules(anna, {contactId, reason: ''});
    const listed = await anna.hub.ask('ListCallbacks', {scope: {kind: 'contact', contactId}});
    assert.deepEqual(
      listed.callbacks.map((each) => each.id),
      [id],
    );
    const later = anna.events.all.length;
    await becomesDue(hub, id);
    const ring = await offered(anna, later);
    assert.equal(ring.contact.channel, 'voice');
    assert.equal(ring.contact.link, MAIL.link);
    assert.equal(ring.contact.variables.find(({name}) => name === 'caseNo')?.value, MAIL.variables.caseNo);
  });
});
