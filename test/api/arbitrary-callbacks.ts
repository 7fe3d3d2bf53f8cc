import fc from 'fast-check';
import type {CallbackView, LostCallback} from '../../src/api/wire/callbacks.ts';
import {count, id, record, text, time} from './arbitrary-parts.ts';

const named = fc.option(record({agentId: id, name: text}));

export const callbacks: fc.Arbitrary<CallbackView> = record({
  id,
  kind: fc.constantFrom('direct', 'web', 'scheduled', 'personal'),
  source: fc.constantFrom('call', 'desk', 'web', 'mobile-app', 'voice-bot', 'chat-bot'),
  status: fc.constantFrom('scheduled', 'queued', 'kept', 'unreached', 'cancelled', 'expired'),
  number: text,
  name: fc.option(text),
  reason: text,
  queue: record({id, name: text}),
  assignee: named,
  createdBy: named,
  date: fc.option(text),
  start: fc.option(text),
  end: fc.option(text),
  zone: text,
  startsAt: time,
  endsAt: time,
  dueAt: fc.option(time),
  closedAt: fc.option(time),
  cancelledBy: fc.option(fc.constantFrom('agent', 'supervisor', 'customer')),
  attempts: count,
  createdAt: time,
  version: count,
});

export const lostCallbacks: fc.Arbitrary<LostCallback> = record({
  callback: callbacks,
  loss: fc.constantFrom('to-queue', 'expired', 'unreached'),
  lostAt: time,
});
