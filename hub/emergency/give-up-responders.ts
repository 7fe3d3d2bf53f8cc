import type {Leg} from '../../src/domain/contact.ts';
import {type EmergencyCall, hasCall} from '../../src/domain/emergency-call.ts';
import {isPluggedIn} from '../phone/phone-store.ts';
import type {HubStore} from '../store/hub-store.ts';
import {applyToEmergency} from './apply-to-emergency.ts';
import {lockEmergency} from './emergency-store.ts';

/** Their line is dead, or the telephone that rings or was to be spoken at is not there any more. */
export function isDeserted(leg: Leg['status'], gone: boolean): boolean {
  return leg === 'lost' || (gone && leg !== 'connected');
}

/** The responders' side has been lost for long: it is as if they had hung up, unless they are there again by now. */
export async function giveUpResponders(store: HubStore, {id}: EmergencyCall): Promise<void> {
  await store.decide(async (work) => {
    const stored = await lockEmergency(work, id);
    if (stored === null || !hasCall(stored.call)) return;
    const {status, legs} = stored.call;
    if (!isDeserted(legs.responder.status, !(await isPluggedIn(work, stored.responderAddress)))) return;
    await applyToEmergency(work, stored, {type: status === 'dialling' ? 'fail' : 'responder-left'});
  });
}
