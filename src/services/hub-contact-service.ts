import type {HubEvent, Snapshot} from '../api/wire/events.ts';
import {type Contact, participantOfAgent} from '../domain/contact.ts';
import type {Commands} from './commands.ts';
import {outcomeOf} from './outcome.ts';
import type {ContactService, Outcome} from './ports.ts';
import {type Store, WritableStore} from './store.ts';

/** The contacts in the agent's hands: talking, dialling, wrapping up. */
export class HubContactService implements ContactService {
  readonly #commands: Commands;
  readonly #contacts = new WritableStore<readonly Contact[]>([]);
  #agentId = '';

  constructor(commands: Commands) {
    this.#commands = commands;
  }

  get contacts(): Store<readonly Contact[]> {
    return this.#contacts;
  }

  hold(contactId: string): Promise<Outcome> {
    return outcomeOf(this.#commands.send('HoldContact', {contactId}));
  }

  resume(contactId: string): Promise<Outcome> {
    return outcomeOf(this.#commands.send('ResumeContact', {contactId}));
  }

  mute(contactId: string): Promise<Outcome> {
    return outcomeOf(this.#commands.send('MuteContact', {contactId}));
  }

  unmute(contactId: string): Promise<Outcome> {
    return outcomeOf(this.#commands.send('UnmuteContact', {contactId}));
  }

  end(contactId: string): Promise<Outcome> {
    return outcomeOf(this.#commands.send('EndContact', {contactId}));
  }

  sendDigits(contactId: string, digits: string): Promise<Outcome> {
    return outcomeOf(this.#commands.send('SendDigits', {contactId, digits}));
  }

  extendWrapUp(contactId: string): Promise<Outcome> {
    return outcomeOf(this.#commands.send('ExtendWrapUp', {contactId}));
  }

  submitWrapUp(contactId: string, reasonId: string, note: string): Promise<Outcome> {
    return outcomeOf(this.#commands.send('SubmitWrapUp', {contactId, reasonId, note}));
  }

  handleSnapshot({agent, contacts}: Snapshot): void {
    this.#agentId = agent.id;
    this.#contacts.set(contacts.filter((contact) => this.#isMine(contact)));
  }

  handleEvent(event: HubEvent): void {
    if (event.type === 'ContactReleased') this.#drop(event.contactId);
    else if ('contact' in event && event.type !== 'ContactOffered') this.#take(event.contact);
  }

  handleSignedOut(): void {
    this.#contacts.set([]);
  }

  #take(contact: Contact): void {
    if (!this.#isMine(contact)) return this.#drop(contact.id);
    const known = this.#contacts.value.find((each) => each.id === contact.id);
    if (known === undefined) this.#contacts.set([...this.#contacts.value, contact]);
    else if (contact.version >= known.version) {
      this.#contacts.set(this.#contacts.value.map((each) => (each === known ? contact : each)));
    }
  }

  #drop(contactId: string): void {
    this.#contacts.set(this.#contacts.value.filter((each) => each.id !== contactId));
  }

  #isMine(contact: Contact): boolean {
    return participantOfAgent(contact, this.#agentId) !== undefined;
  }
}
