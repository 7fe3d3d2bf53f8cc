import * as v from 'valibot';
import {
  LOCATION_STATUSES,
  MAILBOX_STATUSES,
  type LocationReason,
  type ReadinessItem,
} from '../../domain/emergency-readiness.ts';
import type {Decoded} from './decode.ts';

/** An agent as administrators see them: the four conditions, and nothing of where they are but the country. */
export type AgentReadiness = {
  readonly id: string;
  readonly name: string;
  readonly team: string | null;
  /** Nothing was ever heard of a desk of theirs. */
  readonly neverSignedIn: boolean;
  readonly items: readonly ReadinessItem[];
};

/** Numbers for responders to ring back on, by what they are just now; never by whom ([EM-24]). */
export type CallbackNumbers = {readonly free: number; readonly resting: number; readonly held: number};

/** Who is ready for an emergency call: `GET /admin/emergency/readiness`. */
export type ReadinessList = {
  readonly agents: readonly AgentReadiness[];
  readonly callbackNumbers: CallbackNumbers;
};

const text = v.pipe(v.string(), v.maxLength(1_024));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const common = {
  state: v.picklist(['ok', 'problem', 'unknown', 'simulated']),
  by: v.nullable(v.picklist(['agent', 'administrator'])),
};

const LOCATION_REASONS: readonly LocationReason[] = [
  ...LOCATION_STATUSES.filter((each) => each !== 'located'),
  'covered',
  'covered-elsewhere',
  'not-covered',
  'no-country',
];

const itemSchema: v.GenericSchema<unknown, ReadinessItem> = v.variant('id', [
  v.object({...common, id: v.literal('outbound-profile'), reason: v.picklist(['there', 'missing'])}),
  v.object({
    ...common,
    id: v.literal('location'),
    reason: v.picklist(LOCATION_REASONS),
    country: v.nullable(v.pipe(v.string(), v.length(2))),
  }),
  v.object({...common, id: v.literal('mailbox'), reason: v.picklist(MAILBOX_STATUSES)}),
  v.object({
    ...common,
    id: v.literal('trunk'),
    reason: v.picklist(['own-number', 'beside-routed', 'carrier', 'caught', 'none', 'simulated']),
  }),
]);

export const readinessListSchema: v.GenericSchema<unknown, ReadinessList> = v.object({
  agents: v.array(
    v.object({
      id: text,
      name: text,
      team: v.nullable(text),
      neverSignedIn: v.boolean(),
      items: v.array(itemSchema),
    }),
  ),
  callbackNumbers: v.object({free: count, resting: count, held: count}),
});

/** The list as it came; or the field that does not fit, never its value. */
export function decodeReadinessList(received: unknown): Decoded<ReadinessList> {
  const parsed = v.safeParse(readinessListSchema, received);
  if (parsed.success) return {value: parsed.output};
  const [issue] = parsed.issues;
  return {malformed: `${v.getDotPath(issue) ?? 'the list'}: expected ${issue.expected ?? 'something else'}`};
}
