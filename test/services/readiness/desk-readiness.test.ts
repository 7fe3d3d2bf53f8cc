import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {SdkError} from '../../../src/api/errors.ts';
import type {DeskSettings} from '../../../src/api/wire/events.ts';
import type {ConfirmedLocation, LocationMemory} from '../../../src/domain/confirmed-location.ts';
import {EMERGENCY_COUNTRIES} from '../../../src/domain/emergency-numbers.ts';
import type {EmergencyFindings} from '../../../src/domain/emergency-readiness.ts';
import type {ConnectionState, EmergencyReadiness, Outcome, ReadinessService} from '../../../src/services/ports.ts';
import type {FoundLocation} from '../../../src/services/readiness/browser-location.ts';
import {ConfirmedHere} from '../../../src/services/readiness/confirmed-here.ts';
import {DeskReadinessService} from '../../../src/services/readiness/desk-readiness-service.ts';
import {lateReadiness} from '../../../src/services/readiness/late-readiness.ts';
import {findMailbox} from '../../../src/services/readiness/mailbox-check.ts';
import {WritableStore} from '../../../src/services/store.ts';

const AT = Date.UTC(2026, 10, 12, 9);
const ADDRESS = '12 Main St, Floor 3, 97201, Portland';

const SETTINGS: DeskSettings = {
  ...{wrapUpReasons: [], presenceChoices: [], country: 'US', emergencyCountries: EMERGENCY_COUNTRIES},
  emergency: 'routed',
  outbound: {profile: 'Support', callerNumber: '+12015550100'},
  desk: {autoAnswer: false, numbersMasked: false, telephone: null},
  location: null,
};

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** A token as Graph's are: three parts, of which the middle one says what it permits. */
function tokenFor(claims: object): string {
  return `x.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.y`;
}

function start(given: {readonly settings?: DeskSettings | null; readonly memory?: LocationMemory | null} = {}) {
  const settings = new WritableStore<DeskSettings | null>(given.settings === undefined ? SETTINGS : given.settings);
  const connection = new WritableStore<ConnectionState>({status: 'connected'});
  const findings = new WritableStore<EmergencyFindings | null>(null);
  const found = new WritableStore<FoundLocation>({status: 'unknown', country: null});
  const sent: (readonly [string, object])[] = [];
  const edge = {memory: given.memory ?? null, zone: 'America/Los_Angeles', fails: false, tell: (): void => undefined};
  const used: number[] = [];
  const service = new DeskReadinessService({
    hub: {
      send: async (name: string, body: object) => {
        sent.push([name, body]);
        if (edge.fails) throw new SdkError('hub-timeout', 'The hub did not answer.');
        edge.tell();
        return {status: 'done', result: null} as never;
      },
    },
    ...{settings, connection, findings},
    state: new WritableStore<EmergencyReadiness | null>(null),
    mailTokens: {getToken: async () => tokenFor({scp: 'User.Read Mail.Send'})},
    clock: {now: () => AT + 1_000},
    location: {
      state: found,
      start: async () => undefined,
      stop: () => undefined,
      use: async () => void used.push(1),
    },
    memory: {read: () => edge.memory, write: (memory) => (edge.memory = memory)},
    zone: () => edge.zone,
  });
  const confirmed = (location: ConfirmedLocation | null) => settings.set({...SETTINGS, location});
  return {service, settings, connection, findings, found, sent, edge, used, confirmed};
}

const HERE: ConfirmedLocation = {address: ADDRESS, country: 'US', confirmedAt: AT};

