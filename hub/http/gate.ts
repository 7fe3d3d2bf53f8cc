import {createHash, timingSafeEqual} from 'node:crypto';
import type {IncomingHttpHeaders} from 'node:http';
import {isLoopback} from './loopback.ts';

/** Who may see what only the operator should: who has the token; without one, this machine. */
export type Gate = {
  /** Null: nobody from elsewhere. */
  readonly token: string | null;
  /** Behind a proxy every caller seems to be this machine, so that without a token nobody is let in. */
  readonly behindProxy: boolean;
};

export type Caller = {readonly headers: IncomingHttpHeaders; readonly address: string | undefined};

export type Admission = 'admitted' | 'token-needed' | 'this-machine-only';

/**
 * Judges a caller. The token comes as `Authorization: Bearer …`, or as the password of `Basic …`, which browsers ask a
 * person for.
 */
export function admit({token, behindProxy}: Gate, caller: Caller): Admission {
  if (token !== null) return sameSecret(given(caller.headers.authorization), token) ? 'admitted' : 'token-needed';
  return !behindProxy && comesFromHere(caller) ? 'admitted' : 'this-machine-only';
}

/**
 * From a program of this machine, and by this machine's name: a page elsewhere whose name was made to mean 127.0.0.1 gets
 * nothing (DNS rebinding), nor does whoever a proxy speaks for.
 */
function comesFromHere({headers, address}: Caller): boolean {
  const proxied = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'].some((name) => headers[name] !== undefined);
  if (proxied || !isLoopback(address ?? '')) return false;
  const {hostname} = URL.parse(`http://${headers.host ?? ''}`) ?? {hostname: ''};
  return hostname === 'localhost' || isLoopback(hostname.replace(/^\[|\]$/g, ''));
}

function given(authorization: string | undefined): string {
  const [scheme = '', value = ''] = (authorization ?? '').split(' ');
  if (/^bearer$/i.test(scheme)) return value;
  if (!/^basic$/i.test(scheme)) return '';
  const pair = Buffer.from(value, 'base64').toString('utf8');
  return pair.slice(pair.indexOf(':') + 1);
}

/** In the same time whatever was given. */
function sameSecret(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
