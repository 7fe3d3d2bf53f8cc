/**
 * Loaded into the hub's process before the hub: says when the decision that a call arrived begins to commit, and when an
 * offer was given to a socket. It looks through the doors of `pg` and `ws`; the hub itself is as it is.
 */
import pg from 'pg';
import {WebSocket} from './hub-ws.ts';
import {monotonicMs} from './storm-wire.ts';

export type Stamp = {readonly stamp: 'commit' | 'sent'; readonly at: number};

const {Client} = pg;
const say = (stamp: Stamp['stamp']): void => void process.send?.({stamp, at: monotonicMs()} satisfies Stamp);

const query: unknown = Reflect.get(Client.prototype, 'query');
if (typeof query !== 'function') throw new TypeError('pg has changed: there is no query to watch.');
Reflect.set(Client.prototype, 'query', function watched(this: unknown, ...args: readonly unknown[]): unknown {
  const [asked] = args;
  const text = typeof asked === 'object' && asked !== null && 'text' in asked ? String(asked.text) : '';
  // Before and not after it: a listener may hear of the commit before its answer is read.
  if (text.endsWith('commit') && text.includes("'route-contact:")) say('commit');
  return Reflect.apply(query, this, args);
});

const send: unknown = Reflect.get(WebSocket.prototype, 'send');
if (typeof send !== 'function') throw new TypeError('ws has changed: there is no send to watch.');
Reflect.set(WebSocket.prototype, 'send', function watched(this: unknown, ...args: readonly unknown[]): unknown {
  const [data] = args;
  // Before it: once the system has the bytes, the page may be faster than this process.
  if (
    data instanceof Uint8Array &&
    Buffer.from(data.buffer, data.byteOffset, data.byteLength).includes('"ContactOffered"')
  )
    say('sent');
  return Reflect.apply(send, this, args);
});
