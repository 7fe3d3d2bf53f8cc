import assert from 'node:assert/strict';
import {once} from 'node:events';
import {request} from 'node:http';
import {after, before, describe, it} from 'node:test';
import WebSocket from 'ws';
import {connectBare} from '../../support/desk-client.ts';
import {type TestHub, startTestHub} from '../../support/test-hub.ts';
import {errorsOf} from './scenes.ts';

const HANDSHAKE = '{"protocol":"json","version":1}\u001e';

describe('the doors of the hub', () => {
  let hub: TestHub;

  before(async () => {
    hub = await startTestHub();
  });

  after(async () => {
    assert.deepEqual(errorsOf(hub), []);
    await hub?.stop();
  });

  const negotiate = (headers: Record<string, string>) =>
    fetch(`${hub.url}/desk/negotiate?negotiateVersion=1`, {method: 'POST', headers});

  /** A socket past its handshake, closed by the hub in the end. */
  async function rawSocket(subject = 'raw'): Promise<{socket: WebSocket; closed: Promise<unknown>}> {
    const token = await hub.issuer.token(subject);
    const socket = new WebSocket(`${hub.url.replace('http', 'ws')}/desk?access_token=${token}`);
    const closed = once(socket, 'close', {signal: AbortSignal.timeout(10_000)});
    await once(socket, 'open');
    const answered = once(socket, 'message');
    socket.send(HANDSHAKE);
    await answered;
    return {socket, closed};
  }

  /** The next connection works: nothing of the last one is left in the way. */
  async function assertServes(): Promise<void> {
    const desk = await connectBare(hub.url, await hub.issuer.token('next'));
    assert.equal((await desk.resume()).agent.name, 'Test Agent');
    await desk.stop();
  }

  it('[HU-50] nobody comes in without a good token for this hub and a role at it', async () => {
    for (const roles of [['visitor'], []])
      assert.equal((await negotiate({authorization: `Bearer ${await hub.issuer.token('anna', {roles})}`})).status, 403);
    const tokens = [
      await hub.issuer.token('anna', {expiresInS: -10}),
      await hub.issuer.token('anna', {audience: 'api://somebody-else'}),
      `${await hub.issuer.token('anna')}x`,
      'nonsense',
    ];
    for (const token of tokens) assert.equal((await negotiate({authorization: `Bearer ${token}`})).status, 401);
    assert.equal((await negotiate({})).status, 401);
    const good = {authorization: `Bearer ${await hub.issuer.token('anna')}`};
    assert.equal((await negotiate(good)).status, 200);
    assert.equal((await negotiate({...good, origin: 'http://stranger.test'})).status, 403);
    assert.deepEqual(await hub.query('select id from agent'), []);
  });

  it('[HU-50] a token that ends ends its connection', async () => {
    const token = await hub.issuer.token('brief', {expiresInS: 2});
    const socket = new WebSocket(`${hub.url.replace('http', 'ws')}/desk?access_token=${token}`);
    const closed = once(socket, 'close', {signal: AbortSignal.timeout(10_000)});
    await once(socket, 'open');
    socket.send(HANDSHAKE);
    await closed;
  });

  const frames: readonly (readonly [what: string, frame: string | Buffer])[] = [
    ['text that is no JSON', 'hello\u001e'],
    ['JSON that is no message', '[1, 2]\u001e'],
    ['a message without a target', '{"type":1,"arguments":[]}\u001e'],
    [
      'a message of a thousand nested lists',
      `{"type":1,"target":"HoldContact","invocationId":"1","arguments":[${'['.repeat(10_000)}${']'.repeat(10_000)}]}\u001e`,
    ],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x1e])],
    [
      'more than a message may have',
      `{"type":1,"target":"Dial","arguments":[{"number":"${'1'.repeat(40_000)}"}]}\u001e`,
    ],
  ];
  for (const [what, frame] of frames) {
    it(`[HU-51] ${what} ends that connection at most, and the next one works`, async () => {
      const {socket, closed} = await rawSocket();
      const answered = once(socket, 'message').then(([data]) => String(data));
      socket.send(frame);
      const answer = await Promise.race([answered, closed.then(() => '')]);
      assert.ok(answer === '' || /"error"/.test(answer), answer);
      socket.close();
      await closed;
      await assertServes();
    });
  }

  it('[HU-51] a frame larger than any message is not even read', async () => {
    const {socket, closed} = await rawSocket();
    socket.send('x'.repeat(5 * 1024 * 1024));
    socket.on('error', () => undefined);
    await closed;
    await assertServes();
  });

  it('[HU-52] plain requests get plain answers', async () => {
    assert.deepEqual(await (await fetch(`${hub.url}/health/ready`)).json(), {status: 'ready'});
    assert.deepEqual(await (await fetch(`${hub.url}/health/live`)).json(), {status: 'live'});
    assert.equal((await fetch(`${hub.url}/nowhere`)).status, 404);
    const upgrade = request(`${hub.url}/nowhere`, {headers: {connection: 'upgrade', upgrade: 'websocket'}});
    upgrade.end();
    const [error] = await once(upgrade, 'error');
    assert.equal(error.code, 'ECONNRESET');
    await assertServes();
  });
});
