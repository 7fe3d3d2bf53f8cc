import assert from 'node:assert/strict';
import {once} from 'node:events';
import {type Socket, connect, createServer} from 'node:net';
import {after, before, describe, it} from 'node:test';
import {connectDesk} from '../support/desk-client.ts';
import {type TestHub, startTestHub} from '../support/test-hub.ts';

/** A way to the hub that can swallow everything without a word, as a network does that went away. */
type Way = {readonly url: string; swallow(): void; close(): void};

async function openWay(target: string): Promise<Way> {
  const pairs = new Set<readonly [Socket, Socket]>();
  let swallowing = false;
  const server = createServer((near) => {
    const far = connect(Number(new URL(target).port), '127.0.0.1');
    pairs.add([near, far]);
    const pass = (from: Socket, to: Socket) => {
      from.on('data', (chunk) => swallowing || to.write(chunk));
      from.on('close', () => swallowing || to.destroy());
      from.on('error', () => to.destroy());
    };
    pass(near, far);
    pass(far, near);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    swallow: () => (swallowing = true),
    close() {
      server.close();
      for (const [near, far] of pairs) {
        near.destroy();
        far.destroy();
      }
    },
  };
}

describe('a connection that is there and dead', () => {
  let hub: TestHub;
  const ways: Way[] = [];

  before(async () => {
    hub = await startTestHub();
  });

  after(async () => {
    for (const way of ways) way.close();
    await hub?.stop();
  });

  async function way(): Promise<Way> {
    const opened = await openWay(hub.url);
    ways.push(opened);
    return opened;
  }

  it('[NL-6] is found by a command that gets no answer: it goes by the next way, and is done once', async () => {
    const [first, second] = [await way(), await way()];
    const desk = await connectDesk({url: first.url, issuer: hub.issuer}, 'lea', 'lea', {
      hubUrls: [first.url, second.url],
    });
    const snapshots = desk.snapshots.all.length;
    first.swallow();
    assert.equal((await desk.hub.send('SetPresence', {base: 'available', reason: null})).status, 'done');
    const {agent} = await desk.snapshots.find('a snapshot by the other way', () => true, snapshots);
    assert.equal(agent.id.length > 0, true);
    await desk.stop();
  });

  it('[NL-6] is found without a command too', async () => {
    const [first, second] = [await way(), await way()];
    const desk = await connectDesk({url: first.url, issuer: hub.issuer}, 'mia', 'mia', {
      hubUrls: [first.url, second.url],
    });
    const snapshots = desk.snapshots.all.length;
    first.swallow();
    await desk.states.find('it notices', (state) => state.status === 'reconnecting');
    await desk.snapshots.find('a snapshot by the other way', () => true, snapshots);
    await desk.stop();
  });
});
