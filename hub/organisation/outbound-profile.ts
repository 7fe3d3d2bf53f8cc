import type {Reading} from '../store/contact-store.ts';
import type {ConfiguredVariable} from './organisation.ts';

/** How an agent calls out: the number that is shown, and what a call of theirs tells ([PO-25]). */
export type OutboundProfile = {
  readonly callerNumber: string;
  readonly variables: readonly ConfiguredVariable[];
};

/** Null: this agent calls nobody. */
export async function outboundProfileOf({tx}: Reading, profileId: string | null): Promise<OutboundProfile | null> {
  if (profileId === null) return null;
  const row = await tx
    .selectFrom('outbound_profile')
    .select(['caller_number', 'variables'])
    .where('id', '=', profileId)
    .executeTakeFirst();
  return row === undefined ? null : {callerNumber: row.caller_number, variables: row.variables};
}
