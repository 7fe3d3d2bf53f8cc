import {type EmergencyCall, hasCall} from './emergency-call.ts';
import type {AudioSource, MediaPlan} from './media-plan.ts';

/**
 * Who hears whom in an emergency, from nothing but its state (design §5). There is no music here: who waits for the other
 * side hears that it is rung, or silence, so that nobody takes a tune for an answer.
 * @param country of the agent, for its ringing tone (ISO 3166-1 alpha-2)
 */
export function planEmergencyMedia(call: EmergencyCall, country: string): MediaPlan {
  if (!hasCall(call)) return {};
  const {agent, responder} = call.legs;
  const ringback: AudioSource = {kind: 'ringback', country};
  if (call.status === 'dialling') return {[agent.id]: ringback};
  if (call.status === 'ringing-back') return {[responder.id]: ringback};
  return {
    [agent.id]: responder.status === 'connected' ? {kind: 'legs', legIds: [responder.id]} : {kind: 'silence'},
    [responder.id]: agent.status === 'connected' ? {kind: 'legs', legIds: [agent.id]} : {kind: 'silence'},
  };
}
