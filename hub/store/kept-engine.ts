import {RepeatingTask} from '../background/repeating-task.ts';
import type {HubLog} from '../logger.ts';
import {type Engine, startEngine} from './engine/index.ts';
import {isAlive} from './engine/pid-file.ts';

const LOOK_EVERY_MS = 500;

/**
 * The embedded database, started again whenever its process is no more: what was committed is there, and the pool
 * connects anew by itself, since the socket and the password stay.
 */
export async function startKeptEngine(options: {readonly dataDir: string; readonly logger: HubLog}): Promise<Engine> {
  const {logger: log} = options;
  let engine = await startEngine(options);
  const keeper = new RepeatingTask({
    name: 'database keeper',
    everyMs: LOOK_EVERY_MS,
    log,
    async run() {
      if (isAlive(engine.pid)) return;
      log.warn({pid: engine.pid}, 'the database is gone and is started again');
      engine = await startEngine(options);
    },
  });
  keeper.start();
  return {
    connection: engine.connection,
    adopted: engine.adopted,
    get pid() {
      return engine.pid;
    },
    async stop() {
      await keeper.stop();
      await engine.stop();
    },
  };
}
