import type {Contact} from '../../domain/contact.ts';
import {customerOf} from '../../domain/contact.ts';
import type {ContactLabel} from '../../domain/contact-label.ts';
import {maskAddress} from '../../domain/popover-variables.ts';
import type {IconName} from '../icons/icons.ts';
import type {Strings} from '../strings/english.ts';

export type LabelLook = {readonly icon: IconName; readonly tone: '' | 'positive' | 'accent' | 'warning' | 'after'};

/** A state is a word, an icon and a colour together. */
export const LABEL_LOOKS: {readonly [label in ContactLabel]: LabelLook} = {
  ringing: {icon: 'phone-in', tone: 'accent'},
  waiting: {icon: 'clock', tone: ''},
  dialling: {icon: 'phone-out', tone: 'accent'},
  connected: {icon: 'headset', tone: 'positive'},
  'on-hold': {icon: 'pause', tone: 'warning'},
  'post-call': {icon: 'headset', tone: ''},
  'wrap-up': {icon: 'note', tone: 'after'},
  ended: {icon: 'phone-end', tone: ''},
  reconnecting: {icon: 'offline', tone: 'warning'},
};

/** The customer's number or address, as the agent may see it; null when there is none. */
export function customerAddress(contact: Contact, masked: boolean): string | null {
  const party = customerOf(contact)?.party;
  if (party === undefined || party.kind === 'agent' || party.address === '') return null;
  return masked ? maskAddress(party.address) : party.address;
}

/** The customer's name; the number where there is no name. */
export function customerName(contact: Contact, masked: boolean, strings: Strings): string {
  const name = customerOf(contact)?.party.name;
  return name ?? customerAddress(contact, masked) ?? strings.common.unknownCaller;
}

export function channelIcon(contact: Contact): IconName {
  if (contact.channel !== 'voice') return contact.channel;
  return contact.direction === 'inbound' ? 'phone-in' : 'phone-out';
}
