import {type Contact, customerOf, isJoined} from '../../src/domain/contact.ts';
import {isInFlow} from '../../src/domain/contact-flow.ts';
import {type FlowEffect, type FlowEvent, type FlowFacts, beginRun, transitionFlow} from '../../src/domain/flow-run.ts';
import type {FlowStep} from '../../src/domain/flow.ts';
import {isOpen} from '../../src/domain/opening-hours.ts';
import {PROMPT_LANGUAGES, promptOfSound, soundLengthMs} from '../../src/domain/prompts.ts';
import {unreachable} from '../../src/domain/unreachable.ts';
import {applyToContact} from '../contacts/apply.ts';
import {lastRevisionNumber} from '../organisation/revisions.ts';
import {isLateWord} from '../prompts/late-word.ts';
import {ownLengths, soundOfPrompt} from '../prompts/prompt-store.ts';
import {saveValues} from '../store/contact-parts.ts';
import {runForOne} from '../store/statement.ts';
import type {Work} from '../store/unit-of-work.ts';
import {endRun, insertRun, readRun, saveRun, waitInFlow} from './flow-runs.ts';
import {leaveFlow} from './leave-flow.ts';

const FLOW = `
  select f.id, f.steps from entry_point e join flow f on f.id = e.flow_id where e.id = $1`;

/**
 * Begins the entry point's flow, as it is now, for a contact that has just come there and waits in no queue; without a flow
 * there is nothing to do. The first step is taken when the customer hears it.
 * @param visits steps that flows have taken with this contact before
 */
export async function beginFlow(work: Work, contact: Contact, entryPointId: string, visits = 0): Promise<void> {
  const flow = await runForOne<{id: string; steps: readonly FlowStep[]}>(work, FLOW, [entryPointId]);
  if (flow === null || !isInFlow(contact)) return;
  const revision = await lastRevisionNumber(work);
  const run = beginRun(flow.steps, visits);
  await insertRun(work, contact.id, {entryPointId, flowId: flow.id, revision, steps: flow.steps, run});
  const customer = customerOf(contact);
  if (isJoined(customer) && customer.leg?.status === 'connected')
    await stepFlow(work, contact, {type: 'leg-connected'});
}

/**
 * Tells a contact's flow what happened, and takes it on to where it has to wait again, or out: all of it in the decision
 * that is under way. A contact that is in no flow any more has none.
 * @param contact locked
 */
export async function stepFlow(work: Work, contact: Contact, event: FlowEvent): Promise<void> {
  const stored = await readRun(work, contact.id);
  if (stored === null) return;
  if (!isInFlow(contact)) return endRun(work, contact.id);
  if (event.type === 'sound-ended' && isLateWord(contact, work.now)) return;
  const {steps, run, entryPointId} = stored;
  const heard = event.type === 'sound-ended' ? {...event, sound: promptOfSound(event.sound)} : event;
  const taken = transitionFlow(steps, run, heard, await factsFor(work, contact, steps));
  if (taken === null) return;
  if (taken.run !== null) await saveRun(work, contact.id, taken.run);
  let present = contact;
  for (const effect of taken.effects) present = await perform(work, present, entryPointId, effect);
}

async function factsFor(work: Work, contact: Contact, steps: readonly FlowStep[]): Promise<FlowFacts> {
  const asked = steps.flatMap((step) => (step.kind === 'hours' ? [step.hours] : []));
  const rows =
    asked.length === 0
      ? []
      : await work.tx.selectFrom('opening_hours').select(['id', 'rule']).where('id', 'in', asked).execute();
  const open = new Set(rows.filter(({rule}) => isOpen(rule, work.now)).map(({id}) => id));
  const lengths = await ownLengths(work);
  return {
    variables: contact.variables,
    isOpen: (hoursId) => open.has(hoursId),
    lengthMsOf: (sound) => lengths.get(sound) ?? soundLengthMs(sound),
  };
}

/** What the organisation has in place of a sound; itself where it has none. */
async function ownSound(work: Work, sound: string): Promise<string> {
  const [name = '', language] = sound.split('.');
  const known = PROMPT_LANGUAGES.find((each) => each === language);
  return known === undefined ? sound : (await soundOfPrompt(work, name, known)).sound;
}

async function perform(work: Work, contact: Contact, entryPointId: string, effect: FlowEffect): Promise<Contact> {
  switch (effect.type) {
    case 'announce': {
      const announcement =
        effect.sound === null ? null : {sound: await ownSound(work, effect.sound), startedAtMs: work.now};
      const applied = await applyToContact(work, contact, {type: 'announce', announcement}, null, 'flow');
      return 'refused' in applied ? contact : applied.contact;
    }
    case 'set-values': {
      const {values} = effect;
      const applied = await applyToContact(work, contact, {type: 'set-values', values}, null, 'flow');
      if ('refused' in applied) return contact;
      await saveValues(work, contact, applied.contact);
      return applied.contact;
    }
    case 'wait':
      await waitInFlow(work, contact.id, effect.ms);
      return contact;
    case 'leave': {
      const arrived = await leaveFlow(work, contact, entryPointId, effect.exit);
      if (arrived !== null) await beginFlow(work, arrived.contact, arrived.entryPointId, arrived.visits);
      return contact;
    }
    default:
      return unreachable(effect);
  }
}
