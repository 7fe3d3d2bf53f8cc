import type {
  VoicemailCallbackStatus,
  VoicemailPage,
  VoicemailQuestion,
  VoicemailView,
} from '../../src/api/wire/voicemail.ts';
import {faultOfCallbackNumber} from '../../src/domain/callback-customer.ts';
import {EMERGENCY_COUNTRIES} from '../../src/domain/emergency-numbers.ts';
import type {Callback} from '../../src/domain/callback.ts';
import {OWN_QUEUES} from '../callbacks/callback-inbox.ts';
import {shownAddress} from '../desk/missed.ts';
import type {Role} from '../identity/identity.ts';
import {run, runForOne} from '../store/statement.ts';
import {isIdentifier} from '../store/storable.ts';
import type {Work} from '../store/unit-of-work.ts';

export const VOICEMAIL_PAGE = 50;
/** Further is not counted: that there are more says enough. */
const COUNT_MAX = 1_000;

export type VoicemailReader = {readonly agentId: string; readonly roles: readonly Role[]};

type Row = {
  readonly id: string;
  readonly queueId: string;
  readonly queueName: string;
  readonly number: string;
  readonly name: string | null;
  readonly leftAt: number;
  readonly lengthMs: number;
  readonly doneAt: number | null;
  readonly doneBy: string | null;
  /** Of the newest callback that was made of it. */
  readonly callbackStatus: Callback['status'] | null;
};

/** [VX-8] Supervisors see those of every queue, also of one that is no more; agents those of the queues they serve. */
const QUEUES = `
  select id, name from queue where (active and 'voice' = any(channels))
    or exists (select 1 from voicemail v where v.queue_id = queue.id and v.finished_at is not null) order by name, id`;

const COLUMNS = `
  v.id, v.queue_id as "queueId", queue.name as "queueName", v.number, v.name, v.began_at as "leftAt", v.length_ms as "lengthMs",
  v.done_at as "doneAt", agent.name as "doneBy", callback.status as "callbackStatus"`;
const FROM = `voicemail v join queue on queue.id = v.queue_id left join agent on agent.id = v.done_by
  left join callback on callback.id = v.callback_id`;
const STATUS = {new: 'and v.done_at is null', done: 'and v.done_at is not null', all: ''} as const;

export async function listVoicemails(
  work: Work,
  reader: VoicemailReader,
  {status, queueId, after}: VoicemailQuestion,
): Promise<VoicemailPage> {
  const queues = await queuesOf(work, reader);
  const shown = queues.map(({id}) => id).filter((id) => queueId === null || id === queueId);
  const [at, behind] = cursorOf(after);
  const fits = `v.finished_at is not null and v.queue_id = any($1::text[]) ${STATUS[status]}`;
  const page = `select ${COLUMNS}, to_char(v.began_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key from ${FROM}
    where ${fits} and ($2::timestamptz is null or (v.began_at, v.id) < ($2, $3::uuid))
    order by v.began_at desc, v.id desc limit ${VOICEMAIL_PAGE + 1}`;
  const rows = await run<Row & {key: string}>(work, page, [shown, at, behind]);
  const counting = `select count(*)::int as count from (select 1 from voicemail v where ${fits} limit ${COUNT_MAX + 1}) counted`;
  const count = (await runForOne<{count: number}>(work, counting, [shown]))?.count ?? 0;
  const voicemails = rows.slice(0, VOICEMAIL_PAGE);
  const last = voicemails.at(-1);
  return {
    voicemails: voicemails.map((row) => viewOf(work, row)),
    next: rows.length > VOICEMAIL_PAGE && last !== undefined ? `${last.key}~${last.id}` : null,
    count: Math.min(count, COUNT_MAX),
    more: count > COUNT_MAX,
    scope: scopeOf(reader),
    mayCallBack: takesCalls(reader),
    queues,
  };
}

/** One that who asks may see; null: there is none such. */
export async function findVoicemail(work: Work, reader: VoicemailReader, id: string): Promise<VoicemailView | null> {
  if (!isIdentifier(id)) return null;
  const queues = (await queuesOf(work, reader)).map((queue) => queue.id);
  const text = `select ${COLUMNS} from ${FROM} where v.id = $1 and v.finished_at is not null and v.queue_id = any($2::text[])`;
  const row = await runForOne<Row>(work, text, [id, queues]);
  return row === null ? null : viewOf(work, row);
}

export function scopeOf({roles}: VoicemailReader): VoicemailPage['scope'] {
  return roles.includes('supervisor') ? 'all' : 'own';
}

/** [VX-11] A call back comes as their own next call: who takes none cannot have it. */
export function takesCalls({roles}: VoicemailReader): boolean {
  return roles.includes('agent');
}

function queuesOf(work: Work, reader: VoicemailReader): Promise<VoicemailPage['queues']> {
  return scopeOf(reader) === 'all' ? run(work, QUEUES, []) : run(work, OWN_QUEUES, [reader.agentId]);
}

/** Whether it is one that can be called back: a withheld number is none. */
export function isCallable({settings}: Pick<Work, 'settings'>, number: string): boolean {
  return number.startsWith('+') && faultOfCallbackNumber(number, settings.country, EMERGENCY_COUNTRIES) === null;
}

function viewOf(work: Work, row: Row): VoicemailView {
  const {id, queueId, queueName, number, name, leftAt, lengthMs, doneAt, doneBy, callbackStatus} = row;
  return {
    ...{id, name, leftAt, lengthMs},
    queue: {id: queueId, name: queueName},
    number: number === '' ? '' : shownAddress(number, work.settings.dataProtection),
    done: doneAt === null ? null : {agentName: doneBy ?? '', doneAt},
    callable: isCallable(work, number),
    callback: callbackStatus === null ? null : {status: callbackState(callbackStatus)},
  };
}

function callbackState(status: Callback['status']): VoicemailCallbackStatus {
  return status === 'scheduled' || status === 'queued' ? 'open' : status;
}

/** As it came from a page of this hub; with anything else it begins at the beginning. */
function cursorOf(after: string | null): readonly [string | null, string | null] {
  const [key = '', id = ''] = after?.split('~') ?? [];
  const fits = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/.test(key) && isIdentifier(id);
  return fits ? [key, id] : [null, null];
}
