/** A scheduled callback that is new, and what its tests do with it. */
import assert from 'node:assert/strict';
import {type Callback, type CallbackAction, transitionCallback} from '../../src/domain/callback.ts';
import {DEFAULT_CALLBACK_RULES} from '../../src/domain/callback-rules.ts';
import {DEFAULT_CALLING_HOURS} from '../../src/domain/calling-hours.ts';

export const RULES = {...DEFAULT_CALLBACK_RULES, hours: DEFAULT_CALLING_HOURS};
export const MINUTE = 60_000;
/** 10:00 in Warsaw. */
export const START = Date.parse('2026-11-24T10:00:00+01:00');
export const END = START + 90 * MINUTE;
export const time = {date: '2026-11-24', start: '10:00', end: '11:30', zone: 'Europe/Warsaw'};

export const FRESH: Callback = {
  id: 'callback-1',
  kind: 'scheduled',
  source: 'desk',
  customer: {number: '+12015550123', name: 'Ada Nkemelu'},
  reason: 'Invoice',
  queueId: 'billing',
  assigneeId: null,
  createdBy: 'agent-1',
  time,
  zone: time.zone,
  window: {startsAt: START, endsAt: END},
  attempts: 0,
  fromContactId: null,
  contactId: null,
  createdAt: START - 600 * MINUTE,
  version: 1,
  status: 'scheduled',
  dueAt: START,
};

export const DUE = {type: 'become-due', contactId: 'contact-1'} as const;
export const NOT_REACHED = {type: 'not-reached', contactId: 'contact-1', reason: 'no-answer'} as const;

/** What it is after that; a refusal fails. */
export function after(callback: Callback, action: CallbackAction, now: number): Callback {
  const result = transitionCallback(callback, action, now, RULES);
  assert.ok(!('refused' in result), JSON.stringify(result));
  return result.callback;
}
