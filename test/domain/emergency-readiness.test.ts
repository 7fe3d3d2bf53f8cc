import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {EMERGENCY_COUNTRIES} from '../../src/domain/emergency-numbers.ts';
import {
  type EmergencyFindings,
  LOCATION_STATUSES,
  type LocationStatus,
  MAILBOX_STATUSES,
  type MailboxStatus,
  type ReadinessItem,
  type Trunk,
  emergencyNumberOf,
  onlyTrunk,
  readinessOf,
  summaryOf,
  wayOut,
} from '../../src/domain/emergency-readiness.ts';

const OWN = '+12015550100';
const ROUTED: Trunk = {capability: 'routed', numbers: [OWN], catchesEmergency: false};
const CARRIER: Trunk = {capability: 'carrier', numbers: ['+12015550200'], catchesEmergency: false};
const FOUND: EmergencyFindings = {location: 'located', country: 'US', mailbox: 'ready'};

type Given = {
  readonly callerNumber?: string | null;
  readonly findings?: Partial<EmergencyFindings>;
  readonly trunks?: readonly Trunk[];
  readonly country?: string;
  readonly countries?: typeof EMERGENCY_COUNTRIES;
};

function items({findings = {}, ...given}: Given = {}): readonly ReadinessItem[] {
  return readinessOf({
    callerNumber: OWN,
    trunks: [ROUTED],
    country: 'US',
    countries: EMERGENCY_COUNTRIES,
    ...given,
    findings: {...FOUND, ...findings},
  });
}

function item(id: ReadinessItem['id'], given: Given): ReadinessItem {
  const found = items(given).find((each) => each.id === id);
  assert.ok(found);
  return found;
}

