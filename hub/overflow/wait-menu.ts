import {type Contact, customerOf, isJoined, lastAgentOf} from '../../src/domain/contact.ts';
import {isPromised, waitsOnTheLine} from '../../src/domain/contact-callback.ts';
import {isInFlow} from '../../src/domain/contact-flow.ts';
import {isCallable} from '../../src/domain/callback-customer.ts';
import {EMERGENCY_COUNTRIES} from '../../src/domain/emergency-numbers.ts';
import {type PromptLanguage, promptLanguageOf} from '../../src/domain/prompts.ts';
import {unreachable} from '../../src/domain/unreachable.ts';
import {beginVoicemail} from '../../src/domain/voicemail.ts';
import {
  type WaitMenuEffect,
  type WaitMenuEvent,
  beginFarewell,
  beginMenu,
  menuPrompts,
  transitionWaitMenu,
} from '../../src/domain/wait-menu.ts';
import {countCallback} from '../callbacks/callback-figures.ts';
import {promiseCallback} from '../callbacks/promise-callback.ts';
import {applyToContact} from '../contacts/apply.ts';
import {isLateWord} from '../prompts/late-word.ts';
import {soundOfPrompt} from '../prompts/prompt-store.ts';
import type {Work} from '../store/unit-of-work.ts';
import {beginVoicemail as beginRecording, stopVoicemail} from '../voicemail/voicemail-store.ts';
import {type StoredMenu, endMenu, endOverflow, readMenu, saveMenu, waitInMenu} from './overflow-store.ts';

/** [DC-10] From now on the caller is asked, unless they are already, or cannot be called back. @param afterMs until the first time */
export async function offerCallback(
  work: Work,
  contact: Contact,
  {closed, afterMs}: {readonly closed: boolean; readonly afterMs: number},
): Promise<void> {
  if (!mayBeCalledBack(work, contact) || (await readMenu(work, contact.id)) !== null) return;
  const queueId = contact.queue?.id ?? null;
  await saveMenu(work, contact.id, {queueId, language: languageOf(work, contact), closed, menu: beginMenu(work.now)});
  await waitInMenu(work, contact.id, afterMs);
}

/** They are told that nobody will speak to them, as soon as they can hear it, and the call ends. */
export function turnAway(work: Work, contact: Contact, closed: boolean): Promise<void> {
  return leadOut(work, contact, {queueId: null, closed, menu: beginFarewell(work.now)});
}

/** [VX-1] They are asked to leave a message for their queue, and the call ends. */
export function takeMessage(work: Work, contact: Contact, closed: boolean): Promise<void> {
  return leadOut(work, contact, {queueId: contact.queue?.id ?? null, closed, menu: beginVoicemail(work.now)});
}

async function leadOut(work: Work, contact: Contact, stored: Omit<StoredMenu, 'language'>): Promise<void> {
  const applied = await applyToContact(work, contact, {type: 'turn-away', announcement: null}, null, 'overflow');
  if ('refused' in applied || !applied.changed) return;
  await endOverflow(work, contact.id);
  await saveMenu(work, contact.id, {...stored, language: languageOf(work, contact)});
  const customer = customerOf(applied.contact);
  if (isJoined(customer) && customer.leg?.status === 'connected')
    await stepWaitMenu(work, applied.contact, {type: 'leg-connected'});
}

function mayBeCalledBack({settings}: Work, contact: Contact): boolean {
  const party = customerOf(contact)?.party;
  const address = party?.kind === 'customer' ? party.address : '';
  return waitsOnTheLine(contact) && isCallable(address, settings.country, EMERGENCY_COUNTRIES);
}

function languageOf({settings}: Work, {variables}: Contact): PromptLanguage {
  const {languageVariable} = settings.callbacks;
  return promptLanguageOf(variables.find(({name, secure}) => name === languageVariable && !secure)?.value);
}

/**
 * Tells a caller's menu what happened. A menu of who does not wait there any more is over.
 * @param contact locked
 */
export async function stepWaitMenu(work: Work, contact: Contact, event: WaitMenuEvent): Promise<void> {
  const stored = await readMenu(work, contact.id);
  if (stored === null) return;
  if (isLedOn(contact, stored)) return event.type === 'time-out' ? waitInMenu(work, contact.id, LED_ON_MS) : undefined;
  if (!isConcerned(contact, stored)) return endMenu(work, contact.id);
  if (event.type === 'sound-ended' && isLateWord(contact, work.now)) return;
  const {closed, language} = stored;
  const prompts = menuPrompts(closed);
  const facts = {
    now: work.now,
    ringing: contact.status === 'offered',
    offer: await soundOfPrompt(work, prompts.offer, language),
    goodbye: await soundOfPrompt(work, prompts.goodbye, language),
    farewell: await soundOfPrompt(work, prompts.farewell, language),
    voicemail: {
      now: work.now,
      greeting: await soundOfPrompt(work, prompts.greeting, language),
      thanks: await soundOfPrompt(work, prompts.thanks, language),
      longestMs: work.settings.voicemail.longestMs,
    },
  };
  const taken = transitionWaitMenu(stored.menu, event, facts, work.settings.callbacks.menu);
  if (taken === null) return;
  if (taken.menu === null) await endMenu(work, contact.id);
  else await saveMenu(work, contact.id, {...stored, menu: taken.menu});
  let present = contact;
  for (const effect of taken.effects) present = await perform(work, present, effect, stored.queueId);
}

function isConcerned(contact: Contact, {queueId, menu}: StoredMenu): boolean {
  switch (menu.step) {
    case 'goodbye':
      return isPromised(contact);
    case 'farewell':
    case 'greeting':
    case 'tone':
    case 'recording':
    case 'thanks':
      return isInFlow(contact);
    default:
      return waitsOnTheLine(contact) && contact.queue?.id === queueId;
  }
}

/** A number is being rung for them, or answers: they may be back. */
function isLedOn(contact: Contact, {queueId}: StoredMenu): boolean {
  return contact.status === 'connected' && contact.queue?.id === queueId && lastAgentOf(contact) === null;
}

const LED_ON_MS = 30_000;

/** @param queueId for which it is, also when the contact has left it */
async function perform(work: Work, contact: Contact, effect: WaitMenuEffect, queueId: string | null): Promise<Contact> {
  switch (effect.type) {
    case 'announce': {
      const announcement = effect.sound === null ? null : {sound: effect.sound, startedAtMs: work.now};
      return change(work, contact, {type: 'announce', announcement});
    }
    case 'wait':
      await waitInMenu(work, contact.id, effect.ms);
      return contact;
    case 'count-offer':
      if (contact.queue !== null) await countCallback(work, contact.queue.id, 'offered');
      return contact;
    case 'promise':
      await endOverflow(work, contact.id);
      return promiseCallback(work, contact, {sound: effect.sound, startedAtMs: work.now});
    case 'release':
      return change(work, contact, {type: 'release-line'});
    case 'record':
      if (queueId !== null) await beginRecording(work, contact, queueId);
      return contact;
    case 'stop-recording':
      await stopVoicemail(work, contact.id);
      return contact;
    case 'end':
      return change(work, contact, {type: 'end-by-flow'});
    default:
      return unreachable(effect);
  }
}

async function change(work: Work, contact: Contact, action: Parameters<typeof applyToContact>[2]): Promise<Contact> {
  const announce = action.type === 'end-by-flow' ? 'ContactEnded' : null;
  const applied = await applyToContact(work, contact, action, announce, 'overflow');
  return 'refused' in applied ? contact : applied.contact;
}
