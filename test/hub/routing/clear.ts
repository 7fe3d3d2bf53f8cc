import assert from 'node:assert/strict';
import {applyToContact} from '../../../hub/contacts/apply.ts';
import {lockContact} from '../../../hub/store/contact-store.ts';
import type {TestHub} from '../../support/test-hub.ts';

/** Between two tests: nobody is there, nobody's time is running, and nothing waits. */
export async function clear(hub: TestHub): Promise<void> {
  await hub.query('delete from agent_session');
  const open = await hub.query<{id: string}>(`select id from contact where status <> 'ended'`);
  for (const {id} of open) await hangUp(hub, id);
  await hub.query(
    `update participant set status = 'left', left_at = now(), left_reason = 'test' where status = 'wrap-up'`,
  );
  await hub.query(
    `update agent set presence_base = 'offline', presence_reason = null, failed_presents = 0, absent = false`,
  );
  await hub.query('delete from idle_agent');
  await hub.query('delete from timer');
}

export async function hangUp(hub: TestHub, contactId: string): Promise<void> {
  await hub.store.decide(async (work) => {
    const contact = await lockContact(work, contactId);
    assert.ok(contact);
    await applyToContact(work, contact, {type: 'hang-up-customer'}, 'ContactEnded', 'phone');
  });
}
