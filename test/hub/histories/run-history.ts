import {type Step, take} from './steps.ts';
import {assertAlways, assertLedger} from './invariants.ts';
import type {World} from './world.ts';

const DRAIN_ROUNDS_MAX = 200;

/**
 * Takes the steps of a history, looking at what must always hold after each round, and brings it to rest.
 * @param enough asked before each round: `rest` ends the history here, `leave` leaves everything as it is
 */
export async function runHistory(
  world: World,
  history: readonly (readonly Step[])[],
  enough: () => 'rest' | 'leave' | null = () => null,
): Promise<void> {
  for (const round of history) {
    if (enough() !== null) break;
    await Promise.all(round.map((step) => take(world, step)));
    await assertAlways(world);
  }
  if (enough() === 'leave') return;
  await drain(world);
  await assertAlways(world);
  await assertLedger(world);
}

/**
 * Nothing goes wrong any more, and everybody does their work until there is none: every customer who waits is answered,
 * every call ended and wrapped up. A contact that nobody is ever offered would be left, and is found here.
 */
export async function drain(world: World): Promise<void> {
  for (let place = 0; place < 8; place += 1) {
    world.thaw(place);
    world.setClock(place, 0);
  }
  for (let round = 0; round < DRAIN_ROUNDS_MAX; round += 1) {
    await Promise.all(world.phones.map((_, phone) => take(world, {type: 'phone-decline', phone})));
    await Promise.all(world.agents.map((_, agent) => work(world, agent)));
    const open = await openContacts(world);
    if (open === 0) return;
  }
  throw new Error(`${await openContacts(world)} contacts were never brought to an end`);
}

async function work(world: World, agent: number): Promise<void> {
  for (const type of ['wrap-up', 'resume', 'end', 'wrap-up', 'available', 'answer'] as const)
    await take(world, {type, agent});
}

async function openContacts(world: World): Promise<number> {
  const [row] = await world.query<{open: number}>(
    `select (select count(*) from contact where status <> 'ended')::int
      + (select count(*) from participant where status = 'wrap-up')::int as open`,
  );
  return row?.open ?? 0;
}
