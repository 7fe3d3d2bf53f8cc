import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {sql} from 'kysely';
import {type TestMailServer, startMailServer} from '../../support/mail-server.ts';
import type {TestHub} from '../../support/test-hub.ts';
import {type Person, person, talking} from '../parties/scenes.ts';
import {
  dials,
  ends,
  hubForEmergencies,
  isStatus,
  responders,
  toldOf,
  waitingForRows,
  whileAllIsTaken,
  whileHeld,
} from './emergency-world.ts';

describe('emergencies of several agents at once', {timeout: 120_000}, () => {
  let server: TestMailServer;
  let hub: TestHub;
  const stopped: {stop(): Promise<void>}[] = [];

  before(async () => {
    server = await startMailServer();
    hub = await hubForEmergencies(
      {configuration: {mail: {url: server.url, from: 'desk@northwind.example'}}},
      {notifications: 'lead@northwind.example'},
    );
    stopped.push(await responders(hub));
  });

  after(async () => {
    for (const each of stopped) await each.stop();
    await hub?.stop();
    await server?.stop();
  });

  async function somebody(): Promise<Person> {
    const made = await person(hub);
    stopped.push(made);
    return made;
  }

  it('[EC-46] what follows from one waits for somebody slow: another is told of and settled meanwhile', async () => {
    const [anna, ben] = [await somebody(), await somebody()];
    const contactId = await talking(hub, anna);
    const held = Promise.withResolvers<void>();
    const locked = Promise.withResolvers<void>();
    const slow = hub.store.decide(async ({tx}) => {
      await tx.selectFrom('contact').select('id').where('id', '=', contactId).forUpdate().execute();
      locked.resolve();
      await held.promise;
    });
    await locked.promise;
    await dials(anna);
    const {callId} = await dials(ben, '933');
    await server.mails.find('a mail about Ben', ({content}) => content.subject?.includes(ben.subject) === true);
    await toldOf(ben, 'his contacts are told', (own) => own?.contacts === 'told');
    assert.deepEqual(await ben.hub.send('EndEmergency', {callId}), {status: 'done', result: null});
    await isStatus(ben, 'over');
    const lifted = 'select 1 from agent_emergency where agent_id = $1';
    while ((await hub.query(lifted, [ben.agentId])).length > 0) await new Promise((resolve) => setImmediate(resolve));
    held.resolve();
    await slow;
  });

  const told = ({subject}: Person) =>
    server.mails.find(`a mail about ${subject}`, ({content}) => content.subject?.includes(subject) === true);

  it('[EC-180] the mail is written and sent while every connection for ordinary work is taken', async () => {
    const [anna, ben] = [await somebody(), await somebody()];
    let callId = '';
    await whileAllIsTaken(hub, ben, async () => {
      ({callId} = await dials(anna, '933'));
      await told(anna);
    });
    await ends(anna, callId);
  });

  it('[EC-180] the mail of one waits for no call whose sound is to go to another place', async () => {
    const [anna, ben] = [await somebody(), await somebody()];
    const calls: string[] = [];
    // What is read of each call to see whether it has to.
    await whileHeld(hub, sql`lock table emergency_description in access exclusive mode`, async () => {
      for (const each of [anna, ben]) {
        calls.push((await dials(each, '933')).callId);
        await told(each);
      }
    });
    for (const [at, each] of [anna, ben].entries()) await ends(each, calls[at] ?? '');
  });

  it('[EC-180] a dial finds a connection while more mails than there are connections wait for their calls', async () => {
    const callers: Person[] = [];
    for (let at = 0; at < 8; at += 1) callers.push(await somebody());
    for (const each of callers) await dials(each, '933');
    const ben = await somebody();
    await hub.query(`update emergency_call set mailed = '{}'`);
    await whileHeld(hub, sql`select 1 from emergency_call for update`, async () => {
      await waitingForRows(hub, 3);
      await dials(ben, '933');
    });
  });
});
