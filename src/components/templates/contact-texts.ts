import type {Contact, Variable} from '../../domain/contact.ts';
import {customerOf} from '../../domain/contact.ts';
import type {ContactLabel} from '../../domain/contact-label.ts';
import {maskAddress} from '../../domain/popover-variables.ts';
import {isWebAddress} from '../../domain/web-address.ts';
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
  'consult-requested': {icon: 'consult', tone: 'accent'},
  consulting: {icon: 'consult', tone: 'positive'},
  'consult-on-hold': {icon: 'pause', tone: 'warning'},
  conference: {icon: 'conference', tone: 'positive'},
  'post-call': {icon: 'phone-end', tone: 'after'},
  listening: {icon: 'sound', tone: ''},
  speaking: {icon: 'mic', tone: 'positive'},
  'wrap-up': {icon: 'note', tone: 'after'},
  ended: {icon: 'phone-end', tone: ''},
  reconnecting: {icon: 'offline', tone: 'warning'},
};

/** The customer's number or address, as the agent may see it; null when there is none. */
export function customerAddress(contact: Contact, masked: boolean, strings: Strings): string | null {
  const party = customerOf(contact)?.party;
  if (party === undefined || party.kind === 'agent' || party.address === '') return null;
  return addressText(masked ? maskAddress(party.address) : party.address, strings);
}

/** An address as people read it: a call from a web page has no number, and says so. */
export function addressText(address: string, strings: Strings): string {
  return isWebAddress(address) ? strings.common.webCall : address;
}

/** The customer's name; the number where there is no name. A number that stands in place of a name is masked like one. */
export function customerName(contact: Contact, masked: boolean, strings: Strings): string {
  const party = customerOf(contact)?.party;
  const name = party === undefined || party.name === null || party.name.trim() === '' ? null : party.name;
  if (name === null) return customerAddress(contact, masked, strings) ?? strings.common.unknownCaller;
  return masked && isNumber(name) ? maskAddress(name) : name;
}

/** Of whoever was rung by a number: their name, or the number as the agent may see it. */
export function nameOrNumber(
  {name, address}: {readonly name: string | null; readonly address: string},
  masked: boolean,
): string {
  return name ?? (masked ? maskAddress(address) : address);
}

/** A variable's value as the agent may see it: the customer's own number among them is masked too ([PO-22]). */
export function variableValue({value}: Variable, contact: Contact, masked: boolean): string | null {
  if (value === null || !masked || !isNumber(value)) return value;
  const party = customerOf(contact)?.party;
  const address = party === undefined || party.kind === 'agent' ? '' : party.address;
  return lastDigits(value) === lastDigits(address) ? maskAddress(value) : value;
}

/** Seven digits and more, and nothing but what numbers are written with. */
function isNumber(text: string): boolean {
  return /^[\d\s+().\-/]+$/.test(text) && text.replaceAll(/\D/g, '').length >= 7;
}

function lastDigits(text: string): string {
  return text.replaceAll(/\D/g, '').slice(-4);
}

export function channelIcon(contact: Contact): IconName {
  if (contact.channel !== 'voice') return contact.channel;
  if (contact.kind === 'callback') return 'callback';
  return contact.direction === 'inbound' ? 'phone-in' : 'phone-out';
}
