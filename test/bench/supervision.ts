/** What it costs a hub to tell one supervisor once how all agents and queues stand. */
import {listAgents} from '../../hub/desk/agent-summaries.ts';
import {listQueues} from '../../hub/desk/queue-summaries.ts';
import type {Work} from '../../hub/store/unit-of-work.ts';
import {toWire} from '../../src/api/wire/time.ts';
import {startTestDatabase, startTestEngine} from '../support/postgres.ts';
import {type Figure, type Section, median, spreadOf} from './figures.ts';
import {Centre} from './hand-outs-centre.ts';
import {preciseCpuSecondsOf} from './process-cpu.ts';

const AGENTS = 1_000;
const QUEUES = 100;
const WAITING = 1_000;
const TALKING = 600;
const WARM_UP = 20;
const ROUNDS = 5;
const ANSWERS = 40;

const LISTS: Readonly<Record<string, (work: Work) => Promise<readonly unknown[]>>> = {
  ListAgents: listAgents,
  ListQueues: listQueues,
};

/** Both answers, in the hub's own decision and as the text that is sent, with a full centre in a real database. */
export async function measureSupervision(): Promise<Section> {
  const before = process.env['CORDBOARD_TEST_ENGINE'];
  const engine = await startTestEngine();
  process.env['CORDBOARD_TEST_ENGINE'] = engine.dataDir;
  try {
    const database = await startTestDatabase();
    const centre = await Centre.open(database.url, QUEUES);
    try {
      await centre.growAgents(AGENTS);
      await centre.setWaiting(WAITING + TALKING);
      await centre.engage(TALKING);
      const figures: Figure[] = [];
      for (const [name, list] of Object.entries(LISTS))
        figures.push(...(await measureList(centre, name, list, engine.engine.pid)));
      return {title: 'What supervisors are told', figures, notes: [NOTE]};
    } finally {
      await centre.close();
      await database.drop();
    }
  } finally {
    if (before === undefined) delete process.env['CORDBOARD_TEST_ENGINE'];
    else process.env['CORDBOARD_TEST_ENGINE'] = before;
    await engine.stop();
  }
}

const NOTE = `One answer to one supervisor, in a centre of ${AGENTS} agents in five of ${QUEUES} queues each, ${TALKING} of them on a call, ${WAITING} waiting; CPU, as text on the wire.`;

async function measureList(
  centre: Centre,
  name: string,
  list: (work: Work) => Promise<readonly unknown[]>,
  enginePid: number,
): Promise<readonly Figure[]> {
  const answer = async (): Promise<string> => JSON.stringify(toWire(await centre.decide(list)));
  for (let at = 0; at < WARM_UP; at += 1) await answer();
  const costs: {readonly hub: number; readonly postgres: number}[] = [];
  let bytes = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const [cpu, postgres] = [process.cpuUsage(), await preciseCpuSecondsOf(enginePid)];
    for (let at = 0; at < ANSWERS; at += 1) bytes = Buffer.byteLength(await answer());
    const {user, system} = process.cpuUsage(cpu);
    costs.push({
      hub: (user + system) / 1_000 / ANSWERS,
      postgres: (((await preciseCpuSecondsOf(enginePid)) - postgres) * 1_000) / ANSWERS,
    });
  }
  const figure = (what: string, values: readonly number[]): Figure => ({
    name: `${name}: ${what}`,
    value: median(values),
    unit: 'ms',
    spread: spreadOf(values),
  });
  return [
    figure(
      'hub CPU',
      costs.map(({hub}) => hub),
    ),
    figure(
      'PostgreSQL CPU',
      costs.map(({postgres}) => postgres),
    ),
    {name: `${name}: bytes`, value: bytes / 1_000, unit: 'kB'},
  ];
}
