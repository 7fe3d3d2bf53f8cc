import type {Contact} from '../../src/domain/contact.ts';
import {readContacts} from '../store/contact-store.ts';
import type {HubStore} from '../store/hub-store.ts';
import {run} from '../store/statement.ts';
import {planContact} from '../voice/contact-plan.ts';
import type {MediaProcess} from '../voice/media-client.ts';

/** Of those whose agent calls for help, and of those that this hub took somebody out of: they may be back. */
const CONCERNED = `
  select id from contact where media_process_id = $1 and channel = 'voice' and status <> 'ended' and (
    id = any($2::uuid[]) or id in (
      select participant.contact_id from participant join emergency_call call on call.agent_id = participant.agent_id
      where call.locked and participant.status = 'joined'))`;

/**
 * Takes who calls for help out of the sound of their other calls, and lets them back in ([EC-179]). Only reads: the plan that
 * follows a contact's version may wait for the contact's row, for rows of others or for a connection, and comes to the same.
 */
export class OthersAudio {
  readonly #store: HubStore;
  readonly #media: MediaProcess;
  /** By contact: of which version somebody was taken out, and who. A hub that takes over leaves the rest to the version. */
  readonly #told = new Map<string, string>();

  /** @param store one that waits for nothing ordinary */
  constructor(store: HubStore, media: MediaProcess) {
    this.#store = store;
    this.#media = media;
  }

  async bringUpToDate(processId: string): Promise<void> {
    const asking = {tx: this.#store.db};
    const rows = await run<{readonly id: string}>(asking, CONCERNED, [processId, [...this.#told.keys()]]);
    const ids = rows.map(({id}) => id);
    for (const id of this.#told.keys()) if (!ids.includes(id)) this.#told.delete(id);
    const failures: unknown[] = [];
    // One after the other, since dials need connections too; what goes wrong with one keeps nothing from the others.
    for (const contact of await readContacts(asking, ids))
      await this.#correct(contact).catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw failures[0];
  }

  async #correct(contact: Contact): Promise<void> {
    if (contact.status === 'ended') return;
    const {plan, away} = await planContact({tx: this.#store.db}, contact);
    const told = [contact.version, ...away].join(' ');
    if (this.#told.get(contact.id) === told) return;
    const {applied} = await this.#media.plan({...plan, corrects: true});
    if (away.length === 0) this.#told.delete(contact.id);
    else if (applied) this.#told.set(contact.id, told);
  }
}
