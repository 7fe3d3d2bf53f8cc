import assert from 'node:assert/strict';
import {it} from 'node:test';
import fc from 'fast-check';
import {JsonHubProtocol, NullLogger} from '@microsoft/signalr';
import {ProtocolError} from '../../../hub/signalr/errors.ts';
import {JsonProtocol} from '../../../hub/signalr/json-protocol.ts';
import {MessageType} from '../../../hub/signalr/messages.ts';
import type {HubMessage} from '../../../hub/signalr/messages.ts';
import {recordSeparator} from './support.ts';

const ours = new JsonProtocol();
const microsofts = new JsonHubProtocol();
const limitBytes = 1_000_000;

function read(text: string | ArrayBuffer): HubMessage[] {
  const reader = ours.createReader(limitBytes);
  reader.push(typeof text === 'string' ? new TextEncoder().encode(text) : new Uint8Array(text));
  const messages: HubMessage[] = [];
  for (let message = reader.next(); message !== null; message = reader.next()) messages.push(message);
  return messages;
}

function write(message: HubMessage): string {
  return new TextDecoder().decode(ours.write(message));
}

const value = fc.jsonValue();
const id = fc.string({minLength: 1});
const headers = fc.option(fc.dictionary(fc.string(), fc.string(), {noNullPrototype: false}), {nil: undefined});
const callParts = {target: fc.string({minLength: 1}), arguments: fc.array(value), streamIds: fc.array(id), headers};
const call = {requiredKeys: ['target', 'arguments'] satisfies ['target', 'arguments']};

/** One of every type, with every property that the type may have. */
const anyMessage = fc.oneof(
  fc.record(
    {type: fc.constant(MessageType.invocation), invocationId: id, ...callParts},
    {requiredKeys: ['type', ...call.requiredKeys]},
  ),
  fc.record({type: fc.constant(MessageType.streamItem), invocationId: id, item: value}),
  fc.record({type: fc.constant(MessageType.completion), invocationId: id, result: value}),
  fc.record({type: fc.constant(MessageType.completion), invocationId: id, error: id}),
  fc.record({type: fc.constant(MessageType.completion), invocationId: id}),
  fc.record(
    {type: fc.constant(MessageType.streamInvocation), invocationId: id, ...callParts},
    {requiredKeys: ['type', 'invocationId', ...call.requiredKeys]},
  ),
  fc.record({type: fc.constant(MessageType.cancelInvocation), invocationId: id}),
  fc.record({type: fc.constant(MessageType.ping)}),
  fc.record(
    {type: fc.constant(MessageType.close), error: fc.string(), allowReconnect: fc.boolean()},
    {requiredKeys: ['type']},
  ),
  fc.record({type: fc.constant(MessageType.ack), sequenceId: fc.nat()}),
  fc.record({type: fc.constant(MessageType.sequence), sequenceId: fc.nat()}),
);

/** What is on the wire, whatever the objects' prototypes and undefined properties. */
function wire(message: unknown): unknown {
  return JSON.parse(JSON.stringify(message));
}

it('[SR-23] all types are read as the client writes them', () => {
  fc.assert(
    fc.property(fc.array(anyMessage), (messages) => {
      const text = messages.map((message) => microsofts.writeMessage(JSON.parse(JSON.stringify(message)))).join('');
      assert.deepEqual(wire(read(text)), wire(messages));
    }),
    {numRuns: 2_000},
  );
});

it('[SR-23] all types are written as the client reads them', () => {
  // The client drops the two types that only a server reads.
  const forClients = anyMessage.filter(
    ({type}) => type !== MessageType.streamInvocation && type !== MessageType.cancelInvocation,
  );
  fc.assert(
    fc.property(fc.array(forClients), (messages) => {
      const text = messages.map((message) => write(JSON.parse(JSON.stringify(message)))).join('');
      assert.deepEqual(wire(microsofts.parseMessages(text, NullLogger.instance)), wire(messages));
    }),
    {numRuns: 2_000},
  );
});

it('[SR-28] a result that is undefined is written as null, so that it counts as a result', () => {
  const text = write({type: 3, invocationId: '1', result: undefined});
  assert.equal(text, `{"type":3,"invocationId":"1","result":null}${recordSeparator}`);
});

