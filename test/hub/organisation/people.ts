import {type TestDesk, connectDesk} from '../../support/desk-client.ts';
import type {TestHub, TokenClaims} from '../../support/test-hub.ts';

/** A desk of somebody the sign-in service says more of than their subject and name. */
export async function signedIn(
  hub: TestHub,
  subject: string,
  claims: TokenClaims = {},
  at = hub.url,
): Promise<TestDesk> {
  const token = await hub.issuer.token(subject, {name: subject, ...claims});
  return connectDesk({url: at, issuer: {...hub.issuer, token: async () => token}}, subject);
}

export async function agentIdOf(hub: TestHub, subject: string): Promise<string> {
  const [row] = await hub.query<{id: string}>('select id from agent where subject = $1', [subject]);
  if (row === undefined) throw new TypeError(`nobody signed in as ${subject}`);
  return row.id;
}
