import type {Selectable} from 'kysely';
import type {Contact} from '../../src/domain/contact.ts';
import {contactFrom, conversationFrom, legFrom, participantFrom, variableFrom} from './contact-rows.ts';
import type {Tables} from './tables.ts';

type Row<Name extends keyof Tables> = Selectable<Tables[Name]>;

/** Times inside JSON come as text; those of the contact itself were read by the driver already. */
type InJson<R> = {
  readonly [Key in keyof R]: Key extends `${string}_at` ? (null extends R[Key] ? string | null : string) : R[Key];
};

/** A contact with all that belongs to it, as one row. */
export type ContactRow = Row<'contact'> & {
  readonly queue_name: string | null;
  readonly variables: readonly Row<'variable'>[];
  readonly conversations: readonly (Omit<Row<'conversation'>, 'since'> & {readonly since: string | null})[];
  readonly suggestions: readonly Row<'wrap_up_suggestion'>[];
  readonly participants: readonly {
    readonly participant: InJson<Row<'participant'>>;
    readonly leg: InJson<Row<'leg'>> | null;
    readonly seats: readonly (readonly [conversationId: string, held: boolean])[];
  }[];
};

/** What {@link ContactRow} is selected by, from `contact`. One statement, whatever the contact is made of. */
export const CONTACT_COLUMNS = `contact.*,
  (select name from queue where id = contact.queue_id) as queue_name,
  coalesce((select json_agg(to_json(v) order by v.place) from variable v where v.contact_id = contact.id), '[]') as variables,
  coalesce((select json_agg(to_json(c) order by c.id) from conversation c where c.contact_id = contact.id), '[]') as conversations,
  coalesce((select json_agg(to_json(s) order by s.place) from wrap_up_suggestion s where s.contact_id = contact.id), '[]') as suggestions,
  coalesce((select json_agg(json_build_object(
      'participant', to_json(p),
      'leg', (select to_json(l) from leg l where l.participant_id = p.id and l.closed_at is null),
      'seats', coalesce((select json_agg(json_build_array(s.conversation_id, s.held) order by s.conversation_id)
        from seat s where s.participant_id = p.id), '[]'))
    order by p.place) from participant p where p.contact_id = contact.id), '[]') as participants`;

export function contactFromRow(row: ContactRow): Contact {
  const {queue_id: queueId, queue_name: queueName} = row;
  return contactFrom(row, {
    queue: queueId === null ? null : {id: queueId, name: queueName ?? queueId},
    variables: row.variables.map(variableFrom),
    conversations: row.conversations.map((each) => conversationFrom({...each, since: timeOf(each.since)})),
    suggestions: row.suggestions.map(({agent_id: agentId, name, reason_id: reasonId, note}) => ({
      agentId,
      name,
      reasonId,
      note,
    })),
    participants: row.participants.map(({participant: p, leg, seats}) =>
      participantFrom(
        {
          ...p,
          joined_at: timeOf(p.joined_at),
          lost_at: timeOf(p.lost_at),
          wrap_up_started_at: timeOf(p.wrap_up_started_at),
          wrap_up_deadline_at: timeOf(p.wrap_up_deadline_at),
          left_at: timeOf(p.left_at),
        },
        leg === null ? null : legFrom(leg),
        seats.map(([conversationId, held]) => ({conversationId, held})),
      ),
    ),
  });
}

function timeOf(text: string | null): number | null {
  return text === null ? null : Date.parse(text);
}
