/** A hub is killed under thousands of desks and started again: until all of them have resumed. */
import {type ChildProcess, fork} from 'node:child_process';
import {once} from 'node:events';
import {setTimeout as pause} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {connectPhone} from '../support/desk-client.ts';
import {BILLING_LINE} from '../support/test-hub.ts';
import type {Figure, Section} from './figures.ts';
import {Crowd} from './storm-crowd.ts';
import {RealHub, freePort, ownCpuSecondsOf, peakMbOf} from './storm-hub.ts';
import {SOME_FREE, peopleOf} from './storm-people.ts';
import {type Tally, monotonicMs} from './storm-wire.ts';

/** More where there is time for it, by CORDBOARD_BENCH_DESKS: 5,000 need two cores for themselves. */
const DESKS = Number(process.env['CORDBOARD_BENCH_DESKS'] ?? 2_000);
const SIGN_IN_LIMIT_MS = 110_000;
/** What is said of a storm is said of what happened within this time. */
const STORM_LIMIT_MS = 110_000;
/** A call arrives when this part of the desks has resumed. */
const CALL_AT = 0.25;
const FLOOR = fileURLToPath(new URL('./storm-floor.ts', import.meta.url));

/** What one storm came to. Times from the kill on, by the clock on the wall. */
type Storm = {
  readonly desks: number;
  readonly resumed: number;
  readonly readyMs: number;
  readonly allMs: number;
  /** Of the hub and PostgreSQL, until the hub is ready. */
  readonly readyCpuS: number;
  readonly serverCpuS: number;
  readonly postgresCpuS: number;
  readonly peakMb: number;
  readonly failed: Readonly<Record<string, number>>;
  readonly gaveUp: number;
  readonly lostAgain: number;
  readonly call: {readonly placedMs: number; readonly offeredMs: number | null; readonly shown: boolean} | null;
  readonly snapshotBytes: number;
};

export async function measureStorm(): Promise<Section> {
  const hub = await hubStorm();
  const floor = await floorStorm(hub.snapshotBytes);
  return section(hub, floor);
}

async function hubStorm(): Promise<Storm> {
  const hub = await RealHub.start('http://desk.test');
  const crowd = new Crowd();
  try {
    crowd.connect('hub', hub.url, await peopleOf(hub.issuer, DESKS, SOME_FREE));
    const before = await signedIn(crowd, SIGN_IN_LIMIT_MS);
    await crowd.choose();
    const phone = await connectPhone({url: hub.url}, '+12015550177');
    const postgresBefore = (await hub.costs()).postgres;
    const killedAt = monotonicMs();
    await hub.kill();
    hub.launch();
    await hub.ready();
    const readyMs = monotonicMs() - killedAt;
    const atReady = await hub.costs();
    const calling = crowd
      .until(({greeted}) => greeted - before.greeted >= crowd.size * CALL_AT, STORM_LIMIT_MS)
      .then(() => callIn(crowd, phone, killedAt));
    const {tally} = await crowd.until(
      (each) => each.greeted - each.lost === crowd.size && each.lost >= crowd.size,
      STORM_LIMIT_MS,
    );
    const allMs = monotonicMs() - killedAt;
    const costs = await hub.costs();
    const call = await calling;
    await phone.stop();
    return {
      ...whatHappened(before, tally, crowd.size),
      readyMs,
      allMs,
      readyCpuS: atReady.hub + atReady.postgres - postgresBefore,
      serverCpuS: costs.hub,
      postgresCpuS: costs.postgres - postgresBefore,
      peakMb: await peakMbOf(hub.child.pid ?? 0),
      call,
    };
  } finally {
    await crowd.stop();
    await hub.stop();
  }
}

async function floorStorm(snapshotBytes: number): Promise<Storm> {
  const port = await freePort();
  const crowd = new Crowd();
  let server = await startFloor(port, snapshotBytes);
  try {
    const nobody = {token: '', presence: 'away'};
    const people = Array.from({length: DESKS}, (_unused, at) => ({...nobody, subject: `storm-${at}`}));
    crowd.connect('raw', `http://127.0.0.1:${port}`, people);
    const before = await signedIn(crowd, SIGN_IN_LIMIT_MS);
    const killedAt = monotonicMs();
    await end(server);
    server = await startFloor(port, snapshotBytes);
    const readyMs = monotonicMs() - killedAt;
    const {tally} = await crowd.until(
      (each) => each.greeted - each.lost === crowd.size && each.lost >= crowd.size,
      STORM_LIMIT_MS,
    );
    const allMs = monotonicMs() - killedAt;
    const pid = server.pid ?? 0;
    const [serverCpuS, peakMb] = [await ownCpuSecondsOf(pid), await peakMbOf(pid)];
    const nothing = {readyCpuS: 0, postgresCpuS: 0, call: null};
    return {...whatHappened(before, tally, crowd.size), ...nothing, readyMs, allMs, serverCpuS, peakMb};
  } finally {
    await crowd.stop();
    await end(server);
  }
}

