import * as v from 'valibot';
import type {GraphTokens} from '../../api/graph-requests.ts';
import type {MailboxStatus} from '../../domain/emergency-readiness.ts';
import {asSdkError} from '../outcome.ts';

const SCOPE = 'Mail.Send';

/**
 * Whether the agent's own mailbox could send ([EM-6]): signed on to Microsoft Graph, with its permission for mail. Nothing is sent to find
 * out. A token that cannot be read says nothing.
 */
export async function findMailbox(tokens: GraphTokens | null): Promise<MailboxStatus> {
  if (tokens === null) return 'not-set-up';
  try {
    const scopes = scopesOf(await tokens.getToken());
    if (scopes === null) return 'unknown';
    return scopes.includes(SCOPE) ? 'ready' : 'not-allowed';
  } catch (error) {
    return asSdkError(error).code === 'sign-in-required' ? 'signed-out' : 'unknown';
  }
}

const claims = v.union([
  v.object({scp: v.string()}),
  v.pipe(
    v.object({scope: v.string()}),
    v.transform(({scope}) => ({scp: scope})),
  ),
]);

/** What a JWT permits, by its claim `scp` (Entra) or `scope` (RFC 9068); null for what is none. */
function scopesOf(token: string): readonly string[] | null {
  const payload = token.split('.')[1];
  if (payload === undefined) return null;
  try {
    const json: unknown = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')));
    const parsed = v.safeParse(claims, json);
    return parsed.success ? parsed.output.scp.split(' ') : null;
  } catch (error) {
    // Neither base64 nor JSON: a token for Graph's eyes only.
    if (error instanceof DOMException || error instanceof SyntaxError) return null;
    throw error;
  }
}
