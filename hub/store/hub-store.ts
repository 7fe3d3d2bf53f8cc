import type {Kysely} from 'kysely';
import type {OrganisationSettings} from '../../src/domain/settings.ts';
import type {Turns} from '../background/turns.ts';
import {UNWATCHED, type Watch} from '../watching/watch.ts';
import type {Tables} from './tables.ts';
import {type Work, decide} from './unit-of-work.ts';

/** The database as the hub's rooms use it: decisions, and reads outside them. */
export class HubStore {
  readonly db: Kysely<Tables>;
  readonly #settings: () => OrganisationSettings;
  readonly #turns: Turns | null;
  /** Told of every decision, and of what led to one. */
  readonly watch: Watch;

  /**
   * @param settings asked at each decision, since an administrator may change them
   * @param turns where others are to find a connection however many decisions wait for a row. Default: as many as come
   */
  constructor(
    db: Kysely<Tables>,
    settings: () => OrganisationSettings,
    watch: Watch = UNWATCHED,
    turns: Turns | null = null,
  ) {
    this.db = db;
    this.#settings = settings;
    this.watch = watch;
    this.#turns = turns;
  }

  get settings(): OrganisationSettings {
    return this.#settings();
  }

  decide<T>(body: (work: Work) => Promise<T>): Promise<T> {
    const decided = (): Promise<T> => decide(this.db, this.#settings(), body, this.watch);
    return this.#turns === null ? decided() : this.#turns.take(decided);
  }
}
