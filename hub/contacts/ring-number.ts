import type {Contact} from '../../src/domain/contact.ts';
import {findPhone} from '../phone/phone-store.ts';
import {lockContact} from '../store/contact-store.ts';
import {setTimer} from '../store/timers.ts';
import type {Work} from '../store/unit-of-work.ts';
import {dropNumber} from './drop-number.ts';

/** Asks the trunk to ring a number that was brought into a contact; what it cannot reach is out again at once. */
export async function ringNumber(work: Work, contact: Contact, legId: string, address: string): Promise<void> {
  const phone = await findPhone(work, address);
  if (phone.status === 'free') {
    await setTimer(work, {kind: 'leg-ring-out', subject: legId}, work.now + work.settings.timings.ringOutboundMs);
    return;
  }
  const stored = await lockContact(work, contact.id);
  if (stored !== null) await dropNumber(work, stored, legId, phone.status, 'hub');
}
