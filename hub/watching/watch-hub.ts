import type {FastifyInstance} from 'fastify';
import {type Kysely, sql} from 'kysely';
import type pg from 'pg';
import type {Configuration} from '../configuration.ts';
import {readOperatorView} from '../http/operator-view.ts';
import {addWatchRoutes} from '../http/watch-routes.ts';
import type {HubLog} from '../logger.ts';
import type {OrganisationWarning} from '../organisation/warnings.ts';
import type {Tables} from '../store/tables.ts';
import {Sampler} from './sampler.ts';
import {startTraces} from './traces.ts';
import type {Watching} from './watching.ts';

type Given = {
  readonly watching: Watching;
  readonly version: string;
  readonly hubId: string;
  readonly configuration: Pick<Configuration, 'watching' | 'proxy'>;
  readonly db: Kysely<Tables>;
  readonly pool: pg.Pool;
  readonly log: HubLog;
  readonly desks: () => ReadonlyMap<number, number>;
  readonly hasMedia: () => boolean;
  readonly organisation: () => readonly OrganisationWarning[];
};

/** A running hub under its operator's eyes. */
export type WatchedHub = {
  /** What is missing for the hub to serve. */
  unready(): Promise<readonly string[]>;
  /** From now on it takes nothing new. */
  drain(): void;
  addRoutes(app: FastifyInstance): Promise<void>;
  stop(): Promise<void>;
};

export async function watchHub(given: Given): Promise<WatchedHub> {
  const {watching, version, hubId, db, pool, log, desks} = given;
  const {metricsToken, statusToken, tracesEndpoint} = given.configuration.watching;
  const {publicUrl, trusted} = given.configuration.proxy;
  if (tracesEndpoint !== null) watching.traceBy(await startTraces({endpoint: tracesEndpoint, version, hubId, log}));
  const sampler = new Sampler({db, pool, metrics: watching.metrics, log, hubId, desks});
  sampler.start();
  let draining = false;
  const unready = async (): Promise<readonly string[]> => [
    ...(draining ? ['draining'] : []),
    ...((await answers(db)) ? [] : ['database']),
    ...(given.hasMedia() ? [] : ['media']),
  ];
  const behindProxy = publicUrl !== null || trusted.length > 0;
  return {
    unready,
    drain() {
      draining = true;
    },
    addRoutes: (app) =>
      addWatchRoutes(app, {
        registry: watching.metrics.registry,
        metricsGate: {token: metricsToken, behindProxy},
        statusGate: {token: statusToken, behindProxy},
        view: () =>
          readOperatorView({db, pool, watching, version, hubId, desks, unready, organisation: given.organisation}),
      }),
    async stop() {
      await sampler.stop();
      await watching.stop();
    },
  };
}

/** A database that thinks about this for longer does not answer calls either. */
const ANSWERS_WITHIN_MS = 2_000;

async function answers(db: Kysely<Tables>): Promise<boolean> {
  const {promise: late, resolve} = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), ANSWERS_WITHIN_MS);
  const answer = sql`select 1`.execute(db).then(
    () => true,
    () => false,
  );
  const answered = await Promise.race([answer, late]);
  clearTimeout(timer);
  return answered;
}
