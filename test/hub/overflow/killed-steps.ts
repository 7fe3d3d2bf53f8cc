/** The steps of callbacks, as the stories of hubs that are killed between any two of them go on. */
import assert from 'node:assert/strict';
import {type TestDesk} from '../../support/desk-client.ts';
import {joinLeg} from '../../support/leg-peer.ts';
import {BILLING_LINE} from '../../support/test-hub.ts';
import {schedules} from '../callbacks/callback-world.ts';
import {formFor, receiptIn, requestWith, send} from '../callbacks/request-world.ts';
import {accept, becomeAvailable, becomeIdle, finish, offerOf} from '../desk/scenes.ts';
import type {KilledHubs, Step, Story} from './killed-world.ts';

const OF_NUMBER = 'select 1 from callback where number = $1';

/** @param agent who is free when it comes to them */
export function ringsAt(hubs: KilledHubs, agent: () => TestDesk): Step {
  return {
    name: 'it rings at an agent',
    async do(story) {
      story.from = agent().events.all.length;
      await becomeAvailable(agent());
      await hubs.met(
        'its contact rings',
        `exists (select 1 from callback join contact on contact.id = callback.contact_id where number = $1 and contact.status = 'offered')`,
        story.number,
      );
      story.contactId = (await hubs.callbackOf(story)).contact_id;
    },
  };
}

export function isCalled(agent: () => TestDesk): readonly Step[] {
  return [
    {
      name: 'the agent accepts',
      do: async (story) => accept(agent(), await offerOf(agent(), story.contactId, story.from)),
    },
    {
      name: 'the customer is rung',
      async do(story) {
        await story.phone.states.find(
          'it rings',
          ({call}) => call?.status === 'ringing' && call.callId === story.contactId,
        );
      },
    },
  ];
}

export function isKept(hubs: KilledHubs, agent: () => TestDesk): readonly Step[] {
  return [
    ringsAt(hubs, agent),
    ...isCalled(agent),
    {
      name: 'the customer answers',
      async do(story) {
        assert.equal((await story.phone.client.send('AnswerCall', {callId: story.contactId})).status, 'done');
        await story.phone.states.find(
          'they speak',
          ({call}) => call?.status === 'connected' && call.direction === 'incoming' && call.callId === story.contactId,
        );
        await hubs.met('it is kept', `exists (${OF_NUMBER} and status = 'kept')`, story.number);
      },
    },
  ];
}

/** A caller takes it by the key, with a telephone that has sound: media process, hub and menu say the rest. */
export function direct(hubs: KilledHubs): readonly Step[] {
  let goodbye: Promise<void> = Promise.resolve();
  const peerOf = ({peer}: Story) => {
    assert.ok(peer !== null);
    return peer;
  };
  return [
    {
      name: 'a caller waits',
      async do(story) {
        const {client, states} = story.phone;
        await client.send('PlaceCall', {to: BILLING_LINE, name: null, data: {}});
        const {call} = await states.find('its call', (each) => each.call !== null);
        story.contactId = call?.callId ?? '';
        story.peer = await joinLeg(async (sdp) => {
          const reply = await client.send('ConnectCall', {callId: story.contactId, epoch: 1, sdp});
          assert.ok(reply.status === 'done' && reply.sdp !== null, JSON.stringify(reply));
          return reply.sdp;
        });
      },
    },
    {name: 'a callback is offered', do: (story) => peerOf(story).hears(hubs.packetsOf('callback-offer'))},
    {
      name: 'the key is pressed',
      heard: true,
      async do(story) {
        goodbye = peerOf(story).hears(hubs.packetsOf('callback-promised'));
        await peerOf(story).press('1');
      },
    },
    {
      name: 'the caller hears that they will be called',
      heard: true,
      async do(story) {
        // What the hub that died was being told is lost; whoever hears nothing presses again, which is no second promise.
        await peerOf(story).press('1');
        await goodbye;
        hubs.ledger.promised.push(story.number);
      },
    },
    {
      name: 'the goodbye is over',
      async do(story) {
        await story.phone.states.find(
          'the line is released',
          ({call}) => call?.callId === story.contactId && call.status === 'ended',
        );
      },
    },
  ];
}