it('[SR-24] any JSON is a message, is ignored or is a protocol error, and nothing of it is in the error', () => {
  const almost = fc.record(
    {
      type: fc.oneof(fc.integer({min: 0, max: 10}), value),
      invocationId: value,
      target: value,
      arguments: value,
      streamIds: value,
      result: value,
      error: value,
      item: value,
      headers: value,
      allowReconnect: value,
      sequenceId: value,
    },
    {requiredKeys: []},
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.json(),
        almost.map((fields) => JSON.stringify(fields)),
        fc.string(),
      ),
      (text) => {
        try {
          read(text.replaceAll(recordSeparator, '') + recordSeparator);
        } catch (error) {
          assert.ok(error instanceof ProtocolError);
          assert.match(
            error.message,
            /^(?:Error reading JSON|Expected a JSON object|Missing required property '\w+'|Expected '\w+' to be of type [\w ]+|The 'error' and 'result' properties are mutually exclusive)\.$/,
          );
        }
      },
    ),
    {numRuns: 5_000},
  );
});

const malformed: readonly (readonly [string, string])[] = [
  ['', 'Error reading JSON.'],
  ['{"type":1', 'Error reading JSON.'],
  ['\ufeff{"type":6}', 'Error reading JSON.'],
  ['[]', 'Expected a JSON object.'],
  ['null', 'Expected a JSON object.'],
  ['{}', "Missing required property 'type'."],
  ['{"type":"1"}', "Expected 'type' to be of type Number."],
  ['{"type":1.5}', "Expected 'type' to be of type Number."],
  ['{"type":1,"arguments":[]}', "Missing required property 'target'."],
  ['{"type":1,"target":"","arguments":[]}', "Missing required property 'target'."],
  ['{"type":1,"target":7,"arguments":[]}', "Expected 'target' to be of type String."],
  ['{"type":1,"target":"a"}', "Missing required property 'arguments'."],
  ['{"type":1,"target":"a","arguments":{}}', "Expected 'arguments' to be of type Array."],
  ['{"type":1,"target":"a","arguments":[],"invocationId":1}', "Expected 'invocationId' to be of type String."],
  ['{"type":1,"target":"a","arguments":[],"streamIds":[1]}', "Expected 'streamIds' to be of type Array of String."],
  ['{"type":1,"target":"a","arguments":[],"headers":[]}', "Expected 'headers' to be of type Object."],
  ['{"type":1,"target":"a","arguments":[],"headers":{"a":1}}', "Expected 'headers' to be of type Object of String."],
  ['{"type":2,"invocationId":"1"}', "Missing required property 'item'."],
  ['{"type":2,"item":1}', "Missing required property 'invocationId'."],
  ['{"type":3}', "Missing required property 'invocationId'."],
  ['{"type":3,"invocationId":"1","error":1}', "Expected 'error' to be of type String."],
  [
    '{"type":3,"invocationId":"1","error":"e","result":1}',
    "The 'error' and 'result' properties are mutually exclusive.",
  ],
  ['{"type":4,"target":"a","arguments":[]}', "Missing required property 'invocationId'."],
  ['{"type":5}', "Missing required property 'invocationId'."],
  ['{"type":7,"error":1}', "Expected 'error' to be of type String."],
  ['{"type":7,"allowReconnect":"yes"}', "Expected 'allowReconnect' to be of type Boolean."],
  ['{"type":8}', "Missing required property 'sequenceId'."],
  ['{"type":9,"sequenceId":"1"}', "Expected 'sequenceId' to be of type Number."],
];

for (const [text, message] of malformed) {
  it(`[SR-24] ${JSON.stringify(text)} is refused: ${message}`, () => {
    assert.throws(() => read(text + recordSeparator), {name: 'ProtocolError', message});
  });
}

it('[SR-27] a type of a later protocol is skipped', () => {
  assert.deepEqual(read(`{"type":99,"x":1}${recordSeparator}{"type":6}${recordSeparator}`), [{type: 6}]);
});

it('[SR-24] names that mean something to JavaScript are only names', () => {
  const text = '{"type":1,"target":"__proto__","arguments":[{"__proto__":{"admin":true}}],"headers":{"__proto__":"h"}}';
  const [message] = read(text + recordSeparator);
  assert.ok(message?.type === MessageType.invocation);
  assert.equal(message.target, '__proto__');
  assert.deepEqual(Object.entries(message.headers ?? {}), [['__proto__', 'h']]);
  assert.equal(Object.hasOwn(Object.prototype, 'admin'), false);
});
