import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {HubClient} from '../../../src/api/hub-client.ts';
import {HubConnectionService} from '../../../src/services/hub-connection-service.ts';
import {NOW, PLACED, SIGN_IN, noToken, none, page, settled, view} from './emergency-page.ts';

describe('an emergency call from a page', () => {
  it('[EC-20] asks the hub at once, and has the sound here as soon as there is a leg', async () => {
    const {service, sent, joins, legs, tell} = page();
    const outcome = service.dial('911');
    assert.deepEqual(service.attempt.value, {number: '911', test: false, status: 'placing'});
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
