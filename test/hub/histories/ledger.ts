import type {Refusal} from '../../../src/domain/refusal.ts';

/** What became of an operation, as its client knows it. `unknown`: no answer came; it may have been done, once. */
export type Answer =
  | {readonly status: 'done'}
  | {readonly status: 'refused'; readonly code: Refusal}
  | {readonly status: 'unknown'};

export type Entry = {
  readonly actor: string;
  readonly name: string;
  /** What it was about: the offer, the contact or the number. */
  readonly subject: string;
  readonly detail: string;
  readonly answer: Answer;
};

/** What the clients were told, kept outside the store: whatever was acknowledged must be there afterwards, once. */
export class Ledger {
  readonly entries: Entry[] = [];

  add(entry: Entry): void {
    this.entries.push(entry);
  }

  of(name: string, status?: Answer['status']): readonly Entry[] {
    return this.entries.filter((each) => each.name === name && (status === undefined || each.answer.status === status));
  }

  /** How often each operation ended how, for the report. */
  summary(): Readonly<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const {name, answer} of this.entries) {
      const key = `${name} ${answer.status}`;
      counts[key] = (counts[key] ?? 0) + 1;
    }
    return counts;
  }
}
