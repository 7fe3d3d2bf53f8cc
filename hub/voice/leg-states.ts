import {isInFlow} from '../../src/domain/contact-flow.ts';
import {applyToContact} from '../contacts/apply.ts';
import {describe} from '../background/repeating-task.ts';
import {stepFlow} from '../flows/run-flow.ts';
import {stepWaitMenu} from '../overflow/wait-menu.ts';
import type {HubLog} from '../logger.ts';
import {lockContact} from '../store/contact-store.ts';
import type {HubStore} from '../store/hub-store.ts';
import {clearTimer, ensureTimer} from '../store/timers.ts';
import type {Work} from '../store/unit-of-work.ts';
import type {LegSummary} from './media/protocol.ts';

/** Carries what the media process sees of the legs into the contacts: connected, or lost with a time to come back. */
export class LegStates {
  readonly #store: HubStore;
  readonly #log: HubLog;
  #last: Promise<void> = Promise.resolve();

  constructor(store: HubStore, log: HubLog) {
    this.#store = store;
    this.#log = log;
  }

  /**
   * Events are taken in their order, one after the other.
   * @param processId who saw it; what is not this process's business any more is ignored
   */
  handle(leg: LegSummary, processId?: string): void {
    if (leg.state === 'connecting') return;
    this.#last = this.#last
      .then(() => this.#store.decide((work) => takeState(work, leg, processId)))
      .catch((error: unknown) => {
        this.#log.error({legId: leg.legId, error: describe(error)}, 'the state of a leg could not be stored');
      });
  }

  async settled(): Promise<void> {
    await this.#last;
  }

  /** After a pause in which events may have been missed: what is there is connected, what is not there is lost. */
  async compare(processId: string, present: readonly LegSummary[]): Promise<void> {
    const rows = await this.#store.db
      .selectFrom('leg')
      .innerJoin('contact', 'contact.id', 'leg.contact_id')
      .select(['leg.id', 'leg.epoch', 'leg.status'])
      .where('contact.media_process_id', '=', processId)
      .where('leg.closed_at', 'is', null)
      .where('leg.epoch', '>', 0)
      .execute();
    for (const row of rows) {
      const leg = present.find((each) => each.legId === row.id);
      const state = leg?.state === 'connected' ? 'connected' : 'closed';
      this.handle({legId: row.id, epoch: row.epoch, state}, processId);
    }
    await this.#last;
  }
}

async function takeState(work: Work, leg: LegSummary, processId: string | undefined): Promise<void> {
  const row = await work.tx
    .selectFrom('leg')
    .select('contact_id')
    .where('id', '=', leg.legId)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  const contact = row === undefined ? null : await lockContact(work, row.contact_id);
  if (contact === null || (processId !== undefined && contact.mediaProcessId !== processId)) return;
  const current = await work.tx
    .selectFrom('leg')
    .select('epoch')
    .where('id', '=', leg.legId)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  if (current?.epoch !== leg.epoch) return;
  const timer = {kind: 'leg-grace', subject: leg.legId} as const;
  if (leg.state === 'connected') {
    await clearTimer(work, timer);
    const regained = await applyToContact(
      work,
      contact,
      {type: 'regain-leg', legId: leg.legId},
      'ContactChanged',
      'media',
    );
    // A flow begins when the customer can hear it, and so does a farewell.
    if (!('refused' in regained) && isInFlow(regained.contact)) {
      await stepFlow(work, regained.contact, {type: 'leg-connected'});
      await stepWaitMenu(work, regained.contact, {type: 'leg-connected'});
    }
    return;
  }
  const applied = await applyToContact(work, contact, {type: 'lose-leg', legId: leg.legId}, 'ContactChanged', 'media');
  if ('refused' in applied || applied.contact.status === 'ended') return;
  await ensureTimer(work, timer, work.now + work.settings.timings.agentGraceMs);
}
