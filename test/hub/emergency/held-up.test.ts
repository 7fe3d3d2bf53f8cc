import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {type TestMailServer, startMailServer} from '../../support/mail-server.ts';
import type {TestHub} from '../../support/test-hub.ts';
import {type Person, person, talking} from '../parties/scenes.ts';
import {dials, hubForEmergencies, isStatus, responders, toldOf} from './emergency-world.ts';

describe('emergencies of several agents at once', {timeout: 60_000}, () => {
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
});
