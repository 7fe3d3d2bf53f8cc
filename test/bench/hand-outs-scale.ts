/** Hand-outs with many waiting and many agents, beside bare SQL in the same run. */
import {startTestDatabase, startTestEngine} from '../support/postgres.ts';
import {type Figure, inTurns, median, spreadOf} from './figures.ts';
import {BareHandOuts} from './hand-outs-floor.ts';
import {Centre} from './hand-outs-centre.ts';
import {preciseCpuSecondsOf} from './process-cpu.ts';

const ROUNDS = 5;
const HAND_OUTS = 120;
const WARM_UP = 200;

/** In this order, because contacts are easier added than taken away. */
const SIZES = [
  {waiting: 1_000, agents: 1_000},
  {waiting: 10_000, agents: 1_000},
  {waiting: 100_000, agents: 1_000},
  {waiting: 100_000, agents: 10_000},
  {waiting: 10_000, agents: 10_000},
  {waiting: 1_000, agents: 10_000},
] as const;

type Cost = {readonly hub: number; readonly postgres: number};
type Measured = {
  readonly ours: readonly Cost[];
  readonly floor: readonly Cost[];
  /** Pages looked at for one hand-out: what noise does not change. */
  readonly pages: number;
};

type Scale = {readonly figures: readonly Figure[]; readonly notes: readonly string[]; readonly details: unknown};

export async function measureScale(): Promise<Scale> {
  const before = process.env['CORDBOARD_TEST_ENGINE'];
  const engine = await startTestEngine();
  process.env['CORDBOARD_TEST_ENGINE'] = engine.dataDir;
  try {
    const database = await startTestDatabase();
    const centre = await Centre.open(database.url);
    const bare = await BareHandOuts.open(database.url);
    try {
      return await measureSizes(centre, bare, engine.engine.pid);
    } finally {
      await bare.close();
      await centre.close();
      await database.drop();
    }
  } finally {
    if (before === undefined) delete process.env['CORDBOARD_TEST_ENGINE'];
    else process.env['CORDBOARD_TEST_ENGINE'] = before;
    await engine.stop();
  }
}

async function measureSizes(centre: Centre, bare: BareHandOuts, enginePid: number): Promise<Scale> {
  const all: {readonly size: (typeof SIZES)[number]; readonly measured: Measured}[] = [];
  for (const size of SIZES) {
    await centre.growAgents(size.agents);
    await centre.setWaiting(size.waiting);
    await bare.copy();
    all.push({size, measured: await measureSize(centre, bare, enginePid)});
  }
  const ratesOf = ({measured}: (typeof all)[number]) => measured.ours.map(rate);
  const figures = all.map((each): Figure => {
    const {waiting, agents} = each.size;
    const name = `${short(waiting)} waiting, ${short(agents)} agents`;
    const figure = inTurns(name, '/s', ratesOf(each), each.measured.floor.map(rate));
    return {...figure, aim: {of: 'ratio', atLeast: 0.5}};
  });
  // Whatever else the machine does only adds: of each size the round that was disturbed least is compared.
  const best = all.map((each) => Math.max(...ratesOf(each)));
  const pages = all.map(({measured}) => measured.pages);
  const costs = all.flatMap(({measured}) => measured.ours);
  figures.push(
    {name: 'rates of the sizes, best rounds: largest difference', ...difference(best)},
    {name: 'pages looked at for a hand-out', value: median(pages), unit: 'pages', spread: spreadOf(pages)},
    {name: 'pages of the sizes: largest difference', ...difference(pages)},
    {name: 'hub CPU per hand-out', value: median(costs.map(({hub}) => hub)) * 1_000, unit: 'ms'},
    {name: 'PostgreSQL CPU per hand-out', value: median(costs.map(({postgres}) => postgres)) * 1_000, unit: 'ms'},
  );
  const notes = [
    `Hand-outs alone, per CPU second of hub and PostgreSQL: ${ROUNDS} rounds of ${HAND_OUTS}, in turns with the floor.`,
  ];
  return {figures, notes, details: all};
}

async function measureSize(centre: Centre, bare: BareHandOuts, enginePid: number): Promise<Measured> {
  const ours: Cost[] = [];
  const floor: Cost[] = [];
  await handOutAll(centre, await centre.freeAgents(WARM_UP));
  await handOutAll(bare, await centre.freeAgents(WARM_UP));
  for (let round = 0; round < ROUNDS; round += 1) {
    await centre.refill();
    await bare.refill();
    const agents = await centre.freeAgents(HAND_OUTS);
    ours.push(await costOf(centre, agents, enginePid));
    floor.push(await costOf(bare, agents, enginePid));
  }
  await centre.refill();
  const pages = await pagesOf(centre, await centre.freeAgents(HAND_OUTS));
  await centre.refill();
  return {ours, floor, pages};
}

type HandsOut = {handOut(agentId: string): Promise<boolean>};

async function pagesOf(centre: Centre, agents: readonly string[]): Promise<number> {
  const before = await centre.pagesTouched();
  await handOutAll(centre, agents);
  return ((await centre.pagesTouched()) - before) / agents.length;
}

async function handOutAll(to: HandsOut, agents: readonly string[]): Promise<void> {
  for (const agentId of agents) {
    if (!(await to.handOut(agentId)))
      throw new Error('An agent was free, contacts were waiting, and nothing was handed out.');
  }
}

/** Seconds of CPU for one hand-out, of this process and of all of PostgreSQL's. */
async function costOf(to: HandsOut, agents: readonly string[], enginePid: number): Promise<Cost> {
  const [own, postgres] = [process.cpuUsage(), await preciseCpuSecondsOf(enginePid)];
  await handOutAll(to, agents);
  const used = process.cpuUsage(own);
  const both = {
    hub: (used.user + used.system) / 1_000_000,
    postgres: (await preciseCpuSecondsOf(enginePid)) - postgres,
  };
  return {hub: both.hub / agents.length, postgres: both.postgres / agents.length};
}

function difference(values: readonly number[]): Pick<Figure, 'value' | 'unit' | 'aim'> {
  const [lowest, highest] = spreadOf(values);
  return {value: ((highest - lowest) / highest) * 100, unit: '%', aim: {of: 'value', atMost: 15}};
}

function rate({hub, postgres}: Cost): number {
  return 1 / (hub + postgres);
}

function short(count: number): string {
  return `${count / 1_000} k`;
}
