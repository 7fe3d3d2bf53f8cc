import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {type Held, roomOf} from '../../src/domain/agent-room.ts';
import {type Capacity, DEFAULT_CAPACITY} from '../../src/domain/channel.ts';

const call: Held = {channel: 'voice', exclusive: true};
const listening: Held = {channel: 'voice', exclusive: false};
const chat: Held = {channel: 'chat', exclusive: false};
const two: Capacity = {voice: 1, chat: 2, email: 0, social: 1};

describe('what an agent can be given', () => {
  const table: readonly (readonly [string, Capacity, readonly Held[], string, string])[] = [
    ['with nothing in hand', two, [], 'voice chat social', 'voice social'],
    ['in a call', two, [call], 'chat social', 'social'],
    ['listening to one', two, [listening], 'voice chat social', 'voice social'],
    ['with a chat', two, [chat], 'voice chat social', 'voice chat social'],
    ['with as many chats as they may have', two, [chat, chat], 'voice social', 'voice social'],
    ['with more than they may have', two, [chat, chat, chat], 'voice social', 'voice social'],
    ['who takes no calls', {...two, voice: 0}, [], 'chat social', 'social'],
    ['with everything', two, [call, chat, chat, {channel: 'social', exclusive: false}], '', ''],
    ['with the usual capacity', DEFAULT_CAPACITY, [], 'voice chat email social', 'voice'],
  ];
  for (const [who, capacity, held, open, last] of table) {
    it(`[RT-9] ${who}`, () => {
      const room = roomOf(capacity, held);
      assert.deepEqual([room.open.join(' '), room.last.join(' ')], [open, last]);
    });
  }
});