/** @param changes such as whose it is */
export function scheduled(
  hubs: KilledHubs,
  by: () => TestDesk,
  changes: () => Parameters<typeof schedules>[1] = () => ({}),
): Step {
  return {
    name: 'it is scheduled',
    async do(story) {
      story.callbackId = await schedules(by(), {number: story.number, ...changes()});
      hubs.ledger.promised.push(story.number);
    },
  };
}

export function becomesDue(hubs: KilledHubs): Step {
  return {
    name: 'its time has come',
    async do({number}) {
      await passTime(hubs, number);
      await hubs.met('it is queued', `exists (${OF_NUMBER} and status = 'queued')`, number);
    },
  };
}

/** An appointment is made for a minute, and not earlier than the next one: nobody waits for that here, the store says that it is now. */
export async function passTime(hubs: KilledHubs, number: string): Promise<void> {
  await hubs.place.query(
    `with due as (update callback set starts_at = now(), due_at = now(), ends_at = now() + interval '1 hour',
       expires_at = now() + interval '2 hours' where number = $1 and status = 'scheduled')
     select pg_notify('cordboard_wake', 'callback')`,
    [number],
  );
}

/** @param when `slot`: the first that the form offers */
export function askedElsewhere(hubs: KilledHubs, when: 'now' | 'slot' = 'now'): Step {
  return {
    name: 'it is asked for on a page elsewhere',
    async do(story) {
      const [url, other = ''] = [hubs.urlOf(story), ...hubs.urls.filter((each) => each !== hubs.urlOf(story))];
      const slot = when === 'now' ? undefined : (await formFor({url})).slots[0];
      const request = await requestWith(hubs.place, {
        number: story.number,
        when: slot === undefined ? {kind: 'now'} : {kind: 'slot', startsAt: slot.startsAt},
      });
      // Who gets no answer sends the same again, to whichever hub there is.
      const receipt = await receiptIn(await send({url}, 'POST', '', request));
      hubs.ledger.promised.push(story.number);
      const again = await receiptIn(await send({url: other}, 'POST', '', request));
      assert.equal(again.token, receipt.token);
      story.token = receipt.token;
    },
  };
}

export function waits(hubs: KilledHubs): Step {
  return {
    name: 'its contact waits',
    do: ({number}) => hubs.met('it is queued', `exists (${OF_NUMBER} and status = 'queued')`, number),
  };
}

/** What nobody was spoken to for, and the next attempt. */
export function tried(hubs: KilledHubs, agent: () => TestDesk): readonly Step[] {
  return [
    {
      name: 'the customer declines',
      async do({number, phone, contactId}) {
        assert.equal((await phone.client.send('DeclineCall', {callId: contactId})).status, 'done');
        await hubs.met('it is an attempt', `exists (${OF_NUMBER} and attempts = 1)`, number);
      },
    },
    {
      name: 'the agent has wrapped it up',
      async do({contactId}) {
        // So that the next attempt waits until they say that they are there.
        await becomeIdle(agent());
        const reply = await agent().hub.send('SubmitWrapUp', {contactId, reasonId: 'not-reached', note: ''});
        assert.equal(reply.status, 'done');
      },
    },
    {
      name: 'it waits again',
      do: ({number, contactId}) =>
        hubs.met(
          'the next attempt waits',
          `exists (${OF_NUMBER} and status = 'queued' and contact_id <> $2)`,
          number,
          contactId,
        ),
    },
  ];
}

/** They have spoken, once, and were rung no more often than they were to be. */
export async function assertKept(hubs: KilledHubs, agent: TestDesk, story: Story, attemptsBefore = 0): Promise<void> {
  const {number, contactId, rung} = story;
  await finish(agent, contactId);
  await becomeIdle(agent);
  const {ledger} = hubs;
  assert.equal(ledger.spoken.filter((each) => each === number).length, 1, 'spoken to once');
  assert.equal(ledger.owed(number), 0, 'nothing is owed');
  const {status, attempts} = await hubs.callbackOf(story);
  assert.deepEqual(
    {status, attempts, rung: rung.size},
    {status: 'kept', attempts: attemptsBefore, rung: attemptsBefore + 1},
  );
}