async function signedIn(crowd: Crowd, withinMs: number): Promise<Tally> {
  const {met, tally} = await crowd.until(({connected}) => connected === crowd.size, withinMs);
  if (met) return tally;
  throw new Error(
    `${tally.connected} of ${crowd.size} desks signed in in ${withinMs / 1_000} s: ${JSON.stringify(tally)}`,
  );
}

/** A customer calls in the midst of it: until a desk hears of it, and the hub hears that it is shown. */
async function callIn(
  crowd: Crowd,
  phone: Awaited<ReturnType<typeof connectPhone>>,
  killedAt: number,
): Promise<Storm['call']> {
  let placed = await placeCall(phone);
  while (!placed) {
    if (monotonicMs() - killedAt > STORM_LIMIT_MS) return null;
    await pause(250);
    placed = await placeCall(phone);
  }
  const placedMs = monotonicMs() - killedAt;
  const {tally} = await crowd.until(({presented}) => presented > 0, STORM_LIMIT_MS / 2);
  const offeredMs = tally.firstOfferAt === null ? null : tally.firstOfferAt - killedAt;
  return {placedMs, offeredMs, shown: tally.presented > 0};
}

async function placeCall({client}: Awaited<ReturnType<typeof connectPhone>>): Promise<boolean> {
  const reply = await client.send('PlaceCall', {to: BILLING_LINE, name: 'Ada Nkemelu', data: {}}).catch(() => null);
  return reply?.status === 'done';
}

function whatHappened(before: Tally, after: Tally, desks: number) {
  const failed = Object.fromEntries(
    Object.entries(after.failed).map(([why, count]) => [why, count - (before.failed[why] ?? 0)]),
  );
  return {
    desks,
    resumed: after.connected,
    failed,
    gaveUp: after.gaveUp - before.gaveUp,
    lostAgain: after.lost - before.lost - desks,
    snapshotBytes: after.snapshotBytes,
  };
}

async function startFloor(port: number, snapshotBytes: number): Promise<ChildProcess> {
  const child = fork(FLOOR, [`${port}`, `${snapshotBytes}`], {
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  await once(child, 'message');
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

function section(hub: Storm, floor: Storm): Section {
  const beside = (name: string, unit: string, of: (storm: Storm) => number): Figure => {
    const [value, least] = [of(hub), of(floor)];
    return {name, unit, value, floor: least, ratio: value / least};
  };
  const refused = (storm: Storm): number => Object.values(storm.failed).reduce((sum, each) => sum + each, 0);
  return {
    title: `Storm: the hub is killed under ${hub.desks} desks`,
    figures: [
      {
        name: 'desks that resumed',
        value: hub.resumed,
        unit: '',
        floor: floor.resumed,
        aim: {of: 'value', atLeast: hub.desks},
      },
      beside('from the kill until the server is ready', 'ms', ({readyMs}) => readyMs),
      beside('from the kill until all have their snapshot', 'ms', ({allMs}) => allMs),
      beside('server CPU for each desk', 'ms', ({serverCpuS, desks}) => (serverCpuS * 1_000) / desks),
      {name: 'PostgreSQL CPU for each desk', value: (hub.postgresCpuS * 1_000) / hub.desks, unit: 'ms'},
      {name: 'CPU of both until the hub is ready', value: hub.readyCpuS, unit: 's'},
      beside('peak memory of the server', 'MB', ({peakMb}) => peakMb),
      {
        name: 'attempts that failed, for each desk',
        value: refused(hub) / hub.desks,
        unit: '',
        floor: refused(floor) / floor.desks,
      },
      {name: 'given up since no sign of life came', value: hub.gaveUp, unit: '', floor: floor.gaveUp},
      ...callFigures(hub),
    ],
    notes: [
      `Lost again while the storm went on: ${hub.lostAgain}; at the floor: ${floor.lostAgain}.`,
      `Attempts that failed: ${JSON.stringify(hub.failed)}; at the floor: ${JSON.stringify(floor.failed)}. Snapshot: ${hub.snapshotBytes} bytes.`,
    ],
    details: {hub, floor},
  };
}

function callFigures({call}: Storm): readonly Figure[] {
  const shown: Figure = {
    name: 'a call in the midst is handed out and shown (1: yes)',
    value: call?.shown === true ? 1 : 0,
    unit: '',
    aim: {of: 'value', atLeast: 1},
  };
  if (call === null || call.offeredMs === null) return [shown];
  return [
    shown,
    {name: '… accepted by the hub, after the kill', value: call.placedMs, unit: 'ms'},
    {name: '… until a desk hears of it', value: call.offeredMs - call.placedMs, unit: 'ms'},
  ];
}
