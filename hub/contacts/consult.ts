import type {CommandBodies, CommandReply} from '../../src/api/wire/commands.ts';
import type {Contact} from '../../src/domain/contact.ts';
import {refusalOf} from '../../src/domain/controls.ts';
import type {Refusal} from '../../src/domain/refusal.ts';
import type {Target} from '../../src/domain/target.ts';
import {CONSULTED_WHEN, lockToAsk, openDirectOffer} from '../routing/direct-offer.ts';
import {waitForConsult} from '../routing/consult-waits.ts';
import {lockContact} from '../store/contact-store.ts';
import type {Work} from '../store/unit-of-work.ts';
import {applyToContact} from './apply.ts';
import {isCallLimitReached} from './call-limit.ts';
import {ringNumber} from './ring-number.ts';
import {askedBy, findTarget} from './targets.ts';
import {trunkLeg} from './trunk-leg.ts';

/** [CO-1] An agent asks somebody else about a contact. */
export async function consult(
  work: Work,
  {agentId}: {readonly agentId: string},
  {contactId, target: wish, holdsCustomer}: CommandBodies['Consult'],
): Promise<CommandReply<'Consult'>> {
  const contact = await lockContact(work, contactId);
  if (contact === null) return refused('contact-gone');
  const before = refusalOf(contact, agentId, 'consult');
  if (before !== null) return refused(before);
  const found = await findTarget(work, contact, wish);
  if ('refused' in found) return refused(found.refused);
  const why = await ask(work, contact, agentId, found.target, holdsCustomer);
  return why === null ? {status: 'done', result: null} : refused(why);
}

async function ask(
  work: Work,
  contact: Contact,
  agentId: string,
  target: Target,
  holdsCustomer: boolean,
): Promise<Refusal | null> {
  const conversationId = crypto.randomUUID();
  const start = async (dialled: {readonly participantId: string; readonly leg: ReturnType<typeof trunkLeg>} | null) =>
    applyToContact(
      work,
      contact,
      {type: 'consult', agentId, conversationId, target, holdsCustomer, dialled},
      'ConsultRequested',
      `agent:${agentId}`,
    );
  switch (target.kind) {
    case 'agent': {
      if (target.agentId === agentId) return 'already-here';
      const asked = await lockToAsk(work, contact, target.agentId, CONSULTED_WHEN);
      if ('refused' in asked) return asked.refused;
      const applied = await start(null);
      if ('refused' in applied) return applied.refused;
      await openDirectOffer(work, applied.contact, asked, {
        id: crypto.randomUUID(),
        purpose: 'consult',
        conversationId,
        askedBy: await askedBy(work, agentId, 'agent'),
      });
      return null;
    }
    case 'queue':
    case 'entry-point': {
      const applied = await start(null);
      if ('refused' in applied) return applied.refused;
      await waitForConsult(work, applied.contact.id, conversationId, target);
      return null;
    }
    case 'dial-number': {
      if (await isCallLimitReached(work)) return 'limit-reached';
      const dialled = {participantId: crypto.randomUUID(), leg: trunkLeg()};
      const applied = await start(dialled);
      if ('refused' in applied) return applied.refused;
      await ringNumber(work, applied.contact, dialled.leg.id, target.address);
      return null;
    }
    default:
      return target satisfies never;
  }
}

function refused(code: Refusal): {readonly status: 'refused'; readonly code: Refusal} {
  return {status: 'refused', code};
}
