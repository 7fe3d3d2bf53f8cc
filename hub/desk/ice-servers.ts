import {createHmac} from 'node:crypto';
import type {IceServer} from '../../src/api/wire/views.ts';

export type IceSettings = {readonly servers: readonly IceServer[]; readonly turnSecret: string | null};

/** A shift: the credentials of a call must not end within it. Desks ask anew for each call. */
const CREDENTIALS_LAST_MS = 12 * 3_600_000;

/**
 * The relays a desk may use. A TURN server that has no credentials of its own gets some that end, as coturn's
 * `use-auth-secret` and others check them: the name is the time they end and whom they are for, the password its HMAC
 * (draft-uberti-behave-turn-rest-00).
 * @param agentId stands in the relay's log; it says nothing about a person
 */
export function iceServersFor(
  {servers, turnSecret}: IceSettings,
  agentId: string,
  nowMs: number,
): readonly IceServer[] {
  return servers.map((server) => {
    const isRelay = server.urls.some((url) => /^turns?:/.test(url));
    if (!isRelay || server.credential !== null || turnSecret === null) return server;
    const username = `${Math.floor((nowMs + CREDENTIALS_LAST_MS) / 1_000)}:${agentId}`;
    return {...server, username, credential: createHmac('sha1', turnSecret).update(username).digest('base64')};
  });
}
