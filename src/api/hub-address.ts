/** Below the hub's own address, which may have a path behind a proxy. */
export function hubAddress(hubUrl: string, path: string): string {
  const url = new URL(hubUrl);
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}${path}`;
}
