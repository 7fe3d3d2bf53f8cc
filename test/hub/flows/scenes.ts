/** Calls in flows, as tests of them begin and go on. */
import assert from 'node:assert/strict';
import {applyToContact} from '../../../hub/contacts/apply.ts';
import {stepFlow} from '../../../hub/flows/run-flow.ts';
import {lockContact, readContacts} from '../../../hub/store/contact-store.ts';
import type {HubStore} from '../../../hub/store/hub-store.ts';
import {LegStates} from '../../../hub/voice/leg-states.ts';
import type {Contact} from '../../../src/domain/contact.ts';
import {customerOf, isJoined} from '../../../src/domain/contact.ts';
import type {FlowEvent} from '../../../src/domain/flow-run.ts';
import type {TestHub} from '../../support/test-hub.ts';

type Place = Pick<TestHub, 'store' | 'query' | 'log'>;
type File = Record<string, unknown> & {entryPoints: readonly object[]};

const VARIABLES = [
  {name: 'reason', label: 'Reason', value: 'Not given', editable: true, popoverPlace: 1},
  {name: 'tier', label: 'Tier', value: 'Standard', popoverPlace: 2},
  {name: 'customerId', label: 'Customer number', type: 'integer', popoverPlace: 3},
  {name: 'pin', label: 'PIN', secure: true},
];

/** An organisation with flows, each behind a line of its own: `line('main')`. */
export function withFlows(flows: Readonly<Record<string, readonly object[]>>, more: object = {}) {
  return (file: object): object => {
    const {entryPoints, ...rest}: File = Object(file);
    return {
      ...rest,
      variables: VARIABLES,
      hours: [{id: 'never', name: 'Never', zone: 'UTC'}],
      flows: Object.entries(flows).map(([id, steps]) => ({id, name: `The flow ${id}`, steps})),
      entryPoints: [
        ...entryPoints,
        ...Object.keys(flows).map((id) => ({
          id: `${id}-line`,
          name: `The line ${id}`,
          number: line(id, Object.keys(flows)),
          queue: 'support',
          flow: id,
          variables: VARIABLES.map(({name}) => ({name})),
        })),
      ],
      ...more,
    };
  };
}

/** The number of a flow's line. */
export function line(id: string, all: readonly string[]): string {
  return `+1201555020${all.indexOf(id)}`;
}

export async function read(hub: {readonly store: HubStore}, contactId: string): Promise<Contact> {
  const [contact] = await readContacts({tx: hub.store.db}, [contactId]);
  assert.ok(contact);
  return contact;
}

/** The customer's audio is there. */
export async function hear(hub: Place, contactId: string): Promise<void> {
  const customer = customerOf(await read(hub, contactId));
  assert.ok(isJoined(customer) && customer.leg !== null);
  const states = new LegStates(hub.store, hub.log);
  states.handle({legId: customer.leg.id, epoch: customer.leg.epoch, state: 'connected'});
  await states.settled();
}

export async function tell(
  hub: {readonly store: HubStore},
  contactId: string,
  ...events: readonly FlowEvent[]
): Promise<void> {
  for (const event of events)
    await hub.store.decide(async (work) => {
      const contact = await lockContact(work, contactId);
      if (contact !== null) await stepFlow(work, contact, event);
    });
}

export async function press(hub: {readonly store: HubStore}, contactId: string, keys: string): Promise<void> {
  await tell(hub, contactId, ...Array.from(keys, (digit) => ({type: 'digit', digit}) as const));
}

export const TIME_OUT: FlowEvent = {type: 'time-out'};

export async function hangUp(hub: {readonly store: HubStore}, contactId: string): Promise<void> {
  await hub.store.decide(async (work) => {
    const contact = await lockContact(work, contactId);
    if (contact !== null) await applyToContact(work, contact, {type: 'hang-up-customer'}, 'ContactEnded', 'phone');
  });
}

/** Where a contact's flow is; null when it is in none. */
export async function whereIs(hub: Pick<TestHub, 'query'>, contactId: string): Promise<string | null> {
  const [row] = await hub.query<{place: string}>(
    `select step || ' ' || awaiting as place from flow_run where contact_id = $1`,
    [contactId],
  );
  return row?.place ?? null;
}

export async function timers(hub: Pick<TestHub, 'query'>, contactId: string): Promise<readonly string[]> {
  const rows = await hub.query<{kind: string}>(`select kind from timer where subject = $1 and kind = 'flow-step'`, [
    contactId,
  ]);
  return rows.map(({kind}) => kind);
}

export function valuesOf(contact: Contact): Readonly<Record<string, string | null>> {
  return Object.fromEntries(contact.variables.map(({name, value}) => [name, value]));
}

/** Waits until the hub has come to what a test asks of the database. */
export async function until(
  hub: Pick<TestHub, 'query'>,
  what: string,
  statement: string,
  values: readonly unknown[],
): Promise<void> {
  const {promise, resolve, reject} = Promise.withResolvers<void>();
  const deadline = AbortSignal.timeout(20_000);
  const look = async (): Promise<void> => {
    const [row] = await hub.query<{met: boolean}>(`select (${statement}) as met`, values);
    if (row?.met === true) return resolve();
    if (deadline.aborted) return reject(new Error(`never came: ${what}`));
    setImmediate(() => void look().catch(reject));
  };
  await Promise.all([look(), promise]);
}

/** The time of a flow's timer is over, and the hub notices. */
export async function passTime(hub: Pick<TestHub, 'query'>, contactId: string): Promise<void> {
  await hub.query(
    `with due as (update timer set due_at = now() where kind = 'flow-step' and subject = $1)
     select pg_notify('cordboard_wake', 'timer')`,
    [contactId],
  );
}
