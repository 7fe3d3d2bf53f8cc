/**
 * `npm run torture [-- histories|power] [--minutes=10] [--cuts=20] [--seed=1]`: long random histories over several hubs
 * with kill -9, cut sockets, hubs that stand still, lost wake-ups and wrong clocks; and power cuts of the database's
 * disk (as root). Ends at the first thing that was lost, with the seed that shows it again.
 */
import {parseArgs} from 'node:util';
import fc from 'fast-check';
import {runHistory} from '../hub/histories/run-history.ts';
import {historyOf} from '../hub/histories/steps.ts';
import {World} from '../hub/histories/world.ts';
import {cutPower} from './power-cuts.ts';

const ROUNDS = 120;
const MS_PER_MINUTE = 60_000;

const {values, positionals} = parseArgs({
  allowPositionals: true,
  options: {minutes: {type: 'string', default: '10'}, cuts: {type: 'string', default: '20'}, seed: {type: 'string'}},
});
/** Told to end, it leaves after the round that is under way: hubs, database and disks go with it, in order. */
let leaving = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => (leaving = true));

const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 30));
const sections = positionals.length === 0 ? ['histories', 'power'] : positionals;

tell(`seed ${seed}`);
if (sections.includes('histories')) await histories(Number(values.minutes) * MS_PER_MINUTE);
if (sections.includes('power') && !leaving) await power(Number(values.cuts));

async function histories(forMs: number): Promise<void> {
  const until = performance.now() + forMs;
  let operations = 0;
  const enough = () => (leaving ? 'leave' : performance.now() < until ? null : 'rest');
  for (let run = 0; enough() === null; run += 1) {
    const [history = []] = fc.sample(historyOf(ROUNDS, 'long'), {seed: seed + run, numRuns: 1});
    const world = await World.open({hubs: 3, agents: 8, phones: 16, lostWakes: 0.3});
    tell(`history ${run} begins`);
    try {
      await runHistory(world, history, enough);
    } catch (error) {
      throw new Error(`history ${run} of seed ${seed + run} broke a rule`, {cause: error});
    } finally {
      await world.close();
    }
    operations += world.ledger.entries.length;
    tell(`history ${run}: ${JSON.stringify(world.ledger.summary())}`);
  }
  if (leaving) return tell('told to end: what was under way was not compared');
  tell(`histories: ${operations} operations compared, nothing lost, nothing doubled`);
}

async function power(cuts: number): Promise<void> {
  if (process.getuid?.() !== 0) return tell('power cuts need root and loop devices: left out');
  const report = await cutPower(cuts, seed, {tell, leaving: () => leaving});
  tell(
    `power: ${report.cuts} cuts, ${report.acknowledged} acknowledged operations all there, ${report.unknown} unanswered`,
  );
}

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}
