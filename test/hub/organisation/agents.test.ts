import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import type {TestDesk} from '../../support/desk-client.ts';
import {type TestHub, startTestHub} from '../../support/test-hub.ts';
import {type Admin, adminOf} from './admin-client.ts';
import {agentIdOf, signedIn} from './people.ts';

const VARIABLES = [
  {name: 'reason', label: 'Reason', value: 'Not given', popoverPlace: 1, outdialPlace: 3},
  {name: 'tier', label: 'Tier', value: 'Standard', popoverPlace: 2, outdialPlace: 2},
  {name: 'language', label: 'Language', popoverPlace: 3, outdialPlace: 1},
  {name: 'accountPin', label: 'Account PIN', secure: true},
];

/** Agents known by subject and by user name, none of whom has signed in. */
function organisation(file: object): object {
  const {queues, ...rest} = Object(file);
  return {
    ...rest,
    teams: [{id: 'blue', name: 'Blue team'}],
    skills: [{id: 'french', name: 'French'}],
    variables: VARIABLES,
    outboundProfiles: [
      {id: 'sales', name: 'Sales', callerNumber: '+12015550177', variables: ['reason', 'tier', 'language']},
      {
        id: 'plain',
        name: 'Plain',
        callerNumber: '+12015550100',
        standard: true,
        variables: ['reason', 'tier', 'language'],
      },
    ],
    agents: [
      {
        id: 'anna',
        subject: 'anna',
        team: 'blue',
        skills: {french: 7},
        capacity: {chat: 1},
        outboundProfile: 'sales',
        desk: {autoAnswer: true},
      },
      {id: 'ben', userName: 'Ben.Okafor@Northwind.example', team: 'blue', skills: {french: 2}},
      {id: 'mute', subject: 'mute', outboundProfile: null},
    ],
    queues: [
      ...queues,
      {id: 'vip', name: 'Very important', members: {agents: ['anna'], teams: []}},
      {id: 'blue', name: 'Blue', members: {teams: ['blue']}},
    ],
  };
}

describe('agents who are configured', () => {
  let hub: TestHub;
  let admin: Admin;
  const desks: TestDesk[] = [];

  before(async () => {
    hub = await startTestHub({organisation});
    admin = await adminOf(hub);
  });

  afterEach(async () => {
    await Promise.all(desks.splice(0).map((desk) => desk.stop()));
  });

  after(() => hub?.stop());

  async function arrive(
    ...given: Parameters<typeof signedIn> extends [unknown, ...infer Rest] ? Rest : never
  ): Promise<TestDesk> {
    const desk = await signedIn(hub, ...given);
    desks.push(desk);
    return desk;
  }

  async function configuredAs(subject: string): Promise<object> {
    const id = await agentIdOf(hub, subject);
    const [row] = await hub.query<{team_id: string | null; chat: string; profile: string | null}>(
      `select team_id, capacity ->> 'chat' as chat, outbound_profile_id as profile from agent where id = $1`,
      [id],
    );
    const skills = await hub.query<{skill_id: string; level: number}>(
      'select skill_id, level from agent_skill where agent_id = $1 order by skill_id',
      [id],
    );
    const queues = await hub.query<{queue_id: string}>(
      'select queue_id from queue_member where agent_id = $1 order by queue_id',
      [id],
    );
    return {
      ...row,
      skills: Object.fromEntries(skills.map(({skill_id, level}) => [skill_id, level])),
      queues: queues.map(({queue_id}) => queue_id),
    };
  }

  it('[OR-40] who was configured before ever signing in has it all at the first sign-in', async () => {
    const anna = await arrive('anna');
    assert.deepEqual(await configuredAs('anna'), {
      team_id: 'blue',
      chat: '1',
      profile: 'sales',
      skills: {french: 7},
      queues: ['blue', 'vip'],
    });
    const {settings} = anna.snapshots.all[0] ?? assert.fail();
    assert.deepEqual(settings.outbound, {profile: 'Sales', callerNumber: '+12015550177'});
    assert.deepEqual(settings.desk, {autoAnswer: true, numbersMasked: true, telephone: null});
  });

  it('[OR-40] an agent without a subject is found by the user name the token has, whatever its case', async () => {
    await arrive('8c1f', {more: {preferred_username: 'ben.okafor@northwind.EXAMPLE'}});
    const {queues, skills} = Object(await configuredAs('8c1f'));
    assert.deepEqual([queues, skills], [['blue'], {french: 2}]);
  });

  it('[OR-40] an address that nobody verified finds no one', async () => {
    await arrive('impostor', {more: {email: 'ben.okafor@northwind.example', email_verified: false}});
    assert.deepEqual(Object(await configuredAs('impostor')).queues, []);
  });

  it('[OR-41] a user name that the directory gave to somebody else goes with its configuration', async () => {
    await arrive('next-ben', {more: {email: 'ben.okafor@northwind.example'}});
    assert.deepEqual(Object(await configuredAs('next-ben')).queues, ['blue']);
    assert.deepEqual(Object(await configuredAs('8c1f')).queues, []);
  });

  it('[OR-41] a configuration that names the subject wins over one that names the user name', async () => {
    const put = await admin.put('/organisation/agents/exact', {id: 'exact', subject: 'next-ben', skills: {french: 9}});
    assert.equal(put.status, 200);
    assert.deepEqual(await configuredAs('next-ben'), {
      team_id: null,
      chat: '3',
      profile: 'plain',
      skills: {french: 9},
      queues: [],
    });
    await admin.ask('DELETE', '/organisation/agents/exact', {ifMatch: '*'});
    assert.deepEqual(Object(await configuredAs('next-ben')).queues, ['blue']);
  });

  it('[OR-42] who is not configured has the standard profile, and one set up without any calls nobody', async () => {
    const stranger = await arrive('stranger');
    const mute = await arrive('mute');
    assert.deepEqual(stranger.snapshots.all[0]?.settings.outbound, {profile: 'Plain', callerNumber: '+12015550100'});
    assert.deepEqual(stranger.snapshots.all[0]?.settings.desk, {
      autoAnswer: false,
      numbersMasked: true,
      telephone: null,
    });
    assert.equal(mute.snapshots.all[0]?.settings.outbound, null);
  });

  it('[OR-42] what is no longer configured is gone from the agent, at once', async () => {
    const anna = await arrive('anna');
    const from = anna.events.all.length;
    await admin.put('/organisation/agents/anna', {id: 'anna', subject: 'anna'});
    const {settings} = await anna.event('SettingsChanged', from);
    assert.deepEqual(settings.outbound, {profile: 'Plain', callerNumber: '+12015550100'});
    assert.equal(settings.desk.autoAnswer, false);
    assert.deepEqual(await configuredAs('anna'), {
      team_id: null,
      chat: '3',
      profile: 'plain',
      skills: {},
      queues: ['vip'],
    });
  });

  it('[OR-40] who signs in while the organisation changes has what it says afterwards', async () => {
    const subjects = Array.from({length: 6}, (_, at) => `racer-${at}`);
    const {body} = await admin.get('/organisation/agents');
    const racers = subjects.map((subject) => ({id: subject, subject, skills: {french: 5}}));
    const [put] = await Promise.all([
      admin.put('/organisation/agents', [...Object(body).items, ...racers]),
      ...subjects.map((subject) => arrive(subject)),
    ]);
    assert.equal(put.status, 200);
    for (const subject of subjects) assert.deepEqual(Object(await configuredAs(subject)).skills, {french: 5});
  });
});
