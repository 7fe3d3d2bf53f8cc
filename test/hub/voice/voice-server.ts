/** Serves the tone test's page under a strict policy and passes offers on to the media process. Loopback only. */
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import {build} from 'esbuild';
import type {MediaProcess} from '../../../hub/voice/media-client.ts';
import {EAR_TAP, EAR_TAP_PATH} from '../../support/digit-ear.ts';

export interface VoiceServer {
  readonly origin: string;
  close(): Promise<void>;
}

const policy = "default-src 'none'; script-src 'self'; connect-src 'self'; require-trusted-types-for 'script'";

/** @param media asked anew for each offer, because a test may replace it */
export async function startVoiceServer(media: () => Pick<MediaProcess, 'connect'>): Promise<VoiceServer> {
  const bundle = await build({
    entryPoints: [new URL('./voice-page.ts', import.meta.url).pathname],
    bundle: true,
    format: 'esm',
    target: 'es2024',
    write: false,
  });
  const script = bundle.outputFiles[0]?.text ?? '';
  const epochs = new Map<string, number>();
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<unknown> => {
    response.setHeader('content-security-policy', policy);
    try {
      if (request.url === '/page.js') return response.setHeader('content-type', 'text/javascript').end(script);
      if (request.url === EAR_TAP_PATH) return response.setHeader('content-type', 'text/javascript').end(EAR_TAP);
      if (request.url === '/epoch') {
        const {legId} = await bodyOf(request);
        const epoch = (epochs.get(legId) ?? 0) + 1;
        epochs.set(legId, epoch);
        return response.end(JSON.stringify({epoch}));
      }
      if (request.url === '/connect') return response.end(JSON.stringify(await media().connect(await bodyOf(request))));
      if (request.url === '/favicon.ico') return response.writeHead(204).end();
      return response
        .setHeader('content-type', 'text/html')
        .end('<!doctype html><script type=module src=/page.js></script>');
    } catch (error) {
      return response.writeHead(500).end(String(error));
    }
  };
  const server = createServer((request, response) => void answer(request, response));
  const {promise, resolve} = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    origin: `http://localhost:${port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<{legId: string; epoch: number; offer: string}> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return JSON.parse(text);
}
