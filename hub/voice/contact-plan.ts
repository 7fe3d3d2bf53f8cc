import {isInFlow} from '../../src/domain/contact-flow.ts';
import type {Contact} from '../../src/domain/contact.ts';
import {planMedia} from '../../src/domain/media-plan.ts';
import {planRecording} from '../../src/domain/voicemail.ts';
import {lockedDownOf} from '../emergency/emergency-store.ts';
import type {Reading} from '../store/contact-store.ts';
import {runningVoicemail} from '../voicemail/voicemail-store.ts';
import type {MediaPlan} from './media/protocol.ts';

export type ContactPlan = {
  readonly plan: MediaPlan;
  /** Agents of it whom nobody is to hear: they call for help. */
  readonly away: readonly string[];
};

/** What the media process is told of a contact that goes on. */
export async function planContact(asking: Reading, contact: Contact): Promise<ContactPlan> {
  const message = isInFlow(contact) ? await runningVoicemail(asking, contact.id) : null;
  const records = planRecording(contact, message);
  const agentIds = contact.participants.flatMap(({party}) => (party.kind === 'agent' ? [party.agentId] : []));
  // Last: who began to call for help meanwhile is not to be heard.
  const away = await lockedDownOf(asking, agentIds);
  const hears = planMedia(contact, away);
  return {plan: {contactId: contact.id, version: contact.version, hears, records}, away: [...away].toSorted()};
}
