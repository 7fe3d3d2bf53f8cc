import type {CallbackView} from '../../src/api/wire/callbacks.ts';
import {AGENT_ID, NOW} from './component-contacts.ts';
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
  takesNoCalls: false,
  buddies: [
    {agentId: 'agent-2', name: 'Chidi Okafor', queueIds: ['billing', 'claims']},
    {agentId: 'agent-3', name: 'Łucja Brzęczyszczykiewicz', queueIds: ['claims']},
  ],
  limits: {...CALLBACK_TIME_LIMITS, hours: DEFAULT_CALLING_HOURS},
};

const DAY_MS = 86_400_000;

/** A callback as the hub tells it: promised by the agent, for tomorrow, in another zone. */
export function callbackView(changes: Partial<CallbackView> = {}): CallbackView {
  return {
    id: 'callback-1',
    kind: 'scheduled',
    source: 'desk',
    status: 'scheduled',
    number: '••• ••• 0123',
    name: 'Ada Nkemelu',
    reason: 'Invoice 7',
    queue: {id: 'billing', name: 'Billing'},
    assignee: null,
    createdBy: {agentId: AGENT_ID, name: 'Mira Kovács'},
    date: '2026-11-21',
    start: '10:00',
    end: '11:30',
    zone: 'America/New_York',
    startsAt: NOW + DAY_MS,
    endsAt: NOW + DAY_MS + 5_400_000,
    dueAt: NOW + DAY_MS,
    closedAt: null,
    cancelledBy: null,
    attempts: 0,
    createdAt: NOW - 60_000,
    version: 1,
    ...changes,
  };
}
