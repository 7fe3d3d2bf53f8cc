import {isMessage} from '../../src/domain/voicemail.ts';
import {record} from '../store/audit.ts';
import {run, runForOne} from '../store/statement.ts';
import type {Work} from '../store/unit-of-work.ts';
import type {RecordedChunk} from '../voice/media/protocol.ts';

type Row = {
  readonly id: string;
  readonly contactId: string;
  readonly finished: boolean;
  readonly lengthMs: number;
  readonly heardMs: number;
};

const LOCK = `
  select id, contact_id as "contactId", finished_at is not null as finished, length_ms as "lengthMs", heard_ms as "heardMs"
  from voicemail where id = $1 for update`;

const KEEP = `
  insert into voicemail_piece (voicemail_id, process_id, seq, packets, length_ms, heard_ms) values ($1, $2, $3, $4, $5, $6)
  on conflict do nothing`;

/** Of each process that carried it the last word. */
const LENGTH = `
  update voicemail set length_ms = sums.length, heard_ms = sums.heard from (
    select coalesce(sum(length), 0) as length, coalesce(sum(heard), 0) as heard from (
      select max(length_ms) as length, max(heard_ms) as heard from voicemail_piece where voicemail_id = $1 group by process_id) each) sums
  where id = $1 returning id, contact_id as "contactId", finished_at is not null as finished, length_ms as "lengthMs",
    heard_ms as "heardMs"`;

/**
 * [VX-5] What was said is kept as soon as it was said; the same piece again is the same. One of a message that is gone (erased, or it
 * was none) is let go.
 * @param processId of the media process that counts its pieces
 */
export async function keepPiece(work: Work, piece: RecordedChunk, processId: string): Promise<void> {
  const {recordingId, seq, packets, lastedMs, heardMs} = piece;
  if ((await runForOne<Row>(work, LOCK, [recordingId])) === null) return;
  await run(work, KEEP, [recordingId, processId, seq, Buffer.from(packets, 'base64'), lastedMs, heardMs]);
  const row = await runForOne<Row>(work, LENGTH, [recordingId]);
  if (row !== null && piece.finished) await finish(work, row);
}

const OVER = `
  select v.id, v.contact_id as "contactId", false as finished, v.length_ms as "lengthMs", v.heard_ms as "heardMs"
  from voicemail v join contact on contact.id = v.contact_id
  where v.id = $1 and v.finished_at is null and (contact.status = 'ended' or v.stopped_at is not null) for update of v`;

/**
 * [VX-6] Its media process has not said that it is finished: what is there of it is the message. While that is none, it may still come: a
 * process whose hub is dead keeps what it has.
 * @param mayStillCome false: it has had its time
 */
export async function finishVoicemail(work: Work, id: string, mayStillCome: boolean): Promise<void> {
  const row = await runForOne<Row>(work, OVER, [id]);
  if (row !== null && (isMessage(row) || !mayStillCome)) await finish(work, row);
}

const IS_OVER = `
  select contact.status = 'ended' or v.stopped_at is not null as over from voicemail v join contact on contact.id = v.contact_id
  where v.id = $1`;
const FINISH = 'update voicemail set finished_at = $2, stopped_at = coalesce(stopped_at, $2) where id = $1';

async function finish(work: Work, row: Row): Promise<void> {
  if (row.finished) return;
  // Finished in one process only: its leg goes on in another.
  const state = await runForOne<{over: boolean}>(work, IS_OVER, [row.id]);
  if (state?.over !== true) return;
  const {contactId} = row;
  if (isMessage(row)) {
    await run(work, FINISH, [row.id, new Date(work.now)]);
    await record(work, {actor: 'media', action: 'leave-voicemail', contactId, detail: {lengthMs: row.lengthMs}});
  } else {
    await run(work, 'delete from voicemail where id = $1', [row.id]);
    await record(work, {actor: 'media', action: 'drop-voicemail', contactId});
  }
}