describe('readiness at the desk', () => {
  it('[EM-38] [EC-87] puts together profile, browser, mailbox and trunk, and follows each', async () => {
    const {service, found, settings} = start();
    await turn();
    const states = () => service.state.value?.items.map(({id, state}) => `${id} ${state}`);
    assert.deepEqual(states(), ['outbound-profile ok', 'location unknown', 'mailbox ok', 'trunk ok']);
    found.set({status: 'located', country: 'US'});
    assert.equal(service.state.value?.summary.status, 'ready');
    settings.set({...SETTINGS, outbound: null, emergency: 'none'});
    assert.deepEqual(states(), ['outbound-profile problem', 'location ok', 'mailbox ok', 'trunk problem']);
    found.set({status: 'denied', country: null});
    assert.deepEqual(service.state.value?.summary, {status: 'impossible', count: 3});
    service.dispose();
  });

  it('[EM-13] [EC-87] names the emergency number of the organisation’s country', () => {
    const {service, settings} = start();
    assert.equal(service.state.value?.number, '911');
    settings.set({...SETTINGS, country: 'DK'});
    assert.equal(service.state.value?.number, '112');
    settings.set({...SETTINGS, country: 'PL'});
    assert.equal(service.state.value?.number, null);
    service.dispose();
  });

  it('[EC-87] says nothing before the settings are known', () => {
    const {service, settings} = start({settings: null});
    assert.equal(service.state.value === null, true);
    settings.set(SETTINGS);
    assert.equal(service.state.value?.items.length, 4);
    service.dispose();
  });

  it('[EC-84] tells what was found once it is there, and never a position', async () => {
    const {service, findings, found} = start();
    assert.equal(findings.value === null, true);
    await turn();
    assert.deepEqual(findings.value, {location: 'unknown', country: null, mailbox: 'ready'});
    found.set({status: 'looking', country: null});
    assert.equal(findings.value?.location, 'unknown');
    found.set({status: 'located', country: 'DK'});
    assert.deepEqual(findings.value, {location: 'located', country: 'DK', mailbox: 'ready'});
    service.dispose();
  });

  it('[EC-81] asks where the agent is, and no more once it was confirmed here', async () => {
    const {service, confirmed, sent, edge} = start();
    assert.equal(service.state.value?.question, 'never');
    // The hub's word may come before its answer to the command, or after it.
    edge.tell = () => confirmed(HERE);
    assert.deepEqual(await service.confirm(ADDRESS, 'US'), {status: 'done'});
    assert.deepEqual(sent, [['ConfirmLocation', {address: ADDRESS, country: 'US'}]]);
    assert.equal(service.state.value?.question, null);
    assert.deepEqual(edge.memory, {confirmedAt: AT, zone: 'America/Los_Angeles'});
    edge.tell = () => undefined;
    await service.confirm(ADDRESS, 'US');
    confirmed({...HERE, confirmedAt: AT + 5});
    assert.equal(service.state.value?.question, null);
    assert.equal(edge.memory?.confirmedAt, AT + 5);
    service.dispose();
  });

  it('[EC-81] asks again in another browser, and in another zone', () => {
    const elsewhere = start({settings: {...SETTINGS, location: HERE}});
    assert.equal(elsewhere.service.state.value?.question, 'other-browser');
    const memory = {confirmedAt: AT, zone: 'Europe/Copenhagen'};
    const moved = start({settings: {...SETTINGS, location: HERE}, memory});
    assert.equal(moved.service.state.value?.question, 'moved');
    elsewhere.service.dispose();
    moved.service.dispose();
  });

  it('[EC-81] what the hub did not take is not remembered', async () => {
    const {service, edge} = start();
    edge.fails = true;
    assert.equal((await service.confirm(ADDRESS, 'US')).status, 'failed');
    assert.equal(edge.memory, null);
    assert.equal(service.state.value?.question, 'never');
    service.dispose();
  });

  it('[EC-83] takes it back; a hub that keeps none is not asked for it', async () => {
    const {service, sent, settings} = start();
    await service.forget();
    assert.deepEqual(sent, [['ForgetLocation', {}]]);
    const {location: _location, ...older} = SETTINGS;
    settings.set(older);
    assert.equal(service.state.value?.unasked, true);
    assert.equal(service.state.value?.question, null);
    service.dispose();
  });

  it('[EM-5] [EC-87] looks where the browser is when the agent asks for it', async () => {
    const {service, used} = start();
    await service.usePosition();
    assert.equal(used.length, 1);
    service.dispose();
  });
});

