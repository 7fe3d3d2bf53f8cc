import {
  type EmergencyCall,
  type OngoingEmergency,
  hasCall,
  isLockedDown,
  isUnreached,
} from '../../src/domain/emergency-call.ts';
import type {Reading} from '../store/contact-store.ts';
import {isIdentifier} from '../store/storable.ts';
import {run, runForOne} from '../store/statement.ts';
import type {Work} from '../store/unit-of-work.ts';

/** A stored emergency, and what is no business of the rule. */
export type StoredEmergency = {
  readonly call: EmergencyCall;
  /** Who is called, or calls, as the trunk knows them. */
  readonly responderAddress: string | null;
  readonly mediaProcessId: string | null;
  readonly dialId: string;
};

type Row = StoredEmergency;

const COLUMNS = `state as call, responder_address as "responderAddress", media_process_id as "mediaProcessId", dial_id as "dialId"`;

/** The agent's emergency, locked; null when there is none. */
export function lockOfAgent(work: Work, agentId: string): Promise<StoredEmergency | null> {
  return runForOne<Row>(work, `select ${COLUMNS} from emergency_call where agent_id = $1 for update`, [agentId]);
}

export async function lockEmergency(work: Work, id: string): Promise<StoredEmergency | null> {
  if (!isIdentifier(id)) return null;
  return runForOne<Row>(work, `select ${COLUMNS} from emergency_call where id = $1 for update`, [id]);
}

/** [EM-24] Whose temporary number it is, while it is valid: for its hour, and as long as they are in a call ([EC-141]). */
export function lockByCallbackNumber(work: Work, number: string): Promise<StoredEmergency | null> {
  const text = `
    select ${COLUMNS} from emergency_call where callback_number = $1 and (until_at > now() or ongoing) for update`;
  return runForOne<Row>(work, text, [number]);
}

/** The emergency a leg belongs to, locked; null when no emergency has such a leg any more. */
export function lockByLeg(work: Work, legId: string): Promise<StoredEmergency | null> {
  const text = `select ${COLUMNS} from emergency_call where agent_leg = $1 or responder_leg = $1 for update`;
  return runForOne<Row>(work, text, [legId]);
}

/** The call that is under way with somebody at this address; null when none is. */
export async function ongoingWith(asking: Reading, address: string): Promise<OngoingEmergency | null> {
  const text = `select ${COLUMNS} from emergency_call where responder_address = $1 and ongoing`;
  const stored = await runForOne<Row>(asking, text, [address]);
  return stored !== null && hasCall(stored.call) ? stored.call : null;
}

/** Whose other calls wait, of these agents. */
export async function lockedDownOf(asking: Reading, agentIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (agentIds.length === 0) return new Set();
  const text = 'select agent_id as id from emergency_call where locked and agent_id = any($1::uuid[])';
  const rows = await run<{readonly id: string}>(asking, text, [agentIds]);
  return new Set(rows.map((row) => row.id));
}

/** Another page of the agent dialled at the same moment: there is a call to go on with. */
export class AnotherDialError extends Error {
  override readonly name = 'AnotherDialError';
}

/** A conflict that raised an error would have the database's own log name the agent ([EM-30]). */
const INSERT = `
  insert into emergency_call (id, agent_id, state, callback_number, responder_address, agent_leg, responder_leg, ongoing,
    locked, until_at, dial_id, media_process_id, version, failed)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, case when $14 then array[$11::text] else '{}' end)
  on conflict do nothing returning id`;

const UPDATE = `
  update emergency_call set state = $3, callback_number = $4, responder_address = $5, agent_leg = $6, responder_leg = $7,
    ongoing = $8, locked = $9, until_at = $10, dial_id = $11, media_process_id = $12, version = $13,
    failed = case when $14 and not ($11 = any(failed)) then array_append(failed, $11) else failed end
  where id = $1 and agent_id = $2 returning id`;

/**
 * Stores it and wakes who looks after it: its sound, its desks, its telephones, and what follows from it.
 * @throws {AnotherDialError}
 */
export async function saveEmergency(work: Work, stored: StoredEmergency): Promise<void> {
  const {call, responderAddress, mediaProcessId, dialId} = stored;
  const legs = hasCall(call) ? call.legs : null;
  const values = [
    call.id,
    call.agentId,
    JSON.stringify(call),
    call.callbackNumber,
    legs === null ? null : responderAddress,
    legs?.agent.id ?? null,
    legs?.responder.id ?? null,
    legs !== null,
    isLockedDown(call),
    new Date(call.callbackUntil),
    dialId,
    mediaProcessId,
    call.version,
    isUnreached(call),
  ];
  const known = await runForOne(work, UPDATE, values);
  if (known === null && (await runForOne(work, INSERT, values)) === null) throw new AnotherDialError();
  wakeFor(work, stored);
}

function wakeFor(work: Work, {mediaProcessId}: StoredEmergency): void {
  work.wake('emergency');
  work.wake('trunk');
  if (mediaProcessId !== null) work.wake(`media:${mediaProcessId}`);
}
