import type {HubLog} from '../logger.ts';
import {describe} from '../background/repeating-task.ts';
import {runForOne} from '../store/statement.ts';
import type {HubStore} from '../store/hub-store.ts';
import {WAKE_CHANNEL} from '../store/wake.ts';

/** Who is heard speaking in a contact, and whose desks want to know. */
export type SpeakingNow = {
  readonly contactId: string;
  readonly participantIds: readonly string[];
  readonly agentIds: readonly string[];
};

const NOW = `
  select
    coalesce(array_agg(p.id) filter (where l.id = any($2::uuid[])), '{}') as participants,
    coalesce(array_agg(p.agent_id) filter (where p.agent_id is not null), '{}') as agents
  from participant p join leg l on l.participant_id = p.id and l.closed_at is null
  where p.contact_id = $1 and p.status = 'joined'`;

const TELL = 'select pg_notify($1, $2)';

/**
 * Passes on whom the media process hears, to the hubs whose desks are in the contact. It is of this moment only: nothing is
 * kept of it, and what is lost is over soon.
 */
export async function tellSpeaking(
  {db}: HubStore,
  log: HubLog,
  {contactId, legIds}: {readonly contactId: string; readonly legIds: readonly string[]},
): Promise<void> {
  try {
    const now = await runForOne<{participants: readonly string[]; agents: readonly string[]}>({tx: db}, NOW, [
      contactId,
      legIds,
    ]);
    if (now === null || now.agents.length === 0) return;
    const topic = `speaking:${[contactId, now.participants.join(','), now.agents.join(',')].join('/')}`;
    await runForOne({tx: db}, TELL, [WAKE_CHANNEL, topic]);
  } catch (error) {
    log.warn({error: describe(error)}, 'who speaks could not be told');
  }
}

/** @param told what follows the topic's name */
export function readSpeaking(told: string): SpeakingNow {
  const [contactId = '', participants = '', agents = ''] = told.split('/');
  const ids = (list: string): readonly string[] => list.split(',').filter((id) => id !== '');
  return {contactId, participantIds: ids(participants), agentIds: ids(agents)};
}
