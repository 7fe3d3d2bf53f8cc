import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {type TestPhone, connectPhone} from '../../support/desk-client.ts';
import {type LegPeer, joinLeg} from '../../support/leg-peer.ts';
import {type TestHub, startTestHub} from '../../support/test-hub.ts';
import {errorsOf} from '../desk/scenes.ts';
import {line, read, until, valuesOf, whereIs, withFlows} from './scenes.ts';

const IDS = ['menu'];
const LEADS = {onTimeout: 'help', onInvalid: 'help'};

describe('a flow that a telephone hears', () => {
  let hub: TestHub;
  let phone: TestPhone;
  let peer: LegPeer;

  before(async () => {
    const steps = [
      {id: 'hello', kind: 'play', sounds: ['please-hold'], interruptible: false, next: 'number'},
      {
        id: 'number',
        kind: 'digits',
        sound: 'enter-customer-number',
        max: 6,
        variable: 'customerId',
        next: 'help',
        ...LEADS,
      },
      {id: 'help', kind: 'queue', queue: 'support'},
    ];
    hub = await startTestHub({organisation: withFlows({menu: steps})});
    phone = await connectPhone(hub, '+12015550190');
  });

  after(async () => {
    await peer?.close();
    await phone?.stop();
    await hub?.stop();
  });

  it('[FL-18] begins with its sound, goes on when that has been heard, and is told the keys that are pressed', async () => {
    await phone.client.send('PlaceCall', {to: line('menu', IDS), name: null, data: {}});
    const {call} = await phone.states.find('its call', ({call: own}) => own !== null);
    assert.ok(call);
    const contactId = call.callId;
    assert.equal(await whereIs(hub, contactId), 'hello leg');
    peer = await joinLeg(async (sdp) => {
      const reply = await phone.client.send('ConnectCall', {callId: contactId, epoch: 1, sdp});
      assert.ok(reply.status === 'done' && reply.sdp !== null);
      return reply.sdp;
    });
    const at = (place: string) =>
      until(hub, place, `exists (select 1 from flow_run where contact_id = $1 and step || ' ' || awaiting = $2)`, [
        contactId,
        place,
      ]);
    await at('hello sound');
    const began = (await read(hub, contactId)).announcement;
    assert.equal(began?.sound, 'please-hold.en');
    // Well before its timer: the media process has said that the sound was heard.
    await at('number sound');
    const next = (await read(hub, contactId)).announcement;
    assert.ok(
      next !== null && next.startedAtMs - began.startedAtMs >= 2_000 && next.startedAtMs - began.startedAtMs < 8_000,
    );
    for (const digit of '4711#') await peer.press(digit);
    await until(hub, 'the queue', `exists (select 1 from contact where id = $1 and queue_id = 'support')`, [contactId]);
    assert.equal(valuesOf(await read(hub, contactId))['customerId'], '4711');
    // Keys pressed in the queue are nobody's.
    await peer.press('1');
    assert.deepEqual(errorsOf(hub), []);
  });
});
