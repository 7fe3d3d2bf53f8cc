import type {Contact} from '../../domain/contact.ts';
import {customerOf} from '../../domain/contact.ts';
import {isWebAddress} from '../../domain/web-address.ts';
import type {DeskSettings} from '../../services/ports.ts';
import type {Strings} from '../strings/english.ts';
import {customerAddress} from '../templates/contact-texts.ts';

/** Whether the hub knows a number to call: a chat, or a call from a web page, has none. */
export function hasNumber(contact: Contact): boolean {
  const party = customerOf(contact)?.party;
  return (
    contact.channel === 'voice' && party?.kind === 'customer' && party.address !== '' && !isWebAddress(party.address)
  );
}

/** Of whom a callback in this contact is, as far as it is known; null without a contact. */
export function customerIn(contact: Contact | undefined): {readonly name: string; readonly hasNumber: boolean} | null {
  if (contact === undefined) return null;
  const party = customerOf(contact)?.party;
  return {name: party?.kind === 'customer' ? (party.name ?? '') : '', hasNumber: hasNumber(contact)};
}

/** The number that the hub would call, as the agent may see it; null where there is none. */
export function knownNumber(contact: Contact | undefined, {desk}: DeskSettings, strings: Strings): string | null {
  if (contact === undefined || !hasNumber(contact)) return null;
  return customerAddress(contact, desk.numbersMasked, strings);
}
