/** Serves the desk of the arrival section as an integrator would: from a place of its own, the CDN build in a page. */
import {once} from 'node:events';
import {type Server, createServer} from 'node:http';
import {bundleForPage} from './bundle.ts';

export class ArrivalSite {
  readonly #server: Server;
  readonly #entry: string;

  private constructor(server: Server, entry: string) {
    this.#server = server;
    this.#entry = entry;
  }

  static async start(): Promise<ArrivalSite> {
    const {entry, chunks} = await bundleForPage('src/define.ts');
    const server = createServer((request, response) => {
      const url = new URL(request.url ?? '/', 'http://local');
      const chunk = chunks.get(url.pathname.slice('/cdn/'.length));
      const type = chunk === undefined ? 'text/html; charset=utf-8' : 'text/javascript';
      response.setHeader('content-type', type).end(chunk?.code ?? pageOf(entry.fileName));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new ArrivalSite(server, entry.fileName);
  }

  get origin(): string {
    const address = this.#server.address();
    if (typeof address !== 'object' || address === null) throw new Error(`${this.#entry} is not served.`);
    return `http://127.0.0.1:${address.port}`;
  }

  /** Where hub and token are is told in the fragment, which is sent to nobody. */
  page(hubUrl: string, token: string): string {
    return `${this.origin}/#${new URLSearchParams({hubUrl, token})}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

function pageOf(entry: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>bench</title><link rel="icon" href="data:,">
    <body><cordboard-session><cordboard-communication-panel></cordboard-communication-panel><cordboard-popover></cordboard-popover></cordboard-session>
    <script type="module">
      import {createHostTokenSource, createSession} from '/cdn/${entry}';
      const told = new URLSearchParams(location.hash.slice(1));
      const tokens = createHostTokenSource(async () => told.get('token'));
      document.querySelector('cordboard-session').session = createSession({hubUrls: [told.get('hubUrl')], tokens});
    </script></body></html>`;
}
