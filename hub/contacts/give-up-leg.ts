import type {Contact} from '../../src/domain/contact.ts';
import type {ContactAction} from '../../src/domain/contact-transition.ts';
import {lockOwed, oweCallback} from '../callbacks/owe-callback.ts';
import type {Work} from '../store/unit-of-work.ts';
import {tellFailed} from './consults.ts';
import {applyAndTell} from './happened.ts';
import type {Applied} from './apply.ts';

/** Somebody's audio did not come, or come back: they have left, and whoever asked them is told. */
export async function giveUpLeg(
  work: Work,
  contact: Contact,
  legId: string,
  action: Extract<ContactAction, {legId: string}> = {type: 'give-up-leg', legId},
  actor = 'timer',
): Promise<Applied> {
  const lost = contact.participants.find((each) => each.status === 'joined' && each.leg?.id === legId);
  const owed = action.type === 'give-up-leg' ? await lockOwed(work, contact, legId) : null;
  const applied = await applyAndTell(work, contact, action, actor);
  if ('refused' in applied || !applied.changed || lost?.status !== 'joined') return applied;
  if (owed !== null) await oweCallback(work, applied.contact, owed);
  for (const each of contact.conversations) {
    const asked =
      each.kind === 'consult' &&
      each.startedBy !== lost.id &&
      lost.seats.some((seat) => seat.conversationId === each.id);
    if (each.kind === 'consult' && asked) await tellFailed(work, contact, applied.contact, each, 'device');
  }
  return applied;
}
