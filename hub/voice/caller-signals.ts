import type {FlowEvent} from '../../src/domain/flow-run.ts';
import type {WaitMenuEvent} from '../../src/domain/wait-menu.ts';
import {describe} from '../background/repeating-task.ts';
import type {HubLog} from '../logger.ts';
import {lockContact} from '../store/contact-store.ts';
import type {HubStore} from '../store/hub-store.ts';
import {runForOne} from '../store/statement.ts';
import {stepFlow} from '../flows/run-flow.ts';
import {stepWaitMenu} from '../overflow/wait-menu.ts';

/** Whose flow or menu hears it: only from its customer. */
const WHOSE = `
  select leg.contact_id, flow_run.contact_id is not null as in_flow from leg
  join participant on participant.id = leg.participant_id and participant.role = 'customer'
  left join flow_run on flow_run.contact_id = leg.contact_id
  left join wait_menu on wait_menu.contact_id = leg.contact_id
  where leg.id = $1 and leg.closed_at is null and (flow_run.contact_id is not null or wait_menu.contact_id is not null)`;

type Whose = {readonly contact_id: string; readonly in_flow: boolean};
type Signal = Extract<FlowEvent, WaitMenuEvent>;

/** Carries what the media process hears and has played into the flows and menus of contacts, in the order in which it came. */
export class CallerSignals {
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

  #tell(legId: string, event: Signal): void {
    this.#last = this.#last
      .then(() => this.#step(legId, event))
      .catch((error: unknown) => {
        this.#log.error({legId, error: describe(error)}, 'what a caller did could not be told');
      });
  }

  async #step(legId: string, event: Signal): Promise<void> {
    const row = await runForOne<Whose>({tx: this.#store.db}, WHOSE, [legId]);
    if (row === null) return;
    await this.#store.decide(async (work) => {
      const contact = await lockContact(work, row.contact_id);
      if (contact === null) return;
      if (row.in_flow) await stepFlow(work, contact, event);
      else await stepWaitMenu(work, contact, event);
    });
  }
}
