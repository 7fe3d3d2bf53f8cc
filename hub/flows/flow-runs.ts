import type {FlowStep} from '../../src/domain/flow.ts';
import type {FlowRun} from '../../src/domain/flow-run.ts';
import {clearTimer, setTimer} from '../store/timers.ts';
import type {Work} from '../store/unit-of-work.ts';

/** A contact's flow as it was when the contact began it, and where it is. */
export type StoredRun = {
  readonly entryPointId: string;
  readonly steps: readonly FlowStep[];
  readonly run: FlowRun;
};

export type NewRun = StoredRun & {readonly flowId: string; readonly revision: number};

/** Who asks has the contact locked, and with it the run. */
export async function readRun({tx}: Pick<Work, 'tx'>, contactId: string): Promise<StoredRun | null> {
  const row = await tx.selectFrom('flow_run').selectAll().where('contact_id', '=', contactId).executeTakeFirst();
  if (row === undefined) return null;
  const {step, awaiting, sounds, digits, attempt, visits} = row;
  return {
    entryPointId: row.entry_point_id,
    steps: row.steps,
    run: {step, awaiting, sounds, digits, attempt, visits},
  };
}

/** Begins a run, in place of one that led here. */
export async function insertRun(work: Work, contactId: string, begun: NewRun): Promise<void> {
  const row = {
    entry_point_id: begun.entryPointId,
    flow_id: begun.flowId,
    revision: begun.revision,
    steps: JSON.stringify(begun.steps),
    ...begun.run,
  };
  await work.tx
    .insertInto('flow_run')
    .values({contact_id: contactId, ...row})
    .onConflict((conflict) => conflict.column('contact_id').doUpdateSet(row))
    .execute();
}

/** Where the run is now. Whoever claimed a request of the step before has nothing to say any more. */
export async function saveRun(work: Work, contactId: string, run: FlowRun): Promise<void> {
  await work.tx
    .updateTable('flow_run')
    .set((each) => ({...run, claimed_by: null, claimed_until: null, fence: each('fence', '+', 1)}))
    .where('contact_id', '=', contactId)
    .execute();
  if (run.awaiting === 'http') work.wake('flow');
}

export function waitInFlow(work: Work, contactId: string, ms: number): Promise<void> {
  return setTimer(work, {kind: 'flow-step', subject: contactId}, work.now + ms);
}

/** The contact is in no flow any more. */
export async function endRun(work: Work, contactId: string): Promise<void> {
  await work.tx.deleteFrom('flow_run').where('contact_id', '=', contactId).execute();
  await clearTimer(work, {kind: 'flow-step', subject: contactId});
}
