/**
 * Which page of an agent has the sound. Of all their pages, on whatever origin or computer, one holds it at a time:
 *
 *   nobody ──claim──▶ held ⇄ held, page gone        held ──claim with takeOver──▶ held by another (fence + 1)
 *     ▲                │            └──claim of another, once the page was gone for a while──▶ held by another
 *     └────release─────┘
 */
export type Softphone = {
  /** Null: nobody has it. The fence stays, so that it never goes back. */
  readonly deskId: string | null;
  readonly fence: number;
  readonly since: number;
  readonly label: string;
  /** Since when no connection of that page is there; null while one is. */
  readonly goneAt: number | null;
};

export type SoftphoneClaim = {
  readonly deskId: string;
  readonly label: string;
  /** A person asked for it, or the page knows for sure that the other one is no more. */
  readonly takeOver: boolean;
};

export type Claimed =
  | {readonly softphone: Softphone; readonly changed: boolean}
  | {readonly refused: 'sound-elsewhere'};

/** A page that reloads or changes its network is back within this; who asks earlier would only take the sound away. */
export const SOFTPHONE_GRACE_MS = 3_000;

/**
 * A page asks for the sound.
 * @param talking true while the agent's sound flows: a page in a call loses it by a person's word only
 */
export function claimSoftphone(
  current: Softphone | null,
  {deskId, label, takeOver}: SoftphoneClaim,
  talking: boolean,
  now: number,
): Claimed {
  if (current !== null && current.deskId === deskId) {
    const changed = current.goneAt !== null || current.label !== label;
    return {softphone: {...current, label, goneAt: null}, changed};
  }
  if (current !== null && current.deskId !== null && !takeOver && isKept(current, talking, now))
    return {refused: 'sound-elsewhere'};
  return {softphone: {deskId, fence: (current?.fence ?? 0) + 1, since: now, label, goneAt: null}, changed: true};
}

/** The page lets go of the sound; another's hold is left alone. */
export function releaseSoftphone(current: Softphone | null, deskId: string): Softphone | null {
  return current === null || current.deskId !== deskId ? current : {...current, deskId: null, goneAt: null};
}

function isKept({goneAt}: Softphone, talking: boolean, now: number): boolean {
  return goneAt === null || talking || now - goneAt < SOFTPHONE_GRACE_MS;
}
