import type {Kysely} from 'kysely';
import type {EmergencyCapability} from '../desk/desk-settings.ts';
import {record} from '../store/audit.ts';
import type {Tables} from '../store/tables.ts';
import {type Work, decide} from '../store/unit-of-work.ts';
import {announceSettings, connectedSettings} from './announce-settings.ts';
import {type OrganisationChange, changesBetween} from './changes.ts';
import {configureAgents, writeConfiguredAgents} from './configure-agents.ts';
import {lockOrganisation} from './organisation-lock.ts';
import {type Organisation, type OrganisationFile, fingerprintOf} from './organisation.ts';
import {lastRevision} from './revisions.ts';
import {NOTHING, NO_SETTINGS, settingsOf} from './settings-of.ts';
import {type OrganisationWarning, warningsOf} from './warnings.ts';
import {writeTables} from './write-tables.ts';

export type NewRevision = {
  /** `organisation-file`, or `admin:` and the subject. */
  readonly actor: string;
  /** What desks that are connected are told with their settings. */
  readonly emergency: EmergencyCapability;
  /** Fingerprint of the file it came from. */
  readonly source?: string;
  /** The revision the change was made to; another one since then and it is not applied. */
  readonly base?: number;
};

export type Applied =
  | {
      readonly revision: number;
      readonly changes: readonly OrganisationChange[];
      /** Of the organisation as it is with them. */
      readonly warnings: readonly OrganisationWarning[];
    }
  | {readonly stale: number};

/**
 * Brings the organisation in the database to what is given, in one transaction and as a new revision. The same again
 * changes nothing.
 * @param build the new organisation, given the present one; what it throws changes nothing
 */
export async function applyRevision(
  db: Kysely<Tables>,
  {actor, emergency, source, base}: NewRevision,
  build: (current: Organisation) => Organisation,
): Promise<Applied> {
  return decide(db, NO_SETTINGS, async (work): Promise<Applied> => {
    await lockOrganisation(work);
    const last = await lastRevision(work);
    const revision = last?.revision ?? 0;
    if (base !== undefined && base !== revision) return {stale: revision};
    if (source !== undefined && source === last?.source)
      return {revision, changes: [], warnings: warningsOf(last.organisation)};
    const organisation = build(last?.organisation ?? NOTHING);
    const changes = changesBetween(last?.organisation ?? null, organisation);
    const warnings = warningsOf(organisation);
    if (changes.length > 0) {
      await draw({...work, settings: settingsOf(organisation)}, organisation, emergency);
      const about = {actor, source: source ?? last?.source ?? null, changes};
      return {revision: await insertRevision(work, organisation, about), changes, warnings};
    }
    if (source !== undefined) await keepSource(work, revision, source);
    return {revision, changes, warnings};
  });
}

async function draw(work: Work, organisation: Organisation, emergency: EmergencyCapability): Promise<void> {
  const before = await connectedSettings(work, emergency);
  await writeTables(work, organisation);
  await writeConfiguredAgents(work, organisation);
  await configureAgents(work, null);
  await announceSettings(work, before, emergency);
  work.wake('organisation');
}

/** Draws the tables of a database whose organisation was stored before there were such tables. */
export async function drawOrganisation(db: Kysely<Tables>, emergency: EmergencyCapability): Promise<void> {
  await decide(db, NO_SETTINGS, async (work) => {
    await lockOrganisation(work);
    const last = await lastRevision(work);
    const drawn = await work.tx.selectFrom('outbound_profile').select('id').limit(1).executeTakeFirst();
    if (last === null || drawn !== undefined) return;
    await draw({...work, settings: settingsOf(last.organisation)}, last.organisation, emergency);
  });
}

async function keepSource(work: Work, revision: number, source: string): Promise<void> {
  await work.tx.updateTable('organisation_revision').set({source}).where('id', '=', revision).execute();
}

async function insertRevision(
  work: Work,
  organisation: Organisation,
  about: {readonly actor: string; readonly source: string | null; readonly changes: readonly OrganisationChange[]},
): Promise<number> {
  const document = JSON.stringify(organisation);
  const {id} = await work.tx
    .insertInto('organisation_revision')
    .values({
      actor: about.actor,
      fingerprint: fingerprintOf(document),
      document,
      source: about.source,
      changes: JSON.stringify(about.changes),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const {changes} = about;
  await record(work, {
    actor: about.actor,
    action: 'change-organisation',
    detail: {revision: id, changes: changes.length, what: changes.slice(0, NAMED_MAX).map(named).join(' ')},
  });
  return id;
}

/** The audit names what was changed as far as a person reads; the revision keeps all of it. */
const NAMED_MAX = 20;

function named({collection, id, change}: OrganisationChange): string {
  return `${collection}/${id}:${change}`;
}

/**
 * Applies an organisation file, unless it is the one that was read last: what administrators changed since then stays.
 * Of hubs that start at once the first applies it, and the others see that it is there.
 */
export function applyOrganisation(
  db: Kysely<Tables>,
  {organisation, fingerprint}: OrganisationFile,
  emergency: EmergencyCapability,
): Promise<Applied> {
  return applyRevision(db, {actor: 'organisation-file', emergency, source: fingerprint}, () => organisation);
}