describe('readiness for emergency calls', () => {
  it('[EM-38] [EC-80] has four conditions and no others, and with all of them it is ready', () => {
    assert.deepEqual(
      items().map(({id, state, by}) => [id, state, by]),
      [
        ['outbound-profile', 'ok', null],
        ['location', 'ok', null],
        ['mailbox', 'ok', null],
        ['trunk', 'ok', null],
      ],
    );
    assert.deepEqual(summaryOf(items()), {status: 'ready'});
  });

  it('[EM-4] a missing outbound profile is a problem for an administrator, and changes nothing else', () => {
    const without = items({callerNumber: null});
    assert.deepEqual(without[0], {id: 'outbound-profile', state: 'problem', reason: 'missing', by: 'administrator'});
    assert.deepEqual(without.slice(1), items().slice(1));
    assert.deepEqual(summaryOf(without), {status: 'to-do', count: 1});
  });

  const LOCATIONS: Readonly<Record<Exclude<LocationStatus, 'located'>, readonly [string, string | null]>> = {
    unknown: ['unknown', null],
    looking: ['unknown', null],
    'not-asked': ['problem', 'agent'],
    denied: ['problem', 'agent'],
    unavailable: ['problem', 'agent'],
    'timed-out': ['problem', 'agent'],
    unsupported: ['problem', 'agent'],
    'frame-policy': ['problem', 'administrator'],
    'insecure-context': ['problem', 'administrator'],
  };

  it('[EM-5] every way in which a browser does not know where it is, is told apart', () => {
    assert.deepEqual(
      Object.keys(LOCATIONS).toSorted(),
      LOCATION_STATUSES.filter((each) => each !== 'located').toSorted(),
    );
    for (const [location, [state, by]] of Object.entries(LOCATIONS)) {
      const found = item('location', {findings: {location: location as LocationStatus, country: null}});
      assert.deepEqual(found, {id: 'location', state, by, reason: location, country: null}, location);
    }
  });

  for (const [country, home, state, reason] of [
    ['US', 'US', 'ok', 'covered'],
    ['PR', 'PR', 'ok', 'covered'],
    ['GB', 'GB', 'ok', 'covered'],
    ['DK', 'DK', 'ok', 'covered'],
    ['CA', 'US', 'ok', 'covered-elsewhere'],
    ['DK', 'US', 'ok', 'covered-elsewhere'],
    ['PL', 'US', 'problem', 'not-covered'],
    ['PL', 'PL', 'problem', 'not-covered'],
    ['GL', 'DK', 'problem', 'not-covered'],
    [null, 'US', 'problem', 'no-country'],
  ] as const) {
    it(`[EM-5] located in ${country ?? 'no country'} with a desk of ${home} it is ${reason}`, () => {
      const found = item('location', {findings: {country}, country: home});
      assert.deepEqual([found.state, found.reason], [state, reason]);
    });
  }

  it('[EM-5] where an organisation has only 911, a country with another number has no emergency calls', () => {
    const only911 = EMERGENCY_COUNTRIES.filter(({numbers}) => numbers.includes('911'));
    const found = item('location', {findings: {country: 'DK'}, country: 'DK', countries: only911});
    assert.equal(found.reason, 'not-covered');
  });

  it('[EM-6] a mailbox that cannot send is a problem with a name, although the hub sends instead', () => {
    const expected: Readonly<Record<MailboxStatus, readonly [string, string | null]>> = {
      ready: ['ok', null],
      unknown: ['unknown', null],
      'not-set-up': ['problem', 'administrator'],
      'signed-out': ['problem', 'agent'],
      'not-allowed': ['problem', 'administrator'],
    };
    for (const mailbox of MAILBOX_STATUSES) {
      const [state, by] = expected[mailbox];
      assert.deepEqual(item('mailbox', {findings: {mailbox}}), {id: 'mailbox', state, by, reason: mailbox});
    }
  });

  const NONE: Trunk = {capability: 'none', numbers: null, catchesEmergency: false};
  const SIMULATED: Trunk = {capability: 'simulated', numbers: null, catchesEmergency: false};
  const CATCHES: Trunk = {...CARRIER, catchesEmergency: true};

  for (const [title, trunks, caller, expected] of [
    ['[EM-7] a number of a trunk that routes emergencies', [ROUTED], OWN, 'own-number'],
    ['[EM-7] of two trunks the one whose number it is', [CATCHES, ROUTED], OWN, 'own-number'],
    ['[EM-8] a carrier’s number beside such a trunk', [CARRIER, ROUTED], '+12015550200', 'beside-routed'],
    ['[EM-8] not where a rule of the carrier catches it', [CATCHES, ROUTED], '+12015550200', 'caught'],
    [
      '[EM-8] nor where the trunk that routes has no number',
      [CARRIER, {...ROUTED, numbers: []}],
      '+12015550200',
      'carrier',
    ],
    ['[EM-8] nor with carriers alone', [CARRIER], '+12015550200', 'carrier'],
    ['[EM-8] one carrier of several that catches it is enough', [CARRIER, CATCHES, ROUTED], '+12015550200', 'caught'],
    ['[EM-9] with EM-7 nobody asks for EM-8', [ROUTED], OWN, 'own-number'],
    ['[EM-9] with EM-8 nobody asks for EM-7', [NONE, ROUTED], '+12015550999', 'beside-routed'],
    ['[EM-10] a carrier is asked', onlyTrunk('carrier'), OWN, 'carrier'],
    ['[EM-10] a trunk that takes none', onlyTrunk('none'), OWN, 'none'],
    ['[EM-10] a trunk that plays', onlyTrunk('simulated'), OWN, 'simulated'],
    ['[EM-10] no trunk at all', [], OWN, 'none'],
    ['[EM-10] without a number calls leave by the only trunk', [ROUTED], null, 'own-number'],
    ['[EM-10] and of several by none that is known', [ROUTED, {...SIMULATED, numbers: ['+1']}], null, 'none'],
    ['[EM-10] a trunk that plays is no carrier beside', [SIMULATED, CARRIER, ROUTED], '+12015550900', 'simulated'],
  ] as const) {
    it(`${title}: ${expected}`, () => {
      assert.equal(wayOut(trunks, caller), expected);
    });
  }

  it('[EM-10] says permanently that nobody is reached, or that help cannot be called here, whatever else is wrong', () => {
    const bad = {callerNumber: null, findings: {location: 'denied', country: null, mailbox: 'not-set-up'}} as const;
    assert.deepEqual(summaryOf(items({trunks: onlyTrunk('simulated')})), {status: 'simulated', count: 0});
    assert.deepEqual(summaryOf(items({...bad, trunks: onlyTrunk('simulated')})), {status: 'simulated', count: 3});
    assert.deepEqual(summaryOf(items({trunks: onlyTrunk('none')})), {status: 'impossible', count: 1});
    assert.deepEqual(summaryOf(items({...bad, trunks: onlyTrunk('carrier')})), {status: 'to-do', count: 4});
  });

  it('[EC-178] an organisation in a country without numbers can call nobody, wherever the agent is and whatever the trunk takes', () => {
    const only911 = EMERGENCY_COUNTRIES.filter(({numbers}) => numbers.includes('911'));
    for (const given of [{country: 'PL'}, {country: 'DK', countries: only911}])
      for (const capability of ['routed', 'carrier', 'none', 'simulated'] as const) {
        const found = {...given, trunks: onlyTrunk(capability)};
        const trunk = {id: 'trunk', state: 'problem', reason: 'none', by: 'administrator'};
        assert.deepEqual(item('trunk', found), trunk, capability);
        assert.deepEqual(summaryOf(items(found)), {status: 'impossible', count: 1});
      }
  });

  it('[EC-80] is never ready while something is not known', () => {
    assert.deepEqual(summaryOf(items({findings: {location: 'looking', country: null}})), {status: 'checking'});
    assert.deepEqual(summaryOf(items({findings: {mailbox: 'unknown'}})), {status: 'checking'});
    assert.deepEqual(summaryOf(items({trunks: onlyTrunk('carrier')})), {status: 'to-do', count: 1});
  });

  it('[EM-13] the number that is named is the country’s', () => {
    const named = ['US', 'PR', 'CA', 'GB', 'DK', 'PL'].map((each) => emergencyNumberOf(each, EMERGENCY_COUNTRIES));
    assert.deepEqual(named, ['911', '911', '911', '999', '112', null]);
  });
});
