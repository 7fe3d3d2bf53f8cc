import {HubClient} from '../../../src/api/hub-client.ts';
import {SdkError} from '../../../src/api/errors.ts';
import type {CommandBodies, CommandName} from '../../../src/api/wire/commands.ts';
import type {HubEvent, Snapshot} from '../../../src/api/wire/events.ts';
import {type Contact, participantOfAgent} from '../../../src/domain/contact.ts';
import {type Offer, isOpen} from '../../../src/domain/offer.ts';
import type {TestIssuer} from '../../support/test-hub.ts';
import type {Answer, Ledger} from './ledger.ts';

type Given = {readonly urls: readonly string[]; readonly issuer: TestIssuer; readonly ledger: Ledger};

/** One desk of one agent: the SDK's own client, and the state it builds from what it is sent. */
export class HistoryAgent {
  readonly name: string;
  readonly #given: Given;
  #client: HubClient | null = null;
  #agentId = '';
  #seq = 0;
  #opening: Promise<void> = Promise.resolve();
  #arrived = Promise.withResolvers<void>();
  readonly offers = new Map<string, Offer>();
  readonly contacts = new Map<string, Contact>();
  /** Sentences about events that came out of order. */
  readonly complaints: string[] = [];

  constructor(name: string, given: Given) {
    this.name = name;
    this.#given = given;
  }

  get id(): string {
    return this.#agentId;
  }

  get ringing(): readonly Offer[] {
    return [...this.offers.values()];
  }

  /** The contacts in this agent's hands. */
  get held(): readonly Contact[] {
    return [...this.contacts.values()].filter((each) => participantOfAgent(each, this.#agentId) !== undefined);
  }

  /** Opens the desk, or opens it anew as a reload does: nothing of the old page is known. */
  open(): Promise<void> {
    // Reloaded twice at the same moment it is loaded twice, one after the other: the last page is the one that stays.
    this.#opening = this.#opening.then(() => this.#openAnew());
    return this.#opening;
  }

  async #openAnew(): Promise<void> {
    await this.close();
    this.#arrived = Promise.withResolvers();
    const client: HubClient = new HubClient({
      hubUrls: this.#given.urls,
      deskId: crypto.randomUUID(),
      getToken: () => this.#given.issuer.token(this.name, {name: this.name, expiresInS: 7 * 86_400}),
      onSnapshot: (snapshot) => this.#client === client && this.#take(snapshot),
      onEvent: (event) => this.#client === client && this.#apply(event),
      onState: () => undefined,
    });
    this.#client = client;
    client.start();
    await this.#arrived.promise;
  }

  async close(): Promise<void> {
    const client = this.#client;
    this.#client = null;
    await client?.stop();
  }

  /** Sends a command and enters what became of it. */
  async send<Name extends CommandName>(
    name: Name,
    body: CommandBodies[Name],
    subject: string,
    detail = '',
  ): Promise<Answer> {
    const answer = await this.#answer(name, body);
    this.#given.ledger.add({actor: this.name, name, subject, detail, answer});
    return answer;
  }

  async #answer<Name extends CommandName>(name: Name, body: CommandBodies[Name]): Promise<Answer> {
    try {
      const reply = await this.#client?.send(name, body);
      if (reply === undefined) return {status: 'unknown'};
      return reply.status === 'done' ? {status: 'done'} : reply;
    } catch (error) {
      // Lost on the way, or the page was reloaded meanwhile: whether it was done is not known here.
      if (error instanceof SdkError) return {status: 'unknown'};
      throw error;
    }
  }

  #take(snapshot: Snapshot): void {
    this.#agentId = snapshot.agent.id;
    this.#seq = snapshot.seq;
    this.offers.clear();
    this.contacts.clear();
    for (const offer of snapshot.offers) this.offers.set(offer.id, offer);
    for (const contact of snapshot.contacts) this.contacts.set(contact.id, contact);
    for (const offer of snapshot.offers) this.#show(offer);
    this.#arrived.resolve();
  }

  #apply(event: HubEvent): void {
    if (event.seq !== this.#seq + 1) this.complaints.push(`${this.name}: event ${event.seq} came after ${this.#seq}`);
    this.#seq = event.seq;
    if (event.type === 'ContactOffered') {
      this.offers.set(event.offer.id, event.offer);
      this.contacts.set(event.contact.id, event.contact);
      this.#show(event.offer);
    } else if ('offer' in event) this.#applyOffer(event.offer);
    else if ('contact' in event) this.contacts.set(event.contact.id, event.contact);
    else if (event.type === 'ContactReleased') this.contacts.delete(event.contactId);
  }

  #applyOffer(offer: Offer): void {
    if (isOpen(offer)) this.offers.set(offer.id, offer);
    else this.offers.delete(offer.id);
    if (!isOpen(offer) && offer.status !== 'accepted') this.contacts.delete(offer.contactId);
  }

  /** As the popover does it: what is on the screen is said to be. */
  #show(offer: Offer): void {
    if (offer.status !== 'connecting') return;
    void this.#client?.send('PresentOffer', {offerId: offer.id, fence: offer.fence}).catch(() => undefined);
  }
}
