import * as v from 'valibot';
import {count, identifier, text, time} from './model-schemas.ts';

/** A message that a caller has left for a queue, as its agents see it. */
export type VoicemailView = {
  readonly id: string;
  readonly queue: {readonly id: string; readonly name: string};
  /** As the organisation's data protection lets desks see it; empty: withheld. */
  readonly number: string;
  readonly name: string | null;
  /** When the caller began to speak. Epoch milliseconds. */
  readonly leftAt: number;
  readonly lengthMs: number;
  /** Who has dealt with it; null: nobody yet. */
  readonly done: {readonly agentName: string; readonly doneAt: number} | null;
  /** Whether its number is one that can be called back. */
  readonly callable: boolean;
  /** What became of the call back that was asked for last; null: nobody has. Left out by a hub that does not say. */
  readonly callback?: {readonly status: VoicemailCallbackStatus} | null;
};

const CALLBACK_STATUSES = ['open', 'kept', 'unreached', 'cancelled', 'expired'] as const;

/** `open`: it is still to be tried. The others as the callback's own. */
export type VoicemailCallbackStatus = (typeof CALLBACK_STATUSES)[number];

/** `new`: nobody has dealt with it yet. */
export type VoicemailStatus = 'new' | 'done' | 'all';

export type VoicemailQuestion = {
  readonly status: VoicemailStatus;
  /** Null: of every queue that who asks may see. */
  readonly queueId: string | null;
  /** Behind which the page begins, as the page before said it; null: from the newest on. */
  readonly after: string | null;
};

export type VoicemailPage = {
  /** Newest first. */
  readonly voicemails: readonly VoicemailView[];
  /** Null: this is the last page. */
  readonly next: string | null;
  /** How many fit; counted to a thousand. */
  readonly count: number;
  readonly more: boolean;
  /** `all`: who asks is a supervisor, hears those of every queue and may delete them. `own`: those of the queues they serve. */
  readonly scope: 'all' | 'own';
  /** Whether who asks takes calls: one that calls back comes to them. */
  readonly mayCallBack: boolean;
  /** To choose from. */
  readonly queues: readonly {readonly id: string; readonly name: string}[];
};

const named = v.object({id: identifier, name: text});

const viewSchema: v.GenericSchema<unknown, VoicemailView> = v.object({
  id: identifier,
  queue: named,
  number: v.string(),
  name: v.nullable(v.string()),
  leftAt: time,
  lengthMs: count,
  done: v.nullable(v.object({agentName: v.string(), doneAt: time})),
  callable: v.boolean(),
  callback: v.optional(v.nullable(v.object({status: v.picklist(CALLBACK_STATUSES)})), null),
});

const pageSchema: v.GenericSchema<unknown, VoicemailPage> = v.object({
  voicemails: v.array(viewSchema),
  next: v.nullable(v.string()),
  count,
  more: v.boolean(),
  scope: v.picklist(['all', 'own']),
  mayCallBack: v.optional(v.boolean(), true),
  queues: v.array(named),
});

/** Null for what is not in that form. */
export function decodeVoicemailPage(received: unknown): VoicemailPage | null {
  const parsed = v.safeParse(pageSchema, received);
  return parsed.success ? parsed.output : null;
}

/** Null for what is not in that form. */
export function decodeVoicemail(received: unknown): VoicemailView | null {
  const parsed = v.safeParse(viewSchema, received);
  return parsed.success ? parsed.output : null;
}
