import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {checkedOrganisation} from '../../../hub/organisation/organisation.ts';
import {CLOSED_RULE_NOT_MET, TELEPHONE_DIVERTS, warningsOf} from '../../../hub/organisation/warnings.ts';
import {type TestHub, startTestHub} from '../../support/test-hub.ts';
import {type Admin, adminOf} from './admin-client.ts';

const CHIDI = {id: 'chidi', subject: 'chidi', number: '+12015550160', device: 'telephone'};
const WARNED = [{path: '/agents/1/divertsAfterMs', code: 'telephone-diverts', text: TELEPHONE_DIVERTS}];

const VARIABLES = ['one', 'two', 'three'].map((name, at) => ({name, label: name, popoverPlace: at + 1}));

function withAgents(agents: readonly object[], timings: object = {}): unknown {
  return {
    name: 'Northwind',
    country: 'US',
    callerNumber: '+12015550100',
    timings,
    agents,
    queues: [{id: 'help', name: 'Help', members: 'everyone'}],
    entryPoints: [],
    wrapUpReasons: [{id: 'done', label: 'Done', standard: true}],
    presences: [
      {base: 'available', label: 'Available'},
      {base: 'away', label: 'Idle'},
    ],
  };
}

describe('what an organisation is warned of', () => {
  it('[AN-10] a diversion that is not later than the ringing time of calls, and no other', () => {
    const warned = (agent: object, timings = {}) =>
      warningsOf(checkedOrganisation(withAgents([{id: 'anna', subject: 'anna'}, agent], timings)));
    assert.deepEqual(warned({...CHIDI, divertsAfterMs: 18_000}), WARNED);
    assert.deepEqual(warned({...CHIDI, divertsAfterMs: 0}), WARNED);
    assert.deepEqual(warned({...CHIDI, divertsAfterMs: 18_001}), []);
    assert.deepEqual(warned({...CHIDI, divertsAfterMs: 25_000}, {ringVoiceMs: 30_000}), WARNED);
    assert.deepEqual(warned(CHIDI), []);
    // A number that only colleagues see rings for nobody.
    assert.deepEqual(warned({...CHIDI, device: 'browser', divertsAfterMs: 0}), []);
  });

  it('[PK-118] a rule about closed hours behind a door that is shut then, and no other', () => {
    const hours = [{id: 'day', name: 'Day', zone: 'UTC', weekly: [{days: ['monday'], from: '08:00', to: '18:00'}]}];
    const closed = {before: [{when: {kind: 'closed'}, action: {kind: 'end'}}], waiting: []};
    const long = {before: [{when: {kind: 'waiting', limit: 3}, action: {kind: 'end'}}], waiting: []};
    const warned = (line: object, overflow: object = closed) =>
      warningsOf(
        checkedOrganisation({
          ...Object(withAgents([])),
          hours,
          queues: [{id: 'help', name: 'Help', members: 'everyone', hours: 'day', overflow}],
          entryPoints: [
            {id: 'line', name: 'Line', queue: 'help', number: '+12015550100', variables: VARIABLES, ...line},
          ],
        }),
      );
    const warning = {path: '/entryPoints/0/whenClosed', code: 'closed-rule-not-met', text: CLOSED_RULE_NOT_MET};
    assert.deepEqual(warned({whenClosed: 'end'}), [warning]);
    assert.deepEqual(warned({whenClosed: 'end', overflow: closed}, long), [warning]);
    assert.deepEqual(warned({whenClosed: 'end', overflow: long}), []);
    assert.deepEqual(warned({whenClosed: 'end'}, long), []);
    assert.deepEqual(warned({}), []);
  });

  it('[TR-24] the warning says what to switch off, and what becomes of customers', () => {
    for (const word of ['Voicemail', 'forwarding', 'call waiting', 'counted as connected', 'timings.ringVoiceMs'])
      assert.ok(TELEPHONE_DIVERTS.includes(word), word);
  });

  describe('in a running hub', {timeout: 60_000}, () => {
    let hub: TestHub;
    let admin: Admin;

    before(async () => {
      const agents = [
        {id: 'anna', subject: 'anna'},
        {...CHIDI, divertsAfterMs: 15_000},
      ];
      hub = await startTestHub({organisation: (file) => ({...file, agents})});
      admin = await adminOf(hub);
    });

    after(() => hub?.stop());

    const said = () =>
      hub.log.lines.filter(({level, message}) => level === 'warn' && message.includes(TELEPHONE_DIVERTS));
    const statusPage = async () => (await fetch(`${hub.url}/status`)).text();

    it('[AN-10] [TR-24] the log says so at the start, by place and without a number or a name', () => {
      assert.deepEqual(
        said().map(({fields}) => fields),
        [{path: '/agents/1/divertsAfterMs', code: 'telephone-diverts'}],
      );
    });

    it('[AN-10] [TR-24] the administrator’s interface says so when asked, and in its answer to a change and to a trial', async () => {
      assert.deepEqual(Object((await admin.get('/organisation/warnings')).body), {items: WARNED});
      const put = await admin.put('/organisation/agents/chidi', {...CHIDI, divertsAfterMs: 12_000});
      assert.equal(put.status, 200);
      assert.deepEqual(Object(put.body).warnings, WARNED);
      const trial = await admin.ask('PUT', '/organisation/agents/chidi?dryRun=true', {body: CHIDI, ifMatch: '*'});
      assert.deepEqual(Object(trial.body).warnings, []);
      assert.equal(said().length, 1, 'what was said is not said with every revision');
    });

    it('[AN-10] [TR-24] the status page says so for as long as it is so', async () => {
      assert.match(await statusPage(), /<h2 id="organisation">[\s\S]*\/agents\/1\/divertsAfterMs/);
      assert.equal((await admin.put('/organisation/agents/chidi', CHIDI)).status, 200);
      // The page is remembered for a moment.
      const until = AbortSignal.timeout(10_000);
      while (/id="organisation"/.test(await statusPage())) until.throwIfAborted();
      assert.deepEqual(Object((await admin.get('/organisation/warnings')).body), {items: []});
    });
  });
});
