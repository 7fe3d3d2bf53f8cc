import type {Work} from './unit-of-work.ts';

export type AuditEntry = {
  /** `agent:<id>`, `phone`, `timer`, `media` or `hub`: never a name or a number. */
  readonly actor: string;
  readonly action: string;
  readonly contactId?: string;
  readonly agentId?: string;
  /** Codes and identifiers only. */
  readonly detail?: Readonly<Record<string, string | number | boolean | null>>;
};

/** Records who did what, in the transaction that does it. */
export async function record(work: Work, entry: AuditEntry): Promise<void> {
  await work.tx
    .insertInto('audit')
    .values({
      occurred_at: new Date(work.now),
      actor: entry.actor,
      action: entry.action,
      contact_id: entry.contactId ?? null,
      agent_id: entry.agentId ?? null,
      detail: JSON.stringify(entry.detail ?? {}),
    })
    .execute();
}
