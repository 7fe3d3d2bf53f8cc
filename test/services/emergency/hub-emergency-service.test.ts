import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {SdkError} from '../../../src/api/errors.ts';
import {HubClient} from '../../../src/api/hub-client.ts';
import type {CommandName, CommandReply} from '../../../src/api/wire/commands.ts';
import type {EmergencyView} from '../../../src/api/wire/emergency.ts';
import {HubEmergencyService} from '../../../src/services/emergency/hub-emergency-service.ts';
import {HubConnectionService} from '../../../src/services/hub-connection-service.ts';
import type {LegJoin, VoiceError, VoiceLeg, VoiceLegState} from '../../../src/services/voice/voice-adapter.ts';

const NOW = 1_800_000_000_000;

function view(changes: Partial<EmergencyView> = {}): EmergencyView {
  return {
    callId: 'call-1',
    status: 'dialling',
    why: null,
    number: '911',
    test: false,
    dialledAt: NOW,
    connectedAt: null,
    callbackNumber: '+12015550190',
    callbackEndsAt: NOW + 3_600_000,
    locked: true,
    holdsPresence: true,
    contacts: 'nobody',
    leg: {id: 'leg-1', epoch: 0, lost: false},
    version: 1,
    ...changes,
  };
}

type FakeLeg = VoiceLeg & {hungUp: boolean; become(state: VoiceLegState): void; fail(error: VoiceError): void};

/** A page with its hub, its sound and its clock in the test's hands. */
function page({ownsSound = true, connected = true} = {}) {
  let owns = ownsSound;
  const sent: {name: CommandName; answer(reply: CommandReply): void; break(error: SdkError): void}[] = [];
  const joins: LegJoin[] = [];
  const legs: FakeLeg[] = [];
  let refusal: VoiceError | null = null;
  const later: {ms: number; task: () => void; live: boolean}[] = [];
  const service = new HubEmergencyService({
    hub: {
      send: (name: CommandName) =>
        new Promise((resolve, reject) => {
          sent.push({name, answer: (reply) => resolve(reply as never), break: reject});
        }),
    },
    connected: () => connected,
    adapter: {
      join: async (join) => {
        joins.push(join);
        if (refusal !== null) return {ok: false, error: refusal};
        const leg = fakeLeg(join);
        legs.push(leg);
        return {ok: true, value: leg};
      },
    },
    ownsSound: () => owns,
    mails: {handle: () => undefined},
    after: (ms, task) => {
      const entry = {ms, task, live: true};
      later.push(entry);
      return () => {
        entry.live = false;
      };
    },
  });
  return {
    service,
    sent,
    joins,
    legs,
    refuse: (error: VoiceError | null) => {
      refusal = error;
    },
    getSound: (): void => {
      owns = true;
      service.handleSound();
    },
    tell: (own: EmergencyView | null) => service.handle({own, alerts: [], mailId: null}),
    /** Runs what is to be run after so long. */
    pass: async (ms: number): Promise<void> => {
      for (const each of later.filter((entry) => entry.live && entry.ms <= ms)) {
        each.live = false;
        each.task();
      }
      await settled();
    },
  };
}

function fakeLeg({legId, epoch}: LegJoin): FakeLeg {
  const listeners = new Map<string, (value: never) => void>();
  const leg = {
    legId,
    epoch,
    state: 'connecting' as VoiceLegState,
    playback: 'playing' as const,
    muted: false,
    remoteStream: null,
    hungUp: false,
    mute: () => {
      leg.muted = true;
    },
    unmute: () => {
      leg.muted = false;
    },
    sendDtmf: async () => ({ok: true, value: undefined}) as const,
    resumeAudio: async () => ({ok: true, value: undefined}) as const,
    rejoin: async (next: number) => {
      leg.epoch = next;
      return {ok: true, value: undefined} as const;
    },
    quality: () => Promise.reject(new Error('not asked')),
    hangUp: () => {
      leg.hungUp = true;
    },
    on: (event: string, listener: (value: never) => void) => {
      listeners.set(event, listener);
      return () => listeners.delete(event);
    },
    become: (state: VoiceLegState) => {
      leg.state = state;
      listeners.get('stateChanged')?.(state as never);
    },
    fail: (error: VoiceError) => listeners.get('failed')?.(error as never),
  };
  return leg;
}

const SIGN_IN = new SdkError('sign-in-required', 'Your sign-in has run out: sign in again.');
const noToken = (): Promise<never> => Promise.reject(SIGN_IN);
const none = (): void => undefined;
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const PLACED: CommandReply = {status: 'done', result: {callId: 'call-1'}};

