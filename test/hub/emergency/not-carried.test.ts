import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {connectDesk} from '../../support/desk-client.ts';
import {type TestMailServer, startMailServer} from '../../support/mail-server.ts';
import type {TestHub} from '../../support/test-hub.ts';
import {person} from '../parties/scenes.ts';
import {dials, ends, hubForEmergencies} from './emergency-world.ts';

describe('a hub whose trunk carries no emergency call', {timeout: 60_000}, () => {
  let server: TestMailServer;
  let hub: TestHub;

  before(async () => {
    server = await startMailServer();
    hub = await hubForEmergencies(
      {configuration: {trunk: 'none', mail: {url: server.url, from: 'desk@northwind.example'}}},
      {notifications: 'lead@northwind.example'},
    );
  });

  after(async () => {
    await hub?.stop();
    await server?.stop();
  });

  it('[EM-10] [EM-31] says at once to use another telephone, and tells the contacts all the same', async () => {
    const anna = await person(hub);
    const own = await dials(anna);
    assert.deepEqual([own.status, own.why, own.callbackNumber], ['dropped', 'not-carried', null]);
    assert.equal(own.holdsPresence, true);
    const {content} = await server.mails.find('a mail', () => true);
    assert.ok(content.text?.includes('The call could not be placed from the desk.'));
    await ends(anna, own.callId);
    const again = await connectDesk(hub, anna.subject);
    assert.notEqual(again.snapshots.all[0]?.agent.presence.base, 'do-not-disturb');
    await again.stop();
    await anna.stop();
  });
});
