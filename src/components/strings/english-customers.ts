import type {CustomerFindings} from '../../services/ports.ts';

/** The words about what is kept of a customer. */
export const englishCustomers = {
  title: 'Customers’ data',
  part: 'Privacy',
  help: 'A customer may ask what is kept of them, for a copy of it, and for it to be erased. Each of these is written down, without the number.',
  number: 'Phone number',
  numberHelp: 'With country code, or as it is dialled in your country',
  find: 'Find',
  finding: 'Looking for it…',
  required: 'Enter the customer’s phone number.',
  invalid: 'This is no phone number: it has 7 to 15 digits, and is no emergency number.',
  found: (number: string) => `Kept of ${number}`,
  nothing: (number: string) => `Nothing is kept of ${number}.`,
  counts: {
    openCallbacks: 'Callbacks still to be kept',
    closedCallbacks: 'Closed callbacks',
    requests: 'Requests for a call, with what was agreed to',
    openContacts: 'Contacts that somebody is at',
    endedContacts: 'Ended contacts',
    guestContacts: 'Contacts of others in which the number was called to help',
    variables: 'Values known of contacts',
    notes: 'Notes of agents',
    voicemails: 'Messages that they left',
    deliveries: 'Messages kept for other systems',
    addressBook: 'Entries of the address book',
  } satisfies Record<keyof CustomerFindings, string>,
  addressBookHelp: 'The address book is the organisation’s: an entry is removed there.',
  export: 'Download a copy',
  exporting: 'Making the copy…',
  file: 'customer.json',
  erase: 'Erase',
  sure: (number: string) => `Erase what is kept of ${number}?`,
  sureHelp:
    'Open callbacks are cancelled, and callbacks deleted. Messages that they left are deleted. Contacts stay as figures, without name, number, values and notes. It cannot be undone.',
  eraseNow: 'Erase for good',
  keep: 'Keep it',
  erasing: 'Erasing…',
  open: 'Somebody is in contact with this customer, or finishing it. Erase again when that is over.',
  erased: (number: string) => `Erased what was kept of ${number}`,
  erasedCallbacks: (count: number) => (count === 1 ? '1 callback' : `${count} callbacks`),
  erasedContacts: (count: number) => (count === 1 ? '1 contact' : `${count} contacts`),
  erasedVoicemails: (count: number) => (count === 1 ? '1 message' : `${count} messages`),
  again: 'Another number',
};

export type CustomerWords = typeof englishCustomers;
