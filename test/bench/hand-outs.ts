/** Whole hand-outs against a real database: a call arrives, rings, is accepted, ended and wrapped up. */
import {type ChildProcess, fork} from 'node:child_process';
import {once} from 'node:events';
import {fileURLToPath} from 'node:url';
import type {CommandBodies, CommandName} from '../../src/api/wire/commands.ts';
import type {HubEvent} from '../../src/api/wire/events.ts';
import {type TestDesk, type TestPhone, connectDesk, connectPhone} from '../support/desk-client.ts';
import {startTestEngine} from '../support/postgres.ts';
import {BILLING_LINE} from '../support/test-hub.ts';
import type {Section} from './figures.ts';
import {measureScale} from './hand-outs-scale.ts';
import {cpuSecondsOf} from './process-cpu.ts';

const AGENTS = 8;
const WARM_UP = 24;
const CYCLES = 160;
const LIMIT_MS = 40_000;
const PROGRAM = fileURLToPath(new URL('./hand-out-hub.ts', import.meta.url));

type Ready = {readonly url: string; readonly tokens: Readonly<Record<string, string>>};
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
    const [ready]: Ready[] = await messageFrom(child);
    if (ready === undefined) throw new Error('The hub did not start.');
    return await measure(ready, subjects, () => costs(child, engine.engine.pid));
  } finally {
    if (child !== undefined) await stop(child);
    await engine.stop();
  }
}

async function measure(hub: Ready, subjects: readonly string[], costsNow: () => Promise<Costs>): Promise<Section> {
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

/** Agents who answer whatever rings, and callers who call again when their call is over. */
class CallFloor {
  readonly #desks: TestDesk[] = [];
  readonly #phones: TestPhone[] = [];
  #toPlace = 0;
  #toFinish = 0;
  #finished: PromiseWithResolvers<void> = Promise.withResolvers();

  async open({url, tokens}: Ready, subjects: readonly string[]): Promise<void> {
    const token = async (subject: string) => tokens[subject] ?? '';
    const issuer = {issuer: '', jwksUrl: '', token, stop: async () => undefined};
    for (const [at, subject] of subjects.entries()) {
      const desk = await connectDesk({url, issuer}, subject);
      this.#desks.push(desk);
      desk.events.each((event) => this.#handle(desk, event));
      this.#send(desk, 'SetPresence', {base: 'available', reason: null});
      const phone = await connectPhone({url}, `+1201555${1_000 + at}`);
      this.#phones.push(phone);
      phone.states.each(({call}) => call?.status === 'ended' && this.#place(phone));
    }
  }

  /** Runs this many cycles to their end; fails when they do not end, or a step of one is refused. */
  async run(cycles: number): Promise<void> {
    this.#finished = Promise.withResolvers();
    this.#toPlace = cycles;
    this.#toFinish = cycles;
    const late = () => this.#finished.reject(new Error(`${this.#toFinish} of ${cycles} hand-outs did not end.`));
    const limit = setTimeout(late, LIMIT_MS);
    for (const phone of this.#phones) this.#place(phone);
    try {
      await this.#finished.promise;
    } finally {
      clearTimeout(limit);
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#desks, ...this.#phones].map((each) => each.stop()));
  }

  #place(phone: TestPhone): void {
    if (this.#toPlace === 0) return;
    this.#toPlace -= 1;
    const placed = phone.client.send('PlaceCall', {
      to: BILLING_LINE,
      name: 'Ada Nkemelu',
      data: {reason: 'Invoice 2231'},
    });
    this.#watch('PlaceCall', placed);
  }

  #handle(desk: TestDesk, event: HubEvent): void {
    if (event.type === 'ContactOffered') {
      this.#send(desk, 'AcceptOffer', {offerId: event.offer.id, fence: event.offer.fence});
    } else if (event.type === 'ContactConnected') {
      this.#send(desk, 'EndContact', {contactId: event.contact.id});
    } else if (event.type === 'ContactEnded') {
      this.#send(desk, 'SubmitWrapUp', {contactId: event.contact.id, reasonId: 'solved', note: ''});
    } else if (event.type === 'ContactReleased') {
      this.#toFinish -= 1;
      if (this.#toFinish === 0) this.#finished.resolve();
    }
  }

  #send<Name extends CommandName>(desk: TestDesk, name: Name, body: CommandBodies[Name]): void {
    this.#watch(name, desk.hub.send(name, body));
  }

  #watch(name: string, reply: Promise<{readonly status: string}>): void {
    const judge = (answered: {readonly status: string}): void => {
      if (answered.status !== 'done') this.#finished.reject(new Error(`${name}: ${JSON.stringify(answered)}`));
    };
    reply.then(judge, (error: unknown) => this.#finished.reject(error));
  }
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
