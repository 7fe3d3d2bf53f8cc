import type {IncomingHttpHeaders} from 'node:http';
import {BlockList, isIP} from 'node:net';
import {isIn} from './loopback.ts';

export type ProxySettings = {readonly publicUrl: string | null; readonly trusted: readonly string[]};

type Asked = {
  readonly method: string | undefined;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly address: string | undefined;
};

/** How browsers write this hub's address, when it stands behind a proxy or beside other hubs. */
export class PublicAddress {
  readonly #public: URL | null;
  readonly #prefix: string;
  readonly #trusted = new BlockList();

  constructor({publicUrl, trusted}: ProxySettings) {
    this.#public = publicUrl === null ? null : new URL(publicUrl);
    this.#prefix = this.#public === null ? '' : this.#public.pathname.replace(/\/+$/, '');
    for (const each of trusted) {
      const [address = '', bits] = each.split('/');
      const family = isIP(address) === 4 ? 'ipv4' : 'ipv6';
      this.#trusted.addSubnet(address, Number(bits ?? (family === 'ipv4' ? 32 : 128)), family);
    }
  }

  /** The path as the hub knows it, whether the proxy took the prefix away or not. */
  withoutPrefix(url: string): string {
    if (this.#prefix === '' || !url.startsWith(this.#prefix)) return url;
    const rest = url.slice(this.#prefix.length);
    if (rest === '' || rest.startsWith('?')) return `/${rest}`;
    return rest.startsWith('/') ? rest : url;
  }

  /**
   * Where a negotiation is to go on: at this hub's own address when it came by another name, such as one for all hubs,
   * since its socket must come to this hub too. Null: here.
   */
  elsewhere({method, url, headers, address}: Asked): string | null {
    const [path = ''] = url.split('?');
    if (this.#public === null || method !== 'POST' || !path.endsWith('/negotiate')) return null;
    const {host} = this.#public;
    if (sameHost(this.#hostOf(headers, address), host)) return null;
    return `${this.#public.origin}${this.#prefix}${path.slice(0, -'/negotiate'.length)}`;
  }

  /** What the browser wrote: a proxy's word for it counts when the proxy is trusted. */
  #hostOf(headers: IncomingHttpHeaders, address: string | undefined): string {
    const told = headers['x-forwarded-host'];
    const forwarded = (Array.isArray(told) ? told[0] : told)?.split(',')[0]?.trim();
    return forwarded !== undefined && isIn(this.#trusted, address ?? '') ? forwarded : (headers.host ?? '');
  }
}

/** The port that a scheme has anyway may be left out. */
function sameHost(one: string, other: string): boolean {
  const plain = (host: string) => host.toLowerCase().replace(/:(80|443)$/, '');
  return plain(one) === plain(other);
}
