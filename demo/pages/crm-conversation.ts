import {type ConversationView, ask, stateWords, threadOf} from './conversation-client.ts';
import type {Account} from './crm-accounts.ts';

const POLL_MS = 1_500;
/** Nothing more can be said in it. */
const FINISHED = ['wrap-up', 'ended'];

let shown: string | null = null;

/** The conversation a link of the other system leads to; null for any other link. */
export function conversationOf(link: string | null): string | null {
  const url = link === null ? null : URL.parse(link);
  return url?.origin === location.origin && url.pathname === '/messages.html'
    ? url.searchParams.get('conversation')
    : null;
}

/** The CRM's own screen for a conversation: the thread, and where the agent answers. @returns who wrote */
export async function showConversation(id: string): Promise<ConversationView['customer']> {
  shown = id;
  const conversation = await ask<ConversationView>(`/${id}`);
  // Of several that were accepted at once the last one asked for stays.
  if (shown === id) draw(conversation);
  void follow(id);
  return conversation.customer;
}

export function findByAddress(accounts: readonly Account[], address: string): Account | undefined {
  return accounts.find(({details}) => details['E-mail'] === address);
}

async function follow(id: string): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  if (shown !== id) return;
  try {
    draw(await ask<ConversationView>(`/${id}`));
  } catch {
    write('conversation-state', 'The conversations cannot be reached just now.');
  }
  void follow(id);
}

let drawn = '';

function draw(conversation: ConversationView): void {
  const picture = JSON.stringify(conversation);
  if (picture === drawn) return;
  drawn = picture;
  const card = document.getElementById('conversation');
  if (card === null) return;
  card.hidden = false;
  write('conversation-title', conversation.subject);
  write('conversation-state', stateWords(conversation));
  document.getElementById('thread')?.replaceChildren(...threadOf(conversation));
  const reply = document.getElementById('reply');
  if (reply !== null) reply.hidden = conversation.over || FINISHED.includes(conversation.status);
}

function write(id: string, text: string): void {
  const target = document.getElementById(id);
  if (target === null) return;
  target.textContent = text;
  target.dir = 'auto';
}

/** Connects the answer box; once, when the page is loaded. */
export function connectReply(): void {
  const form = document.querySelector<HTMLFormElement>('#reply');
  const text = document.querySelector<HTMLTextAreaElement>('#reply-text');
  form?.addEventListener('submit', (event) => {
    event.preventDefault();
    if (text === null || shown === null) return;
    void ask<ConversationView>(`/${shown}/messages`, {from: 'agent', text: text.value}).then(
      (conversation) => {
        text.value = '';
        draw(conversation);
      },
      (error: unknown) => write('conversation-state', error instanceof Error ? error.message : 'That did not work.'),
    );
  });
}
