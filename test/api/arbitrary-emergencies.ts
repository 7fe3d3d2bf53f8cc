import fc from 'fast-check';
import type {Emergencies, EmergencyView} from '../../src/api/wire/emergency.ts';
import {count, few, id, record, text, time} from './arbitrary-parts.ts';

const emergencyViews: fc.Arbitrary<EmergencyView> = record({
  callId: id,
  status: fc.constantFrom('dialling', 'connected', 'dropped', 'ringing-back', 'over'),
  why: fc.option(fc.constantFrom('cut-off', 'unreachable', 'not-carried')),
  number: text,
  test: fc.boolean(),
  dialledAt: time,
  connectedAt: fc.option(time),
  callbackNumber: fc.option(text),
  callbackEndsAt: time,
  locked: fc.boolean(),
  holdsPresence: fc.boolean(),
  leg: fc.option(record({id, epoch: count, lost: fc.boolean()})),
  contacts: fc.constantFrom('nobody', 'waiting', 'told'),
  version: count,
});

export const emergencies: fc.Arbitrary<Emergencies> = record({
  own: fc.option(emergencyViews),
  alerts: fc.array(record({callId: id, agentName: text, dialledAt: time, test: fc.boolean()}), few),
  mailId: fc.option(id),
});
