import {type Store, WritableStore} from './store.ts';

/** Whose call is on. A person talks to one at a time, however many buttons the page has. */
const slot = new WritableStore<object | null>(null);

export const pageCall: Store<object | null> = slot;

/** @returns false when another button of the page has a call */
export function takeSlot(owner: object): boolean {
  if (slot.value !== null && slot.value !== owner) return false;
  slot.set(owner);
  return true;
}

export function leaveSlot(owner: object): void {
  if (slot.value === owner) slot.set(null);
}
