import type {Leg} from '../../src/domain/contact.ts';
import type {Refusal} from '../../src/domain/refusal.ts';
import type {Work} from '../store/unit-of-work.ts';
import {isInCall, lockPhone} from './phone-store.ts';

/** A new leg of an agent: at their telephone, which rings until it is picked up, or in the browser. */
export function agentLeg(telephone: string | null, pickedUp = false): Leg {
  const at = telephone === null ? 'browser' : 'trunk';
  return {id: crypto.randomUUID(), kind: at, epoch: 0, status: at === 'trunk' && !pickedUp ? 'ringing' : 'new'};
}

/** Says where a leg leads that was stored with its contact. */
export async function addressLeg({tx}: Work, leg: Leg | null, telephone: string | null): Promise<void> {
  if (leg?.kind !== 'trunk' || telephone === null) return;
  await tx.updateTable('leg').set({address: telephone}).where('id', '=', leg.id).execute();
}

/** Whether the agent's telephone could be rung now; without one there is nothing to ask. */
export async function refusalOfTelephone(work: Work, telephone: string | null): Promise<Refusal | null> {
  if (telephone === null) return null;
  const phone = await lockPhone(work, telephone);
  const free = phone !== undefined && phone.hub_id !== null && !(await isInCall(work, telephone));
  return free ? null : 'telephone-unreachable';
}
