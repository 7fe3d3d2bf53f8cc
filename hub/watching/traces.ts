import {AsyncLocalStorage} from 'node:async_hooks';
import type {Context, Span} from '@opentelemetry/api';
import {describe} from '../background/repeating-task.ts';
import type {HubLog} from '../logger.ts';
import type {SpanAttributes} from './watch.ts';

/** Spans, or nothing at all: without an endpoint no library of it is loaded. */
export type Traces = {
  /** @param remote the caller's `traceparent` (W3C), for the first span of a piece of work */
  span<T>(name: string, attributes: SpanAttributes, run: () => Promise<T>, remote?: string | null): Promise<T>;
  stop(): Promise<void>;
};

export const NO_TRACES: Traces = {span: (_name, _attributes, run) => run(), stop: async () => undefined};

type Options = {
  /** As `OTEL_EXPORTER_OTLP_ENDPOINT` has it: spans go to `<endpoint>/v1/traces`. */
  readonly endpoint: string;
  readonly version: string;
  readonly hubId: string;
  readonly log: HubLog;
};

/** How long stopping waits for the last spans to get away. */
const FLUSH_MS = 3_000;

/**
 * Sends spans by OTLP over HTTP. The exporter's other settings (headers, compression, timeout) are the environment
 * variables that every OpenTelemetry program has.
 */
export async function startTraces({endpoint, version, hubId, log}: Options): Promise<Traces> {
  const [api, sdk, {OTLPTraceExporter}, {resourceFromAttributes}] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ]);
  const url = `${endpoint.replace(/\/+$/, '')}/v1/traces`;
  const provider = new sdk.TracerProvider({
    resource: resourceFromAttributes({
      'service.name': process.env['OTEL_SERVICE_NAME'] || 'cordboard-hub',
      'service.version': version,
      'service.instance.id': hubId,
    }),
    spanProcessors: [new sdk.BatchSpanProcessor({exporter: new OTLPTraceExporter({url})})],
  });
  const tracer = provider.getTracer('cordboard-hub', version);
  const under = new AsyncLocalStorage<Context>();
  log.info({}, 'traces are sent');

  const fail = (span: Span, error: unknown): void => {
    // Not recordException: an error's message may quote a row.
    span.setStatus({code: api.SpanStatusCode.ERROR});
    const {type, code} = describe(error);
    span.setAttributes({'error.type': code ?? type});
  };
  return {
    async span(name, attributes, run, remote = null) {
      const parent = under.getStore() ?? remoteContext(api, remote);
      const span = tracer.startSpan(name, {attributes}, parent);
      try {
        return await under.run(api.trace.setSpan(parent, span), run);
      } catch (error) {
        fail(span, error);
        throw error;
      } finally {
        span.end();
      }
    },
    async stop() {
      const {promise: late, resolve} = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, FLUSH_MS);
      const flushed = provider.shutdown().catch((error: unknown) => {
        log.warn({error: describe(error)}, 'the last traces could not be sent');
      });
      await Promise.race([flushed, late]);
      clearTimeout(timer);
    },
  };
}

const TRACE_PARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/** The caller's span as the parent; anything that is none is no parent. */
function remoteContext(api: typeof import('@opentelemetry/api'), traceParent: string | null): Context {
  const [, traceId, spanId, flags] = TRACE_PARENT.exec(traceParent ?? '') ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return api.ROOT_CONTEXT;
  return api.trace.setSpanContext(api.ROOT_CONTEXT, {
    traceId,
    spanId,
    traceFlags: Number.parseInt(flags, 16),
    isRemote: true,
  });
}
