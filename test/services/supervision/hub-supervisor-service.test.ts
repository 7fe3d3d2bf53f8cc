import assert from 'node:assert/strict';
import {afterEach, beforeEach, describe, it, mock} from 'node:test';
import {CALLBACK_TIME_LIMITS} from '../../../src/domain/callback-time.ts';
import {DEFAULT_CALLING_HOURS} from '../../../src/domain/calling-hours.ts';
import type {CentreState} from '../../../src/services/ports.ts';
import {SdkError} from '../../../src/api/errors.ts';
import type {ConnectionState} from '../../../src/services/ports.ts';
import {WritableStore} from '../../../src/services/store.ts';
import {HubSupervisorService} from '../../../src/services/supervision/hub-supervisor-service.ts';

const CONNECTED: ConnectionState = {status: 'connected'};
const GONE = new SdkError('hub-timeout', 'The hub did not answer in time.');

/** What any question may be answered with. */
const NOBODY = {
  ...{entries: [], recents: [], iceServers: [], agents: [], queues: [], entryPoints: []},
  ...{
    callbacks: [],
    ready: false,
    takesNoCalls: false,
    buddies: [],
    limits: {...CALLBACK_TIME_LIMITS, hours: DEFAULT_CALLING_HOURS},
  },
  ...{next: null, count: 0, more: false, scope: 'own' as const, slots: []},
};

/** A hub whose answers a test gives, and whose time it moves. */
class Asked {
  readonly connection = new WritableStore<ConnectionState>(CONNECTED);
  readonly visible = new WritableStore(true);
  readonly sent: (readonly [name: string, body: unknown])[] = [];
  questions: {readonly name: string; readonly answer: () => void; readonly fail: (error: Error) => void}[] = [];
  now = 1_000;
  readonly service: HubSupervisorService;

  constructor() {
    this.service = new HubSupervisorService({
      hub: {
        ask: (name) =>
          new Promise((resolve, reject) => {
            this.questions.push({name, answer: () => resolve(NOBODY), fail: reject});
          }),
        send: async (name, body) => {
          this.sent.push([name, body]);
          return {status: 'refused', code: 'internal'};
        },
      },
      connection: this.connection,
      visible: this.visible,
      clock: {now: () => this.now},
    });
  }

  get status(): string {
    return this.service.centre.value.status;
  }

  /** Answers what was asked, after so long. */
  async answer(tookMs = 0): Promise<void> {
    this.now += tookMs;
    for (const {answer} of this.questions.splice(0)) answer();
    await settle();
  }

  async fail(error: Error): Promise<void> {
    for (const {fail} of this.questions.splice(0)) fail(error);
    await settle();
  }

  async pass(ms: number): Promise<void> {
    this.now += ms;
    mock.timers.tick(ms);
    await settle();
  }
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Narrows without telling the compiler that the store will stay so. */
function known(state: CentreState): Extract<CentreState, {status: 'known'}> {
  assert.ok(state.status === 'known');
  return state;
}

describe('how everything stands, for a supervisor who looks', () => {
  beforeEach(() => mock.timers.enable({apis: ['setTimeout']}));
  afterEach(() => mock.timers.reset());

  it('[SU-10] it is asked for while somebody looks: at once, two seconds after each answer, and not afterwards', async () => {
    const hub = new Asked();
    assert.equal(hub.questions.length, 0, 'nobody looks');
    const end = hub.service.watch();
    const other = hub.service.watch();
    assert.deepEqual(
      hub.questions.map(({name}) => name),
      ['ListAgents', 'ListQueues'],
    );
    await hub.pass(100);
    assert.equal(hub.questions.length, 2, 'one question at a time');
    await hub.answer();
    assert.equal(hub.status, 'known');
    await hub.pass(1_999);
    assert.equal(hub.questions.length, 0);
    await hub.pass(1);
    assert.equal(hub.questions.length, 2);
    await hub.answer();
    end();
    end();
    await hub.pass(2_000);
    assert.equal(hub.questions.length, 2, 'the other one still looks');
    await hub.answer();
    other();
    await hub.pass(60_000);
    assert.equal(hub.questions.length, 0);
  });

  it('[SU-10] nothing is asked while the page is hidden or there is no connection; afterwards at once', async () => {
    const hub = new Asked();
    hub.service.watch();
    await hub.answer();
    hub.visible.set(false);
    await hub.pass(60_000);
    assert.equal(hub.questions.length, 0);
    hub.visible.set(true);
    assert.equal(hub.questions.length, 2);
    await hub.answer();
    hub.connection.set({status: 'reconnecting', since: 1, error: GONE});
    await hub.pass(60_000);
    assert.equal(hub.questions.length, 0);
    hub.connection.set(CONNECTED);
    assert.equal(hub.questions.length, 2);
  });

  it('[SU-10] a slow hub is asked less often: twenty times as long as it took passes, ten seconds at most', async () => {
    const hub = new Asked();
    hub.service.watch();
    await hub.answer(200);
    await hub.pass(3_999);
    assert.equal(hub.questions.length, 0);
    await hub.pass(1);
    assert.equal(hub.questions.length, 2);
    await hub.answer(5_000);
    await hub.pass(9_999);
    assert.equal(hub.questions.length, 0);
    await hub.pass(1);
    assert.equal(hub.questions.length, 2);
  });

  it('[SU-11] when the hub does not answer the last that was heard stays, with its time; then it goes on', async () => {
    const hub = new Asked();
    hub.service.watch();
    await hub.fail(GONE);
    assert.deepEqual(hub.service.centre.value, {status: 'failed', error: GONE});
    await hub.pass(2_000);
    await hub.answer();
    const heard = known(hub.service.centre.value);
    await hub.pass(2_000);
    await hub.fail(GONE);
    assert.deepEqual(hub.service.centre.value, {...heard, status: 'outdated', error: GONE});
    await hub.pass(2_000);
    await hub.answer();
    assert.equal(hub.status, 'known');
  });

  it('[SU-12] who may not see it is told so and asks no more; who signs out leaves nothing behind', async () => {
    const hub = new Asked();
    const forbidden = new SdkError('not-authorised', 'You may not do this.');
    hub.service.watch();
    await hub.answer();
    await hub.pass(2_000);
    await hub.fail(forbidden);
    assert.deepEqual(hub.service.centre.value, {status: 'failed', error: forbidden});
    await hub.pass(60_000);
    assert.equal(hub.questions.length, 0);
    hub.service.refresh();
    await hub.answer();
    await hub.pass(2_000);
    hub.connection.set({status: 'signed-out', reason: 'agent'});
    hub.service.handleSignedOut();
    assert.deepEqual(hub.service.centre.value, {status: 'unknown'});
    await hub.answer();
    assert.deepEqual(hub.service.centre.value, {status: 'unknown'}, 'also by an answer that comes late');
  });

  it('[SU-13] what is done to an agent is a command, and what came of it is asked for at once', async () => {
    const hub = new Asked();
    hub.service.watch();
    await hub.answer();
    await hub.service.setPresence('anna', 'away', 'lunch');
    await hub.service.signOut('anna');
    await hub.service.listen('call', 'anna');
    assert.deepEqual(hub.sent, [
      ['SetAgentPresence', {agentId: 'anna', base: 'away', reason: 'lunch'}],
      ['SignOutAgent', {agentId: 'anna'}],
      ['Monitor', {contactId: 'call', agentId: 'anna'}],
    ]);
    assert.equal(hub.questions.length, 2, 'asked at once, and once');
    await hub.answer();
    assert.equal(hub.questions.length, 2, 'and again, since more was done meanwhile');
  });
});
