import {type EmergencyCall, hasCall} from '../../src/domain/emergency-call.ts';
import type {HubStore} from '../store/hub-store.ts';
import {applyToEmergency} from './apply-to-emergency.ts';
import {lockEmergency} from './emergency-store.ts';

/** The responders' side has been lost for long: it is as if they had hung up, unless they are there again by now. */
export async function giveUpResponders(store: HubStore, {id}: EmergencyCall): Promise<void> {
  await store.decide(async (work) => {
    const stored = await lockEmergency(work, id);
    if (stored === null || !hasCall(stored.call) || stored.call.legs.responder.status !== 'lost') return;
    await applyToEmergency(work, stored, {type: 'responder-left'});
  });
}
