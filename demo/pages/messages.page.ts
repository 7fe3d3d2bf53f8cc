import {type ConversationView, ask, stateWords, threadOf} from './conversation-client.ts';
import {ACCOUNTS} from './crm-accounts.ts';

const POLL_MS = 1_500;
const CHANNELS = ['email', 'social', 'chat'] as const;

let chosen = new URLSearchParams(location.search).get('conversation');
let drawn = '';

function the<T extends HTMLElement>(id: string, kind: new () => T): T {
  const found = document.getElementById(id);
  if (found instanceof kind) return found;
  throw new TypeError(`there is no ${id}`);
}

function tell(text: string, bad = false): void {
  const told = the('told', HTMLParagraphElement);
  told.textContent = text;
  told.classList.toggle('bad', bad);
}

function draw(conversations: readonly ConversationView[]): void {
  const picture = JSON.stringify([conversations, chosen]);
  if (picture === drawn) return;
  drawn = picture;
  the('empty', HTMLParagraphElement).hidden = conversations.length > 0;
  the('conversations', HTMLUListElement).replaceChildren(...conversations.map(rowOf));
  const one = conversations.find(({id}) => id === chosen);
  the('one', HTMLElement).hidden = one === undefined;
  if (one === undefined) return;
  the('one-title', HTMLHeadingElement).textContent = one.subject;
  the('one-state', HTMLParagraphElement).textContent = stateWords(one);
  the('thread', HTMLOListElement).replaceChildren(...threadOf(one));
  the('say', HTMLFormElement).hidden = one.over;
}

function rowOf(conversation: ConversationView): HTMLElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.dataset['id'] = conversation.id;
  if (conversation.id === chosen) button.setAttribute('aria-current', 'true');
  const [subject, state] = [document.createElement('b'), document.createElement('small')];
  subject.textContent = conversation.subject;
  subject.dir = 'auto';
  state.textContent = `${conversation.customer.name} · ${stateWords(conversation)}`;
  state.dir = 'auto';
  button.append(subject, state);
  const row = document.createElement('li');
  row.append(button);
  return row;
}

async function refresh(): Promise<void> {
  try {
    draw(await ask<readonly ConversationView[]>(''));
  } catch (error) {
    tell(error instanceof Error ? error.message : 'The demo is not there just now.', true);
  }
}

/** Shows what is done and why something was not; the list follows at once. */
async function attempt(doing: () => Promise<string>): Promise<void> {
  try {
    tell(await doing());
  } catch (error) {
    tell(error instanceof Error ? error.message : 'That did not work.', true);
  }
  await refresh();
}

async function begin(channel: string): Promise<string> {
  const form = new FormData(the('begin', HTMLFormElement));
  const account = ACCOUNTS.find(({id}) => id === form.get('customer'));
  const customer = {name: account?.name ?? 'A customer', address: account?.details['E-mail'] ?? 'customer@example.com'};
  const {id} = await ask<ConversationView>('', {
    channel,
    customer,
    subject: form.get('subject'),
    text: form.get('text'),
  });
  chosen = id;
  return id;
}

function connect(): void {
  the('customer', HTMLSelectElement).append(...ACCOUNTS.map(({id, name}) => new Option(name, id)));
  the('begin', HTMLFormElement).addEventListener('submit', (event) => {
    event.preventDefault();
    const channel = new FormData(the('begin', HTMLFormElement)).get('channel');
    void attempt(async () => {
      await begin(typeof channel === 'string' ? channel : 'chat');
      return 'Sent. The hub looks for an agent.';
    });
  });
  the('one-of-each', HTMLButtonElement).addEventListener('click', () => {
    void attempt(async () => {
      for (const channel of CHANNELS) await begin(channel);
      return 'Sent an e-mail, a post and a chat.';
    });
  });
  the('conversations', HTMLUListElement).addEventListener('click', ({target}) => {
    const button = target instanceof Element ? target.closest('button') : null;
    if (button === null) return;
    chosen = button.dataset['id'] ?? null;
    void refresh().then(() => the('one-title', HTMLHeadingElement).focus());
  });
  the('say', HTMLFormElement).addEventListener('submit', (event) => {
    event.preventDefault();
    const said = the('said', HTMLTextAreaElement);
    void attempt(async () => {
      await ask(`/${chosen ?? ''}/messages`, {from: 'customer', text: said.value});
      said.value = '';
      return '';
    });
  });
  the('over', HTMLButtonElement).addEventListener('click', () => {
    void attempt(async () => {
      await ask(`/${chosen ?? ''}/end`, {});
      return 'The conversation is over: the agent wraps up.';
    });
  });
}

async function follow(): Promise<void> {
  await refresh();
  setTimeout(() => void follow(), POLL_MS);
}

connect();
await follow();
