/** How long it takes from an agent's dial until the telephone at the other end rings: for help, and for anybody else. */
import {type ChildProcess, fork} from 'node:child_process';
import {once} from 'node:events';
import {fileURLToPath} from 'node:url';
import {type TestDesk, type TestPhone, connectDesk, connectPhone} from '../support/desk-client.ts';
import {startTestEngine} from '../support/postgres.ts';
import {type BenchHub, CallFloor} from './call-floor.ts';
import {type Figure, type Section, inTurns} from './figures.ts';

const ROUNDS = 5;
const DIALS = 40;
const WARM_UP = 20;
/** Of the ordinary work: two agents who take one call after another, and so many callers more who wait. */
const BUSY = ['busy-1', 'busy-2'];
const WAITING = 50;
const MANY = 100_000;
const LIMIT_MS = 60_000;
const CUSTOMER = '+12015559000';
const PROGRAM = fileURLToPath(new URL('./emergency-hub.ts', import.meta.url));

/** The hub's, and what rejects when it ends early. */
type Program = {readonly child: ChildProcess; readonly ended: Promise<never>};
type Usage = {readonly cpuSeconds: number; readonly errors: readonly string[]; readonly waiting: number};
/** Of one kind of call in one round. */
type Round = {readonly rings: readonly number[]; readonly replies: readonly number[]; readonly cpuMs: number};
type Took = {readonly rings: number; readonly reply: number};
type Work = {readonly help: readonly Round[]; readonly others: readonly Round[]; readonly waiting: readonly number[]};

