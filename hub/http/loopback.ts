import {BlockList, isIP} from 'node:net';

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/** True for an address of this machine to itself, also one of IPv4 written as IPv6. */
export function isLoopback(address: string): boolean {
  return isIn(LOOPBACK, address);
}

/** True when a list has the address; an IPv4 address may be written as IPv6 (`::ffff:10.0.0.1`). */
export function isIn(list: BlockList, address: string): boolean {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  const family = isIP(plain);
  return family !== 0 && list.check(plain, family === 4 ? 'ipv4' : 'ipv6');
}
