import type {EmergencyLegs} from '../../src/domain/emergency-call.ts';
import {trunkLeg} from '../contacts/trunk-leg.ts';

/** Of a call that begins, whichever side begins it. */
export function newLegs(): EmergencyLegs {
  return {agent: {id: crypto.randomUUID(), kind: 'browser', epoch: 0, status: 'new'}, responder: trunkLeg()};
}
