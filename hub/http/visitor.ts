import {createHash} from 'node:crypto';
import {isIPv6} from 'node:net';
import type {FastifyRequest} from 'fastify';
import type {HubStore} from '../store/hub-store.ts';
import {Problem} from './problem.ts';
import {takeRequest} from './request-rate.ts';

/**
 * Takes one of a stranger's requests of this minute.
 * @throws {Problem} `rate-limited`
 */
export async function takeOrRefuse(store: HubStore, kind: string, of: string, perMinute: number): Promise<void> {
  const waitS = await takeRequest({tx: store.db}, `${kind}:${fingerprint(of)}`, perMinute);
  if (waitS !== null) throw new Problem('rate-limited', {}, waitS);
}

/**
 * Groups of an IPv6 address that the computers of a household share, and those that a provider may give to one customer (RFC 6177). Mobile
 * networks give a /64 to each telephone, and may have thousands of them in one such network.
 */
const HOUSEHOLD_GROUPS = 4;
const CUSTOMER_GROUPS = 3;

type Visitor = Pick<FastifyRequest, 'ip'>;

/** Who asks, without keeping their address. A household's computers share the first half of an IPv6 address. */
export function callerOf({ip}: Visitor): string {
  return fingerprint(isOfIPv6(ip) ? networkOf(ip, HOUSEHOLD_GROUPS) : ip.replace(/^::ffff:/, ''));
}

/** Of which network they are who have 65,536 such halves to ask from; null: they have one address of IPv4. */
export function wideNetworkOf({ip}: Visitor): string | null {
  return isOfIPv6(ip) ? fingerprint(`${networkOf(ip, CUSTOMER_GROUPS)}/48`) : null;
}

function isOfIPv6(ip: string): boolean {
  return isIPv6(ip) && !ip.startsWith('::ffff:');
}

function networkOf(address: string, count: number): string {
  const [head = '', tail = ''] = address.split('::');
  const groups = (part: string) => (part === '' ? [] : part.split(':'));
  const [before, behind] = [groups(head), groups(tail)];
  const zeros = Array.from({length: Math.max(0, 8 - before.length - behind.length)}, () => '0');
  const whole = address.includes('::') ? [...before, ...zeros, ...behind] : before;
  return whole
    .slice(0, count)
    .map((group) => group.replace(/^0+(?=.)/, '').toLowerCase())
    .join(':');
}

function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
