/** Machines that are this one: a page there needs no certificate. */
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * A link the agent's desk may open: a page of a host the operator lists, by https, or without it on this machine itself.
 * Nothing else is let through, above all no `javascript:`.
 * @param hosts such as `crm.example.com`, `*.example.com` or `localhost:7402`; without a port any port of it
 */
export function isAllowedLink(link: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(link)) return false;
  const {protocol, host, hostname, username, password} = new URL(link);
  const safe = protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname));
  if (!safe || username !== '' || password !== '') return false;
  return hosts.some((each) => {
    const allowed = each.toLowerCase();
    if (allowed.startsWith('*.')) return hostname.endsWith(allowed.slice(1)) && hostname.length >= allowed.length;
    return allowed === host || allowed === hostname;
  });
}

export function isLoopbackHost(hostname: string): boolean {
  return LOOPBACK.test(hostname);
}
