import {BlockList, isIP} from 'node:net';

/** Addresses that are no public host's (IANA's special-purpose registries): this machine, the inner network, a cloud's own services. */
const NETWORKS_4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/** Of IPv6 only global unicast is public; within it what leads elsewhere by the bits of an IPv4 address is not. */
const GLOBAL_6: readonly [string, number] = ['2000::', 3];
const NETWORKS_6: readonly (readonly [string, number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const inner4 = new BlockList();
for (const [net, prefix] of NETWORKS_4) inner4.addSubnet(net, prefix, 'ipv4');
const global6 = new BlockList();
global6.addSubnet(...GLOBAL_6, 'ipv6');
const inner6 = new BlockList();
for (const [net, prefix] of NETWORKS_6) inner6.addSubnet(net, prefix, 'ipv6');

/** True for what is not an address of the public network. */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return inner4.check(address, 'ipv4');
  return family === 0 || !global6.check(address, 'ipv6') || inner6.check(address, 'ipv6');
}
