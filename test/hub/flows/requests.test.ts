import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import type {RunningHub} from '../../../hub/hub.ts';
import {type TestHub, startTestHub} from '../../support/test-hub.ts';
import {customerCalls, errorsOf} from '../desk/scenes.ts';
import {type OtherSystem, json, startOtherSystem} from './other-system.ts';
import {hangUp, hear, line, passTime, press, read, until, valuesOf, whereIs, withFlows} from './scenes.ts';

const IDS = ['lookup'];
const CALL = {to: line('lookup', IDS)};

describe('a flow that asks another system', () => {
  let hub: TestHub;
  let system: OtherSystem;

  before(async () => {
    system = await startOtherSystem();
    const steps = [
      {
        id: 'number',
        kind: 'digits',
        sound: 'enter-customer-number',
        max: 6,
        variable: 'customerId',
        next: 'ask',
        onTimeout: 'ask',
        onInvalid: 'ask',
      },
      {
        id: 'ask',
        kind: 'http',
        url: `http://127.0.0.1:${system.port}/customers/{customerId}`,
        timeoutMs: 5_000,
        variables: {tier: 'customer.tier'},
        next: 'known',
        onFailure: 'unknown',
      },
      {id: 'known', kind: 'queue', queue: 'billing'},
      {id: 'unknown', kind: 'queue', queue: 'support'},
    ];
    hub = await startTestHub({
      organisation: withFlows({lookup: steps}),
      configuration: {
        integration: {
          linkHosts: [],
          flowHosts: [`127.0.0.1:${system.port}`],
          requestsPerMinute: 60_000,
          webhooksFile: null,
          webhooksPrivate: false,
        },
      },
    });
  });

  afterEach(async () => {
    for (const {id} of await hub.query<{id: string}>(`select id from contact where status <> 'ended'`))
      await hangUp(hub, id);
    assert.deepEqual(errorsOf(hub), []);
  });

  after(async () => {
    await hub?.stop();
    await system?.stop();
  });

  async function asking(number: string): Promise<string> {
    const contactId = await customerCalls(hub, CALL);
    await hear(hub, contactId);
    await press(hub, contactId, `${number}#`);
    return contactId;
  }

  const inQueue = (contactId: string, queue: string) =>
    until(hub, `the queue ${queue}`, 'exists (select 1 from contact where id = $1 and queue_id = $2)', [
      contactId,
      queue,
    ]);

  it('[FL-13] goes on with what it was told, and hears music meanwhile', async () => {
    const {promise, resolve} = Promise.withResolvers<() => void>();
    system.answer = (response) => resolve(() => json(response, {customer: {tier: 'Gold'}}));
    const contactId = await asking('4711');
    const answer = await promise;
    assert.equal((await read(hub, contactId)).announcement, null);
    assert.equal(await whereIs(hub, contactId), 'ask http');
    answer();
    await inQueue(contactId, 'billing');
    assert.equal(valuesOf(await read(hub, contactId))['tier'], 'Gold');
    assert.equal(system.asked.all.at(-1)?.path, '/customers/4711');
  });

  it('[FL-13] goes on elsewhere when it is told nothing that it can use, and no value is changed', async () => {
    for (const answer of [
      (response) => response.writeHead(503).end(),
      (response) => response.end('no json'),
      (response) => json(response, {customer: {}}),
      (response) => response.socket?.destroy(),
    ] satisfies readonly OtherSystem['answer'][]) {
      system.answer = answer;
      const contactId = await asking('4711');
      await inQueue(contactId, 'support');
      assert.equal(valuesOf(await read(hub, contactId))['tier'], 'Standard');
    }
    // Neither a number nor an answer is in the log.
    assert.ok(!JSON.stringify(hub.log.lines).includes('4711'));
  });

  it('[FL-13] goes on elsewhere when nobody answers in time, and a later answer changes nothing', async () => {
    const {promise, resolve} = Promise.withResolvers<() => void>();
    system.answer = (response) => resolve(() => json(response, {customer: {tier: 'Gold'}}));
    const contactId = await asking('4711');
    const answer = await promise;
    await passTime(hub, contactId);
    await inQueue(contactId, 'support');
    const before = await read(hub, contactId);
    answer();
    // The next one's answer is noted after this one's was.
    system.answer = (response) => json(response, {customer: {tier: 'Silver'}});
    await inQueue(await asking('4712'), 'billing');
    assert.deepEqual(await read(hub, contactId), before);
  });

  it('[FL-14] lets go of a caller who hangs up while it asks', async () => {
    const {promise, resolve} = Promise.withResolvers<() => void>();
    system.answer = (response) => resolve(() => json(response, {customer: {tier: 'Gold'}}));
    const contactId = await asking('4711');
    const answer = await promise;
    await hangUp(hub, contactId);
    answer();
    system.answer = (response) => json(response, {customer: {tier: 'Silver'}});
    await inQueue(await asking('4712'), 'billing');
    const contact = await read(hub, contactId);
    assert.equal(contact.status, 'ended');
    assert.equal(valuesOf(contact)['tier'], 'Standard');
  });

  it('[FL-13] is asked for by another hub when the one that asked is gone, under the same name', async () => {
    const other: RunningHub = await hub.startBeside();
    const {promise: asked, resolve} = Promise.withResolvers<void>();
    // Nobody answers whoever asks first.
    system.answer = () => resolve();
    const from = system.asked.all.length;
    const contactId = await asking('4713');
    await asked;
    const [claim] = await hub.query<{claimed_by: string}>('select claimed_by from flow_run where contact_id = $1', [
      contactId,
    ]);
    system.answer = (response) => json(response, {customer: {tier: 'Platinum'}});
    if (claim?.claimed_by === other.hubId) await other.stop();
    else await hub.restart();
    await inQueue(contactId, 'billing');
    assert.equal(valuesOf(await read(hub, contactId))['tier'], 'Platinum');
    const names = system.asked.all.slice(from).map(({headers}) => headers['idempotency-key']);
    assert.equal(names.length, 2);
    assert.equal(new Set(names).size, 1);
  });
});
