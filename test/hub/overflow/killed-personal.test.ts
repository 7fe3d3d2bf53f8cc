import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {TestDesk} from '../../support/desk-client.ts';
import {becomeAvailable, becomeIdle} from '../desk/scenes.ts';
import {
  askedElsewhere,
  assertKept,
  becomesDue,
  isCalled,
  isKept,
  ringsAt,
  scheduled,
  tried,
  waits,
} from './killed-steps.ts';
import {KilledHubs, type Step, tellAll} from './killed-world.ts';

describe('hubs that are killed while a callback is for one agent, or is tried again', {timeout: 300_000}, () => {
  const hubs = new KilledHubs();
  let anna: TestDesk;
  let ben: TestDesk;

  before(async () => {
    await hubs.start();
    anna = await hubs.desk('anna');
    ben = await hubs.desk('ben');
  });

  after(() => hubs.stop());

  const annasDesk = (): TestDesk => anna;
  const bensDesk = (): TestDesk => ben;
  const bensId = (): string => ben.snapshots.all[0]?.agent.id ?? '';

  const anotherIsFree: Step = {name: 'another agent is free', do: () => becomeAvailable(anna)};
  const personal = {
    steps: [
      scheduled(hubs, bensDesk, () => ({assigneeId: bensId()})),
      anotherIsFree,
      becomesDue(hubs),
      ...isKept(hubs, bensDesk),
    ],
  };
  const again = (step: Step): Step => ({...step, name: `${step.name} again`});
  const retried = {
    steps: [
      ...[askedElsewhere(hubs), waits(hubs), ringsAt(hubs, annasDesk), ...isCalled(annasDesk)],
      ...[...tried(hubs, annasDesk), ...isKept(hubs, annasDesk).map(again)],
    ],
  };

  tellAll(
    {personal},
    (_kind, step) =>
      `[PK-27] [PK-141] [CB-60] a personal one rings at its agent alone, and is kept exactly once, when a hub dies after: ${step}`,
    async (steps, struck) => {
      const story = await hubs.tell(steps, struck);
      await assertKept(hubs, ben, story);
      await becomeIdle(anna);
      assert.ok(
        anna.events.all.every((event) => event.type !== 'ContactOffered' || event.contact.id !== story.contactId),
        'it rang at nobody else',
      );
      const rang = await hubs.place.query('select distinct agent_id from offer where contact_id = $1', [
        story.contactId,
      ]);
      assert.deepEqual(rang, [{agent_id: bensId()}]);
    },
  );

  tellAll(
    {retried},
    (_kind, step) =>
      `[PK-27] [PK-142] [CB-17] one that was declined is tried again once, and kept exactly once, when a hub dies after: ${step}`,
    async (steps, struck) => assertKept(hubs, anna, await hubs.tell(steps, struck), 1),
  );

  it('[PK-27] what was promised and who was spoken to are the same, by a ledger outside of the database', () => {
    const {promised, spoken} = hubs.ledger;
    assert.deepEqual(spoken.toSorted(), promised.toSorted());
    assert.equal(promised.length, personal.steps.length + retried.steps.length);
  });
});
