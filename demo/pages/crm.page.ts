import {ACCOUNTS, findByNumber, findByText} from './crm-accounts.ts';
import {connectReply, conversationOf, findByAddress, showConversation} from './crm-conversation.ts';
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

connectReply();

/** A contact was answered: open the caller's record, once, and leave the agent's focus where it is. */
document.addEventListener('cordboard-offer-accepted', (event) => {
  const caller = callerOf(event);
  if (caller === null || linkOf(event) !== null) return;
  const known = findByNumber(caller.number);
  showAccount(known ?? unknownAccount(caller.number, caller.name));
  say(
    known === undefined
      ? 'New caller: no account has this number yet.'
      : `Opened because ${known.name} is on the line.`,
  );
});

/** A conversation of the company's own system is to be shown: this page does, so no window of its own is needed. */
document.addEventListener('cordboard-screen-pop', (event) => {
  const conversation = conversationOf(linkOf(event));
  if (conversation === null) return;
  event.preventDefault();
  void showConversation(conversation).then(
    ({name, address}) => {
      const known = findByAddress(ACCOUNTS, address);
      showAccount(known ?? unknownAccount(address, name));
      say(`Opened because ${name} wrote.`);
    },
    () => say('The conversation cannot be reached just now.'),
  );
});

/** Of a contact that was answered, or of the event that asks for its screen. */
function linkOf(event: Event): string | null {
  if ('link' in event && typeof event.link === 'string') return event.link;
  if (!('contact' in event) || typeof event.contact !== 'object' || event.contact === null) return null;
  return 'link' in event.contact && typeof event.contact.link === 'string' ? event.contact.link : null;
}

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
