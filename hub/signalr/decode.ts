import {ProtocolError} from './errors.ts';
import {MessageType} from './messages.ts';
import type {CompletionMessage, HubMessage, InvocationMessage, MessageHeaders} from './messages.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads one JSON message, with the rules of .NET's JsonHubProtocol. Unknown properties are ignored.
 * @returns null for a message type of a later protocol version, which a server is to ignore
 * @throws {ProtocolError} the text is not JSON, or not a message
 */
export function decodeMessage(text: string): HubMessage | null {
  const fields = decodeObject(text);
  const headers = readHeaders(fields);
  const type = readType(fields);
  switch (type) {
    case MessageType.invocation:
      return {type, ...headers, ...optionalId(fields), ...readCall(fields)};
    case MessageType.streamItem:
      if (!Object.hasOwn(fields, 'item')) throw missing('item');
      return {type, ...headers, invocationId: requireId(fields), item: fields['item']};
    case MessageType.completion:
      return readCompletion(fields, headers);
    case MessageType.streamInvocation:
      return {type, ...headers, invocationId: requireId(fields), ...readCall(fields)};
    case MessageType.cancelInvocation:
      return {type, ...headers, invocationId: requireId(fields)};
    case MessageType.ping:
      return {type};
    case MessageType.close:
      return {type, ...readClose(fields)};
    case MessageType.ack:
    case MessageType.sequence:
      return {type, sequenceId: readSequenceId(fields)};
    default:
      return null;
  }
}

/**
 * Reads a JSON object.
 * @throws {ProtocolError} the text is not JSON, or is another kind of value
 */
export function decodeObject(text: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    // The parser's own message quotes the text, so it is not kept even as the cause.
    if (error instanceof SyntaxError) throw new ProtocolError('malformed-json', 'Error reading JSON.');
    throw error;
  }
  if (!isFields(value)) throw new ProtocolError('malformed-message', 'Expected a JSON object.');
  return value;
}

export function missing(property: string): ProtocolError {
  return new ProtocolError('malformed-message', `Missing required property '${property}'.`);
}

export function wrongType(property: string, expected: string): ProtocolError {
  return new ProtocolError('malformed-message', `Expected '${property}' to be of type ${expected}.`);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function readType({type}: Fields): number {
  if (type === undefined) throw missing('type');
  if (typeof type !== 'number' || !Number.isInteger(type)) throw wrongType('type', 'Number');
  return type;
}

/** .NET reads null and '' as "no invocation id": no answer is wanted. */
function optionalId(fields: Fields): {invocationId?: string} {
  const id = fields['invocationId'];
  if (id === undefined || id === null || id === '') return {};
  if (!isText(id)) throw wrongType('invocationId', 'String');
  return {invocationId: id};
}

function requireId(fields: Fields): string {
  const {invocationId} = optionalId(fields);
  if (invocationId === undefined) throw missing('invocationId');
  return invocationId;
}

function readCall(fields: Fields): Pick<InvocationMessage, 'target' | 'arguments' | 'streamIds'> {
  const {target, arguments: args, streamIds} = fields;
  if (target === undefined || target === null || target === '') throw missing('target');
  if (!isText(target)) throw wrongType('target', 'String');
  if (args === undefined) throw missing('arguments');
  if (!Array.isArray(args)) throw wrongType('arguments', 'Array');
  if (streamIds === undefined || streamIds === null) return {target, arguments: args};
  if (!Array.isArray(streamIds) || !streamIds.every(isText)) throw wrongType('streamIds', 'Array of String');
  return {target, arguments: args, streamIds};
}

function readCompletion(fields: Fields, headers: {headers?: MessageHeaders}): CompletionMessage {
  const base = {type: MessageType.completion, ...headers, invocationId: requireId(fields)};
  const {error} = fields;
  const hasResult = Object.hasOwn(fields, 'result');
  if (error === undefined || error === null) return hasResult ? {...base, result: fields['result']} : base;
  if (!isText(error)) throw wrongType('error', 'String');
  if (hasResult)
    throw new ProtocolError('malformed-message', "The 'error' and 'result' properties are mutually exclusive.");
  return {...base, error};
}

function readClose(fields: Fields): {error?: string; allowReconnect?: boolean} {
  const {error, allowReconnect} = fields;
  if (error !== undefined && error !== null && !isText(error)) throw wrongType('error', 'String');
  if (allowReconnect !== undefined && typeof allowReconnect !== 'boolean') throw wrongType('allowReconnect', 'Boolean');
  return {...(isText(error) ? {error} : {}), ...(allowReconnect === undefined ? {} : {allowReconnect})};
}

function readSequenceId(fields: Fields): number {
  const {sequenceId} = fields;
  if (sequenceId === undefined) throw missing('sequenceId');
  if (typeof sequenceId !== 'number' || !Number.isSafeInteger(sequenceId)) throw wrongType('sequenceId', 'Number');
  return sequenceId;
}

function readHeaders(fields: Fields): {headers?: MessageHeaders} {
  const {headers} = fields;
  if (headers === undefined) return {};
  if (!isFields(headers)) throw wrongType('headers', 'Object');
  // No prototype: a header called `__proto__` is then only a header.
  const read: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(headers)) {
    if (!isText(value)) throw wrongType('headers', 'Object of String');
    read[name] = value;
  }
  return {headers: read};
}
