import type {Contact} from '../../src/domain/contact.ts';
import {conversationColumns} from './contact-rows.ts';
import type {Work} from './unit-of-work.ts';

/** Stores what changed beside the participants: consults that began, went on or ended, and what colleagues propose. */
export async function saveParts(work: Work, before: Contact, after: Contact): Promise<void> {
  if (before.conversations !== after.conversations) await saveConversations(work, before, after);
  if (before.suggestions !== after.suggestions) await saveSuggestions(work, before, after);
}

async function saveConversations(work: Work, before: Contact, after: Contact): Promise<void> {
  const kept = new Set(after.conversations.map(({id}) => id));
  const gone = before.conversations.filter(({id}) => !kept.has(id)).map(({id}) => id);
  if (gone.length > 0)
    await work.tx.deleteFrom('conversation').where('contact_id', '=', after.id).where('id', 'in', gone).execute();
  for (const each of after.conversations) {
    if (before.conversations.includes(each)) continue;
    const columns = conversationColumns(each);
    await work.tx
      .insertInto('conversation')
      .values({contact_id: after.id, id: each.id, ...columns})
      .onConflict((conflict) => conflict.columns(['contact_id', 'id']).doUpdateSet(columns))
      .execute();
  }
}

async function saveSuggestions(work: Work, before: Contact, after: Contact): Promise<void> {
  for (const each of after.suggestions) {
    if (before.suggestions.includes(each)) continue;
    const columns = {name: each.name, reason_id: each.reasonId, note: each.note};
    await work.tx
      .insertInto('wrap_up_suggestion')
      .values({contact_id: after.id, agent_id: each.agentId, ...columns})
      .onConflict((conflict) => conflict.columns(['contact_id', 'agent_id']).doUpdateSet(columns))
      .execute();
  }
}

/** The variables a contact has from now on, in place of those it had: it has gone to another entry point. */
export async function replaceVariables(work: Work, contact: Contact): Promise<void> {
  await work.tx.deleteFrom('variable').where('contact_id', '=', contact.id).execute();
  if (contact.variables.length === 0) return;
  const rows = contact.variables.map(({popoverPlace, ...each}, place) => ({
    ...each,
    contact_id: contact.id,
    place,
    popover_place: popoverPlace,
  }));
  await work.tx.insertInto('variable').values(rows).execute();
}

/** The values that changed, of variables that are the same. */
export async function saveValues(work: Work, before: Contact, after: Contact): Promise<void> {
  for (const variable of after.variables) {
    if (before.variables.includes(variable)) continue;
    await work.tx
      .updateTable('variable')
      .set({value: variable.value, version: variable.version})
      .where('contact_id', '=', after.id)
      .where('name', '=', variable.name)
      .execute();
  }
}
