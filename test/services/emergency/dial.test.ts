import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {SdkError} from '../../../src/api/errors.ts';
import type {HubEmergencyService} from '../../../src/services/emergency/hub-emergency-service.ts';
import {PLACED, page, settled, view} from './emergency-page.ts';

describe('an emergency number dialled at a page', () => {
  it('[EC-21] says within a second that it does not get through, goes on trying, and takes it back when it does', async () => {
    const {service, sent, tell, pass} = page();
    const outcome = service.dial('911');
    await pass(1_000);
    assert.deepEqual(service.attempt.value, {number: '911', test: false, status: 'out-of-reach'});
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

  it('[EC-174] each further try is the same command to the hub, and a press another', async () => {
    const {service, sent, pass} = page();
    const outcome = service.dial('911');
    sent[0]?.break(new SdkError('hub-timeout', 'The hub did not answer in time. Try again.'));
    await outcome;
    await pass(1_000);
    void service.dial('911');
    const [first, again, pressed] = sent.map(({commandId}) => commandId);
    assert.ok(first !== undefined);
    assert.equal(again, first);
    assert.ok(pressed !== undefined);
    assert.notEqual(pressed, first);
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
    assert.deepEqual(service.attempt.value, {number: '911', test: false, status: 'out-of-reach'});
    service.dismissAttempt();
    assert.equal(service.attempt.value, null);
  });

  it('[EC-150] a person reads the number that reaches help on any telephone; the hub is sent what was typed', async () => {
    for (const typed of ['9911', '0112', '*67911', '+1 911', '112']) {
      const {service, sent, pass} = page();
      const outcome = service.dial(typed);
      assert.deepEqual(service.attempt.value, {number: '911', test: false, status: 'placing'}, typed);
      await pass(1_000);
      assert.deepEqual(service.attempt.value, {number: '911', test: false, status: 'out-of-reach'}, typed);
      sent[0]?.break(new SdkError('hub-timeout', 'The hub did not answer in time. Try again.'));
      await outcome;
      await pass(1_000);
      sent[1]?.answer({status: 'refused', code: 'invalid-number'});
      await settled();
      assert.deepEqual(service.attempt.value, {number: '911', test: false, status: 'refused'}, typed);
      assert.deepEqual(
        sent.map(({body}) => body),
        [{number: typed}, {number: typed}],
      );
    }
  });

  it('[EC-177] dialled before the country was known, it is the local number as soon as that is', async () => {
    for (const [typed, country, before, number] of [
      ['999', 'US', '999', '911'],
      ['9911', 'GB', '911', '999'],
      ['911', 'PL', '911', '112'],
      ['911', 'US', '911', '911'],
    ] as const) {
      const {service, sent, learn} = page({connected: false, country: null});
      const outcome = service.dial(typed);
      assert.deepEqual(service.attempt.value, {number: before, test: false, status: 'out-of-reach'});
      learn(country);
      assert.deepEqual(service.attempt.value, {number, test: false, status: 'out-of-reach'}, typed);
      assert.deepEqual(sent[0]?.body, {number: typed});
      sent[0].answer({status: 'refused', code: 'invalid-number'});
      await outcome;
      assert.deepEqual(service.attempt.value, {number, test: false, status: 'refused'}, typed);
    }
  });

  it('[EC-11] a test that does not get through is still a test', async () => {
    const {service, pass} = page({connected: false});
    void service.dial('933');
    assert.equal(service.attempt.value?.test, true);
    await pass(1_000);
    assert.deepEqual(service.attempt.value, {number: '933', test: true, status: 'out-of-reach'});
  });

  it('[EC-21] what was there before the dial takes nothing back: it is told that it does not get through, and goes on', async () => {
    const {service, sent, tell, pass} = page();
    const before = view({status: 'dropped', why: 'cut-off', leg: null, version: 7});
    tell(before);
    const outcome = service.dial('911');
    await pass(1_000);
    sent[0]?.break(new SdkError('hub-timeout', 'The hub did not answer in time. Try again.'));
    await outcome;
    tell(before);
    assert.deepEqual(service.attempt.value, {number: '911', test: false, status: 'out-of-reach'});
    await pass(1_000);
    assert.equal(sent.length, 2);
    tell(view({version: 8}));
    assert.equal(service.attempt.value, null);
  });

  it('[EC-21] a clock that was set is no reason to give up, and what is refused for good does not say that it goes on', async () => {
    const {service, sent, pass} = page();
    const outcome = service.dial('911');
    sent[0]?.answer({status: 'refused', code: 'command-late'});
    await outcome;
    assert.equal(service.attempt.value?.status, 'out-of-reach');
    await pass(1_000);
    sent[1]?.answer({status: 'refused', code: 'invalid-number'});
    await settled();
    assert.equal(service.attempt.value?.status, 'refused');
    await pass(1_000);
    assert.equal(sent.length, 2);
  });
});
