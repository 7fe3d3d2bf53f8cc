import {after, before, describe} from 'node:test';
import {comeThrough} from './chaos-cases.ts';
import type {Fault, Stage} from './chaos-stage.ts';
import {openPages} from './chaos-steps.ts';
import {ChaosWorld} from './chaos-world.ts';

const nothing = async (): Promise<void> => undefined;

const FAULTS: readonly Fault[] = [
  {
    ...{id: 'EC-120', name: 'the desks are cut off', breaks: true, sound: 'stays'},
    strike: async ({world}) => world.board.cut(),
    mend: nothing,
  },
  {
    ...{id: 'EC-121', name: 'the page is closed and two are opened', breaks: false, sound: 'agent-joins'},
    strike: closePages,
    mend: async ({world, callers}) => {
      await Promise.all(callers.map((caller) => openPages(world, caller)));
    },
  },
  {
    ...{id: 'EC-122', name: 'the media process is killed', breaks: false, sound: 'both-join'},
    strike: ({world}) => world.killMedia(),
    mend: ({world, logged}) => world.mediaIsBack(logged),
  },
  {
    ...{id: 'EC-123', name: 'the database is killed and started again', breaks: false, sound: 'stays'},
    strike: ({world}) => world.killDatabase(),
    mend: ({world}) => world.startDatabase(),
  },
];

async function closePages({world, callers}: Stage): Promise<void> {
  const closed = callers.map(async ({desk, agentLeg}) => {
    await agentLeg?.close();
    await desk.stop();
  });
  world.board.letThrough();
  await Promise.all(closed);
}

describe('an emergency while something beside the hub dies', {timeout: 110_000}, () => {
  let world: ChaosWorld;

  before(async () => {
    world = await ChaosWorld.open();
  });

  after(() => world?.close());

  for (const fault of FAULTS)
    describe(fault.name, () =>
      comeThrough(
        () => world,
        fault,
        (what) => `[${fault.id}] ${what}`,
      ),
    );
});
