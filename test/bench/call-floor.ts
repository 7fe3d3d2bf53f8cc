/** A floor of agents and callers without audio, for benches that need ordinary calls. */
import type {CommandBodies, CommandName} from '../../src/api/wire/commands.ts';
import type {HubEvent} from '../../src/api/wire/events.ts';
import {type TestDesk, type TestPhone, connectDesk, connectPhone} from '../support/desk-client.ts';
import {BILLING_LINE} from '../support/test-hub.ts';

const LIMIT_MS = 40_000;

/** A hub in a process of its own, and what signs its people in. */
export type BenchHub = {readonly url: string; readonly tokens: Readonly<Record<string, string>>};

/** Agents who answer whatever rings, and callers who call again when their call is over. */
export class CallFloor {
  readonly #desks: TestDesk[] = [];
  readonly #phones: TestPhone[] = [];
  #toPlace = 0;
  #toFinish = 0;
  #finished: PromiseWithResolvers<void> = Promise.withResolvers();

  /** @param callers more than agents: as many as are too many wait */
  async open({url, tokens}: BenchHub, subjects: readonly string[], callers = subjects.length): Promise<void> {
    const token = async (subject: string) => tokens[subject] ?? '';
    const issuer = {issuer: '', jwksUrl: '', token, stop: async () => undefined};
    for (const subject of subjects) {
      const desk = await connectDesk({url, issuer}, subject);
      this.#desks.push(desk);
      desk.events.each((event) => this.#handle(desk, event));
      this.#send(desk, 'SetPresence', {base: 'available', reason: null});
    }
    for (let at = 0; at < callers; at += 1) {
      const phone = await connectPhone({url}, `+1201555${1_000 + at}`);
      this.#phones.push(phone);
      phone.states.each(({call}) => call?.status === 'ended' && this.#place(phone));
    }
  }

  /** Runs this many cycles to their end; fails when they do not end, or a step of one is refused. */
  async run(cycles: number): Promise<void> {
    this.begin(cycles);
    const late = () => this.#finished.reject(new Error(`${this.#toFinish} of ${cycles} hand-outs did not end.`));
    const limit = setTimeout(late, LIMIT_MS);
    try {
      await this.#finished.promise;
    } finally {
      clearTimeout(limit);
    }
  }

  /** Begins as many, and does not wait for them. */
  begin(cycles: number): void {
    this.#finished = Promise.withResolvers();
    // Whoever asks how far it is is told; until then nobody has to listen.
    this.#finished.promise.catch(() => undefined);
    this.#toPlace = cycles;
    this.#toFinish = cycles;
    for (const phone of this.#phones) this.#place(phone);
  }

  /** How many are over of those that were begun; fails when a step of one was refused. */
  async done(cycles: number): Promise<number> {
    const nothingYet = Promise.resolve();
    await Promise.race([this.#finished.promise, nothingYet]);
    return cycles - this.#toFinish;
  }

  async close(): Promise<void> {
    this.#toPlace = 0;
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
