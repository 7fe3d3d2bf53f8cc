import {after, before, describe} from 'node:test';
import {comeThrough} from './chaos-cases.ts';
import type {Fault} from './chaos-stage.ts';
import {ChaosWorld} from './chaos-world.ts';

const FAULTS: readonly Fault[] = [
  {
    ...{id: 'EC-124', name: 'the hub is killed and another starts at its place', breaks: true, sound: 'stays'},
    strike: ({world}) => world.killHub(),
    mend: ({world}) => world.startHub(),
  },
  {
    ...{id: 'EC-125', name: 'the hub and its media process are killed', breaks: true, sound: 'both-join'},
    strike: async ({world}) => {
      await Promise.all([world.killHub(), world.killMedia()]);
    },
    mend: ({world}) => world.startHub(),
  },
  {
    ...{id: 'EC-126', name: 'the hub is killed and another beside it goes on', breaks: true, sound: 'stays'},
    beside: true,
    strike: ({world}) => world.killHub(),
    mend: ({world}) => world.goOnBeside(),
  },
];

describe('an emergency while a hub dies', {timeout: 110_000}, () => {
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
