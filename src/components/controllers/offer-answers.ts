import {isOpen} from '../../domain/offer.ts';
import type {OfferService, Outcome, RingingOffer} from '../../services/ports.ts';
import type {Store} from '../../services/store.ts';
import {CommandRunner, NO_COMMANDS, commandKey, type Commands} from './command-runner.ts';

export type AnswerFailure = {readonly ringing: RingingOffer; readonly outcome: Exclude<Outcome, {status: 'done'}>};

/** Answers that did not come through, and of how many that were given together. */
export type AnswerProblem = {readonly asked: number; readonly failures: readonly AnswerFailure[]};

export type AnswersState = {
  /** The pressed buttons that wait or were refused, by `accept <id>` and `decline <id>`. */
  readonly commands: Commands;
  /** What was answered or declined on this page and is not heard any more; a refusal takes it out again. */
  readonly decided: ReadonlySet<string>;
  /** How many are being accepted together; 0 when none are. */
  readonly acceptingAll: number;
  /** What can no longer be said where it was pressed, because that place is gone. */
  readonly problem: AnswerProblem | null;
  /** The contact that was answered by itself on this page last: its controls are wanted next. */
  readonly wantedId: string | null;
};

const NOTHING: AnswersState = {
  commands: NO_COMMANDS,
  decided: new Set(),
  acceptingAll: 0,
  problem: null,
  wantedId: null,
};

const known = new WeakMap<OfferService, OfferAnswers>();

/**
 * What was pressed for the ringing contacts of one session. All elements of the session share it: an answer given in the
 * list silences the ringtone of the popover, and both show the same button waiting.
 */
export class OfferAnswers implements Store<AnswersState> {
  readonly #offers: OfferService;
  readonly #runner = new CommandRunner(() => this.#set({commands: this.#runner.commands}));
  readonly #listeners = new Set<(value: AnswersState) => void>();
  #value = NOTHING;
  #before: readonly RingingOffer[];
  #following = false;

  private constructor(offers: OfferService) {
    this.#offers = offers;
    this.#before = offers.ringing.value;
    offers.ringing.subscribe(() => this.#followSoon());
  }

  static of(offers: OfferService): OfferAnswers {
    const answers = known.get(offers) ?? new OfferAnswers(offers);
    known.set(offers, answers);
    return answers;
  }

  get value(): AnswersState {
    return this.#value;
  }

  subscribe(listener: (value: AnswersState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async accept(offerId: string): Promise<void> {
    const ringing = this.#find(offerId);
    this.#set({problem: null, wantedId: ringing?.contact.id ?? null});
    await this.#answer('accept', offerId);
  }

  async decline(offerId: string): Promise<void> {
    this.#set({problem: null});
    await this.#answer('decline', offerId);
  }

  /** [PO-11] Each by a command of its own; those that were refused are named together. */
  async acceptAll(chosen: readonly RingingOffer[]): Promise<void> {
    if (this.#value.acceptingAll > 0 || chosen.length === 0) return;
    this.#set({acceptingAll: chosen.length, problem: null});
    const answered = await Promise.all(
      chosen.map(async (ringing) => ({ringing, outcome: await this.#answer('accept', ringing.offer.id)})),
    );
    const failures = answered.flatMap(({ringing, outcome}) =>
      outcome === null || outcome.status === 'done' ? [] : [{ringing, outcome}],
    );
    this.#set({acceptingAll: 0, ...(failures.length === 0 ? {} : {problem: {asked: chosen.length, failures}})});
  }

  dismissProblem(): void {
    this.#set({problem: null});
  }

  /** The contact that was wanted is shown. */
  forgetWanted(): void {
    if (this.#value.wantedId !== null) this.#set({wantedId: null});
  }

  async #answer(name: 'accept' | 'decline', offerId: string): Promise<Outcome | null> {
    this.#decide(offerId, true);
    const ringing = this.#find(offerId);
    const outcome = await this.#runner.run(commandKey(name, offerId), () => this.#offers[name](offerId));
    if (outcome === null || outcome.status === 'done') return outcome;
    this.#decide(offerId, false);
    if (ringing !== undefined && this.#find(offerId) === undefined) this.#tell({ringing, outcome});
    return outcome;
  }

  /** One message of the hub may change the store many times. */
  #followSoon(): void {
    if (this.#following) return;
    this.#following = true;
    queueMicrotask(() => {
      this.#following = false;
      this.#follow(this.#offers.ringing.value);
    });
  }

  /** What is gone is forgotten; a refusal that was said on its card is said elsewhere from now on. */
  #follow(ringing: readonly RingingOffer[]): void {
    const open = new Set(ringing.filter(({offer}) => isOpen(offer)).map(({offer}) => offer.id));
    const gone = this.#before.filter(({offer}) => !open.has(offer.id));
    this.#before = ringing;
    if (gone.length === 0) return;
    // A later request has come and gone, and may be their call by now: what became of the one before it is past.
    const {problem} = this.#value;
    const isLater = ({offer}: RingingOffer) =>
      problem?.asked === 1 && problem.failures.every((each) => each.ringing.offer.offeredAt < offer.offeredAt);
    if (gone.some(isLater)) this.#set({problem: null});
    for (const each of gone) {
      const state = this.#runner.state(commandKey('accept', each.offer.id));
      if (state.status === 'refused' || state.status === 'failed') this.#tell({ringing: each, outcome: state});
    }
    const ids = new Set(gone.map(({offer}) => offer.id));
    this.#runner.forgetAbout((id) => ids.has(id));
    this.#set({decided: new Set([...this.#value.decided].filter((id) => !ids.has(id)))});
  }

  #tell(failure: AnswerFailure): void {
    if (this.#value.acceptingAll === 0) this.#set({problem: {asked: 1, failures: [failure]}});
  }

  #decide(offerId: string, decided: boolean): void {
    const next = new Set(this.#value.decided);
    if (decided) next.add(offerId);
    else next.delete(offerId);
    this.#set({decided: next});
  }

  #find(offerId: string): RingingOffer | undefined {
    return this.#offers.ringing.value.find(({offer}) => offer.id === offerId);
  }

  #set(change: Partial<AnswersState>): void {
    this.#value = {...this.#value, ...change};
    for (const listener of [...this.#listeners]) listener(this.#value);
  }
}
