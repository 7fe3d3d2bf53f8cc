import type {FlowEvent} from '../../src/domain/flow-run.ts';
import {describe} from '../background/repeating-task.ts';
import type {HubLog} from '../logger.ts';
import {lockContact} from '../store/contact-store.ts';
import type {HubStore} from '../store/hub-store.ts';
import {runForOne} from '../store/statement.ts';
import {stepFlow} from './run-flow.ts';

/** Whose flow hears it: a contact's in a flow, and only from its customer. */
const IN_FLOW = `
  select leg.contact_id from leg
  join participant on participant.id = leg.participant_id and participant.role = 'customer'
  join flow_run on flow_run.contact_id = leg.contact_id
  where leg.id = $1 and leg.closed_at is null`;

/** Carries what the media process hears and has played into the flows of contacts, in the order in which it came. */
export class FlowSignals {
  readonly #store: HubStore;
  readonly #log: HubLog;
  #last: Promise<void> = Promise.resolve();

  constructor(store: HubStore, log: HubLog) {
    this.#store = store;
    this.#log = log;
  }

  /** The customer, or somebody else, has pressed a key. */
  pressed({legId, digit}: {readonly legId: string; readonly digit: string}): void {
    this.#tell(legId, {type: 'digit', digit});
  }

  /** A leg has heard a sound to its end. */
  soundEnded({legId, sound}: {readonly legId: string; readonly sound: string}): void {
    this.#tell(legId, {type: 'sound-ended', sound});
  }

  async settled(): Promise<void> {
    await this.#last;
  }

  #tell(legId: string, event: FlowEvent): void {
    this.#last = this.#last
      .then(() => this.#step(legId, event))
      .catch((error: unknown) => {
        this.#log.error({legId, error: describe(error)}, 'a flow could not be told what its caller did');
      });
  }

  async #step(legId: string, event: FlowEvent): Promise<void> {
    const row = await runForOne<{contact_id: string}>({tx: this.#store.db}, IN_FLOW, [legId]);
    if (row === null) return;
    await this.#store.decide(async (work) => {
      const contact = await lockContact(work, row.contact_id);
      if (contact !== null) await stepFlow(work, contact, event);
    });
  }
}
