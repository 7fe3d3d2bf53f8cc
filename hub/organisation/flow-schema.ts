import * as v from 'valibot';
import {ORDINARY_PRIORITY} from '../../src/domain/contact-creation.ts';
import {isLoopbackHost} from '../contacts/allowed-link.ts';
import {dialNumber, key, levels, list, name, note, variableName} from './fields.ts';
import {overflowOverride} from './overflow-schema.ts';

/** The step that comes next; what must lead somewhere is asked of all flows together (`checkFlows`). */
const lead = v.optional(v.nullable(key), null);
const language = v.optional(v.nullable(variableName), null);
const count = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

const play = v.strictObject({
  id: key,
  kind: v.literal('play'),
  sounds: v.pipe(v.array(key), v.minLength(1), v.maxLength(8)),
  language,
  interruptible: v.optional(v.boolean(), true),
  next: lead,
});

const digits = v.strictObject({
  id: key,
  kind: v.literal('digits'),
  sound: key,
  retrySound: v.optional(v.nullable(key), null),
  language,
  min: v.optional(count(1, 32), 1),
  max: v.optional(count(1, 32), 1),
  terminator: v.optional(v.nullable(v.picklist(['#', '*'])), '#'),
  timeoutMs: v.optional(count(1_000, 60_000), 5_000),
  attempts: v.optional(count(1, 10), 3),
  variable: v.optional(v.nullable(variableName), null),
  branches: v.optional(v.record(v.pipe(v.string(), v.regex(/^[0-9*#]{1,32}$/, 'digits, * and #')), key), {}),
  next: lead,
  onTimeout: lead,
  onInvalid: lead,
});

const set = v.strictObject({
  id: key,
  kind: v.literal('set'),
  variable: variableName,
  value: v.optional(v.nullable(note), null),
  from: v.optional(v.nullable(variableName), null),
  next: lead,
});

const address = v.pipe(
  v.string(),
  v.maxLength(1_000),
  v.check(isAddress, 'an https address with {variables} only behind its host; http only on localhost'),
);
const jsonPath = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9_-]{1,64}(?:\.[A-Za-z0-9_-]{1,64}){0,9}$/, 'a path such as customer.name or orders.0.id'),
);

const http = v.strictObject({
  id: key,
  kind: v.literal('http'),
  method: v.optional(v.picklist(['GET', 'POST']), 'GET'),
  url: address,
  body: list(variableName, 64),
  timeoutMs: v.optional(count(500, 10_000), 5_000),
  variables: v.optional(v.record(variableName, jsonPath), {}),
  next: lead,
  onFailure: lead,
});

const queue = v.strictObject({
  id: key,
  kind: v.literal('queue'),
  queue: key,
  priority: v.optional(v.nullable(count(ORDINARY_PRIORITY, 9)), null),
  skills: levels,
  overflow: overflowOverride,
});

const hours = v.strictObject({id: key, kind: v.literal('hours'), hours: key, open: lead, closed: lead});

const transfer = v.strictObject({
  id: key,
  kind: v.literal('transfer'),
  number: v.optional(v.nullable(dialNumber), null),
  entryPoint: v.optional(v.nullable(key), null),
});

const end = v.strictObject({id: key, kind: v.literal('end')});

const step = v.variant('kind', [play, digits, set, http, queue, hours, transfer, end]);

/** What happens to a caller before a queue (docs/flows.md). The first step is where it begins. */
export const flow = v.strictObject({id: key, name, steps: v.pipe(v.array(step), v.minLength(1), v.maxLength(100))});

function isAddress(value: string): boolean {
  const filled = value.replaceAll(/\{[A-Za-z][A-Za-z0-9_]{0,63}\}/g, 'x');
  if (/[{}\s]/.test(filled) || !/^https?:\/\/[^/?#{}@]+(?:[/?]|$)/.test(value) || !URL.canParse(filled)) return false;
  const {protocol, hostname} = new URL(filled);
  return protocol === 'https:' || isLoopbackHost(hostname);
}
