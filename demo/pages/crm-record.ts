import type {Account} from './crm-accounts.ts';

/** Puts an account into the page. Text only: nothing here is ever parsed as HTML. */
export function showAccount(account: Account): void {
  write('name', account.name);
  write('account', `Account ${account.id} · customer of Northwind Utilities`);
  write('tier', account.tier);
  write(
    'face',
    account.name
      .split(' ')
      .map((part) => part.slice(0, 1))
      .join(''),
  );
  fill(
    'details',
    Object.entries(account.details).map(([term, value]) =>
      element('div', [element('dt', [term]), element('dd', [value])]),
    ),
  );
  const rows = account.cases.map((each) =>
    element(
      'tr',
      [each.id, each.subject, each.state, each.opened].map((text) => element('td', [text])),
    ),
  );
  fill('case-rows', rows.length > 0 ? rows : [element('tr', [wide('No open cases.')])]);
  fill(
    'activity',
    account.activity.map((each) => element('li', [element('time', [each.when]), each.what])),
  );
}

/** A caller whom the CRM does not know: an empty record, ready to be filled in. */
export function unknownAccount(number: string, name: string | null): Account {
  const details = {Telephone: number, Supply: 'Not known yet'};
  return {id: 'new', name: name ?? 'Unknown caller', number, tier: 'New', details, cases: [], activity: []};
}

export function say(text: string): void {
  const popped = document.getElementById('popped');
  if (popped === null) return;
  popped.textContent = text;
}

function write(id: string, text: string): void {
  const target = document.getElementById(id);
  if (target === null) return;
  target.textContent = text;
  target.dir = 'auto';
}

function fill(id: string, children: readonly HTMLElement[]): void {
  document.getElementById(id)?.replaceChildren(...children);
}

function element(tag: string, children: ReadonlyArray<Node | string>): HTMLElement {
  const made = document.createElement(tag);
  made.append(...children);
  return made;
}

function wide(text: string): HTMLElement {
  const cell = document.createElement('td');
  cell.colSpan = 4;
  cell.append(text);
  return cell;
}