describe('an emergency call from a page', () => {
  it('[EC-20] asks the hub at once, and has the sound here as soon as there is a leg', async () => {
    const {service, sent, joins, legs, tell} = page();
    const outcome = service.dial('911');
    assert.deepEqual(service.attempt.value, {number: '911', status: 'placing'});
    assert.deepEqual(
      sent.map(({name}) => name),
      ['DialEmergency'],
    );
    tell(view());
    sent[0]?.answer(PLACED);
    assert.deepEqual(await outcome, {status: 'done'});
    await settled();
    assert.equal(service.attempt.value, null);
    assert.deepEqual(
      joins.map(({legId, epoch}) => [legId, epoch]),
      [['leg-1', 1]],
    );
    legs[0]?.become('connected');
    assert.deepEqual(service.sound.value, {status: 'connected'});
  });

  it('[EC-21] says within a second that it does not get through, goes on trying, and takes it back when it does', async () => {
    const {service, sent, tell, pass} = page();
    const outcome = service.dial('911');
    await pass(1_000);
    assert.deepEqual(service.attempt.value, {number: '911', status: 'out-of-reach'});
    sent[0]?.answer(PLACED);
    await outcome;
    tell(view());
    assert.equal(service.attempt.value, null);
  });

  it('[EC-21] a dial that is given up on is sent again each second, until it gets through', async () => {
    const {service, sent, pass} = page();
    const outcome = service.dial('911');
    await pass(1_000);
    sent[0]?.break(new SdkError('hub-timeout', 'The hub did not answer in time. Try again.'));
    assert.equal((await outcome).status, 'failed');
    assert.equal(service.attempt.value?.status, 'out-of-reach');
    await pass(1_000);
    assert.equal(sent.length, 2);
    sent[1]?.break(new SdkError('hub-unreachable', 'The hub cannot be reached.'));
    await settled();
    await pass(1_000);
    assert.equal(sent.length, 3);
    sent[2]?.answer(PLACED);
    await settled();
    assert.equal(service.attempt.value, null);
    await pass(1_000);
    assert.equal(sent.length, 3);
  });

  it('[EC-21] it is not sent again once the agent is done with it, dials anew, leaves, or the hub has said no', async () => {
    const lost = new SdkError('hub-unreachable', 'The hub cannot be reached.');
    const ends: readonly ((service: HubEmergencyService) => void)[] = [
      (service) => service.dismissAttempt(),
      (service) => service.dispose(),
    ];
    for (const end of ends) {
      const {service, sent, pass} = page();
      const outcome = service.dial('911');
      sent[0]?.break(lost);
      await outcome;
      end(service);
      await pass(1_000);
      assert.equal(sent.length, 1);
    }
    const {service, sent, pass} = page();
    const first = service.dial('911');
    sent[0]?.break(lost);
    await first;
    const second = service.dial('911');
    await pass(1_000);
    assert.equal(sent.length, 2);
    sent[1]?.answer({status: 'refused', code: 'invalid-number'});
    await second;
    await pass(1_000);
    assert.equal(sent.length, 2);
  });

  it('[EC-21] says it at once without a connection, and when the hub says no', async () => {
    const lost = page({connected: false});
    void lost.service.dial('911');
    assert.equal(lost.service.attempt.value?.status, 'out-of-reach');
    assert.equal(lost.sent.length, 1, 'it is tried all the same');
    const {service, sent} = page();
    const outcome = service.dial('911');
    sent[0]?.break(new SdkError('hub-timeout', 'late'));
    assert.equal((await outcome).status, 'failed');
    assert.deepEqual(service.attempt.value, {number: '911', status: 'out-of-reach'});
    service.dismissAttempt();
    assert.equal(service.attempt.value, null);
  });

  it('[EC-22] a page that only has the sound leaves the leg to who dialled, and steps in when nobody comes', async () => {
    const {service, joins, tell, pass} = page();
    tell(view());
    await settled();
    assert.equal(joins.length, 0);
    await pass(1_500);
    assert.equal(joins.length, 1);
    const other = page({ownsSound: false});
    other.tell(view());
    await other.pass(10_000);
    assert.equal(other.joins.length, 0);
    assert.deepEqual(other.service.sound.value, {status: 'elsewhere'});
    assert.notEqual(service.sound.value.status, 'elsewhere');
  });

  it('[EC-22] after a reload the sound of the pages may come later than the loss: the leg is taken all the same', async () => {
    const {service, joins, tell, getSound, pass} = page({ownsSound: false});
    tell(view({status: 'connected', version: 3, leg: {id: 'leg-1', epoch: 1, lost: true}}));
    await pass(10_000);
    assert.equal(joins.length, 0);
    getSound();
    await pass(1_500);
    assert.deepEqual(
      joins.map(({legId, epoch}) => [legId, epoch]),
      [['leg-1', 2]],
    );
    assert.notEqual(service.sound.value.status, 'elsewhere');
  });

  it('[EC-22] gives way to a page that joined after it, and joins again what was lost', async () => {
    const {service, sent, legs, tell} = page();
    void service.dial('911');
    tell(view());
    sent[0]?.answer(PLACED);
    await settled();
    const [leg] = legs;
    assert.ok(leg);
    leg.become('connected');
    tell(view({status: 'connected', version: 2, leg: {id: 'leg-1', epoch: 1, lost: false}}));
    assert.equal(leg.hungUp, false);
    tell(view({status: 'connected', version: 3, leg: {id: 'leg-1', epoch: 1, lost: true}}));
    assert.equal(leg.epoch, 2);
    tell(view({status: 'connected', version: 4, leg: {id: 'leg-1', epoch: 3, lost: false}}));
    assert.equal(leg.hungUp, true);
    assert.deepEqual(service.sound.value, {status: 'elsewhere'});
  });

  it('[EM-28] a callback rings without sound until it is answered here; the end lets go of it', async () => {
    const {service, sent, joins, legs, tell} = page();
    tell(view({status: 'ringing-back', version: 5, leg: {id: 'leg-2', epoch: 0, lost: false}}));
    await settled();
    assert.equal(joins.length, 0);
    const answered = service.answer();
    sent[0]?.answer({status: 'done', result: null});
    assert.deepEqual(await answered, {status: 'done'});
    tell(view({status: 'connected', version: 6, leg: {id: 'leg-2', epoch: 0, lost: false}}));
    await settled();
    assert.equal(joins[0]?.legId, 'leg-2');
    void service.end();
    tell(view({status: 'over', version: 7, leg: null, locked: false, holdsPresence: false}));
    assert.equal(legs[0]?.hungUp, true);
    assert.deepEqual(service.sound.value, {status: 'idle'});
  });

  it('[EC-23] without a microphone the call goes on, and the microphone is asked for again', async () => {
    const {service, sent, joins, tell, refuse, pass} = page();
    refuse({code: 'microphone-denied', message: 'denied'});
    void service.dial('911');
    tell(view());
    sent[0]?.answer(PLACED);
    await settled();
    assert.deepEqual(service.sound.value, {status: 'failed', code: 'microphone-denied'});
    refuse(null);
    await pass(2_000);
    assert.equal(joins.length, 2);
    assert.equal(joins[1]?.epoch, 2);
  });

  it('[EM-26] the microphone can be muted, also before the sound is there; the next call begins unmuted', async () => {
    const {service, sent, legs, tell} = page();
    void service.dial('911');
    tell(view());
    service.setMuted(true);
    sent[0]?.answer(PLACED);
    await settled();
    assert.equal(legs[0]?.muted, true);
    service.setMuted(false);
    assert.equal(legs[0]?.muted, false);
    service.setMuted(true);
    tell(view({status: 'over', version: 2, leg: null}));
    assert.equal(service.muted.value, false);
  });

  it('[EC-24] what is older than what is known is not believed', () => {
    const {service, tell} = page();
    tell(view({status: 'connected', version: 4}));
    tell(view({status: 'dialling', version: 3}));
    assert.equal(service.own.value?.status, 'connected');
    tell(null);
    assert.equal(service.own.value, null);
  });

  it('[EC-102] keeps its sound when the hub takes no token any more', async () => {
    const {service, legs, tell, pass} = page();
    tell(view());
    await pass(1_500);
    const left: string[] = [];
    const connection = new HubConnectionService({
      hub: new HubClient({
        hubUrls: [],
        deskId: 'desk-1',
        getToken: noToken,
        onSnapshot: none,
        onEvent: none,
        onState: none,
      }),
      tokens: {getToken: noToken, signIn: noToken, signOut: noToken},
      clock: {now: () => NOW},
      onSignedOut: () => left.push('signed out'),
    });
    connection.handleLink({status: 'unauthorised', error: SIGN_IN});
    assert.equal(connection.state.value.status, 'sign-in-required');
    assert.deepEqual([left.length, service.own.value?.callId, legs.map(({hungUp}) => hungUp)], [0, 'call-1', [false]]);
  });

  it('[EC-104] asks for the microphone at the press, also on a page that has no sound for ordinary calls', async () => {
    const {service, sent, joins, tell} = page({ownsSound: false});
    void service.dial('911');
    sent[0]?.answer(PLACED);
    await settled();
    tell(view());
    assert.equal(joins[0]?.legId, 'leg-1');
  });
});
