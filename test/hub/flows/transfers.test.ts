import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {type TestHub, startTestHub} from '../../support/test-hub.ts';
import {customerCalls, errorsOf} from '../desk/scenes.ts';
import {endAll, person, talking, does} from '../parties/scenes.ts';
import {type OtherSystem, json, startOtherSystem} from './other-system.ts';
import {TIME_OUT, hear, press, read, tell, until, valuesOf, whereIs, withFlows} from './scenes.ts';

const HELP = {id: 'help', kind: 'queue', queue: 'support'};
const variable = (name: string, type: string, value: string | null = null) => ({name, label: name, type, value});

describe('a transfer to another flow', () => {
  let hub: TestHub;
  let system: OtherSystem;

  before(async () => {
    system = await startOtherSystem();
    system.answer = (response) => json(response, {id: 900_900});
    const flows = {
      asks: [{id: 'hello', kind: 'play', sounds: ['transferring'], next: 'help'}, HELP],
      sets: [{id: 'set', kind: 'set', variable: 'customerId', value: '555', next: 'help'}, HELP],
      looks: [
        {
          id: 'ask',
          kind: 'http',
          url: `http://127.0.0.1:${system.port}/{customerId}`,
          variables: {customerId: 'id'},
          next: 'help',
          onFailure: 'help',
        },
        HELP,
      ],
      chain: [
        {
          id: 'number',
          kind: 'digits',
          sound: 'enter-customer-number',
          max: 6,
          variable: 'customerId',
          next: 'on',
          onTimeout: 'on',
          onInvalid: 'on',
        },
        {id: 'on', kind: 'transfer', entryPoint: 'asks-line'},
      ],
    };
    hub = await startTestHub({
      organisation: (file) => {
        const changed: {entryPoints: readonly {id: string; variables: readonly object[]}[]} = Object(
          withFlows(flows)(file),
        );
        return {
          ...changed,
          entryPoints: changed.entryPoints.map((each) =>
            each.id === 'billing-line'
              ? {
                  ...each,
                  variables: [
                    ...each.variables,
                    variable('customerId', 'integer'),
                    variable('var1', 'integer'),
                    variable('only', 'string'),
                  ],
                }
              : each.id === 'asks-line'
                ? {...each, variables: [...each.variables, variable('var1', 'string', 'of its own')]}
                : each,
          ),
        };
      },
      configuration: {
        integration: {
          linkHosts: [],
          flowHosts: ['127.0.0.1'],
          requestsPerMinute: 60_000,
          webhooksFile: null,
          webhooksPrivate: false,
        },
      },
    });
  });

  afterEach(async () => {
    await endAll(hub);
    assert.deepEqual(errorsOf(hub), []);
  });

  after(async () => {
    await hub?.stop();
    await system?.stop();
  });

  const DATA = {tier: 'Gold', customerId: '4711', var1: '7', only: 'here'};

  async function transferredTo(entryPointId: string): Promise<{contactId: string; agentId: string}> {
    const agent = await person(hub);
    const contactId = await talking(hub, agent, {data: DATA});
    await hear(hub, contactId);
    await does(agent, 'Transfer', {contactId, target: {kind: 'entry-point', entryPointId}});
    await agent.stop();
    return {contactId, agentId: agent.agentId};
  }

  it('[TR-10] leads there at once, for nobody hears it but the customer, and not back to the same agent', async () => {
    const {contactId, agentId} = await transferredTo('asks-line');
    const contact = await read(hub, contactId);
    assert.deepEqual(
      [contact.status, contact.queue, contact.announcement?.sound],
      ['waiting', null, 'transferring.en'],
    );
    assert.deepEqual(contact.excludedAgentIds, [agentId]);
    assert.equal(await whereIs(hub, contactId), 'hello sound');
    await tell(hub, contactId, TIME_OUT);
    assert.equal((await read(hub, contactId)).queue?.id, 'support');
  });

  it('[TR-11] [TR-13] takes along what has the same name and type', async () => {
    const values = valuesOf(await read(hub, (await transferredTo('asks-line')).contactId));
    assert.equal(values['customerId'], '4711');
    assert.equal(values['tier'], 'Gold');
  });

  it('[TR-12] leaves behind what the other flow does not have', async () => {
    const values = valuesOf(await read(hub, (await transferredTo('asks-line')).contactId));
    assert.deepEqual(Object.keys(values), ['reason', 'tier', 'customerId', 'pin', 'var1']);
  });

  it('[TR-14] leaves behind what has another type there', async () => {
    const values = valuesOf(await read(hub, (await transferredTo('asks-line')).contactId));
    assert.equal(values['var1'], 'of its own');
  });

  it('[TR-15] keeps what the other flow sets anew', async () => {
    const {contactId} = await transferredTo('sets-line');
    const contact = await read(hub, contactId);
    assert.deepEqual(
      [contact.queue?.id, valuesOf(contact)['customerId'], valuesOf(contact)['tier']],
      ['support', '555', 'Gold'],
    );
    const [row] = await hub.query(`select value, type from variable where contact_id = $1 and name = 'customerId'`, [
      contactId,
    ]);
    assert.deepEqual(row, {value: '555', type: 'integer'});
  });

  it('[TR-15] keeps what the other flow is told by another system', async () => {
    const {contactId} = await transferredTo('looks-line');
    await until(hub, 'the queue', `exists (select 1 from contact where id = $1 and queue_id = 'support')`, [contactId]);
    assert.equal(system.asked.all.at(-1)?.path, '/4711');
    assert.equal(valuesOf(await read(hub, contactId))['customerId'], '900900');
  });

  it('[TR-10] [TR-11] by a flow itself takes along what it was told', async () => {
    const contactId = await customerCalls(hub, {to: '+12015550203'});
    await hear(hub, contactId);
    await press(hub, contactId, '987#');
    const contact = await read(hub, contactId);
    assert.deepEqual([contact.dnis, contact.announcement?.sound], ['+12015550200', 'transferring.en']);
    assert.equal(valuesOf(contact)['customerId'], '987');
    assert.equal(valuesOf(contact)['var1'], 'of its own');
    assert.equal(await whereIs(hub, contactId), 'hello sound');
  });
});
