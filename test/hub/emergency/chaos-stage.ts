/** The moment at which something dies: agents at every step of an emergency, and what they ask for is on its way. */
import assert from 'node:assert/strict';
import {SdkError} from '../../../src/api/errors.ts';
import {type Caller, STEPS, closeLegs, handOver, newCaller, toldLast} from './chaos-steps.ts';
import type {ChaosWorld} from './chaos-world.ts';

export type Fault = {
  readonly id: string;
  readonly name: string;
  /** What dies, at one moment. */
  strike(stage: Stage): Promise<void>;
  /** Who watches over it starts it again; resolves when it is there. */
  mend(stage: Stage): Promise<void>;
  /** Whether the desks' connections break. */
  readonly breaks: boolean;
  /** What becomes of the audio: it goes on, or whose side joins again. */
  readonly sound: 'stays' | 'both-join' | 'agent-joins';
  readonly beside?: true;
};

/** Agents at every step of an emergency, at the moment at which something dies. */
export class Stage {
  readonly world: ChaosWorld;
  readonly fault: Fault;
  readonly callers: Caller[] = [];
  /** How much of the hub's log there was. */
  logged = 0;

  constructor(world: ChaosWorld, fault: Fault) {
    this.world = world;
    this.fault = fault;
  }

  of(name: string): Caller {
    const found = this.callers.find(({step}) => step.name === name);
    assert.ok(found);
    return found;
  }

  async set(): Promise<void> {
    const {world, fault} = this;
    const urls = [world.board.url, ...(fault.beside === true ? [(await world.startBeside()).url] : [])];
    for (const step of STEPS) {
      const caller = await newCaller(world, step, `${fault.id} ${step.name}`, urls);
      this.callers.push(caller);
      await step.reach(world, caller);
    }
    await this.#settled();
    await meanwhile(world, [this.of('ended'), this.of('expiring')]);
    for (const caller of this.callers) caller.before = await world.kept(caller.agentId);
  }

  async #settled(): Promise<void> {
    await this.world.until(
      'all that follows is done',
      `select 1 as one where not exists (select 1 from emergency_call
         where settled_version < version or (ongoing and media_version < version))`,
    );
  }

  /** The last moment before: a dial that is decided but not answered, one that is not decided, an end, and the hour's end. */
  async strike(): Promise<void> {
    const {world} = this;
    const [asked, decided, ended, expiring] = ['asked', 'decided', 'ended', 'expiring'].map((name) => this.of(name));
    assert.ok(asked && decided && ended && expiring);
    const session = await world.session();
    await session.query('begin');
    await session.query('select 1 from agent where id = $1 for no key update', [expiring.agentId]);
    await expire(world, expiring.agentId);
    await world.heldUp('from "agent"%for no key update');
    world.board.holdBack();
    const reply = ended.desk.hub.send('EndEmergency', {callId: toldLast(ended).callId});
    ended.reply = reply.then(
      () => null,
      () => null,
    );
    decided.reply = dial(decided, '933');
    await world.until('it is decided', 'select 1 as one from emergency_call where agent_id = $1', [decided.agentId]);
    await world.until(
      'it is over',
      `select 1 as one from emergency_call where agent_id = $1 and state->>'status' = 'over'`,
      [ended.agentId],
    );
    // The number that the dial would get is somebody else's for the moment.
    await session.query(
      `insert into emergency_number (number, held) select number, true from unnest($1::text[]) with ordinality pool(number, place)
       where number not in (select number from emergency_number) order by place limit 1`,
      [world.pool],
    );
    asked.reply = dial(asked, '911');
    await world.heldUp('insert into emergency_number');
    const snapshots = new Map(this.callers.map(({name, desk}) => [name, desk.snapshots.all.length]));
    this.logged = world.hub.lines.length;
    await world.unplugAll();
    await this.fault.strike(this);
    await session.end().catch(() => undefined);
    world.board.letThrough();
    await this.fault.mend(this);
    if (this.fault.breaks)
      for (const {name, desk} of this.callers)
        await desk.snapshots.find(`${name} is back`, () => true, snapshots.get(name));
    for (const caller of [asked, decided]) await handOver(world, caller);
  }

  async clear(): Promise<void> {
    for (const caller of this.callers) {
      await closeLegs(caller);
      await caller.desk.stop();
      await caller.second?.stop();
    }
    await this.world.unplugAll();
    for (const table of ['emergency_call', 'agent_emergency', 'emergency_number'])
      await this.world.query(`delete from ${table}`);
  }
}

/** The call it makes; null when the page that asked is closed. Whoever gets no answer in time presses again. */
async function dial(caller: Caller, number: string): Promise<string | null> {
  try {
    const reply = await caller.desk.hub.send('DialEmergency', {number});
    assert.ok(reply.status === 'done', JSON.stringify(reply));
    return reply.result.callId;
  } catch (error) {
    assert.ok(error instanceof SdkError, String(error));
    if (error.code === 'hub-timeout' || error.code === 'hub-unreachable') return dial(caller, number);
    assert.equal(error.code, 'closed');
    return null;
  }
}

/** [EM-17] Its hour is over. */
export async function expire(world: ChaosWorld, agentId: string): Promise<void> {
  await world.query(
    `update emergency_call set state = jsonb_set(state, '{callbackUntil}', '1'), until_at = to_timestamp(1) where agent_id = $1`,
    [agentId],
  );
  await world.query('notify cordboard_wake, $$emergency$$');
}

/** While the emergency is on the presence becomes another, as when somebody's desks are gone: it has to be restored. */
export async function meanwhile(world: ChaosWorld, callers: readonly Caller[]): Promise<void> {
  for (const {agentId} of callers)
    await world.query(`update agent set presence_base = 'away', presence_reason = 'training' where id = $1`, [agentId]);
}