export async function measureEmergency(): Promise<Section> {
  const engine = await startTestEngine();
  let child: ChildProcess | undefined;
  try {
    const env = {...process.env, CORDBOARD_TEST_ENGINE: engine.dataDir};
    child = fork(PROGRAM, ['anna', ...BUSY], {env, execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc']});
    const ended = endOf(child);
    return await measure(await messageFrom<BenchHub>(child, ended), {child, ended});
  } finally {
    if (child !== undefined) await stop(child);
    await engine.stop();
  }
}

async function measure(hub: BenchHub, program: Program): Promise<Section> {
  const token = async (subject: string) => hub.tokens[subject] ?? '';
  const issuer = {issuer: '', jwksUrl: '', token, stop: async () => undefined};
  const desk = await connectDesk({url: hub.url, issuer}, 'anna');
  const [responder, customer] = [await connectPhone(hub, '911'), await connectPhone(hub, CUSTOMER)];
  const floor = new CallFloor();
  try {
    // Idle: nobody's call is hers but the one she dials.
    await done(desk.hub.send('SetPresence', {base: 'away', reason: null}));
    const dialler = new Dialler(program, desk, {responder, customer});
    await dialler.round('help', WARM_UP);
    await dialler.round('others', WARM_UP);
    const quiet = await turns(dialler);
    await floor.open(hub, BUSY, BUSY.length + WAITING);
    floor.begin(MANY);
    const busy = await turns(dialler);
    const calls = await floor.done(MANY);
    return section(quiet, busy, calls);
  } finally {
    await floor.close();
    for (const each of [desk, responder, customer]) await each.stop();
  }
}

/** Both kinds of call in turns, so that whatever else the machine does it does to both. */
async function turns(dialler: Dialler): Promise<Work> {
  const help: Round[] = [];
  const others: Round[] = [];
  const waiting: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    help.push(await dialler.round('help', DIALS));
    others.push(await dialler.round('others', DIALS));
    waiting.push((await dialler.usage()).waiting);
  }
  return {help, others, waiting};
}

/** One agent who dials, hears it ring and hangs up, again and again. */
class Dialler {
  readonly #program: Program;
  readonly #desk: TestDesk;
  readonly #phones: {readonly responder: TestPhone; readonly customer: TestPhone};

  constructor(program: Program, desk: TestDesk, phones: {responder: TestPhone; customer: TestPhone}) {
    this.#program = program;
    this.#desk = desk;
    this.#phones = phones;
  }

  async round(kind: 'help' | 'others', dials: number): Promise<Round> {
    const all: Took[] = [];
    let cpuMs = 0;
    for (let dial = 0; dial < dials; dial += 1) {
      const before = await this.usage();
      all.push(await (kind === 'help' ? this.#help() : this.#other()));
      cpuMs += ((await this.usage()).cpuSeconds - before.cpuSeconds) * 1_000;
      await (kind === 'help' ? this.#endHelp() : this.#endOther());
    }
    const [rings, replies] = [all.map((each) => each.rings), all.map((each) => each.reply)];
    return {rings, replies, cpuMs: cpuMs / dials};
  }

  usage(): Promise<Usage> {
    return this.#ask('usage');
  }

  async #ask(question: 'usage' | 'forget'): Promise<Usage> {
    const {child, ended} = this.#program;
    const answer = messageFrom<Usage>(child, ended);
    child.send(question);
    const usage = await answer;
    if (usage.errors.length > 0) throw new Error(`The hub logged errors: ${usage.errors.join('; ')}`);
    return usage;
  }

  async #help(): Promise<Took> {
    return this.#untilItRings(this.#phones.responder, () => this.#desk.hub.send('DialEmergency', {number: '911'}));
  }

  async #other(): Promise<Took> {
    return this.#untilItRings(this.#phones.customer, () => this.#desk.hub.send('Dial', {number: CUSTOMER}));
  }

  async #untilItRings(phone: TestPhone, dial: () => Promise<{readonly status: string}>): Promise<Took> {
    const startedAt = performance.now();
    const since = (): number => performance.now() - startedAt;
    const ringing = phone.states.find('it rings', ({call}) => call?.status === 'ringing', phone.states.all.length);
    const [rings, reply] = await Promise.all([ringing.then(since), done(dial()).then(since)]);
    return {rings, reply};
  }

  /** Over, and forgotten, so that the next is again the first of its hour. */
  async #endHelp(): Promise<void> {
    const {states} = this.#phones.responder;
    const from = states.all.length;
    await done(this.#desk.hub.send('EndEmergency', {callId: callAt(this.#phones.responder)}));
    await states.find('it is over', ({call}) => call === null, from);
    const told = this.#desk.emergencies.all.length - 1;
    await this.#ask('forget');
    await this.#desk.emergencies.find('it is forgotten', ({own}) => own === null, told);
  }

  async #endOther(): Promise<void> {
    const {states} = this.#phones.customer;
    const contactId = callAt(this.#phones.customer);
    const events = this.#desk.events.all.length;
    await done(this.#desk.hub.send('EndContact', {contactId}));
    await done(this.#desk.hub.send('SubmitWrapUp', {contactId, reasonId: 'solved', note: ''}));
    await this.#desk.event('ContactReleased', events);
    await states.find('it has ended', (each) => each.call?.status === 'ended' && each.call.callId === contactId);
  }
}

function callAt({states}: TestPhone): string {
  return states.all.at(-1)?.call?.callId ?? '';
}

function section(quiet: Work, busy: Work, calls: number): Section {
  const aim = {of: 'ratio', atMost: 1} as const;
  const waiting = Math.min(...busy.waiting);
  if (calls === 0 || waiting === 0) throw new Error('There was no ordinary work.');
  const figures = (
    [
      ['quiet', quiet],
      ['at work', busy],
    ] as const
  ).flatMap(([name, {help, others}]): Figure[] => {
    const of = (what: string, measured: (round: Round) => number): Figure => ({
      ...inTurns(`${name}: ${what}`, 'ms', help.map(measured), others.map(measured)),
      aim,
    });
    return [
      of('dial → rings at the responder, p50', ({rings}) => quantile(rings, 0.5)),
      of('dial → rings at the responder, p95', ({rings}) => quantile(rings, 0.95)),
      of('… → the desk has its answer, p50', ({replies}) => quantile(replies, 0.5)),
      of('… → the desk has its answer, p95', ({replies}) => quantile(replies, 0.95)),
      ...(name === 'quiet' ? [of('hub CPU until it rings', ({cpuMs}) => cpuMs)] : []),
    ];
  });
  const dials = [quiet, busy].flatMap(({help}) => help).reduce((sum, {rings}) => sum + rings.length, 0);
  return {
    title: 'A dial for help beside an ordinary one',
    figures: [
      ...figures,
      {name: 'dials for help that rang', value: dials, unit: '', aim: {of: 'value', atLeast: 2 * ROUNDS * DIALS}},
    ],
    notes: [
      `${DIALS} dials of each kind a round, ${ROUNDS} rounds, in turns. At work: ${BUSY.length} agents took ${calls} calls meanwhile, at least ${waiting} more waited. PostgreSQL without fsync.`,
    ],
    details: {quiet, busy, calls},
  };
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

async function done(reply: Promise<{readonly status: string}>): Promise<void> {
  const answered = await reply;
  if (answered.status !== 'done') throw new Error(`The hub refused: ${JSON.stringify(answered)}`);
}

async function messageFrom<T>(child: ChildProcess, early: Promise<never>): Promise<T> {
  const [message]: T[] = await Promise.race([once(child, 'message', {signal: AbortSignal.timeout(LIMIT_MS)}), early]);
  if (message === undefined) throw new Error('The hub said nothing.');
  return message;
}

function endOf(child: ChildProcess): Promise<never> {
  const early = once(child, 'exit').then(([code]) => {
    throw new Error(`The hub ended early with ${code}.`);
  });
  // At the end it may.
  early.catch(() => undefined);
  return early;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  if (child.connected) child.send('stop');
  const force = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await gone;
  clearTimeout(force);
}
