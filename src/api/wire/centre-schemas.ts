import * as v from 'valibot';
import {REFUSALS} from '../../domain/refusal.ts';
import {channel, count, identifier, presenceSchema, readinessSchema, text, time} from './model-schemas.ts';
import type {AgentSummary, AgentTarget, AgentWork, EntryPointTarget, QueueSummary, QueueTarget} from './views.ts';

/** What desks are told of the contact centre around them. */

/** A newer hub may have another reason: that it cannot be is what counts. */
const refusal = v.nullable(v.fallback(v.picklist(REFUSALS), 'internal'));

const workSchema: v.GenericSchema<unknown, AgentWork> = v.object({
  contactId: identifier,
  channel,
  status: v.picklist(['waiting', 'offered', 'dialling', 'connected', 'post-call', 'ended']),
  role: v.picklist(['customer', 'primary', 'consulted', 'conferenced', 'dial-number', 'supervisor']),
  phase: v.picklist(['joined', 'wrap-up']),
  queue: v.nullable(text),
  since: time,
  refusal,
});

export const agentSummarySchema: v.GenericSchema<unknown, AgentSummary> = v.object({
  id: identifier,
  name: text,
  team: v.nullable(text),
  presence: presenceSchema,
  connected: v.boolean(),
  engaged: v.boolean(),
  readiness: v.nullable(readinessSchema),
  work: v.optional(v.array(workSchema), []),
});

export const queueSummarySchema: v.GenericSchema<unknown, QueueSummary> = v.object({
  id: identifier,
  name: text,
  waiting: count,
  longestSince: v.nullable(time),
  available: count,
  connected: count,
  open: v.boolean(),
});

export const agentTargetSchema: v.GenericSchema<unknown, AgentTarget> = v.object({
  agentId: identifier,
  name: text,
  team: v.nullable(text),
  presence: presenceSchema,
  engaged: v.boolean(),
  refusal,
});

export const queueTargetSchema: v.GenericSchema<unknown, QueueTarget> = v.object({
  queueId: identifier,
  name: text,
  waiting: count,
  available: count,
  refusal,
});

export const entryPointTargetSchema: v.GenericSchema<unknown, EntryPointTarget> = v.object({
  entryPointId: identifier,
  name: text,
  number: v.nullable(text),
  refusal,
});
