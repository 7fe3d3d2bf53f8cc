/** The public form under a flood: two hundred requests a second, most of them of robots, with all limits on. */
import {type ChildProcess, fork} from 'node:child_process';
import {once} from 'node:events';
import {fileURLToPath} from 'node:url';
import {SITE_KEY, send, someAddress, someNumber} from '../hub/callbacks/request-world.ts';
import {type Figure, type Section, inTurns, median} from './figures.ts';

const PER_SECOND = 200;
const SECONDS = 5;
/** Of all: who is a customer. */
const HONEST_EVERY = 10;
/** Beside them in a flood: who asks only whether the hub lives. */
const PROBES_PER_SECOND = 20;
const HONEST = (PER_SECOND * SECONDS) / HONEST_EVERY;
/** So many that all customers together stay below what a site takes in a day. */
const ROUNDS = 4;

type Place = {readonly url: string; readonly consent: string};
type State = {readonly cpuSeconds: number; readonly callbacks: number; readonly errors: readonly string[]};
type Sent = {readonly kind: string; readonly status: number; readonly ms: number};

export async function measureRequests(): Promise<Section> {
  const hub = fork(fileURLToPath(new URL('./requests-hub.ts', import.meta.url)), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  try {
    const place = await message<Place>(hub);
    hub.send(2 * ROUNDS * HONEST + 1);
    const {proofs} = await message<{proofs: readonly string[]}>(hub);
    const [replayed = '', ...fresh] = proofs;
    const customer = () => request(place, 'honest', fresh.pop() ?? '');
    // The one that robots bring again and again.
    await request(place, 'honest', replayed);
    const robot = (at: number) => {
      const kind = (['bare', 'replayed', 'one address'] as const)[at % 3] ?? 'bare';
      return request(place, kind, kind === 'replayed' ? replayed : 'bm90aGluZw==');
    };
    const idle = await flood(hub, PER_SECOND, () => ask(place.url));
    const before = await state(hub);
    const [calm, real, alive]: [Flood[], Flood[], Flood[]] = [[], [], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      calm.push(await flood(hub, PER_SECOND / HONEST_EVERY, customer));
      const [robots, probes] = await Promise.all([
        flood(hub, PER_SECOND, (at) => (at % HONEST_EVERY === 0 ? customer() : robot(at))),
        flood(hub, PROBES_PER_SECOND, () => ask(place.url)),
      ]);
      real.push(robots);
      alive.push(probes);
    }
    const after = await state(hub);
    if (after.errors.length > 0) throw new Error(`The hub logged ${after.errors[0]}.`);
    const sent = [...calm, ...real].flatMap((each) => each.sent);
    const taken = sent.filter(({status}) => status === 201);
    if (after.callbacks - before.callbacks !== taken.length)
      throw new Error('What was answered with success was not kept.');
    const served = sent.filter(isHonest);
    const cpuMs = median(real.map((each) => each.cpuMs));
    const figures: Figure[] = [
      {
        name: 'customers who were served',
        value: (taken.filter(isHonest).length / served.length) * 100,
        unit: '%',
        aim: {of: 'value', atLeast: 100},
      },
      {
        name: 'robots who got a callback',
        value: taken.filter(isRobot).length,
        unit: '',
        aim: {of: 'value', atMost: 0},
      },
      {
        name: 'hub CPU for one request, of whomever',
        value: cpuMs,
        unit: 'ms',
        floor: idle.cpuMs,
        ratio: cpuMs / idle.cpuMs,
      },
      {
        ...inTurns(
          '95 of 100 customers had their answer within, beside a sign of life',
          'ms',
          late(real, isHonest),
          late(alive, () => true),
        ),
        aim: {of: 'ratio', atMost: 25},
      },
      {
        ...inTurns('the same, beside robots’', 'ms', late(real, isHonest), late(real, isRobot)),
        aim: {of: 'ratio', atMost: 3},
      },
      inTurns('the same, beside that of customers without robots', 'ms', late(real, isHonest), late(calm, isHonest)),
    ];
    return {title: 'The public form under a flood', figures, notes: [NOTE]};
  } finally {
    hub.send('stop');
    await once(hub, 'exit');
  }
}

const NOTE = `${PER_SECOND} requests a second for ${SECONDS} s from one process, one of ${HONEST_EVERY} a customer with a proof of work, an address and a number of their own; the others without a proof, with one that was taken before, or from one address. Floor of the CPU: as many GET /health/live. Floors of a customer’s answer: ${PROBES_PER_SECOND} GET /health/live a second in the same flood, which wait for the hub and not for its database; the answers that the robots of the same flood had; and those of as many customers alone, in ${ROUNDS} rounds in turn, where whatever else the machine does is in the ratio too.`;

function isHonest({kind}: Sent): boolean {
  return kind === 'honest';
}

function isRobot({kind}: Sent): boolean {
  return kind !== 'honest';
}

/** In each round: within how long 95 of 100 of them had their answer. */
function late(floods: readonly Flood[], whose: (sent: Sent) => boolean): readonly number[] {
  return floods.map(({sent}) => percentile(sent.filter(whose), 0.95));
}

type Flood = {readonly sent: readonly Sent[]; readonly cpuMs: number};

/** One every so often, whether or not the others were answered. */
async function flood(hub: ChildProcess, perSecond: number, one: (at: number) => Promise<Sent>): Promise<Flood> {
  const before = await state(hub);
  const startedAt = performance.now();
  const sent: Promise<Sent>[] = [];
  for (let at = 0; at < perSecond * SECONDS; at += 1) {
    const earlyMs = startedAt + (at * 1_000) / perSecond - performance.now();
    if (earlyMs > 1) await new Promise((resolve) => setTimeout(resolve, earlyMs));
    sent.push(one(at));
  }
  const all = await Promise.all(sent);
  const cpuSeconds = (await state(hub)).cpuSeconds - before.cpuSeconds;
  return {sent: all, cpuMs: (cpuSeconds * 1_000) / all.length};
}

async function ask(url: string): Promise<Sent> {
  const startedAt = performance.now();
  const response = await fetch(`${url}/health/live`);
  await response.text();
  return {kind: 'idle', status: response.status, ms: performance.now() - startedAt};
}

async function request({url, consent}: Place, kind: string, proof: string): Promise<Sent> {
  const from = kind === 'one address' ? '203.0.113.7' : someAddress();
  const body = {
    ...{key: SITE_KEY, requestId: crypto.randomUUID(), name: 'Ada Nkemelu', number: someNumber(), reason: 'Invoice 7'},
    ...{email: null, zone: 'America/New_York', language: 'en', when: {kind: 'now'}, website: '', proof},
    consent: {version: consent},
  };
  const startedAt = performance.now();
  const response = await send({url}, 'POST', '', body, {from});
  await response.text();
  return {kind, status: response.status, ms: performance.now() - startedAt};
}

function percentile(sent: readonly Sent[], share: number): number {
  const sorted = sent.map(({ms}) => ms).toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
}

async function state(hub: ChildProcess): Promise<State> {
  hub.send('state');
  return message<State>(hub);
}

async function message<T>(hub: ChildProcess): Promise<T> {
  const [said] = await once(hub, 'message');
  return said;
}
