/** The public form under a flood: two hundred requests a second, most of them of robots, with all limits on. */
import {type ChildProcess, fork} from 'node:child_process';
import {once} from 'node:events';
import {fileURLToPath} from 'node:url';
import {SITE_KEY, send, someAddress, someNumber} from '../hub/callbacks/request-world.ts';
import {type Figure, type Section} from './figures.ts';

const PER_SECOND = 200;
const SECONDS = 10;
/** Of all: who is a customer. */
const HONEST_EVERY = 10;
const SPACING_MS = 1_000 / PER_SECOND;

type Place = {readonly url: string; readonly consent: string};
type State = {readonly cpuSeconds: number; readonly callbacks: number; readonly errors: readonly string[]};
type Sent = {readonly kind: string; readonly status: number; readonly ms: number};

export async function measureRequests(): Promise<Section> {
  const hub = fork(fileURLToPath(new URL('./requests-hub.ts', import.meta.url)), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  try {
    const place = await message<Place>(hub);
    const honest = (PER_SECOND * SECONDS) / HONEST_EVERY;
    hub.send(honest + 1);
    const {proofs} = await message<{proofs: readonly string[]}>(hub);
    // The one that robots bring again and again.
    await request(place, -HONEST_EVERY, proofs);
    const idle = await flood(hub, () => ask(place.url));
    const before = await state(hub);
    const real = await flood(hub, (at) => request(place, at, proofs));
    const after = await state(hub);
    if (after.errors.length > 0) throw new Error(`The hub logged ${after.errors[0]}.`);
    const served = real.sent.filter(({kind}) => kind === 'honest');
    const robots = real.sent.filter(({kind}) => kind !== 'honest');
    const taken = served.filter(({status}) => status === 201).length;
    if (after.callbacks - before.callbacks !== taken) throw new Error('What was answered with success was not kept.');
    const figures: Figure[] = [
      {
        name: 'customers who were served',
        value: (taken / served.length) * 100,
        unit: '%',
        aim: {of: 'value', atLeast: 100},
      },
      {
        name: 'robots who got a callback',
        value: robots.filter(({status}) => status === 201).length,
        unit: '',
        aim: {of: 'value', atMost: 0},
      },
      {
        name: 'hub CPU for one request, of whomever',
        value: real.cpuMs,
        unit: 'ms',
        floor: idle.cpuMs,
        ratio: real.cpuMs / idle.cpuMs,
      },
      {
        name: 'a customer’s answer came within (95 of 100)',
        value: percentile(served, 0.95),
        unit: 'ms',
        floor: percentile(idle.sent, 0.95),
      },
    ];
    return {title: 'The public form under a flood', figures, notes: [NOTE]};
  } finally {
    hub.send('stop');
    await once(hub, 'exit');
  }
}

const NOTE = `${PER_SECOND} requests a second for ${SECONDS} s from one process, one of ${HONEST_EVERY} a customer with a proof of work, an address and a number of their own; the others without a proof, with one that was taken before, or from one address. Floor: as many GET /health/live.`;

/** One every so often, whether or not the others were answered. */
async function flood(hub: ChildProcess, one: (at: number) => Promise<Sent>) {
  const before = await state(hub);
  const startedAt = performance.now();
  const sent: Promise<Sent>[] = [];
  for (let at = 0; at < PER_SECOND * SECONDS; at += 1) {
    const earlyMs = startedAt + at * SPACING_MS - performance.now();
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

async function request({url, consent}: Place, at: number, proofs: readonly string[]): Promise<Sent> {
  const honest = at % HONEST_EVERY === 0;
  const kind = honest ? 'honest' : (['bare', 'replayed', 'one address'] as const)[at % 3];
  const proof = honest ? proofs[at / HONEST_EVERY + 1] : kind === 'replayed' ? proofs[0] : 'bm90aGluZw==';
  const from = kind === 'one address' ? '203.0.113.7' : someAddress();
  const body = {
    ...{key: SITE_KEY, requestId: crypto.randomUUID(), name: 'Ada Nkemelu', number: someNumber(), reason: 'Invoice 7'},
    ...{email: null, zone: 'America/New_York', language: 'en', when: {kind: 'now'}, website: '', proof},
    consent: {version: consent},
  };
  const startedAt = performance.now();
  const response = await send({url}, 'POST', '', body, {from});
  await response.text();
  return {kind: kind ?? 'bare', status: response.status, ms: performance.now() - startedAt};
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
