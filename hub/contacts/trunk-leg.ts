import type {Leg} from '../../src/domain/contact.ts';

/** A leg of a number that is rung. */
export function trunkLeg(): Leg {
  return {id: crypto.randomUUID(), kind: 'trunk', epoch: 0, status: 'ringing'};
}
