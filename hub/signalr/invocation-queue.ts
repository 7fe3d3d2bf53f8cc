/** Urgent jobs of one client at a time; no person causes more. */
const URGENT_MAX = 4;

/** Runs jobs in order, a bounded number at a time, from `start` to `stop`; urgent ones at once. A job must not reject. */
export class InvocationQueue<T> {
  readonly #maximumParallel: number;
  readonly #run: (job: T) => Promise<void>;
  /** Called after a job has ended, with room for another. */
  readonly #onRoom: () => void;
  #waiting: T[] = [];
  /** Urgent ones that came before the start. */
  #first: T[] = [];
  #head = 0;
  #running = 0;
  #urgentRunning = 0;
  readonly #urgentWaiting: T[] = [];
  #phase: 'held' | 'started' | 'stopped' = 'held';
  #idleWaiters: (() => void)[] = [];

  constructor(maximumParallel: number, run: (job: T) => Promise<void>, onRoom: () => void) {
    this.#maximumParallel = maximumParallel;
    this.#run = run;
    this.#onRoom = onRoom;
  }

  /** Jobs that have not begun. */
  get waiting(): number {
    return this.#waiting.length - this.#head;
  }

  push(job: T): void {
    if (this.#phase === 'stopped') return;
    this.#waiting.push(job);
    this.#pump();
  }

  /** Waits for no other job and takes no other's place. */
  pushUrgent(job: T): void {
    if (this.#phase === 'held') this.#first.push(job);
    if (this.#phase !== 'started') return;
    this.#urgentWaiting.push(job);
    this.#pumpUrgent();
  }

  start(): void {
    if (this.#phase === 'held') this.#phase = 'started';
    for (const job of this.#first.splice(0)) this.pushUrgent(job);
    this.#pump();
  }

  /** Begins no further job, ever, and forgets those waiting. Running ones go on. */
  stop(): void {
    this.#phase = 'stopped';
    this.#waiting = [];
    this.#first = [];
    this.#urgentWaiting.length = 0;
    this.#head = 0;
  }

  /** Resolves when no job runs. */
  idle(): Promise<void> {
    if (this.#isIdle) return Promise.resolve();
    return new Promise((resolve) => this.#idleWaiters.push(resolve));
  }

  /** A client that has gone wrong must not take from the others what is kept for them. */
  #pumpUrgent(): void {
    while (this.#phase === 'started' && this.#urgentRunning < URGENT_MAX) {
      const job = this.#urgentWaiting.shift();
      if (job === undefined) return;
      this.#urgentRunning += 1;
      void this.#run(job).then(() => {
        this.#urgentRunning -= 1;
        this.#pumpUrgent();
        this.#wakeIfIdle();
      });
    }
  }

  #pump(): void {
    while (this.#phase === 'started' && this.#running < this.#maximumParallel) {
      const job = this.#waiting[this.#head];
      if (job === undefined) return;
      this.#head += 1;
      this.#compact();
      this.#running += 1;
      void this.#run(job).then(() => this.#ended());
    }
  }

  #ended(): void {
    this.#running -= 1;
    this.#onRoom();
    this.#pump();
    this.#wakeIfIdle();
  }

  get #isIdle(): boolean {
    return this.#running + this.#urgentRunning === 0;
  }

  #wakeIfIdle(): void {
    if (!this.#isIdle) return;
    const waiters = this.#idleWaiters;
    this.#idleWaiters = [];
    for (const wake of waiters) wake();
  }

  /** Taking from the front of a long array moves all of it, so it is done now and then. */
  #compact(): void {
    if (this.#head < 64 && this.#head < this.#waiting.length) return;
    this.#waiting = this.#waiting.slice(this.#head);
    this.#head = 0;
  }
}
