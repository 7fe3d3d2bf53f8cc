import {
  type ContactsTold,
  EMERGENCIES,
  type Emergencies,
  type EmergencyAlert,
  viewEmergency,
} from '../../src/api/wire/emergency.ts';
import {toWire} from '../../src/api/wire/time.ts';
import {type EmergencyCall, countingDial, isLockedDown} from '../../src/domain/emergency-call.ts';
import {RepeatingTask, type TaskLog} from '../background/repeating-task.ts';
import type {Reading} from '../store/contact-store.ts';
import type {HubStore} from '../store/hub-store.ts';
import {run} from '../store/statement.ts';
import {mailsForDesks} from './mail-store.ts';

const EVERY_MS = 1_000;

/** A connected desk, whose it is, and what it was told last. */
type Told = {readonly agentId: string; readonly supervisor: boolean; last: string};
type Receiver = {send(method: string, ...args: readonly unknown[]): void};

type AgentAndCall = {readonly call: EmergencyCall; readonly agentName: string; readonly contacts: ContactsTold};
type All = {readonly calls: readonly AgentAndCall[]; readonly mails: ReadonlyMap<string, string>};

/**
 * Tells desks of emergencies: each the whole state whenever it is another one, read from what is stored. Beside the numbered
 * events, since those are kept for a day.
 */
export class EmergencyDelivery {
  readonly #store: HubStore;
  readonly #told = new Map<Receiver, Told>();
  readonly #task: RepeatingTask;

  constructor(store: HubStore, log: TaskLog) {
    this.#store = store;
    this.#task = new RepeatingTask({name: 'emergency delivery', everyMs: EVERY_MS, log, run: () => this.#tell()});
  }

  start(): void {
    this.#task.start();
  }

  wake(): void {
    this.#task.wake();
  }

  stop(): Promise<void> {
    return this.#task.stop();
  }

  /** @param known what its snapshot said */
  add(desk: Receiver, agentId: string, supervisor: boolean, known: Emergencies): void {
    this.#told.set(desk, {agentId, supervisor, last: JSON.stringify(toWire(known))});
  }

  remove(desk: Receiver): void {
    this.#told.delete(desk);
  }

  async #tell(): Promise<void> {
    if (this.#told.size === 0) return;
    // One that comes while this is read knows better already, by its snapshot.
    const desks = [...this.#told];
    const all = await readAll({tx: this.#store.db});
    for (const [desk, told] of desks) {
      if (this.#told.get(desk) !== told) continue;
      const state = toWire(emergenciesFor(all, told));
      const text = JSON.stringify(state);
      if (text === told.last) continue;
      told.last = text;
      desk.send(EMERGENCIES, state);
    }
  }
}

export async function readEmergenciesFor(asking: Reading, whose: Whose): Promise<Emergencies> {
  return emergenciesFor(await readAll(asking), whose);
}

type Whose = {readonly agentId: string; readonly supervisor: boolean};

function emergenciesFor({calls, mails}: All, {agentId, supervisor}: Whose): Emergencies {
  const own = calls.find(({call}) => call.agentId === agentId);
  const others = supervisor ? calls.filter(({call}) => call.agentId !== agentId && isLockedDown(call)) : [];
  return {
    own: own === undefined ? null : viewEmergency(own.call, own.contacts),
    alerts: others.map(alertOf),
    mailId: mails.get(agentId) ?? null,
  };
}

function alertOf({call, agentName}: AgentAndCall): EmergencyAlert {
  const {dialledAt, test} = countingDial(call);
  return {callId: call.id, agentName, dialledAt, test};
}

async function readAll(asking: Reading): Promise<All> {
  const text = `
    select state as call, agent.name as "agentName", contacts
    from emergency_call join agent on agent.id = emergency_call.agent_id order by emergency_call.id`;
  return {calls: await run<AgentAndCall>(asking, text, []), mails: await mailsForDesks(asking)};
}
