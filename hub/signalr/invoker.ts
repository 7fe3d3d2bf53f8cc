import {HubError, describeError} from './errors.ts';
import type {HubConnection} from './hub-connection.ts';
import type {CountedHubMethod, HubMethod} from './hub-definition.ts';
import type {Logger} from './logger.ts';
import {MessageType} from './messages.ts';
import type {CompletionMessage, InvocationMessage, StreamInvocationMessage} from './messages.ts';

/** A request for one of our methods. */
export type Call = InvocationMessage | StreamInvocationMessage;

interface NamedMethod<U> extends CountedHubMethod<U> {
  /** As the application wrote it: the client's spelling is not ours to log. */
  readonly name: string;
}

export interface InvokerOptions<U> {
  readonly methods: Readonly<Record<string, HubMethod<U> | CountedHubMethod<U>>>;
  readonly urgent?: readonly string[];
  readonly detailedErrors: boolean;
  readonly logger: Logger;
}

/**
 * Finds and runs hub methods, and words every refusal as .NET's DefaultHubDispatcher does: clients show these sentences
 * and some match on them.
 */
export class Invoker<U> {
  readonly #methods = new Map<string, NamedMethod<U>>();
  readonly #urgent: ReadonlySet<string>;
  readonly #detailedErrors: boolean;
  readonly #logger: Logger;

  /** @throws {TypeError} two methods have the same name but for case */
  constructor({methods, urgent = [], detailedErrors, logger}: InvokerOptions<U>) {
    this.#urgent = new Set(urgent.map((name) => name.toLowerCase()));
    this.#detailedErrors = detailedErrors;
    this.#logger = logger;
    for (const [name, method] of Object.entries(methods)) {
      const key = name.toLowerCase();
      if (this.#methods.has(key))
        throw new TypeError(`The hub method '${name}' is defined twice; case does not count.`);
      this.#methods.set(key, {name, ...counted(method)});
    }
  }

  isUrgent(target: string): boolean {
    return this.#urgent.has(target.toLowerCase());
  }

  /** Runs a call; never rejects. Null when the client wants no answer. */
  async invoke(connection: HubConnection<U>, call: Call): Promise<CompletionMessage | null> {
    const method = this.#methods.get(call.target.toLowerCase());
    const refusal = this.#refuse(connection, call, method);
    if (refusal !== null || method === undefined) return answer(call, {error: refusal ?? ''});
    try {
      const result: unknown = await method.invoke(connection, ...call.arguments);
      return answer(call, {result});
    } catch (error) {
      return this.failed(connection, call, error);
    }
  }

  /** The answer to a call whose method threw, or whose result cannot be encoded. */
  failed(connection: HubConnection<U>, call: Call, error: unknown): CompletionMessage | null {
    // An empty error would be read as a result.
    if (error instanceof HubError && error.message !== '') return answer(call, {error: error.message});
    const method = this.#methods.get(call.target.toLowerCase())?.name ?? '';
    this.#logger.error({connectionId: connection.id, method, ...describeError(error)}, 'A hub method failed');
    const sentence = `An unexpected error occurred invoking '${call.target}' on the server.`;
    return answer(call, {error: this.#withDetail(sentence, error)});
  }

  #refuse(connection: HubConnection<U>, call: Call, method: NamedMethod<U> | undefined): string | null {
    if (method === undefined) {
      this.#logger.debug({connectionId: connection.id}, 'A client called an unknown hub method');
      return `Unknown hub method '${call.target}'`;
    }
    if (call.type === MessageType.streamInvocation) {
      return `The client attempted to invoke the non-streaming '${call.target}' method with a streaming invocation.`;
    }
    const given = call.arguments.length;
    if (given < method.minimumArguments || given > method.maximumArguments) {
      this.#logger.debug(
        {connectionId: connection.id, method: method.name, given},
        'A client gave a wrong number of arguments',
      );
      const sentence = `Failed to invoke '${call.target}' due to an error on the server.`;
      const expected =
        method.minimumArguments === method.maximumArguments
          ? method.minimumArguments
          : `${method.minimumArguments} to ${method.maximumArguments}`;
      return this.#withDetail(
        sentence,
        new RangeError(`Invocation provides ${given} argument(s) but target expects ${expected}.`),
      );
    }
    const streams = call.streamIds?.length ?? 0;
    if (streams > 0) {
      return `An unexpected error occurred invoking '${call.target}' on the server. HubException: Client sent ${streams} stream(s), Hub method expects 0.`;
    }
    return null;
  }

  #withDetail(sentence: string, error: unknown): string {
    if (!this.#detailedErrors || !(error instanceof Error)) return sentence;
    return `${sentence} ${error.name}: ${error.message}`;
  }
}

function counted<U>(method: HubMethod<U> | CountedHubMethod<U>): CountedHubMethod<U> {
  if (typeof method !== 'function') return method;
  // `length` stops at the first default or rest parameter, so a function that declares no argument may still take some.
  const declared = method.length - 1;
  if (declared < 1) return {minimumArguments: 0, maximumArguments: Number.POSITIVE_INFINITY, invoke: method};
  return {minimumArguments: declared, maximumArguments: declared, invoke: method};
}

function answer(call: Call, outcome: {result: unknown} | {error: string}): CompletionMessage | null {
  if (call.invocationId === undefined) return null;
  return {type: MessageType.completion, invocationId: call.invocationId, ...outcome};
}
