import {lookup as resolve} from 'node:dns';
import {type IncomingMessage, request as requestHttp} from 'node:http';
import {request as requestHttps} from 'node:https';
import {type LookupFunction, isIP} from 'node:net';
import type {Variable} from '../../src/domain/contact.ts';
import type {HttpStep} from '../../src/domain/flow.ts';
import type {FlowValues} from '../../src/domain/flow-run.ts';
import {valueFromJson, valueToJson} from '../../src/domain/variable-types.ts';
import {isAllowedLink, isLoopbackHost} from '../contacts/allowed-link.ts';
import {isPrivateAddress} from '../webhooks/private-address.ts';
import {publicOnly} from '../webhooks/public-lookup.ts';
import {fillTemplate} from './template.ts';

export type Answer = {readonly values: FlowValues} | {readonly failed: string};

type Asking = {
  /** The same for each attempt: the other system may tell by it that it was asked before. */
  readonly id: string;
  readonly variables: readonly Variable[];
  readonly signal: AbortSignal;
};

const ANSWER_MAX = 64 * 1_024;

const LOOPBACK = /^(?:127(?:\.\d{1,3}){3}|::1)$/;

/** Another system's answer is not what the step expects, or there is none. The code says why, and nothing of the answer. */
class RequestError extends Error {
  override readonly name = 'RequestError';
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/**
 * Asks other systems for flows: those the operator lists, and nobody else. A redirect is not followed, an inner address is
 * reached only if it is listed itself, and an answer is taken whole or not at all.
 */
export class FlowRequester {
  readonly #hosts: readonly string[];
  readonly #lookup: LookupFunction;

  /** @param hosts as `CORDBOARD_FLOW_HTTP_HOSTS` lists them */
  constructor(hosts: readonly string[], lookup: LookupFunction = resolve) {
    this.#hosts = hosts;
    this.#lookup = lookup;
  }

  /** Never rejects. */
  async ask(step: HttpStep, asking: Asking): Promise<Answer> {
    const late = AbortSignal.timeout(step.timeoutMs);
    try {
      const url = fillTemplate(step.url, (name) => plainValue(asking.variables, name));
      if (url === null) throw new RequestError('address-not-allowed');
      const body = step.method === 'POST' ? JSON.stringify(bodyOf(step, asking.variables)) : null;
      return {values: valuesIn(await this.#fetch(url, step, body, asking, late), step, asking.variables)};
    } catch (error) {
      return {failed: late.aborted ? 'timeout' : codeOf(error)};
    }
  }

  async #fetch(
    url: string,
    step: HttpStep,
    body: string | null,
    {id, signal}: Asking,
    late: AbortSignal,
  ): Promise<unknown> {
    const {hostname, protocol} = new URL(url);
    if (!isAllowedLink(url, this.#hosts)) throw new RequestError('host-not-listed');
    const literal = hostname.replace(/^\[(.*)\]$/, '$1');
    // An address needs no look-up, so the look-up cannot refuse it.
    if (isIP(literal) !== 0 && isPrivateAddress(literal) && !this.#lists(literal))
      throw new RequestError('private-address');
    const own = isLoopbackHost(hostname);
    const mayReach = (address: string): boolean => (own && LOOPBACK.test(address)) || this.#lists(address);
    const response = await send(protocol === 'https:' ? requestHttps : requestHttp, url, body, {
      method: step.method,
      lookup: publicOnly(this.#lookup, mayReach),
      agent: false,
      headers: {
        accept: 'application/json',
        'user-agent': 'cordboard-flows',
        'idempotency-key': id,
        ...(body === null
          ? {}
          : {'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body))}),
      },
      signal: AbortSignal.any([signal, late]),
    });
    const {statusCode = 0} = response;
    if (statusCode < 200 || statusCode > 299) {
      response.destroy();
      throw new RequestError(`http-${statusCode}`);
    }
    return readJson(response);
  }

  #lists(address: string): boolean {
    return this.#hosts.some((each) => each.replace(/:\d+$/, '') === address);
  }
}

type Options = {
  readonly method: string;
  readonly lookup: LookupFunction;
  readonly agent: false;
  readonly headers: Record<string, string>;
  readonly signal: AbortSignal;
};

function send(
  request: typeof requestHttp | typeof requestHttps,
  url: string,
  body: string | null,
  options: Options,
): Promise<IncomingMessage> {
  return new Promise((answered, broken) => {
    const sending = request(url, options, answered);
    sending.on('error', broken);
    sending.end(body ?? undefined);
  });
}

async function readJson(response: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > ANSWER_MAX) throw new RequestError('answer-too-long');
    chunks.push(bytes);
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', {fatal: true}).decode(Buffer.concat(chunks)));
  } catch {
    throw new RequestError('answer-not-json');
  }
}

/** A secure value leaves the hub by no flow, whatever the flow says. */
function plainValue(variables: readonly Variable[], name: string): string {
  const variable = variables.find((each) => each.name === name);
  return variable === undefined || variable.secure ? '' : (variable.value ?? '');
}

function bodyOf({body}: HttpStep, variables: readonly Variable[]): Record<string, unknown> {
  return Object.fromEntries(
    body.map((name) => {
      const variable = variables.find((each) => each.name === name);
      const sent = variable !== undefined && !variable.secure;
      return [name, sent ? valueToJson(variable.type, variable.value) : null];
    }),
  );
}

function valuesIn(answer: unknown, step: HttpStep, variables: readonly Variable[]): FlowValues {
  return Object.fromEntries(
    Object.entries(step.variables).map(([name, path]) => {
      const type = variables.find((each) => each.name === name)?.type ?? 'string';
      const value = valueFromJson(type, valueAt(answer, path));
      if (value === undefined) throw new RequestError('answer-not-as-expected');
      return [name, value];
    }),
  );
}

function valueAt(answer: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((inside, key) => {
    if (typeof inside !== 'object' || inside === null || !Object.hasOwn(inside, key)) return undefined;
    return Object.getOwnPropertyDescriptor(inside, key)?.value;
  }, answer);
}

/** Codes only: a message can name what is behind an address. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'failed';
  return 'code' in error && typeof error.code === 'string' ? error.code : 'failed';
}
