import {CALLBACK_TIME_LIMITS} from '../../src/domain/callback-time.ts';
import {DEFAULT_CALLING_HOURS} from '../../src/domain/calling-hours.ts';
import type {CallbackChoices} from '../../src/services/ports.ts';

/** What the agent of component tests may choose from. */
export const CHOICES: CallbackChoices = {
  ready: true,
  queues: [
    {id: 'billing', name: 'Billing', own: true},
    {id: 'claims', name: 'Claims', own: false},
  ],
  buddies: [
    {agentId: 'agent-2', name: 'Chidi Okafor', queueIds: ['billing', 'claims']},
    {agentId: 'agent-3', name: 'Łucja Brzęczyszczykiewicz', queueIds: ['claims']},
  ],
  limits: {...CALLBACK_TIME_LIMITS, hours: DEFAULT_CALLING_HOURS},
};
