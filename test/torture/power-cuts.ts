import assert from 'node:assert/strict';
import {mkdtemp, chmod, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import fc from 'fast-check';
import {type Engine, connectionUrl, startEngine} from '../../hub/store/engine/index.ts';
import {assertAlways, assertLedger} from '../hub/histories/invariants.ts';
import {drain} from '../hub/histories/run-history.ts';
import {historyOf, take} from '../hub/histories/steps.ts';
import {World} from '../hub/histories/world.ts';
import {LoopDisk} from './loop-disk.ts';

const ROUNDS_BETWEEN_CUTS = 25;
const SILENT = {info: () => undefined, warn: () => undefined};

export type PowerCutReport = {readonly cuts: number; readonly acknowledged: number; readonly unknown: number};

/**
 * Cuts the power of the database's disk under load, again and again: nothing that a client was told is done may be
 * gone. All hubs die with it, since they would be on the same machine.
 */
export async function cutPower(
  cuts: number,
  seed: number,
  {tell, leaving}: {readonly tell: (line: string) => void; readonly leaving: () => boolean},
): Promise<PowerCutReport> {
  const folder = await mkdtemp(join(tmpdir(), 'cb-power-'));
  await chmod(folder, 0o755);
  const sockets = join(folder, 's');
  const disk = await LoopDisk.make(folder);
  const start = (): Promise<Engine> =>
    startEngine({dataDir: join(disk.path, 'data'), socketDir: sockets, logger: SILENT});
  let engine = await start();
  const world = await World.open({
    hubs: 2,
    agents: 6,
    phones: 10,
    lostWakes: 0.1,
    database: {url: connectionUrl(engine.connection)},
  });
  try {
    for (let cut = 1; cut <= cuts && !leaving(); cut += 1) {
      const [history = []] = fc.sample(historyOf(ROUNDS_BETWEEN_CUTS, 'calm'), {seed: seed + cut, numRuns: 1});
      // The cut comes at a random round, in the midst of its steps.
      const at = (seed * 7 + cut * 13) % ROUNDS_BETWEEN_CUTS;
      for (const round of history.slice(0, at)) await Promise.all(round.map((step) => take(world, step)));
      const under = Promise.all((history[at] ?? []).map((step) => take(world, step)));
      await disk.cutPower();
      process.kill(engine.pid, 'SIGKILL');
      await world.killAll();
      await under;
      await diskFree(disk);
      await disk.mount();
      engine = await start();
      await world.startAll();
      await Promise.all(world.agents.map((agent) => agent.open()));
      await drain(world);
      await assertAlways(world);
      await assertLedger(world);
      tell(`power cut ${cut} of ${cuts}: ${world.ledger.entries.length} operations compared`);
    }
    assert.ok(leaving() || world.ledger.entries.length > 0);
    const of = (status: string) => world.ledger.entries.filter((each) => each.answer.status === status).length;
    return {cuts, acknowledged: of('done'), unknown: of('unknown')};
  } catch (error) {
    tell(`broken: ${error instanceof Error ? error.stack : String(error)}`);
    throw error;
  } finally {
    await world.close();
    await engine.stop();
    await disk.remove();
    await rm(folder, {recursive: true, force: true});
  }
}

const UNMOUNT_ATTEMPTS = 200;

/** The server's children let go of the disk only when they have noticed that their parent is dead. */
async function diskFree(disk: LoopDisk): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await disk.unmount();
    } catch (error) {
      if (attempt === UNMOUNT_ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
