import {sql} from 'kysely';
import {asciiDigits} from '../../src/domain/ascii-digits.ts';
import {searchText} from '../../src/domain/search-text.ts';
import type {Work} from '../store/unit-of-work.ts';
import type {Organisation} from './organisation-schema.ts';
import {resolveVariable} from './variables.ts';

/** The profile of organisations that have none of their own. */
export const PLAIN_PROFILE = 'standard';

/**
 * Draws everything but agents and members into tables. What is gone is set inactive, never deleted: contacts of the
 * past still name it, and a queue in which somebody waits is served until it is empty.
 */
export async function writeTables(work: Work, organisation: Organisation): Promise<void> {
  await writeNamed(work, 'team', organisation.teams);
  await writeNamed(work, 'skill', organisation.skills);
  await writeHours(work, organisation);
  await writeProfiles(work, organisation);
  await writeQueues(work, organisation);
  await writeFlows(work, organisation);
  await writeEntryPoints(work, organisation);
  await writeSites(work, organisation);
  await writeChoices(work, organisation);
  await writeAddressBook(work, organisation);
}

type Deactivated = 'team' | 'skill' | 'opening_hours' | 'outbound_profile' | 'queue' | 'flow' | 'wrap_up_reason';

/** Sets inactive what is not named. */
async function deactivateOthers(work: Work, table: Deactivated, ids: readonly string[]): Promise<void> {
  await sql`update ${sql.table(table)} set active = false where active and not (id = any(${ids}::text[]))`.execute(
    work.tx,
  );
}

async function writeNamed(
  work: Work,
  table: 'team' | 'skill',
  items: readonly {readonly id: string; readonly name: string}[],
): Promise<void> {
  await deactivateOthers(
    work,
    table,
    items.map(({id}) => id),
  );
  for (const {id, name} of items) {
    await work.tx
      .insertInto(table)
      .values({id, name, active: true})
      .onConflict((on) => on.column('id').doUpdateSet({name, active: true}))
      .execute();
  }
}

async function writeHours(work: Work, {hours}: Organisation): Promise<void> {
  await deactivateOthers(
    work,
    'opening_hours',
    hours.map(({id}) => id),
  );
  for (const {id, name, ...rule} of hours) {
    const row = {name, rule: JSON.stringify(rule), active: true};
    await work.tx
      .insertInto('opening_hours')
      .values({id, ...row})
      .onConflict((on) => on.column('id').doUpdateSet(row))
      .execute();
  }
}

async function writeProfiles(work: Work, organisation: Organisation): Promise<void> {
  const own = organisation.outboundProfiles.map(({id, name, callerNumber, standard, variables}) => ({
    id,
    name,
    caller_number: callerNumber,
    standard,
    variables: variables.map((used) => resolveVariable(organisation, used, 'outdialPlace')),
  }));
  const {callerNumber} = organisation;
  const plain = {id: PLAIN_PROFILE, name: '', caller_number: callerNumber, standard: true, variables: []};
  const profiles = own.length === 0 ? [plain] : own;
  await deactivateOthers(
    work,
    'outbound_profile',
    profiles.map(({id}) => id),
  );
  for (const {id, variables, ...rest} of profiles) {
    const row = {...rest, variables: JSON.stringify(variables), active: true};
    await work.tx
      .insertInto('outbound_profile')
      .values({id, ...row})
      .onConflict((on) => on.column('id').doUpdateSet(row))
      .execute();
  }
}

async function writeQueues(work: Work, {queues}: Organisation): Promise<void> {
  await deactivateOthers(
    work,
    'queue',
    queues.map(({id}) => id),
  );
  for (const {id, name, priority, members, skills, hours, channels, overflow} of queues) {
    const row = {
      name,
      priority,
      everyone: members === 'everyone',
      skills: JSON.stringify(skills),
      hours_id: hours,
      channels,
      overflow: JSON.stringify(overflow),
      active: true,
    };
    await work.tx
      .insertInto('queue')
      .values({id, ...row})
      .onConflict((on) => on.column('id').doUpdateSet(row))
      .execute();
  }
}

async function writeFlows(work: Work, {flows}: Organisation): Promise<void> {
  await deactivateOthers(
    work,
    'flow',
    flows.map(({id}) => id),
  );
  for (const {id, name, steps} of flows) {
    const row = {name, steps: JSON.stringify(steps), active: true};
    await work.tx
      .insertInto('flow')
      .values({id, ...row})
      .onConflict((on) => on.column('id').doUpdateSet(row))
      .execute();
  }
}

async function writeEntryPoints(work: Work, organisation: Organisation): Promise<void> {
  // All numbers first, so that two entry points may change theirs with each other.
  await work.tx.updateTable('entry_point').set({active: false, number: null, flow_id: null}).execute();
  for (const {id, name, channel, number, queue, flow, variables, skills, ...rest} of organisation.entryPoints) {
    const row = {
      name,
      channel,
      number,
      queue_id: queue,
      flow_id: flow,
      variables: JSON.stringify(variables.map((used) => resolveVariable(organisation, used, 'popoverPlace'))),
      skills: JSON.stringify(skills),
      when_closed: rest.whenClosed,
      overflow: rest.overflow === null ? null : JSON.stringify(rest.overflow),
      active: true,
    };
    await work.tx
      .insertInto('entry_point')
      .values({id, ...row})
      .onConflict((on) => on.column('id').doUpdateSet(row))
      .execute();
  }
}

async function writeSites({tx}: Work, {sites}: Organisation): Promise<void> {
  await tx.deleteFrom('site').execute();
  const rows = sites.map(({id, key, origins, entryPoints, callbacks}) => ({
    ...{id, key, origins},
    entry_points: entryPoints,
    callbacks: callbacks === null ? null : JSON.stringify(callbacks),
  }));
  if (rows.length > 0) await tx.insertInto('site').values(rows).execute();
}

async function writeChoices(work: Work, {wrapUpReasons, presences}: Organisation): Promise<void> {
  await deactivateOthers(
    work,
    'wrap_up_reason',
    wrapUpReasons.map(({id}) => id),
  );
  for (const [place, {id, label, standard, queues}] of wrapUpReasons.entries()) {
    const row = {label, standard, place, queues, active: true};
    await work.tx
      .insertInto('wrap_up_reason')
      .values({id, ...row})
      .onConflict((on) => on.column('id').doUpdateSet(row))
      .execute();
  }
  await work.tx.deleteFrom('presence_choice').execute();
  const rows = presences.map(({base, reason, label}, place) => ({base, reason: reason ?? '', label, place}));
  await work.tx.insertInto('presence_choice').values(rows).execute();
}

async function writeAddressBook(work: Work, {addressBook}: Organisation): Promise<void> {
  await work.tx.deleteFrom('address_entry').execute();
  const rows = addressBook.map((entry) => ({
    ...entry,
    search: searchText(entry.name),
    digits: asciiDigits(entry.number).replaceAll(/[^0-9]/g, ''),
  }));
  await sql`
    insert into address_entry (id, name, number, note, search, digits)
    select id, name, number, note, search, digits
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as entry(id text, name text, number text, note text, search text, digits text)`.execute(work.tx);
}
