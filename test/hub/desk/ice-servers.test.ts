import assert from 'node:assert/strict';
import {createHmac} from 'node:crypto';
import {after, before, describe, it} from 'node:test';
import {iceServersFor} from '../../../hub/desk/ice-servers.ts';
import {type TestDesk, connectDesk} from '../../support/desk-client.ts';
import {type TestHub, startTestHub} from '../../support/test-hub.ts';

const STUN = {urls: ['stun:stun.example.com'], username: null, credential: null};
const TURN = {urls: ['turn:turn.example.com', 'turns:turn.example.com:5349'], username: null, credential: null};
const OWN = {urls: ['turn:other.example.com'], username: 'fixed', credential: 'fixed'};
const SECRET = 'a-secret-shared-with-coturn';

describe('relays', () => {
  let hub: TestHub;
  let desk: TestDesk;

  before(async () => {
    hub = await startTestHub({configuration: {ice: {servers: [STUN, TURN, OWN], turnSecret: SECRET}}});
    desk = await connectDesk(hub, 'anna');
  });

  after(async () => {
    await desk?.stop();
    await hub?.stop();
  });

  it('[OP-60] a desk is told the relays, a TURN server without credentials with some of its own that end', async () => {
    const {iceServers} = await desk.hub.ask('ListIceServers', {});
    const [stun, turn, own] = iceServers;
    assert.deepEqual([stun, own], [STUN, OWN]);
    const [endsAt = '', whom = ''] = (turn?.username ?? '').split(':');
    assert.equal(whom, desk.snapshots.all[0]?.agent.id);
    const leftMs = Number(endsAt) * 1_000 - Date.now();
    assert.ok(leftMs > 11 * 3_600_000 && leftMs <= 12 * 3_600_000, `${leftMs}`);
    assert.equal(
      turn?.credential,
      createHmac('sha1', SECRET)
        .update(turn?.username ?? '')
        .digest('base64'),
    );
    assert.deepEqual(turn?.urls, TURN.urls);
  });

  it('[OP-60] the credentials are those of the TURN REST convention, by its own figures', () => {
    const [server] = iceServersFor({servers: [TURN], turnSecret: 'north'}, 'agent-1', 0);
    assert.equal(server?.username, '43200:agent-1');
    assert.equal(server?.credential, createHmac('sha1', 'north').update('43200:agent-1').digest('base64'));
  });

  it('[OP-60] without a secret a TURN server is told as it is set', () => {
    assert.deepEqual(iceServersFor({servers: [TURN], turnSecret: null}, 'agent-1', 0), [TURN]);
  });

  it('[OP-61] neither the secret nor a credential is in a log', () => {
    assert.ok(!JSON.stringify(hub.log.lines).includes(SECRET));
  });
});
