/** What the other system's server says of a conversation. */
export type ConversationView = {
  readonly id: string;
  readonly channel: 'chat' | 'email' | 'social';
  readonly customer: {readonly name: string; readonly address: string};
  readonly subject: string;
  readonly messages: ReadonlyArray<{readonly from: 'customer' | 'agent'; readonly text: string; readonly at: string}>;
  readonly over: boolean;
  /** How the hub has the contact: `waiting`, `offered`, `connected`, `wrap-up`, `ended`; or `unknown`. */
  readonly status: string;
  readonly agent: string | null;
};

const CHANNELS = {chat: 'Chat', email: 'E-mail', social: 'Social network'} as const;

/** @throws {Error} with a sentence for the person */
export async function ask<T>(path: string, body?: object): Promise<T> {
  const response = await fetch(`/conversations${path}`, {
    ...(body === undefined
      ? {}
      : {method: 'POST', headers: {'content-type': 'application/json'}, body: JSON.stringify(body)}),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(typeof answer.message === 'string' ? answer.message : 'That did not work.');
  return answer;
}

export function stateWords({channel, status, agent, over}: ConversationView): string {
  const by = CHANNELS[channel];
  const who = agent ?? 'an agent';
  if (over) return `${by} · over`;
  switch (status) {
    case 'waiting':
      return `${by} · waiting for an agent`;
    case 'offered':
      return `${by} · ringing at an agent`;
    case 'connected':
      return `${by} · with ${who}`;
    case 'wrap-up':
    case 'ended':
      return `${by} · finished by ${who}`;
    default:
      return `${by} · the hub is not there just now`;
  }
}

/** Text only: nothing a customer writes is ever parsed as HTML. */
export function threadOf({messages, customer, agent}: ConversationView): HTMLElement[] {
  return messages.map(({from, text, at}) => {
    const item = document.createElement('li');
    item.className = from;
    item.dir = 'auto';
    const who = document.createElement('small');
    const time = new Intl.DateTimeFormat(undefined, {timeStyle: 'short'}).format(new Date(at));
    who.textContent = `${from === 'customer' ? customer.name : (agent ?? 'Northwind')} · ${time}`;
    item.append(who, text);
    return item;
  });
}
