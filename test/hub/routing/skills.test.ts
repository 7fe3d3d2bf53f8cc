import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import type {TestDesk} from '../../support/desk-client.ts';
import {type TestHub, startTestHub} from '../../support/test-hub.ts';
import {assertConsistent, availableDesk, becomeIdle, customerCalls, errorsOf, offerOf} from '../desk/scenes.ts';
import {clear, hangUp} from './clear.ts';

const PLAIN_LINE = '+12015550100';
const ENGLISH_LINE = '+12015550111';
const BOTH_LINE = '+12015550112';
const MARKER_LINE = '+12015550113';

/** One queue for all four with a plain line and one for English; one that asks for Polish itself, entered by way of English. */
function organisation(file: object): object {
  const {queues, entryPoints} = Object(file);
  const [billing, support] = queues;
  const members = ['anna', 'ben', 'carl', 'dana'];
  const [plain] = entryPoints;
  const agent = (subject: string, skills: object) => ({id: subject, subject, skills});
  return {
    ...file,
    skills: [
      {id: 'english', name: 'English'},
      {id: 'polish', name: 'Polish'},
      {id: 'marker', name: 'Marker'},
    ],
    agents: [
      agent('anna', {english: 5, polish: 1}),
      agent('ben', {english: 2}),
      agent('carl', {}),
      agent('dana', {english: 3}),
      agent('marker', {marker: 1}),
    ],
    queues: [
      {...billing, members},
      {...support, members, skills: {polish: 1}},
      {id: 'marker', name: 'Marker', members: ['marker'], skills: {marker: 1}},
    ],
    entryPoints: [
      plain,
      {...plain, id: 'english-line', number: ENGLISH_LINE, skills: {english: 3}},
      {...plain, id: 'both-line', number: BOTH_LINE, queue: 'support', skills: {english: 3}},
      {...plain, id: 'marker-line', number: MARKER_LINE, queue: 'marker'},
    ],
  };
}

describe('routing by skills', () => {
  let hub: TestHub;
  let marker: TestDesk | undefined;
  const desks: TestDesk[] = [];

  before(async () => {
    hub = await startTestHub({organisation});
  });

  afterEach(async () => {
    await assertConsistent(hub);
    assert.deepEqual(errorsOf(hub), []);
    await Promise.all([marker, ...desks.splice(0)].map(async (desk) => desk?.stop()));
    await clear(hub);
    await hub.query(`update queue set active = true`);
  });

  after(() => hub?.stop());

  async function available(...subjects: readonly string[]): Promise<readonly TestDesk[]> {
    const made: TestDesk[] = [];
    for (const subject of subjects) made.push(await availableDesk(hub, subject));
    desks.push(...made);
    return made;
  }

  /** Two rounds of the hub's loop: what it was told before has been looked at. The marker takes nothing else meanwhile. */
  async function settle(): Promise<void> {
    for (let round = 0; round < 2; round += 1) {
      const contactId = await customerCalls(hub, {to: MARKER_LINE});
      marker = await availableDesk(hub, 'marker');
      await offerOf(marker, contactId);
      await marker.stop();
      await hub.query(`delete from agent_session using agent where agent.id = agent_id and subject = 'marker'`);
      await hangUp(hub, contactId);
    }
  }

  async function offeredTo(contactId: string): Promise<readonly string[]> {
    const rows = await hub.query<{subject: string}>(
      'select a.subject from offer o join agent a on a.id = o.agent_id where o.contact_id = $1 order by o.fence',
      [contactId],
    );
    return rows.map((row) => row.subject);
  }

  it('[RT-7] a contact goes to whoever has been idle longest among those with the skill at its level', async () => {
    const [, , anna] = await available('carl', 'ben', 'anna', 'dana');
    assert.ok(anna);
    await settle();
    const contactId = await customerCalls(hub, {to: ENGLISH_LINE});
    await offerOf(anna, contactId);
    assert.deepEqual(await offeredTo(contactId), ['anna']);
  });

  it('[RT-7] who becomes free is offered nothing they have not the skill for, or not at its level', async () => {
    const contactId = await customerCalls(hub, {to: ENGLISH_LINE});
    await available('carl', 'ben');
    await settle();
    assert.deepEqual(await offeredTo(contactId), []);
    const [dana] = await available('dana');
    assert.ok(dana);
    await offerOf(dana, contactId);
  });

  it('[RT-8] many who wait for a skill do not hide the one who needs none', async () => {
    for (let n = 0; n < 12; n += 1) await customerCalls(hub, {to: ENGLISH_LINE});
    const plain = await customerCalls(hub, {to: PLAIN_LINE});
    const [carl] = await available('carl');
    assert.ok(carl);
    await offerOf(carl, plain);
  });

  it('[RT-8] a queue and its entry point ask together', async () => {
    const contactId = await customerCalls(hub, {to: BOTH_LINE});
    const [row] = await hub.query('select skills, skill_key from contact where id = $1', [contactId]);
    assert.deepEqual(row, {skills: {english: 3, polish: 1}, skill_key: 'english:3 polish:1'});
    await available('dana', 'ben');
    await settle();
    assert.deepEqual(await offeredTo(contactId), []);
    const [anna] = await available('anna');
    assert.ok(anna);
    await offerOf(anna, contactId);
  });

  it('[RT-10] an idle agent who learns a skill is offered what waits for it', async () => {
    const [carl] = await available('carl');
    assert.ok(carl);
    const contactId = await customerCalls(hub, {to: ENGLISH_LINE});
    await settle();
    assert.deepEqual(await offeredTo(contactId), []);
    await hub.query(`insert into agent_skill select id, 'english', 4 from agent where subject = 'carl'`);
    await offerOf(carl, contactId);
    await hub.query(`delete from agent_skill using agent where agent.id = agent_id and subject = 'carl'`);
  });

  it('[RT-10] an idle agent who is no longer good enough is not offered it, whatever the idle list says', async () => {
    const [dana, anna] = await available('dana', 'anna');
    assert.ok(anna && dana);
    await settle();
    await hub.query(`update agent_skill set level = 1 from agent where agent.id = agent_id and subject = 'dana'`);
    const contactId = await customerCalls(hub, {to: ENGLISH_LINE});
    await offerOf(anna, contactId);
    assert.deepEqual(await offeredTo(contactId), ['anna']);
    await hub.query(`update agent_skill set level = 3 from agent where agent.id = agent_id and subject = 'dana'`);
  });

  it('[RT-11] a queue that is no more is served until it is empty, whoever comes second', async () => {
    await hub.query(`update queue set active = false where id = 'billing'`);
    const waiting = await customerCalls(hub, {to: PLAIN_LINE});
    const [carl, ben] = await available('carl');
    assert.ok(carl && ben === undefined);
    await offerOf(carl, waiting);
    const [other] = await available('ben');
    assert.ok(other);
    await settle();
    await offerOf(other, await customerCalls(hub, {to: PLAIN_LINE}));
  });

  it('[RT-12] an agent whose wake-up was lost is found all the same', async () => {
    const [carl] = await available('carl');
    assert.ok(carl);
    await becomeIdle(carl);
    const contactId = await customerCalls(hub, {to: PLAIN_LINE});
    await settle();
    // What a decision leaves behind whose wake-up never came.
    await hub.query(`update agent set presence_base = 'available' where subject = 'carl'`);
    await hub.query(`insert into agent_due select id from agent where subject = 'carl'`);
    await offerOf(carl, contactId);
  });
});
