import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {type TestDesk, connectDesk, connectPhone} from '../../support/desk-client.ts';
import {type TestHub, startTestHub} from '../../support/test-hub.ts';
import {agentIdOf, signedIn} from './people.ts';

const BOOK = [
  {id: 'lodz', name: 'Łódź branch', number: '+48425550100', note: 'Open until 16:00'},
  {id: 'anne', name: 'Anne-Sophie Müller', number: '+12015550301'},
  {id: 'joann', name: 'Joann Carter', number: '+12015550302'},
  {id: 'press', name: 'Press office (Anna Berg)', number: '100'},
  {id: 'percent', name: '100 % Solar', number: '+12015550304'},
];

const PROFILE = {
  id: 'sales',
  name: 'Sales',
  callerNumber: '+12015550101',
  standard: true,
  variables: [
    {name: 'campaign', label: 'Campaign', value: 'Spring', outdialPlace: 2},
    {name: 'product', label: 'Product', outdialPlace: 1},
    {name: 'notes', label: 'Notes', editable: true, outdialPlace: 3},
    {name: 'card', label: 'Card', secure: true, value: '4111'},
  ],
};

describe('addresses, agents and outgoing calls', () => {
  let hub: TestHub;
  let anna: TestDesk;
  let sofia: TestDesk;

  before(async () => {
    hub = await startTestHub({
      organisation: (file) => ({
        ...file,
        addressBook: BOOK,
        teams: [{id: 'blue', name: 'Blue team'}],
        agents: [
          {id: 'anna', subject: 'anna', team: 'blue'},
          {id: 'mute', subject: 'mute', outboundProfile: null},
        ],
        outboundProfiles: [PROFILE],
      }),
    });
    anna = await signedIn(hub, 'anna', {name: 'Anna Kowalska'});
    sofia = await signedIn(hub, 'sofia', {name: 'Sofia Lindqvist', roles: ['supervisor']});
  });

  after(async () => {
    await Promise.all([anna?.stop(), sofia?.stop()]);
    await hub?.stop();
  });

  const searches: readonly (readonly [text: string, limit: number, ids: readonly string[]])[] = [
    ['ann', 10, ['anne', 'press', 'joann']],
    ['ANN', 1, ['anne']],
    ['muller', 10, ['anne']],
    ['lodz', 10, ['lodz']],
    ['ŁÓDŹ', 10, ['lodz']],
    ['  sophie  ', 10, ['anne']],
    ['5550302', 10, ['joann']],
    ['+1 (201) 555-0301', 10, ['anne']],
    ['٥٥٥٠٣٠١', 10, ['anne']],
    ['100', 10, ['percent', 'press', 'lodz']],
    ['%', 10, ['percent']],
    ['_', 10, []],
    ['nobody at all', 10, []],
    ['', 2, ['percent', 'anne']],
  ];

  for (const [text, limit, ids] of searches) {
    it(`[OR-50] [CO-12] “${text}” finds, the best first and ${limit} at most: ${ids.join(', ') || 'nobody'}`, async () => {
      const {entries} = await anna.hub.ask('FindAddresses', {text, limit});
      assert.deepEqual(
        entries.map(({id}) => id),
        ids,
      );
    });
  }

  it('[OR-50] an entry comes with name, number and note; a supervisor may search too', async () => {
    const {entries} = await sofia.hub.ask('FindAddresses', {text: 'branch', limit: 5});
    assert.deepEqual(entries, [{id: 'lodz', name: 'Łódź branch', number: '+48425550100', note: 'Open until 16:00'}]);
  });

  it('[OR-51] a supervisor sees every agent with team, presence and what they are doing; nobody else does', async () => {
    const {agents} = await sofia.hub.ask('ListAgents', {});
    assert.deepEqual(
      agents.map(({presence, ...rest}) => ({...rest, base: presence.base, reason: presence.reason})),
      [
        {
          id: await agentIdOf(hub, 'anna'),
          name: 'Anna Kowalska',
          team: 'Blue team',
          connected: true,
          engaged: false,
          readiness: null,
          work: [],
          base: 'away',
          reason: 'signed-in',
        },
      ],
    );
    await assert.rejects(anna.hub.ask('ListAgents', {}), {code: 'not-authorised'});
    const later = await signedIn(hub, 'zed', {name: 'Zed'});
    await later.stop();
    await hub.query('select 1');
    const {agents: now} = await sofia.hub.ask('ListAgents', {});
    assert.deepEqual(
      now.map(({name}) => name),
      ['Anna Kowalska', 'Zed'],
    );
  });

  it('[OR-52] a supervisor sets an agent’s presence; the agent’s desk is told, and the audit says who', async () => {
    const agentId = await agentIdOf(hub, 'anna');
    const set = (base: 'available' | 'away' | 'busy', reason: string | null) =>
      sofia.hub.send('SetAgentPresence', {agentId, base, reason});
    for (const [base, reason, shown] of [
      ['available', null, null],
      ['away', 'lunch', 'lunch'],
      ['busy', null, null],
      ['away', null, 'supervisor'],
    ] as const) {
      const from = anna.events.all.length;
      assert.deepEqual(await set(base, reason), {status: 'done', result: null});
      const {agent} = await anna.event('PresenceChanged', from);
      assert.deepEqual([agent.presence.base, agent.presence.reason], [base, shown]);
    }
    const [entry] = await hub.query<object>(
      'select actor, action, agent_id, detail from audit order by id desc limit 1',
    );
    assert.deepEqual(entry, {
      actor: `agent:${await agentIdOf(hub, 'sofia')}`,
      action: 'set-agent-presence',
      agent_id: agentId,
      detail: {base: 'away', reason: 'supervisor'},
    });
    assert.deepEqual(await set('away', null), {status: 'done', result: null});
  });

  it('[OR-52] not with a reason that is not the organisation’s, nor of somebody who is no agent, nor by an agent', async () => {
    const agentId = await agentIdOf(hub, 'anna');
    const set = (desk: TestDesk, body: {agentId: string; reason: string | null}) =>
      desk.hub.send('SetAgentPresence', {base: 'away', ...body});
    const refused = (code: string) => ({status: 'refused', code});
    for (const reason of ['rona', 'supervisor', 'siesta'])
      assert.deepEqual(await set(sofia, {agentId, reason}), refused('invalid-presence'));
    for (const id of [crypto.randomUUID(), 'anna', await agentIdOf(hub, 'sofia')])
      assert.deepEqual(await set(sofia, {agentId: id, reason: null}), refused('agent-gone'));
    assert.deepEqual(await set(anna, {agentId, reason: null}), refused('not-permitted'));
  });

  it('[OR-52] an emergency that holds the agent stays, with what it goes back to', async () => {
    const agentId = await agentIdOf(hub, 'anna');
    await hub.query(
      `insert into agent_emergency (agent_id, since, prior_base, prior_reason, until_at)
       values ($1, now(), 'available', null, now() + interval '1 hour')`,
      [agentId],
    );
    const held = () => hub.query('select * from agent_emergency');
    const before = await held();
    assert.equal((await sofia.hub.send('SetAgentPresence', {agentId, base: 'offline', reason: null})).status, 'done');
    assert.deepEqual(await held(), before);
    const found = await anna.events.find(
      'the presence',
      (event) => event.type === 'PresenceChanged' && event.agent.presence.base === 'offline',
    );
    // An event is kept, and tells nothing of it ([EM-30]).
    assert.ok(found.type === 'PresenceChanged' && found.agent.emergencySince === null);
    await hub.query('delete from agent_emergency');
  });

  it('[PO-25] [PO-26] an outgoing call has the profile’s number and variables, in its order, and no secure value', async () => {
    const phone = await connectPhone(hub, '+12015550189');
    assert.equal((await anna.hub.send('Dial', {number: '+12015550189'})).status, 'done');
    const {contact} = await anna.event('ContactDialled');
    assert.equal(contact.dnis, '+12015550101');
    assert.deepEqual(
      contact.variables.map(({name, value, popoverPlace}) => [name, value, popoverPlace]),
      [
        ['campaign', 'Spring', 2],
        ['product', null, 1],
        ['notes', null, 3],
        ['card', null, null],
      ],
    );
    const {call} = await phone.states.find('the ring', (state) => state.call !== null);
    assert.equal(call?.peer, '+12015550101');
    await anna.hub.send('EndContact', {contactId: contact.id});
    await phone.stop();
  });

  it('[OR-42] an agent set up without a profile is refused an outgoing call', async () => {
    const mute = await connectDesk(hub, 'mute');
    assert.deepEqual(await mute.hub.send('Dial', {number: '+12015550189'}), {
      status: 'refused',
      code: 'not-dialling-out',
    });
    assert.deepEqual(await mute.hub.send('Dial', {number: '911'}), {status: 'refused', code: 'emergency-not-carried'});
    await mute.stop();
  });
});
