import {ACCOUNTS, findByNumber, findByText} from './crm-accounts.ts';
import {say, showAccount, unknownAccount} from './crm-record.ts';

// The CRM's own script. It imports nothing of Cordboard: it only listens to the events that bubble out of the elements.
const [first] = ACCOUNTS;
if (first !== undefined) showAccount(first);

const options = ACCOUNTS.map((account) => {
  const option = document.createElement('option');
  option.value = account.name;
  return option;
});
document.querySelector('#accounts')?.append(...options);

const search = document.querySelector<HTMLInputElement>('#search');
search?.addEventListener('change', () => {
  const found = findByText(search.value);
  if (found !== undefined) showAccount(found);
});

/** A contact was answered: open the caller's record, once, and leave the agent's focus where it is. */
document.addEventListener('cordboard-offer-accepted', (event) => {
  const caller = callerOf(event);
  if (caller === null) return;
  const known = findByNumber(caller.number);
  showAccount(known ?? unknownAccount(caller.number, caller.name));
  say(
    known === undefined
      ? 'New caller: no account has this number yet.'
      : `Opened because ${known.name} is on the line.`,
  );
});

type Caller = {readonly number: string; readonly name: string | null};

/** Reads the event by shape, as a page without our types would. */
function callerOf(event: Event): Caller | null {
  if (!('contact' in event) || !hasParticipants(event.contact)) return null;
  const customer = event.contact.participants.find((each) => each.role === 'customer');
  const address = customer?.party?.address;
  return address === undefined ? null : {number: address, name: customer?.party?.name ?? null};
}

type Participant = {
  readonly role?: string;
  readonly party?: {readonly address?: string; readonly name?: string | null};
};

function hasParticipants(contact: unknown): contact is {readonly participants: readonly Participant[]} {
  return (
    typeof contact === 'object' && contact !== null && 'participants' in contact && Array.isArray(contact.participants)
  );
}
