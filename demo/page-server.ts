import {once} from 'node:events';
import {readFile} from 'node:fs/promises';
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import {basename, extname, join, normalize, sep} from 'node:path';
import {headersFor, type Addresses} from './page-policies.ts';

export type PageServerOptions = {
  readonly host: 'localhost' | '127.0.0.1';
  readonly port: number;
  /** What `/` shows. */
  readonly index: string;
  /** Path prefix → folder; the longest prefix that fits wins. */
  readonly folders: Readonly<Record<string, string>>;
  readonly addresses: Addresses;
  /** What is no file; false for a path that is not its own. */
  readonly routes?: (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;
};

export type PageServer = {stop(): Promise<void>};

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/** Serves the demo's pages. In HTML, `{{name}}` stands for an address and `{{> name}}` for another file. */
export async function startPageServer(options: PageServerOptions): Promise<PageServer> {
  const server = createServer((request, response) => {
    serve(options, request, response).catch((error: unknown) => {
      console.error('A demo page could not be served:', error);
      response.destroy();
    });
  });
  server.listen(options.port, options.host);
  await once(server, 'listening');
  return {
    async stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function serve(options: PageServerOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (await options.routes?.(request, response)) return;
  const asked = new URL(request.url ?? '/', 'http://localhost').pathname;
  const path = asked === '/' ? options.index : asked;
  const file = locate(options.folders, path);
  const content = file === null ? null : await readIfThere(file);
  if (file === null || content === null) {
    response.writeHead(404, {'content-type': 'text/plain; charset=utf-8'}).end('There is no such page in the demo.\n');
    return;
  }
  const type = TYPES[extname(file)] ?? 'application/octet-stream';
  const body = type.startsWith('text/html') ? await fill(String(content), file, options.addresses) : content;
  response
    .writeHead(200, {'content-type': type, ...headersFor(path, options.addresses)})
    .end(request.method === 'HEAD' ? undefined : body);
}

/** The file of a path, or null when the path leads out of its folder. */
function locate(folders: Readonly<Record<string, string>>, path: string): string | null {
  const prefix = Object.keys(folders)
    .filter((start) => path.startsWith(start))
    .sort((a, b) => b.length - a.length)[0];
  const folder = prefix === undefined ? undefined : folders[prefix];
  if (prefix === undefined || folder === undefined || !/^[\w./-]+$/.test(path)) return null;
  const root = normalize(folder).replace(/[\\/]$/, '');
  const file = join(root, path.slice(prefix.length));
  return file.startsWith(root + sep) ? file : null;
}

async function readIfThere(file: string): Promise<Buffer | null> {
  return readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'EISDIR') return null;
    throw error;
  });
}

async function fill(html: string, file: string, addresses: Addresses): Promise<string> {
  const parts = await Promise.all(
    [...html.matchAll(/\{\{> ([\w-]+)\}\}/g)].map(async ([mark, name]) => {
      return [mark, await readFile(join(file, '..', `${name}.html`), 'utf8')] as const;
    }),
  );
  const whole = parts.reduce((text, [mark, part]) => text.replaceAll(mark, part), html);
  const values = new Map([...Object.entries(addresses), [`${basename(file, '.html')}Current`, 'aria-current="page"']]);
  return whole.replaceAll(
    /\{\{(\w+)\}\}/g,
    (mark, name: string) => values.get(name) ?? (name.endsWith('Current') ? '' : mark),
  );
}
