import type {HubContacts} from './hub-contacts.ts';

export type Channel = 'chat' | 'email' | 'social';

export type Message = {readonly from: 'customer' | 'agent'; readonly text: string; readonly at: string};

export type Conversation = {
  readonly id: string;
  readonly channel: Channel;
  readonly customer: {readonly name: string; readonly address: string};
  readonly subject: string;
  readonly messages: readonly Message[];
  readonly over: boolean;
  readonly contactId: string;
};

export type NewConversation = Pick<Conversation, 'channel' | 'customer' | 'subject'> & {readonly text: string};

const KEPT_MAX = 100;

const ENTRY_POINTS: Readonly<Record<Channel, string>> = {chat: 'web-chat', email: 'support-mail', social: 'social'};

/** The other system: it has the conversations, and the hub has the contacts that stand for them. Nothing outlives it. */
export class Conversations {
  readonly #hub: HubContacts;
  readonly #pagesUrl: string;
  readonly #all = new Map<string, Conversation>();

  constructor(hub: HubContacts, pagesUrl: string) {
    this.#hub = hub;
    this.#pagesUrl = pagesUrl;
  }

  get newest(): readonly Conversation[] {
    return [...this.#all.values()].toReversed();
  }

  find(id: string): Conversation | undefined {
    return this.#all.get(id);
  }

  /** @throws {HubContactsError} when the hub does not take it; then there is no conversation either */
  async begin({channel, customer, subject, text}: NewConversation): Promise<Conversation> {
    const id = crypto.randomUUID();
    const contactId = await this.#hub.bring({
      externalId: id,
      channel,
      entryPoint: ENTRY_POINTS[channel],
      customer,
      subject,
      variables: {reason: subject},
      link: `${this.#pagesUrl}/messages.html?conversation=${id}`,
    });
    const begun = {id, channel, customer, subject, messages: [message('customer', text)], over: false, contactId};
    this.#all.set(id, begun);
    for (const oldest of this.#all.keys()) if (this.#all.size > KEPT_MAX) this.#all.delete(oldest);
    return begun;
  }

  say(conversation: Conversation, from: Message['from'], text: string): Conversation {
    return this.#put({...conversation, messages: [...conversation.messages, message(from, text)]});
  }

  /** The customer has what they came for: the agent's contact ends with it. */
  async end(conversation: Conversation): Promise<Conversation> {
    await this.#hub.end(conversation.contactId);
    return this.#put({...conversation, over: true});
  }

  /** What the hub says of it now: who has it, or that it waits. */
  async statusOf({contactId}: Conversation): Promise<{readonly status: string; readonly agent: string | null}> {
    return this.#hub.statusOf(contactId);
  }

  #put(conversation: Conversation): Conversation {
    this.#all.set(conversation.id, conversation);
    return conversation;
  }
}

function message(from: Message['from'], text: string): Message {
  return {from, text, at: new Date().toISOString()};
}
