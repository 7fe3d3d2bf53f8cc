import type {EmergencyMailFacts} from '../../src/domain/emergency-mail.ts';
import type {HubStore} from '../store/hub-store.ts';
import {run, runForOne} from '../store/statement.ts';
import {addMail} from './mail-store.ts';

/** What went out about a dial before anybody knew whether it would reach somebody. */
export type Told = {readonly recipients: readonly string[]; readonly facts: EmergencyMailFacts};

type Row = {
  readonly agentId: string;
  readonly failed: readonly string[];
  readonly told: Readonly<Record<string, Told>>;
};

const LOCK = 'select agent_id as "agentId", failed, told from emergency_call where id = $1 for update';

/**
 * [EC-140] Whoever was told of a call that then reached nobody must not take it that help is on its way: they get one more mail. In the
 * same transaction it is forgotten that they were told, so none gets a second one.
 */
export async function correctMails(store: HubStore, callId: string): Promise<void> {
  await store.decide(async (work) => {
    const row = await runForOne<Row>(work, LOCK, [callId]);
    if (row === null) return;
    for (const dialId of row.failed) {
      const told = row.told[dialId];
      if (told === undefined) continue;
      const facts = {...told.facts, notCarried: true, corrects: true};
      await addMail(work, {callId, agentId: row.agentId, recipients: told.recipients, facts, dialId: null});
      await run(work, `update emergency_call set told = told - $2::text, contacts = 'waiting' where id = $1`, [
        callId,
        dialId,
      ]);
    }
    work.wake('emergency');
  });
}

const KEEP = `
  update emergency_mail set facts = facts || '{"notCarried": true}' from emergency_call
  where emergency_call.id = $1 and emergency_mail.call_id = emergency_call.id and emergency_mail.dial_id = any(failed)`;

/** The call is about to be forgotten; what is not sent yet must still say that it reached nobody. */
export async function keepFailure(store: HubStore, callId: string): Promise<void> {
  await run({tx: store.db}, KEEP, [callId]);
}
