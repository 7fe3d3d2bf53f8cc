import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {locationOf} from '../../../hub/emergency/location-store.ts';
import {decodeReadinessList} from '../../../src/api/wire/emergency-readiness.ts';
import type {DeskSettings} from '../../../src/api/wire/events.ts';
import type {Readiness} from '../../../src/api/wire/views.ts';
import {type TestDesk, connectDesk} from '../../support/desk-client.ts';
import type {TestHub} from '../../support/test-hub.ts';
import {adminOf} from '../organisation/admin-client.ts';
import {answer, dials, ends, hubForEmergencies, isStatus, responders} from './emergency-world.ts';

const DONE = {status: 'done', result: null};
const ADDRESS = '12 Main St, Floor 3, 97201, Portland';
const MAY_MISS: Readiness = {microphone: 'denied', sound: 'blocked', notifications: 'unsupported'};

/** Ben is configured without an outbound profile, and Cleo has never come. */
const CONFIGURED = [
  {id: 'anna', subject: 'anna', name: 'Anna'},
  {id: 'ben', subject: 'ben', outboundProfile: null},
  {id: 'cleo', subject: 'cleo', name: 'Cleo Nie', userName: 'cleo@northwind.example'},
];

describe('readiness for emergency calls, at the hub', {timeout: 120_000}, () => {
  let hub: TestHub;
  const desks: TestDesk[] = [];

  before(async () => {
    hub = await hubForEmergencies({organisation: (file) => ({...file, agents: CONFIGURED})});
  });

  afterEach(async () => {
    for (const desk of desks.splice(0)) await desk.stop();
    await hub.query('delete from emergency_call');
    await hub.query('delete from agent_emergency');
    await hub.query('delete from emergency_number');
    await hub.query('delete from agent_location');
  });

  after(() => hub?.stop());

  async function come(subject: string, roles: readonly string[] = ['agent']): Promise<TestDesk> {
    const desk = await connectDesk(hub, subject, subject, {roles});
    desks.push(desk);
    return desk;
  }

  const idOf = (desk: TestDesk): string => desk.snapshots.all[0]?.agent.id ?? '';

  const settingsOf = async (desk: TestDesk, fits: (settings: DeskSettings) => boolean): Promise<DeskSettings> => {
    const event = await desk.events.find(
      'its settings',
      (each) => each.type === 'SettingsChanged' && fits(each.settings),
    );
    assert.ok(event.type === 'SettingsChanged');
    return event.settings;
  };

  it('[EM-4] with every item failing, and no number to ring back on, an agent who dials gets through', async () => {
    const bare = await hubForEmergencies(
      {organisation: (file) => ({...file, agents: CONFIGURED})},
      {callbackNumbers: []},
    );
    const psap = await responders(bare);
    const ben = await connectDesk(bare, 'ben');
    try {
      assert.equal(ben.snapshots.all[0]?.settings.outbound, null);
      const emergency = {location: 'denied', country: null, mailbox: 'not-set-up'} as const;
      await ben.hub.send('ReportReadiness', {deskId: 'one', readiness: {...MAY_MISS, emergency}});
      const own = await dials(ben);
      await answer(psap, own);
      await isStatus(ben, 'connected');
      await ends(ben, own.callId);
    } finally {
      await ben.stop();
      await psap.stop();
      await bare.stop();
    }
  });

  it('[EC-83] a confirmed address is kept with its time, reaches every desk of the agent and nobody else’s', async () => {
    const anna = await come('anna');
    const ben = await come('ben');
    assert.equal(anna.snapshots.all[0]?.settings.location, null);
    assert.deepEqual(await anna.hub.send('ConfirmLocation', {address: ` ${ADDRESS} `, country: 'US'}), DONE);
    const {location} = await settingsOf(anna, (each) => each.location !== null);
    assert.equal(location?.address, ADDRESS);
    assert.equal(location?.country, 'US');
    assert.deepEqual(await locationOf({tx: hub.store.db}, idOf(anna)), location);
    assert.equal(await locationOf({tx: hub.store.db}, idOf(ben)), null);
    const again = await come('anna');
    assert.deepEqual(again.snapshots.all[0]?.settings.location, location);
    assert.equal(JSON.stringify([...ben.events.all, ...ben.snapshots.all]).includes('Main St'), false);
  });

  it('[EC-83] a new address takes the place of the one before, in what waits for desks too; taken back none is left', async () => {
    const anna = await come('anna');
    await anna.hub.send('ConfirmLocation', {address: ADDRESS, country: 'US'});
    await anna.hub.send('ConfirmLocation', {address: '1 Harbour St, 00901, San Juan', country: 'PR'});
    const kept = async (): Promise<string> => {
      const rows = await hub.query('select event from agent_outbox where agent_id = $1', [idOf(anna)]);
      return JSON.stringify(rows);
    };
    assert.match(await kept(), /Harbour/);
    assert.doesNotMatch(await kept(), /Main St/);
    assert.deepEqual(await anna.hub.send('ForgetLocation', {}), DONE);
    assert.doesNotMatch(await kept(), /Harbour|Main St/);
    assert.deepEqual(await hub.query('select 1 from agent_location'), []);
    assert.equal(await locationOf({tx: hub.store.db}, idOf(anna)), null);
    const logged = JSON.stringify([
      hub.log.lines,
      await hub.query('select * from command'),
      await hub.query('select * from audit'),
    ]);
    assert.doesNotMatch(logged, /Harbour|Main St/);
  });

  it('[EC-83] an address that is too long, of several lines or without a country is refused at the edge', async () => {
    const anna = await come('anna');
    for (const [address, country] of [
      ['x'.repeat(301), 'US'],
      ['12 Main St\nBcc: everybody', 'US'],
      [ADDRESS, 'usa'],
      [ADDRESS, ''],
    ] as const)
      await assert.rejects(anna.hub.send('ConfirmLocation', {address, country}), address);
    assert.deepEqual(await hub.query('select 1 from agent_location'), []);
  });

  it('[EM-38] [EC-84] administrators see the four items of every configured agent, and how many numbers are free', async () => {
    const anna = await come('anna');
    const ben = await come('ben');
    await anna.hub.send('ReportReadiness', {
      deskId: 'one',
      readiness: {...MAY_MISS, emergency: {location: 'located', country: 'CA', mailbox: 'ready'}},
    });
    await ben.hub.send('ReportReadiness', {
      deskId: 'two',
      readiness: {...MAY_MISS, emergency: {location: 'frame-policy', country: null, mailbox: 'not-allowed'}},
    });
    await hub.query(`insert into emergency_number values ('+12015550190', true, null)`);
    await hub.query(`insert into emergency_number values ('+12015550191', false, now() + interval '1 hour')`);
    const read = await (await adminOf(hub)).get('/emergency/readiness');
    assert.equal(read.status, 200);
    const list = decodeReadinessList(read.body);
    assert.ok('value' in list, JSON.stringify(list));
    assert.deepEqual(list.value.callbackNumbers, {free: 1, resting: 1, held: 1});
    const shown = list.value.agents.map(({id, neverSignedIn, items}) => [
      id,
      neverSignedIn,
      ...items.map((item) => `${item.id} ${item.state} ${item.reason}`),
    ]);
    assert.deepEqual(shown, [
      [
        'anna',
        false,
        'outbound-profile ok there',
        'location ok covered-elsewhere',
        'mailbox ok ready',
        'trunk simulated simulated',
      ],
      [
        'ben',
        false,
        'outbound-profile problem missing',
        'location problem frame-policy',
        'mailbox problem not-allowed',
        'trunk simulated simulated',
      ],
      [
        'cleo',
        true,
        'outbound-profile ok there',
        'location unknown unknown',
        'mailbox unknown unknown',
        'trunk simulated simulated',
      ],
    ]);
    assert.equal(list.value.agents.find(({id}) => id === 'cleo')?.name, 'Cleo Nie');
    assert.doesNotMatch(JSON.stringify(read.body), /\+1201555/);
  });

  it('[EC-84] nobody but an administrator reads it', async () => {
    for (const roles of [['agent'], ['supervisor', 'agent']])
      assert.equal((await (await adminOf(hub, roles)).get('/emergency/readiness')).status, 403);
    assert.equal((await fetch(`${hub.url}/admin/emergency/readiness`)).status, 401);
  });

  it('[EC-84] a supervisor sees it of each agent; a desk that does not look says nothing of it', async () => {
    const anna = await come('anna');
    const sam = await come('sam', ['supervisor']);
    const seen = async () => {
      const {agents} = await sam.hub.ask('ListAgents', {});
      return agents.find(({id}) => id === idOf(anna))?.readiness;
    };
    await anna.hub.send('ReportReadiness', {deskId: 'one', readiness: MAY_MISS});
    assert.deepEqual(await seen(), MAY_MISS);
  });

  it('[EC-83] a backup has it: it is a setting of the agent’s', async () => {
    const {storedTables} = await import('../../../hub/backup/stored-tables.ts');
    assert.ok((await storedTables(hub.store.db)).includes('agent_location'));
  });
});
