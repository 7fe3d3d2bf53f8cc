import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {describe, it} from 'node:test';
import {OrganisationError, checkedOrganisation} from '../../../hub/organisation/organisation.ts';

const whole = await readFile(new URL('../../../demo/organisation.json', import.meta.url), 'utf8');

/** The demo's file with one place changed; `undefined` takes the field away. */
function changed(path: string, value: unknown): unknown {
  const copy: unknown = JSON.parse(whole);
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const place = keys.reduce<Record<string, unknown>>((inside, key) => Object(inside[key]), Object(copy));
  if (value === undefined) delete place[last];
  else place[last] = value;
  return copy;
}

const refused: readonly (readonly [what: string, path: string, value: unknown, says: string])[] = [
  ['an agent of no team', 'agents.0.team', 'night', 'agents.0.team: expected the id of a team'],
  ['a skill there is not', 'agents.0.skills', {juggling: 3}, 'agents.0.skills: expected ids of skills'],
  ['a level above ten', 'agents.0.skills.billing', 11, 'agents.0.skills.billing: expected <=10'],
  ['an agent nobody can be', 'agents.4.userName', undefined, 'agents.4.subject: expected a subject or a userName'],
  [
    'one user name twice',
    'agents.4.userName',
    'Anna.Kowalska@northwind.example',
    'agents.4.userName: expected each userName once',
  ],
  [
    'a profile there is not',
    'agents.0.outboundProfile',
    'none',
    'agents.0.outboundProfile: expected the id of an outbound profile',
  ],
  [
    'a telephone without a number',
    'agents.0.device',
    'telephone',
    'agents.0.number: expected the number of the telephone',
  ],
  [
    'a telephone that is a line',
    'agents.0',
    {id: 'anna', subject: 'a', device: 'telephone', number: '201 555 0100'},
    'agents.0.number: expected a number that is no entry point’s',
  ],
  [
    'one telephone of two agents, however it is written',
    'agents.3',
    {id: 'sofia', subject: 's', device: 'telephone', number: '1 (201) 555-0160'},
    'agents.3.number: expected a telephone that is no other agent’s',
  ],
  [
    'a telephone that reaches emergency services',
    'agents.0',
    {id: 'anna', subject: 'a', device: 'telephone', number: '911'},
    'agents.0.number: expected no emergency number',
  ],
  ['two calls at once', 'agents.0.capacity', {voice: 2}, 'agents.0.capacity.voice: expected <=1'],
  ['members who are no agents', 'queues.2.members', ['zoe'], 'queues.2.members.agents.0: expected the id of an agent'],
  ['members of no team', 'queues.2.members', {teams: ['night']}, 'queues.2.members.teams.0: expected the id of a team'],
  [
    'a skill that a queue asks for and nobody can have',
    'queues.2.skills',
    {juggling: 3},
    'queues.2.skills: expected ids of skills',
  ],
  ['hours there are not', 'queues.2.hours', 'never', 'queues.2.hours: expected the id of opening hours'],
  [
    'a channel its queue does not take',
    'entryPoints.2.channel',
    'email',
    'entryPoints.2.channel: expected a channel that its queue takes',
  ],
  [
    'a line without a number',
    'entryPoints.0.number',
    undefined,
    'entryPoints.0.number: expected the number of the line',
  ],
  ['a chat with one', 'entryPoints.2.number', '+12015550102', 'entryPoints.2.number: expected none but for voice'],
  [
    'a number that is not listed',
    'entryPoints.0.number',
    '+12015550199',
    'entryPoints.0.number: expected one of the numbers listed in numbers',
  ],
  ['a flow there is not', 'entryPoints.0.flow', 'night-menu', 'entryPoints.0.flow: expected the id of a flow'],
  ['a flow for a chat', 'entryPoints.2.flow', 'main-menu', 'entryPoints.2.flow: expected none but for voice'],
  [
    'a flow whose variable the entry point does not have',
    'entryPoints.5.variables',
    ['reason', 'tier', 'language'],
    'entryPoints.5.variables: expected the variable customerNumber, which its flow uses',
  ],
  [
    'a flow whose variable means something else there',
    'entryPoints.5.variables.3',
    {name: 'customerNumber', type: 'string'},
    'entryPoints.5.variables: expected the variable customerNumber as it is defined, since its flow uses it',
  ],
  [
    'a step that leads nowhere',
    'flows.0.steps.1.next',
    undefined,
    'flows.0.steps.1.next: expected the step that comes then',
  ],
  [
    'a step of no kind',
    'flows.0.steps.1.kind',
    'sing',
    'flows.0.steps.1.kind: expected ("play" | "digits" | "set" | "http" | "queue" | "hours" | "transfer" | "end")',
  ],
  ['a field a step does not have', 'flows.0.steps.5.sound', 'welcome', 'flows.0.steps.5.sound: expected no such field'],
  [
    'an address without TLS',
    'flows.0.steps.4.url',
    'http://crm.northwind.example/{customerNumber}',
    'flows.0.steps.4.url: expected an https address with {variables} only behind its host; http only on localhost',
  ],
  [
    'a host that a variable names',
    'flows.0.steps.4.url',
    'https://{reason}.example/',
    'flows.0.steps.4.url: expected an https address with {variables} only behind its host; http only on localhost',
  ],
  ['a request that takes too long', 'flows.0.steps.4.timeoutMs', 10_001, 'flows.0.steps.4.timeoutMs: expected <=10000'],
  [
    'a flow that rings an emergency number',
    'flows.0.steps.5',
    {id: 'billing', kind: 'transfer', number: '911'},
    'flows.0.steps.5.number: expected no emergency number',
  ],
  [
    'a flow that leads to itself by its own number',
    'flows.0.steps.8',
    {id: 'end', kind: 'transfer', number: '201 555 0103'},
    'flows.0.steps.8: expected no way back to a step before it without asking for digits on it',
  ],
  [
    'a variable nobody defined',
    'entryPoints.0.variables.3',
    'shoeSize',
    'entryPoints.0.variables.3.label: expected a label, or the name of one of the variables',
  ],
  [
    'two variables in a popover',
    'entryPoints.0.variables',
    ['reason', 'tier'],
    'entryPoints.0.variables: expected at least 3 variables with a popoverPlace',
  ],
  [
    'seven in that of a chat',
    'entryPoints.2.variables',
    Array.from({length: 7}, (_, at) => ({name: `v${at}`, label: 'V', popoverPlace: 1})),
    'entryPoints.2.variables: expected at most 6 variables with a popoverPlace',
  ],
  [
    'a secure one in a popover',
    'entryPoints.0.variables.3',
    {name: 'accountPin', popoverPlace: 4},
    'entryPoints.0.variables: expected no place in a popover on a secure variable',
  ],
  [
    'a secure one made less so',
    'entryPoints.0.variables.3',
    {name: 'accountPin', secure: false, popoverPlace: 4},
    'entryPoints.0.variables: expected no place in a popover on a secure variable',
  ],
  [
    'a secure definition with a place',
    'variables.7.outdialPlace',
    1,
    'variables.7: expected no place in a popover on a secure variable',
  ],
  ['a value of another type', 'variables.5.value', 'many', 'variables.5.value: expected a value of the type integer'],
  [
    'two variables in an outgoing call',
    'outboundProfiles.0.variables',
    ['reason', 'tier'],
    'outboundProfiles.0.variables: expected at least 3 variables with an outdialPlace',
  ],
  [
    'seven in an outgoing call',
    'outboundProfiles.0.variables',
    Array.from({length: 7}, (_, at) => ({name: `v${at}`, label: 'V', outdialPlace: 1})),
    'outboundProfiles.0.variables: expected at most 6 variables with an outdialPlace',
  ],
  [
    'a secure one in an outgoing call',
    'outboundProfiles.1.variables.4',
    {name: 'accountPin', outdialPlace: 5},
    'outboundProfiles.1.variables: expected no place in a popover on a secure variable',
  ],
  [
    'two standard profiles',
    'outboundProfiles.1.standard',
    true,
    'outboundProfiles: expected exactly one profile that is standard',
  ],
  [
    'a standard reason of some queues',
    'wrapUpReasons.7.queues',
    ['billing'],
    'wrapUpReasons: expected the standard reason to be one of all queues',
  ],
  ['a label too long', 'wrapUpReasons.0.label', 'x'.repeat(129), 'wrapUpReasons.0.label: expected <=128'],
  [
    'a reason of no queue',
    'wrapUpReasons.2.queues',
    ['cellar'],
    'wrapUpReasons.2.queues.0: expected the id of a queue',
  ],
  [
    'a reason that is the system’s',
    'presences.4.reason',
    'rona',
    'presences.4.reason: expected a reason of your own: the system gives this one itself',
  ],
  [
    'nobody ever available',
    'presences',
    [
      {base: 'busy', label: 'Busy'},
      {base: 'away', label: 'Idle'},
    ],
    'presences: expected one whose base is available',
  ],
  ['an unknown zone', 'hours.0.zone', 'America/Atlantis', 'hours.0.zone: expected a time zone such as Europe/Warsaw'],
  ['an offset for a zone', 'hours.0.zone', '+02:00', 'hours.0.zone: expected a time zone such as Europe/Warsaw'],
  ['a time there is not', 'hours.0.weekly.0.from', '24:30', 'hours.0.weekly.0.from: expected a time such as 08:30'],
  [
    'a date there is not',
    'hours.0.holidays.0.date',
    '2026-02-30',
    'hours.0.holidays.0.date: expected a date such as 2026-12-25',
  ],
  ['one holiday twice', 'hours.0.holidays.1.date', '2026-11-26', 'hours.0.holidays.1.date: expected each date once'],
  [
    'no time at all',
    'hours.0.weekly.1.to',
    '09:00',
    'hours.0.weekly.1.to: expected another time than from (24:00 for the end of the day)',
  ],
  ['hours that overlap', 'hours.1.weekly.1.to', '07:30', 'hours.1.weekly: expected intervals that do not overlap'],
  ['an emergency number', 'addressBook.0.number', '911', 'addressBook.0.number: expected no emergency number'],
  [
    'one behind the country’s code',
    'addressBook.0.number',
    '+1 911',
    'addressBook.0.number: expected no emergency number',
  ],
  ['one that begins so', 'addressBook.0.number', '911 2000', 'addressBook.0.number: expected no emergency number'],
  [
    'a number with letters',
    'addressBook.0.number',
    'ring Bob',
    'addressBook.0.number: expected a number of 3 to 18 digits',
  ],
  ['one id twice', 'addressBook.1.id', 'outage-desk', 'addressBook.1.id: expected each id once'],
  ['a name that no database keeps', 'teams.0.name', 'a\u0000b', 'teams.0.name: expected no control characters'],
  ['an unknown field', 'teams.0.colour', 'red', 'teams.0.colour: expected no such field'],
  ['a limit of none', 'limits.concurrentCalls', 0, 'limits.concurrentCalls: expected >=1'],
];

describe('an organisation that is not right', () => {
  for (const [what, path, value, says] of refused) {
    it(`[OR-3] ${what}: refused with its place`, () => {
      assert.throws(
        () => checkedOrganisation(changed(path, value)),
        (error: unknown) => {
          assert.ok(error instanceof OrganisationError);
          assert.equal(error.message, says);
          return true;
        },
      );
    });
  }

  it('[OR-3] everything that is wrong is told at once, but nothing of what was written', () => {
    const wrong = changed('addressBook.0.number', 'secret-1');
    const twice = {...Object(wrong), country: 'secret-2', colour: 'secret-3'};
    assert.throws(
      () => checkedOrganisation(twice),
      (error: unknown) => {
        assert.ok(error instanceof OrganisationError);
        assert.deepEqual(error.problems.map(({path}) => path).toSorted(), [
          'addressBook.0.number',
          'colour',
          'country',
        ]);
        assert.ok(!JSON.stringify(error.problems).includes('secret'));
        return true;
      },
    );
  });
});
