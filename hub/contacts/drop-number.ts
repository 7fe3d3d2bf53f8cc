import type {FailedReason} from '../../src/api/wire/events.ts';
import {waitsOnTheLine} from '../../src/domain/contact-callback.ts';
import type {Contact} from '../../src/domain/contact.ts';
import {setTimer} from '../store/timers.ts';
import type {Work} from '../store/unit-of-work.ts';
import {announceContact, applyToContact} from './apply.ts';
import {consultIn, tellFailed} from './consults.ts';
import {whatHappened} from './happened.ts';
import {returnTransfer} from './return-transfer.ts';

/** A number that was rung does not come, or one that was there has gone; whoever waits for it is told. */
export async function dropNumber(
  work: Work,
  contact: Contact,
  legId: string,
  reason: FailedReason,
  actor: string,
): Promise<void> {
  const party = contact.participants.find((each) => 'leg' in each && each.leg?.id === legId);
  const rungFor = party?.status === 'invited' ? party.conversationId : null;
  const consult = rungFor === null ? undefined : consultIn(contact, rungFor);
  const applied = await applyToContact(work, contact, {type: 'drop-leg', legId, reason}, null, actor);
  if ('refused' in applied || !applied.changed) return;
  await announceContact(work, contact, applied.contact, whatHappened(contact, applied.contact));
  if (consult !== undefined) await tellFailed(work, contact, applied.contact, consult, reason);
  if (applied.contact.status !== 'waiting') return;
  await returnTransfer(work, applied.contact, actor);
  // What was still to happen to them in their queue happens, from now on.
  if (waitsOnTheLine(applied.contact)) await setTimer(work, {kind: 'overflow', subject: contact.id}, work.now);
}
