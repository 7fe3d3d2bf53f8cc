import type {Contact} from '../../src/domain/contact.ts';
import {NOW, SETTINGS, connectedContact, dialledContact, ringing} from './component-contacts.ts';
import type {FakeSession} from './fake-session.ts';

type Scene = (session: FakeSession) => void;

/** As the hub tells a desk under data protection. */
export const TELEPHONE = '•••• 0160';

/** The agent's own leg is at their telephone, which rings or is picked up. */
export function atTelephone(contact: Contact, status: 'ringing' | 'connected', lostAt: number | null = null): Contact {
  return {
    ...contact,
    participants: contact.participants.map((each) =>
      each.status === 'joined' && each.party.kind === 'agent'
        ? {...each, lostAt, leg: {id: 'leg-telephone', kind: 'trunk', epoch: 0, status}}
        : each,
    ),
  };
}

function telephone(session: FakeSession): void {
  session.settings.set({...SETTINGS, desk: {...SETTINGS.desk, telephone: TELEPHONE}});
}

function inCall(contact: Contact, rings: boolean): Scene {
  return (session) => {
    telephone(session);
    session.contactList.set([contact]);
    const placing = contact.status === 'dialling';
    session.voiceState.set({status: 'telephone', contactId: contact.id, ringing: rings, placing});
  };
}

/** An agent whose device is a telephone, by what it does. */
export const TELEPHONE_SCENES: Readonly<Record<string, Scene>> = {
  telephone,
  'telephone-offer': (session) => {
    telephone(session);
    session.ringing.set([ringing()]);
  },
  'telephone-pick-up': inCall(atTelephone(connectedContact(), 'ringing'), true),
  'telephone-talking': inCall(atTelephone(connectedContact(), 'connected'), false),
  'telephone-hung-up': inCall(atTelephone(connectedContact(), 'ringing', NOW - 2_000), true),
  'telephone-placing': inCall(atTelephone(dialledContact(), 'ringing'), true),
};
