import type {Contact} from '../../src/domain/contact.ts';
import {findPhone} from '../phone/phone-store.ts';
import {lockContact} from '../store/contact-store.ts';
import {setTimer} from '../store/timers.ts';
import type {Work} from '../store/unit-of-work.ts';
import {applyToContact} from './apply.ts';

/** Asks the trunk to ring the customer of a call that is placed; what it cannot reach ends the call at once, with the reason. */
export async function ringCustomer(work: Work, contact: Contact, number: string): Promise<void> {
  const phone = await findPhone(work, number);
  if (phone.status === 'free') {
    await setTimer(work, {kind: 'dial-ring-out', subject: contact.id}, work.now + work.settings.timings.ringOutboundMs);
    return;
  }
  const stored = await lockContact(work, contact.id);
  if (stored !== null)
    await applyToContact(work, stored, {type: 'fail-dialled', reason: phone.status}, 'ContactEnded', 'hub');
}
