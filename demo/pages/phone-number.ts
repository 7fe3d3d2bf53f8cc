import {ACCOUNTS} from './crm-accounts.ts';

const KEY = 'cordboard-demo-number';
const CLAIM = 'cordboard-demo-number-key:';

/**
 * The number of this tab: kept over reloads, the one that its address asks for (`?number=911`), or else another one in
 * each tab as long as there are callers the CRM knows. A lock that lives as long as the page tells which are in use.
 */
export async function claimNumber(): Promise<string> {
  const asked = new URLSearchParams(location.search).get('number');
  // The tab has it from here on: a person may choose another, and reload.
  if (asked !== null) history.replaceState(null, '', location.pathname);
  const own = asked ?? sessionStorage.getItem(KEY);
  if (own !== null) {
    keepNumber(own);
    await claim(own);
    return own;
  }
  for (const {number} of ACCOUNTS) {
    if (!(await claim(number))) continue;
    keepNumber(number);
    return number;
  }
  const random = `+1201555${1000 + Math.floor(Math.random() * 9000)}`;
  keepNumber(random);
  return random;
}

export function keepNumber(number: string): void {
  sessionStorage.setItem(KEY, number);
}

function claim(number: string): Promise<boolean> {
  return new Promise((resolve) => {
    void navigator.locks.request(`cordboard-demo-number:${number}`, {ifAvailable: true}, (lock) => {
      resolve(lock !== null);
      // Held until the page goes away.
      return lock === null ? undefined : new Promise(() => undefined);
    });
  });
}

/** With it the network gives a number back to this browser, also after its tab was closed. */
export function keyOf(number: string): string | null {
  return localStorage.getItem(`${CLAIM}${number}`);
}

export function keepKey(number: string, key: string): void {
  localStorage.setItem(`${CLAIM}${number}`, key);
}
