import {PEOPLE} from '../sign-in/people.ts';

/** As Teams names them; the base ones only. */
export type TeamsAvailability =
  | 'Available'
  | 'AvailableIdle'
  | 'Away'
  | 'BeRightBack'
  | 'Busy'
  | 'BusyIdle'
  | 'DoNotDisturb'
  | 'Offline'
  | 'PresenceUnknown';

/** A user of Northwind's directory, with the properties that its pages show. */
export type Colleague = {
  readonly id: string;
  readonly displayName: string;
  readonly jobTitle: string | null;
  readonly department: string | null;
  readonly businessPhones: readonly string[];
  readonly mobilePhone: string | null;
  readonly mail: string | null;
  readonly userPrincipalName: string;
  readonly accountEnabled: boolean;
};

type Row = readonly [name: string, title: string | null, department: string | null, phone: string | null];

/**
 * Everybody beside the agents. Numbers are written as people write them, which no directory is spared; those from 0140
 * on are in the organisation's address book too, so that the demo's telephones can answer them.
 */
const ROWS: readonly Row[] = [
  ['Adaeze Nwosu', 'Shift lead', 'Front office', '+1 201-555-0140'],
  ['Bartosz Łoziński', 'Field crew lead', 'Field service', '+12015550141'],
  ['Carmen Ibáñez', 'Field crew lead', 'Field service', '+1 (201) 555-0157'],
  ['Emil Sørensen', 'Network planner', 'Network planning', '(201) 555-0143'],
  ['Françoise Léger', 'Key account manager', 'Sales', '201-555-0144'],
  ['Hannah Weiß', 'Billing systems engineer', 'Billing', '+1.201.555.0145'],
  ['Kenji Mori', 'Meter data analyst', 'Meters and grid data', '+1 2015550146'],
  ['Omar Farouk', 'Safety officer', 'Safety', '+1 201 555 0148'],
  ['Priya Raman', 'Credit controller', 'Billing', '+1-201-555-0149'],
  ['Tomáš Dvořák', 'Workshop lead', 'Field service', '+1 (201) 555-0150'],
  ['Aiko Tanaka', 'Tariff specialist', 'Billing', '+1 201 555 0151'],
  ['Daniel O’Brien', 'Gas engineer', 'Field service', '+1 201 555 0152'],
  ['Fatima Zahra Idrissi', 'Translator', 'Front office', '+1 201 555 0153'],
  ['Grace Mensah', 'Lawyer', 'Legal', '+1 201 555 0154'],
  ['Ivan Petrenko', 'Solar engineer', 'Solar and storage', '+1 201 555 0155'],
  ['Julia Brandt', 'Press officer', 'Communication', '+44 (0)20 7946 0018'],
  // Without a work number: a search must not offer them.
  ['Lars Holm', 'Meter reader', 'Meters and grid data', null],
  ['Mei-Ling Chen', 'Apprentice', 'Field service', null],
  ['Billing printer', null, 'Billing', null],
  // Has left: the account is closed.
  ['Victor Hugo Almeida', 'Billing clerk', 'Billing', '+1 201 555 0156'],
];

const LEFT = 'Victor Hugo Almeida';

/** What a day looks like; each person is at another place of it. */
const DAY: readonly TeamsAvailability[] = [
  'Available',
  'Busy',
  'Available',
  'DoNotDisturb',
  'AvailableIdle',
  'Away',
  'BusyIdle',
  'BeRightBack',
  'Available',
  'Offline',
  'PresenceUnknown',
];
const CHANGE_MS = 60_000;

export const COLLEAGUES: readonly Colleague[] = [
  ...ROWS.map(([displayName, jobTitle, department, phone], index): Colleague => {
    const address = `${plain(displayName)}@northwind.example`;
    return {
      id: `7a1c0000-0000-4000-8000-${String(index + 1).padStart(12, '0')}`,
      displayName,
      jobTitle,
      department,
      businessPhones: phone === null ? [] : [phone],
      mobilePhone: null,
      mail: jobTitle === null ? null : address,
      userPrincipalName: address,
      accountEnabled: displayName !== LEFT,
    };
  }),
  // The agents are of the house too, but are reached through their desks.
  ...PEOPLE.map(({subject, name, email}): Colleague => {
    const outsider = name === 'Noor Haddad';
    const administrator = name === 'Priya Raman';
    return {
      id: subject,
      displayName: name,
      jobTitle: outsider ? 'Accountant' : administrator ? 'Systems administrator' : 'Customer agent',
      department: outsider ? 'Finance' : administrator ? 'IT' : 'Front office',
      businessPhones: outsider ? ['+1 201 555 0147'] : [],
      mobilePhone: null,
      mail: email,
      userPrincipalName: email,
      accountEnabled: true,
    };
  }),
];

/** Changes each minute, so that a list that was refreshed shows it. */
export function availabilityOf(id: string, now: number): TeamsAvailability | null {
  const index = COLLEAGUES.findIndex((each) => each.id === id);
  return index === -1 ? null : (DAY[(index + Math.floor(now / CHANGE_MS)) % DAY.length] ?? null);
}

function plain(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/[^\p{L}\p{Nd} ]/gu, '')
    .toLowerCase()
    .replaceAll(' ', '.');
}
