import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {placeCall} from '../../../hub/phone/place-call.ts';
import type {Refusal} from '../../../src/domain/refusal.ts';
import type {TestDesk} from '../../support/desk-client.ts';
import {BILLING_LINE, type TestHub, startTestHub} from '../../support/test-hub.ts';
import {clear, hangUp} from '../routing/clear.ts';
import {availableDesk, customerCalls, errorsOf} from './scenes.ts';

const MAX = 3;

describe('more calls than can be carried at once', () => {
  let hub: TestHub;
  let anna: TestDesk;

  before(async () => {
    hub = await startTestHub({organisation: (file) => ({...file, limits: {concurrentCalls: MAX}})});
  });

  afterEach(async () => {
    await anna?.stop();
    await clear(hub);
    assert.deepEqual(errorsOf(hub), []);
  });

  after(() => hub?.stop());

  const call = (from: string): Promise<Refusal | null> =>
    hub.store.decide((work) =>
      placeCall(work, {number: from, mediaProcessId: null}, {to: BILLING_LINE, name: null, data: {}}),
    );

  async function carried(): Promise<number | undefined> {
    const [row] = await hub.query<{calls: number}>(
      `select count(*)::int as calls from contact where status <> 'ended'`,
    );
    return row?.calls;
  }

  it('[CB-18] a caller beyond the limit is turned away and nothing of the call is stored; one who leaves makes room', async () => {
    const calls = [await customerCalls(hub), await customerCalls(hub), await customerCalls(hub)];
    assert.equal(await call('+12015560901'), 'limit-reached');
    assert.equal(await carried(), MAX);
    await hangUp(hub, calls[0] ?? '');
    assert.equal(await call('+12015560901'), null);
    assert.equal(await carried(), MAX);
  });

  it('[CB-18] an agent is told why no call can be made', async () => {
    anna = await availableDesk(hub, 'anna');
    await anna.hub.send('SetPresence', {base: 'busy', reason: null});
    for (let n = 0; n < MAX; n += 1) await customerCalls(hub);
    assert.deepEqual(await anna.hub.send('Dial', {number: '+12015550199'}), {status: 'refused', code: 'limit-reached'});
    assert.equal(await carried(), MAX);
  });

  it('[CB-18] an emergency number is never asked about the limit', async () => {
    anna = await availableDesk(hub, 'anna');
    await anna.hub.send('SetPresence', {base: 'busy', reason: null});
    for (let n = 0; n < MAX; n += 1) await customerCalls(hub);
    const reply = await anna.hub.send('Dial', {number: '911'});
    assert.notDeepEqual(reply, {status: 'refused', code: 'limit-reached'});
  });

  it('[CB-18] of many who call at the same moment exactly as many as fit come in', async () => {
    const answers = await Promise.all(Array.from({length: 12}, (_, n) => call(`+1201556${String(9_100 + n)}`)));
    assert.equal(answers.filter((answer) => answer === null).length, MAX);
    assert.equal(answers.filter((answer) => answer === 'limit-reached').length, 12 - MAX);
    assert.equal(await carried(), MAX);
  });
});
