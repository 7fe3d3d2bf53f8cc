import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {TestDesk} from '../../support/desk-client.ts';
import {brokenCall} from '../callbacks/broken-calls.ts';
import {askedElsewhere, assertKept, becomesDue, direct, isKept, scheduled, waits} from './killed-steps.ts';
import {KilledHubs, tellAll} from './killed-world.ts';

describe('hubs that are killed between any two steps of a callback', {timeout: 300_000}, () => {
  const hubs = new KilledHubs();
  let anna: TestDesk;

  before(async () => {
    await hubs.start();
    anna = await hubs.desk('anna');
  });

  after(() => hubs.stop());

  const desk = (): TestDesk => anna;
  const kept = isKept(hubs, desk);
  const broken = brokenCall({
    hub: () => hubs.place,
    desk,
    onGivenUp: ({number}) => hubs.ledger.promised.push(number),
  });
  const kinds = {
    direct: {steps: [...direct(hubs), ...kept]},
    scheduled: {steps: [scheduled(hubs, desk), becomesDue(hubs), ...kept]},
    web: {steps: [askedElsewhere(hubs), waits(hubs), ...kept]},
    'broken-off': {steps: [...broken, ...kept]},
  };

  tellAll(
    kinds,
    (kind, step) => `[PK-27] a ${kind} one is kept exactly once when a hub dies after: ${step}`,
    async (steps, struck) => assertKept(hubs, anna, await hubs.tell(steps, struck)),
  );

  it('[PK-27] what was promised and who was spoken to are the same, by a ledger outside of the database', () => {
    const {promised, spoken} = hubs.ledger;
    assert.deepEqual(spoken.toSorted(), promised.toSorted());
    assert.equal(
      promised.length,
      Object.values(kinds).reduce((sum, {steps}) => sum + steps.length, 0),
    );
  });
});
