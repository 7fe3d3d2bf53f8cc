import {describe, it} from 'node:test';
import fc from 'fast-check';
import {historyOf} from './steps.ts';
import {runHistory} from './run-history.ts';
import {World} from './world.ts';

const ROUNDS = 30;

describe('random histories of several hubs', () => {
  it('[RB-1] [RB-2] [RB-3] [RB-4] nothing acknowledged is lost, nobody gets a contact twice, no contact has two owners', async (test) => {
    const seed = Number(process.env['CORDBOARD_TEST_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
    test.diagnostic(`seed ${seed}`);
    const [history = []] = fc.sample(historyOf(ROUNDS, 'short'), {seed, numRuns: 1});
    const world = await World.open({hubs: 2, agents: 4, phones: 6, lostWakes: 0.3});
    try {
      await runHistory(world, history);
    } catch (error) {
      throw new Error(`history of seed ${seed}: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
    } finally {
      await world.close();
    }
    test.diagnostic(JSON.stringify(world.ledger.summary()));
  });
});
