/** Whole hand-outs against a real database: a call arrives, rings, is accepted, ended and wrapped up. */
import {type ChildProcess, fork} from 'node:child_process';
import {once} from 'node:events';
import {fileURLToPath} from 'node:url';
import {startTestEngine} from '../support/postgres.ts';
import {type BenchHub, CallFloor} from './call-floor.ts';
import type {Section} from './figures.ts';
import {measureScale} from './hand-outs-scale.ts';
import {cpuSecondsOf} from './process-cpu.ts';

const AGENTS = 8;
const WARM_UP = 24;
const CYCLES = 160;
const LIMIT_MS = 40_000;
const PROGRAM = fileURLToPath(new URL('./hand-out-hub.ts', import.meta.url));

type Usage = {readonly cpuSeconds: number; readonly errors: readonly string[]};
type Costs = {readonly hub: number; readonly postgres: number};

/** Whole calls through a hub, then the hand-out alone with many waiting and many agents, beside bare SQL. */
export async function measureHandOuts(): Promise<Section> {
  const calls = await measureCalls();
  const scale = await measureScale();
  return {
    ...calls,
    figures: [...calls.figures, ...scale.figures],
    notes: [...(calls.notes ?? []), ...scale.notes],
    details: {calls: calls.details, scale: scale.details},
  };
}

async function measureCalls(): Promise<Section> {
  const subjects = Array.from({length: AGENTS}, (_, at) => `agent-${at + 1}`);
  const engine = await startTestEngine();
  let child: ChildProcess | undefined;
  try {
    const env = {...process.env, CORDBOARD_TEST_ENGINE: engine.dataDir};
    child = fork(PROGRAM, subjects, {env, execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc']});
    const [ready]: BenchHub[] = await messageFrom(child);
    if (ready === undefined) throw new Error('The hub did not start.');
    return await measure(ready, subjects, () => costs(child, engine.engine.pid));
  } finally {
    if (child !== undefined) await stop(child);
    await engine.stop();
  }
}

async function measure(hub: BenchHub, subjects: readonly string[], costsNow: () => Promise<Costs>): Promise<Section> {
  const floor = new CallFloor();
  try {
    await floor.open(hub, subjects);
    await floor.run(WARM_UP);
    const before = await costsNow();
    const startedAt = performance.now();
    await floor.run(CYCLES);
    const seconds = (performance.now() - startedAt) / 1_000;
    const after = await costsNow();
    const used = {hub: after.hub - before.hub, postgres: after.postgres - before.postgres};
    if (used.hub <= 0 || used.postgres <= 0) throw new Error('No CPU time was counted.');
    return section(used, seconds);
  } finally {
    await floor.close();
  }
}

function section(used: Costs, seconds: number): Section {
  return {
    title: 'Hand-outs',
    figures: [
      {name: 'whole calls per hub CPU second', value: CYCLES / used.hub, unit: '/s'},
      {
        name: 'whole calls per CPU second of hub and PostgreSQL',
        value: CYCLES / (used.hub + used.postgres),
        unit: '/s',
      },
      {name: 'hub CPU per whole call', value: (used.hub / CYCLES) * 1_000, unit: 'ms'},
      {name: 'PostgreSQL CPU per whole call', value: (used.postgres / CYCLES) * 1_000, unit: 'ms'},
    ],
    notes: [
      `Whole calls (placed, offered, shown, accepted, ended, wrapped up): ${CYCLES}, ${AGENTS} agents and as many callers, PostgreSQL without fsync; ${seconds.toFixed(1)} s by the clock.`,
    ],
    details: {cycles: CYCLES, agents: AGENTS, ...used, seconds},
  };
}

async function costs(child: ChildProcess | undefined, enginePid: number): Promise<Costs> {
  if (child === undefined) throw new Error('There is no hub.');
  const answer = messageFrom(child);
  child.send('usage');
  const [usage]: Usage[] = await answer;
  if (usage === undefined || usage.errors.length > 0)
    throw new Error(`The hub logged errors: ${usage?.errors.join('; ')}`);
  return {hub: usage.cpuSeconds, postgres: await cpuSecondsOf(enginePid)};
}

async function messageFrom(child: ChildProcess) {
  return Promise.race([once(child, 'message', {signal: AbortSignal.timeout(LIMIT_MS)}), ended(child)]);
}

async function ended(child: ChildProcess): Promise<never> {
  const [code] = await once(child, 'exit');
  throw new Error(`The hub ended early with ${code}.`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  if (child.connected) child.send('stop');
  const force = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await gone;
  clearTimeout(force);
}
