import type {Kysely} from 'kysely';
import type {OrganisationSettings} from '../../src/domain/settings.ts';
import {UNWATCHED, type Watch} from '../watching/watch.ts';
import type {Tables} from './tables.ts';
import {type Work, decide} from './unit-of-work.ts';

/** The database as the hub's rooms use it: decisions, and reads outside them. */
export class HubStore {
  readonly db: Kysely<Tables>;
  readonly #settings: () => OrganisationSettings;
  /** Told of every decision, and of what led to one. */
  readonly watch: Watch;

  /** @param settings asked at each decision, since an administrator may change them */
  constructor(db: Kysely<Tables>, settings: () => OrganisationSettings, watch: Watch = UNWATCHED) {
    this.db = db;
    this.#settings = settings;
    this.watch = watch;
  }

  get settings(): OrganisationSettings {
    return this.#settings();
  }

  decide<T>(body: (work: Work) => Promise<T>): Promise<T> {
    return decide(this.db, this.#settings(), body, this.watch);
  }
}
