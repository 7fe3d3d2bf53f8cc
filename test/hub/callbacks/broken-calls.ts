/** Calls that break off, as tests of what is owed for them go on. */
import assert from 'node:assert/strict';
import {readContacts} from '../../../hub/store/contact-store.ts';
import {LegStates} from '../../../hub/voice/leg-states.ts';
import {type Contact, type Leg, customerOf, isJoined, participantOfAgent} from '../../../src/domain/contact.ts';
import type {TestDesk, TestPhone} from '../../support/desk-client.ts';
import {BILLING_LINE, type TestHub} from '../../support/test-hub.ts';
import {accept, becomeAvailable, offerOf} from '../desk/scenes.ts';
import {until} from '../flows/scenes.ts';

type Place = Pick<TestHub, 'store' | 'query' | 'log'>;

/** The media process sees both, and they speak. */
export async function speak(hub: Place, contactId: string, agentId: string): Promise<void> {
  await tellLeg(hub, customerLeg(await readContact(hub, contactId)), 'connected');
  await tellLeg(hub, agentLeg(await readContact(hub, contactId), agentId), 'connected');
}

/** The audio of both is gone at the same moment, and nobody has said a word. @returns the two legs */
export async function breakOff(hub: Place, contactId: string, agentId: string): Promise<{agent: Leg; customer: Leg}> {
  return {agent: await vanish(hub, contactId, agentId), customer: await loseCustomer(hub, contactId)};
}

export async function vanish(hub: Place, contactId: string, agentId: string): Promise<Leg> {
  const leg = agentLeg(await readContact(hub, contactId), agentId);
  await tellLeg(hub, leg, 'disconnected');
  return leg;
}

async function loseCustomer(hub: Place, contactId: string): Promise<Leg> {
  const leg = customerLeg(await readContact(hub, contactId));
  await tellLeg(hub, leg, 'disconnected');
  return leg;
}

export async function comeBack(hub: Place, leg: Leg): Promise<void> {
  await tellLeg(hub, leg, 'connected');
}

/** Its time to come back is over, and the hub notices. */
export async function timeIsUp(hub: Place, ...legs: readonly Leg[]): Promise<void> {
  await hub.query(
    `with due as (update timer set due_at = now() where kind = 'leg-grace' and subject = any($1))
     select pg_notify('cordboard_wake', 'timer')`,
    [legs.map(({id}) => id)],
  );
}

/** A story's own steps, one by one: a caller speaks to an agent who vanishes, and is lost themselves. */
export function brokenCall({hub, desk, onGivenUp}: Broken): readonly {name: string; do(story: Story): Promise<void>}[] {
  const agentId = (): string => desk().snapshots.all[0]?.agent.id ?? '';
  return [
    {
      name: 'a caller speaks to an agent',
      async do(story) {
        await story.phone.client.send('PlaceCall', {to: BILLING_LINE, name: null, data: {}});
        const {call} = await story.phone.states.find('its call', (each) => each.call !== null);
        story.contactId = call?.callId ?? '';
        await becomeAvailable(desk());
        await accept(desk(), await offerOf(desk(), story.contactId));
        await speak(hub(), story.contactId, agentId());
      },
    },
    {
      name: 'the agent vanishes',
      async do({contactId}) {
        await timeIsUp(hub(), await vanish(hub(), contactId, agentId()));
        const waits = `exists (select 1 from contact where id = $1 and status = 'waiting')`;
        await until(hub(), 'they wait', waits, [contactId]);
      },
    },
    {
      name: 'the customer is lost too',
      async do(story) {
        onGivenUp(story);
        await timeIsUp(hub(), await loseCustomer(hub(), story.contactId));
      },
    },
  ];
}

type Story = {readonly number: string; readonly phone: TestPhone; contactId: string};
type Broken = {
  readonly hub: () => Place;
  readonly desk: () => TestDesk;
  readonly onGivenUp: (story: Story) => void;
};

async function tellLeg(hub: Place, leg: Leg, state: 'connected' | 'disconnected'): Promise<void> {
  const states = new LegStates(hub.store, hub.log);
  states.handle({legId: leg.id, epoch: leg.epoch, state});
  await states.settled();
}

async function readContact(hub: Place, contactId: string): Promise<Contact> {
  const [contact] = await readContacts({tx: hub.store.db}, [contactId]);
  assert.ok(contact);
  return contact;
}

function customerLeg(contact: Contact): Leg {
  const customer = customerOf(contact);
  assert.ok(isJoined(customer) && customer.leg !== null);
  return customer.leg;
}

function agentLeg(contact: Contact, agentId: string): Leg {
  const agent = participantOfAgent(contact, agentId);
  assert.ok(isJoined(agent) && agent.leg !== null);
  return agent.leg;
}
