import type {Kysely} from 'kysely';
import type {OrganisationSettings} from '../../src/domain/settings.ts';
import {RepeatingTask} from '../background/repeating-task.ts';
import type {EmergencyCapability} from '../desk/desk-settings.ts';
import type {HubLog} from '../logger.ts';
import type {Tables} from '../store/tables.ts';
import {type Applied, applyOrganisation, applyRevision, drawOrganisation} from './apply-organisation.ts';
import {changesBetween} from './changes.ts';
import type {Organisation, OrganisationFile} from './organisation.ts';
import {lastRevision, lastRevisionNumber} from './revisions.ts';
import {NOTHING, NO_SETTINGS, settingsOf} from './settings-of.ts';
import {type OrganisationWarning, warningsOf} from './warnings.ts';

const POLL_MS = 1_000;

/**
 * The settings this hub decides by, brought up to date when any hub changed the organisation: by a wake-up, which may be
 * lost, and once a second by a look at the last revision's number.
 */
export class OrganisationKeeper {
  readonly #db: Kysely<Tables>;
  readonly #emergency: EmergencyCapability;
  readonly #task: RepeatingTask;
  #revision = -1;
  #settings: OrganisationSettings = NO_SETTINGS;
  #warnings: readonly OrganisationWarning[] = [];
  readonly #log: HubLog;

  constructor({db, log, emergency}: {db: Kysely<Tables>; log: HubLog; emergency: EmergencyCapability}) {
    this.#db = db;
    this.#log = log;
    this.#emergency = emergency;
    this.#task = new RepeatingTask({name: 'organisation', everyMs: POLL_MS, log, run: () => this.load()});
  }

  get settings(): OrganisationSettings {
    return this.#settings;
  }

  /** Of the organisation as this hub knows it. */
  get warnings(): readonly OrganisationWarning[] {
    return this.#warnings;
  }

  /** Before the hub decides anything. @param file null: none is given, the database has it */
  async open(file: OrganisationFile | null): Promise<void> {
    if (file !== null) await applyOrganisation(this.#db, file, this.#emergency);
    await drawOrganisation(this.#db, this.#emergency);
    await this.load();
  }

  start(): void {
    this.#task.start();
  }

  wake(): void {
    this.#task.wake();
  }

  stop(): Promise<void> {
    return this.#task.stop();
  }

  /**
   * Changes the organisation for everybody; this hub decides by it when the promise is fulfilled.
   * @throws {OrganisationError} when `build` does: nothing is changed then
   */
  async change(
    actor: string,
    base: number | undefined,
    build: (current: Organisation) => Organisation,
  ): Promise<Applied> {
    const applied = await applyRevision(
      this.#db,
      {actor, emergency: this.#emergency, ...(base === undefined ? {} : {base})},
      build,
    );
    await this.load();
    return applied;
  }

  /**
   * What a change would do, without doing it.
   * @throws {OrganisationError} when `build` does
   */
  async preview(base: number | undefined, build: (current: Organisation) => Organisation): Promise<Applied> {
    const last = await lastRevision({tx: this.#db});
    const revision = last?.revision ?? 0;
    if (base !== undefined && base !== revision) return {stale: revision};
    const current = last?.organisation ?? null;
    const next = build(current ?? NOTHING);
    return {revision, changes: changesBetween(current, next), warnings: warningsOf(next)};
  }

  async load(): Promise<void> {
    const revision = await lastRevisionNumber({tx: this.#db});
    if (revision === this.#revision) return;
    const last = await lastRevision({tx: this.#db});
    // Two loads may run at once: the older one must not have the last word.
    if (last === null || last.revision <= this.#revision) return;
    this.#revision = last.revision;
    this.#settings = settingsOf(last.organisation);
    this.#warn(warningsOf(last.organisation));
  }

  /** At the start, and when it becomes another: what is said once is not said with every revision. */
  #warn(warnings: readonly OrganisationWarning[]): void {
    for (const {path, code, text} of warnings)
      if (!this.#warnings.some((known) => known.path === path && known.code === code))
        this.#log.warn({path, code}, `the organisation: ${text}`);
    this.#warnings = warnings;
  }
}
