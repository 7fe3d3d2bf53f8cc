import {type SlotRules, slotsOf} from '../../../src/domain/callback-slots.ts';
import type {CallbackWindow} from '../../../src/domain/callback-time.ts';

const MINUTE_MS = 60_000;
/** As many zones and sites; whoever asks for others makes the oldest be forgotten. */
const MOST = 300;

/**
 * [PK-121] The times that may be chosen, reckoned once a minute for each zone and site: half a thousand looks at a calendar are too many
 * for each of the strangers who ask for a form.
 */
export class RememberedSlots {
  readonly #reckon: typeof slotsOf;
  readonly #known = new Map<string, readonly CallbackWindow[]>();
  #minute = 0;

  constructor(reckon: typeof slotsOf = slotsOf) {
    this.#reckon = reckon;
  }

  /** As `slotsOf`; what the present minute adds at the far end comes with the next one. */
  of(rules: SlotRules, now: number): readonly CallbackWindow[] {
    const minute = Math.floor(now / MINUTE_MS) * MINUTE_MS;
    if (minute !== this.#minute) this.#known.clear();
    this.#minute = minute;
    const key = JSON.stringify(rules);
    const slots = this.#known.get(key) ?? this.#remember(key, this.#reckon(rules, minute));
    return slots.filter(({startsAt}) => startsAt >= now + rules.leadMs);
  }

  #remember(key: string, slots: readonly CallbackWindow[]): readonly CallbackWindow[] {
    const [oldest] = this.#known.keys();
    if (this.#known.size >= MOST && oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(key, slots);
    return slots;
  }
}