describe('readiness whose code is on its way', () => {
  const state = new WritableStore<EmergencyReadiness | null>(null);
  const done: Outcome = {status: 'done'};

  it('[EC-87] does what was asked for meanwhile once it is there', async () => {
    const asked: string[] = [];
    const there: ReadinessService = {
      state,
      usePosition: async () => void asked.push('position'),
      confirm: async (address, country) => (asked.push(`${address} ${country}`), done),
      forget: async () => (asked.push('forget'), done),
    };
    const readiness = lateReadiness(state, {get: async () => there});
    assert.equal(readiness.state, state);
    await readiness.usePosition();
    assert.deepEqual(await readiness.confirm('1 Main St', 'US'), done);
    assert.deepEqual(await readiness.forget(), done);
    assert.deepEqual(asked, ['position', '1 Main St US', 'forget']);
  });

  it('[EC-87] says that it did not load', async () => {
    const get = () => Promise.reject(new SdkError('media-failed', 'A part of the desk did not load.'));
    const outcome = await lateReadiness(state, {get}).forget();
    assert.equal(outcome.status, 'failed');
  });
});

describe('the agent’s own mailbox', () => {
  const failing = (code: 'sign-in-required' | 'hub-unreachable') => ({
    getToken: () => Promise.reject(new SdkError(code, 'no')),
  });
  for (const [title, tokens, expected] of [
    ['without a sign-on at all', null, 'not-set-up'],
    ['signed on for mail', {getToken: async () => tokenFor({scp: 'User.Read Mail.Send'})}, 'ready'],
    ['signed on for mail elsewhere', {getToken: async () => tokenFor({scope: 'Mail.Send'})}, 'ready'],
    ['signed on for people only', {getToken: async () => tokenFor({scp: 'User.Read.All'})}, 'not-allowed'],
    [
      'signed on for something that only resembles it',
      {getToken: async () => tokenFor({scp: 'Mail.Send.Shared'})},
      'not-allowed',
    ],
    ['signed out', failing('sign-in-required'), 'signed-out'],
    ['out of reach', failing('hub-unreachable'), 'unknown'],
    ['with a token nobody can read', {getToken: async () => 'opaque'}, 'unknown'],
    ['with a token of another kind', {getToken: async () => 'a.%%%.b'}, 'unknown'],
    ['with a token that says nothing', {getToken: async () => tokenFor({sub: 'x'})}, 'unknown'],
  ] as const) {
    it(`[EM-6] [EC-86] ${title} it is ${expected}`, async () => {
      assert.equal(await findMailbox(tokens), expected);
    });
  }
});

describe('what a browser remembers of a confirmed address', () => {
  function storage(initial: string | null = null): Storage & {readonly kept: () => string | null} {
    let text = initial;
    return {
      getItem: () => text,
      setItem: (_key: string, value: string) => void (text = value),
      removeItem: () => void (text = null),
      kept: () => text,
    } as unknown as Storage & {readonly kept: () => string | null};
  }

  it('[EC-81] is when and by which zone, and nothing of where', () => {
    const kept = storage();
    const memory = new ConfirmedHere(kept);
    assert.equal(memory.read(), null);
    memory.write({confirmedAt: AT, zone: 'Europe/London'});
    assert.deepEqual(JSON.parse(kept.kept() ?? ''), {confirmedAt: AT, zone: 'Europe/London'});
    assert.deepEqual(new ConfirmedHere(kept).read(), {confirmedAt: AT, zone: 'Europe/London'});
    memory.write(null);
    assert.equal(new ConfirmedHere(kept).read(), null);
  });

  it('[EC-81] is nothing where it cannot be read, and lasts as long as the page in a frame without storage', () => {
    for (const broken of ['{', '[]', '{"confirmedAt":"x"}'])
      assert.equal(new ConfirmedHere(storage(broken)).read(), null);
    const frame = new ConfirmedHere(null);
    frame.write({confirmedAt: AT, zone: 'UTC'});
    assert.deepEqual(frame.read(), {confirmedAt: AT, zone: 'UTC'});
  });
});
