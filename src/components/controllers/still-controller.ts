import type {ReactiveController, ReactiveControllerHost} from 'lit';

/** A place among the entries: an entry, or the gap that one left. */
export type Place<T> = {readonly key: string; readonly entry: T | null; readonly gapHeight: number};

type Options<T> = {
  readonly keyOf: (entry: T) => string;
  /** Where new entries join while the others hold still: away from what is pointed at. */
  readonly growsAt: 'start' | 'end';
  /** The element of an entry, to leave a gap of its height. */
  readonly elementOf: (key: string) => Element | null;
  /** How many there are room for; without it all join. */
  readonly room?: {
    readonly max: number;
    /** It joins also where there is no room: another one makes it. */
    readonly isUrgent: (entry: T) => boolean;
    /** What is being used makes no room. */
    readonly isUsed: (key: string) => boolean;
  };
};

/**
 * Nothing moves under the pointer: while a mouse or pen is over the entries they stay where they are, what is new joins
 * at one end, and what goes leaves a gap. Once the pointer has left they come into their order.
 */
export class StillController<T> implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #options: Options<T>;
  #places: readonly Place<T>[] = [];
  #pointed = false;
  #moved = false;

  constructor(host: ReactiveControllerHost, options: Options<T>) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  /** For `pointerenter` of what is around the entries. A finger comes and goes with each tap, and points at nothing. */
  readonly onEnter = ({pointerType}: PointerEvent): void => {
    this.#pointed = pointerType !== 'touch';
    this.#moved = false;
  };

  /** For `pointermove` of the same. One that the browser makes up, because something came under a resting pointer, moves by nothing. */
  readonly onMove = ({movementX, movementY}: PointerEvent): void => {
    this.#moved ||= movementX !== 0 || movementY !== 0;
  };

  readonly onLeave = (): void => {
    if (!this.#pointed) return;
    this.#pointed = false;
    this.#host.requestUpdate();
  };

  /** Whether the entries hold still. */
  get pointed(): boolean {
    return this.#pointed;
  }

  /** Whether somebody is at it: what only appeared under a pointer that rests is not aimed at. */
  get aimed(): boolean {
    return this.#pointed && this.#moved;
  }

  hostDisconnected(): void {
    this.#pointed = false;
    this.#places = [];
  }

  /**
   * The places to draw.
   * @param entries what should be shown, in its order
   * @param all what may go on being shown while it is pointed at
   */
  arrange(entries: readonly T[], all: readonly T[] = entries): readonly Place<T>[] {
    const {keyOf} = this.#options;
    if (entries.length === 0) this.#pointed = false;
    this.#places = this.#pointed
      ? this.#held(entries, all)
      : entries.map((entry) => ({key: keyOf(entry), entry, gapHeight: 0}));
    return this.#places;
  }

  #held(entries: readonly T[], all: readonly T[]): readonly Place<T>[] {
    const {keyOf, growsAt} = this.#options;
    const alive = new Map(all.map((entry) => [keyOf(entry), entry]));
    let kept = this.#places.map(({key, gapHeight, entry: before}): Place<T> => {
      const entry = alive.get(key) ?? null;
      return {key, entry, gapHeight: entry === null && before !== null ? this.#heightOf(key) : gapHeight};
    });
    const known = new Set(kept.map(({key}) => key));
    const fresh: Place<T>[] = [];
    for (const entry of entries) {
      const key = keyOf(entry);
      const joined = known.has(key) ? null : this.#withRoomFor(entry, kept, fresh.length);
      if (joined === null) continue;
      kept = joined;
      fresh.push({key, entry, gapHeight: 0});
    }
    const places = growsAt === 'start' ? [...fresh, ...kept] : [...kept, ...fresh];
    return places.some(({entry}) => entry !== null) ? places : [];
  }

  /** What is there already, once the entry has joined: one less if it had to make room; null if the entry stays out. */
  #withRoomFor(entry: T, kept: Place<T>[], fresh: number): Place<T>[] | null {
    const {room} = this.#options;
    if (room === undefined || kept.filter((each) => each.entry !== null).length + fresh < room.max) return kept;
    if (!room.isUrgent(entry)) return null;
    const at = kept.findLastIndex(
      (each) => each.entry !== null && !room.isUrgent(each.entry) && !room.isUsed(each.key),
    );
    const leaves = kept[at];
    // Another key, for it is not the place of that entry any more.
    return leaves === undefined
      ? null
      : kept.with(at, {key: `${leaves.key} left`, entry: null, gapHeight: this.#heightOf(leaves.key)});
  }

  #heightOf(key: string): number {
    return this.#options.elementOf(key)?.getBoundingClientRect().height ?? 0;
  }
}
