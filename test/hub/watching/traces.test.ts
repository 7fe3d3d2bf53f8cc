import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {once} from 'node:events';
import {type Server, createServer} from 'node:http';
import {after, before, describe, it} from 'node:test';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {connectDesk, connectPhone} from '../../support/desk-client.ts';
import {BILLING_LINE, type TestHub, startTestHub} from '../../support/test-hub.ts';

type Span = {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly attributes: readonly {readonly key: string}[];
  readonly status: {readonly code?: number};
};

/** The receiving end of OTLP over HTTP, in JSON (the exporter's own form). */
async function startCollector(): Promise<{server: Server; url: string; bodies: string[]; spans(): Span[]}> {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      if (request.url === '/v1/traces') bodies.push(body);
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const spans = () =>
    bodies.flatMap((body) => {
      const {resourceSpans}: {resourceSpans: {scopeSpans: {spans: Span[]}[]}[]} = JSON.parse(body);
      return resourceSpans.flatMap((each) => each.scopeSpans.flatMap((scope) => scope.spans));
    });
  return {server, url: `http://127.0.0.1:${port}`, bodies, spans};
}

const MARKED = ['Marked-Agent-Name', 'Marked-Caller-Name', '+12015554321', 'marked note', 'marked-reason'];

describe('traces', () => {
  let collector: Awaited<ReturnType<typeof startCollector>>;
  let hub: TestHub;
  let spans: Span[];
  const secrets: string[] = [];
  const traceId = '0af7651916cd43dd8448eb211c80319c';

  before(async () => {
    collector = await startCollector();
    hub = await startTestHub({
      configuration: {watching: {metricsToken: null, statusToken: null, tracesEndpoint: collector.url}},
    });
    const desk = await connectDesk(hub, 'anna', 'Marked-Agent-Name');
    const phone = await connectPhone(hub, '+12015554321');
    await desk.hub.send('SetPresence', {base: 'available', reason: null});
    await phone.client.send('PlaceCall', {
      to: BILLING_LINE,
      name: 'Marked-Caller-Name',
      data: {reason: 'marked-reason'},
    });
    const {offer} = await desk.event('ContactOffered');
    await desk.hub.send('AcceptOffer', {offerId: offer.id, fence: offer.fence});
    const {contact} = await desk.event('ContactConnected');
    await desk.hub.send('EndContact', {contactId: contact.id});
    await desk.hub.send('SubmitWrapUp', {contactId: contact.id, reasonId: 'solved', note: 'marked note'});
    await desk.event('ContactReleased');
    const token = await hub.issuer.token('anna');
    secrets.push(token);
    await fetch(`${hub.url}/desk/negotiate?negotiateVersion=1&access_token=${token}`, {
      method: 'POST',
      headers: {traceparent: `00-${traceId}-b7ad6b7169203331-01`},
    });
    await fetch(`${hub.url}/health/ready`);
    await phone.stop();
    await desk.stop();
    await hub.stop();
    spans = collector.spans();
  });

  after(() => {
    collector?.server.close();
  });

  const named = (name: string) => spans.filter((span) => span.name === name);

  it('[OP-30] a command is a span with its decision below it, a delivery is one, and so is a request', () => {
    const [accept] = named('AcceptOffer');
    assert.ok(accept !== undefined, spans.map(({name}) => name).join(' '));
    const decision = named('decide').find((span) => span.parentSpanId === accept.spanId);
    assert.equal(decision?.traceId, accept.traceId);
    assert.ok(named('deliver').length > 0);
    // What a command woke is no part of it.
    assert.ok(named('deliver').every((span) => !span.parentSpanId));
    assert.ok(named('Resume').length > 0);
    assert.ok(named('route').some((span) => named('decide').some((each) => each.parentSpanId === span.spanId)));
    assert.equal(named('GET /health').length, 0);
  });

  it('[OP-30] a caller that traces is the parent of what it asks for', () => {
    const found = named('POST /desk').filter((span) => span.traceId === traceId);
    assert.deepEqual(
      found.map((span) => span.parentSpanId),
      ['b7ad6b7169203331'],
    );
  });

  it('[OP-31] nothing personal leaves in a span', () => {
    const sent = collector.bodies.join('\n');
    for (const marked of [...MARKED, ...secrets]) assert.ok(!sent.includes(marked), marked);
  });

  it('[OP-32] without an endpoint none of the libraries for it is loaded', async () => {
    const hubModule = fileURLToPath(new URL('../../../hub/hub.ts', import.meta.url));
    const script = `
      import {registerHooks} from 'node:module';
      const seen = [];
      registerHooks({resolve(specifier, context, next) { seen.push(specifier); return next(specifier, context); }});
      await import(${JSON.stringify(hubModule)});
      process.stdout.write(JSON.stringify(seen));
      process.exit(0);`;
    const {stdout} = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
      maxBuffer: 64 * 1024 * 1024,
    });
    const seen: string[] = JSON.parse(stdout);
    assert.ok(seen.includes('prom-client'));
    assert.deepEqual(
      seen.filter((name) => /^@opentelemetry\/(sdk|exporter|resources)/.test(name)),
      [],
    );
  });
});
