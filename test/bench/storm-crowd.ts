/** The clients of a storm, from outside: several processes, one tally. */
import {type ChildProcess, fork} from 'node:child_process';
import {once} from 'node:events';
import {setTimeout as pause} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import type {ClientKind, FromCrowd, Person, Tally, ToCrowd} from './storm-wire.ts';

const PROGRAM = fileURLToPath(new URL('./storm-desks.ts', import.meta.url));
const PROCESSES = 2;
const LOOK_EVERY_MS = 100;

export class Crowd {
  readonly #children: readonly ChildProcess[] = Array.from({length: PROCESSES}, () =>
    fork(PROGRAM, [], {execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc']}),
  );
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Begins to connect these people; `whole` tells when all are. */
  connect(kind: ClientKind, url: string, people: readonly Person[]): void {
    this.#size += people.length;
    for (const [at, child] of this.#children.entries())
      tell(child, {ask: 'connect', kind, url, people: people.filter((_each, index) => index % PROCESSES === at)});
  }

  /** Each chooses the presence it is to have. */
  async choose(): Promise<void> {
    const answers = await Promise.all(this.#children.map((child) => ask(child, {ask: 'choose'}, 'chosen')));
    const refused = answers.reduce((sum, each) => sum + each.refused, 0);
    if (refused > 0) throw new Error(`${refused} desks could not choose their presence.`);
  }

  async tally(): Promise<Tally> {
    const answers = await Promise.all(this.#children.map((child) => ask(child, {ask: 'tally'}, 'tally')));
    return answers.map(({tally}) => tally).reduce(added);
  }

  /** Waits for the first tally that fits; what it was like at the end when none did in time. */
  async until(
    fits: (tally: Tally) => boolean,
    withinMs: number,
  ): Promise<{readonly met: boolean; readonly tally: Tally}> {
    const giveUpAt = performance.now() + withinMs;
    for (;;) {
      const tally = await this.tally();
      if (fits(tally)) return {met: true, tally};
      if (performance.now() > giveUpAt) return {met: false, tally};
      await pause(LOOK_EVERY_MS);
    }
  }

  async stop(): Promise<void> {
    for (const child of this.#children) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    }
  }
}

function tell(child: ChildProcess, message: ToCrowd): void {
  child.send(message);
}

type Said<What extends FromCrowd['said']> = Extract<FromCrowd, {readonly said: What}>;

async function ask<What extends FromCrowd['said']>(
  child: ChildProcess,
  message: ToCrowd,
  what: What,
): Promise<Said<What>> {
  const {promise, resolve, reject} = Promise.withResolvers<Said<What>>();
  const isIt = (said: FromCrowd): said is Said<What> => said.said === what;
  const hear = (said: FromCrowd): void => {
    if (isIt(said)) resolve(said);
  };
  const end = (): void => reject(new Error('A process of clients ended early.'));
  child.on('message', hear).once('exit', end);
  tell(child, message);
  try {
    return await promise;
  } finally {
    child.off('message', hear).off('exit', end);
  }
}

function added(one: Tally, other: Tally): Tally {
  const failed = {...one.failed};
  for (const [why, count] of Object.entries(other.failed)) failed[why] = (failed[why] ?? 0) + count;
  const firsts = [one.firstOfferAt, other.firstOfferAt].filter((each) => each !== null);
  return {
    connected: one.connected + other.connected,
    greeted: one.greeted + other.greeted,
    lost: one.lost + other.lost,
    failed,
    gaveUp: one.gaveUp + other.gaveUp,
    offered: one.offered + other.offered,
    presented: one.presented + other.presented,
    firstOfferAt: firsts.length === 0 ? null : Math.min(...firsts),
    snapshotBytes: Math.max(one.snapshotBytes, other.snapshotBytes),
  };
}
