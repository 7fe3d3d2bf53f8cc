import assert from 'node:assert/strict';
import {once} from 'node:events';
import {stat} from 'node:fs/promises';
import {connect, type Socket} from 'node:net';
import {join} from 'node:path';
import {createInterface, type Interface} from 'node:readline';
import {describe, it} from 'node:test';
import fc from 'fast-check';
import {ControlServer} from '../../../hub/voice/media/control-server.ts';
import {decodeFromMediaProcess, decodeRequest} from '../../../hub/voice/media/decode.ts';
import {LineReader} from '../../../hub/voice/media/line-reader.ts';
import {maxLineBytes} from '../../../hub/voice/media/protocol.ts';
import {secret, withRunDir} from './media-fixture.ts';

interface Talk {
  readonly socket: Socket;
  say(line: string): Promise<Record<string, unknown>>;
  next(): Promise<Record<string, unknown>>;
}

async function withServer(
  body: (talk: () => Promise<Talk>, server: ControlServer, path: string) => Promise<void>,
): Promise<void> {
  await withRunDir(async (runDir) => {
    const path = join(runDir, 's');
    const server = new ControlServer(secret, async (request) => ({answered: request.type}));
    const sockets: Socket[] = [];
    await server.listen(path);
    try {
      await body(
        async () => {
          const socket = connect(path);
          sockets.push(socket);
          await once(socket, 'connect');
          return talkOver(socket, createInterface({input: socket}));
        },
        server,
        path,
      );
    } finally {
      sockets.forEach((socket) => socket.destroy());
      server.close();
    }
  });
}

function talkOver(socket: Socket, lines: Interface): Talk {
  const next = async (): Promise<Record<string, unknown>> => {
    const [line] = await once(lines, 'line', {signal: AbortSignal.timeout(5000)});
    return JSON.parse(String(line));
  };
  return {
    socket,
    next,
    say: (line) => {
      const reply = next();
      socket.write(`${line}\n`);
      return reply;
    },
  };
}

/** The numbers of the chunks that a new connection is given, until this one. */
async function seqsUntil(path: string, last: number, onFirst = (): void => undefined): Promise<number[]> {
  const socket = connect(path);
  socket.write(`${authenticate}\n`);
  const seqs: number[] = [];
  for await (const line of createInterface({input: socket})) {
    const {seq} = JSON.parse(line);
    if (seq === 0) onFirst();
    if (seq !== undefined) seqs.push(seq);
    if (seq === last) break;
  }
  socket.destroy();
  return seqs;
}

const authenticate = JSON.stringify({id: 1, type: 'authenticate', secret});

describe('ControlServer', () => {
  it('[VM-9] answers nothing but authenticating first, and says no more than that', async () => {
    await withServer(async (open) => {
      const talk = await open();
      assert.equal((await talk.say('{"id":1,"type":"hello"}'))['code'], 'not-authenticated');
      assert.equal((await talk.say('nonsense'))['code'], 'not-authenticated');
      assert.deepEqual(await talk.say(authenticate), {id: 1, ok: true});
      assert.deepEqual(await talk.say('{"id":"x","type":"hello"}'), {id: 'x', ok: true, answered: 'hello'});
    });
  });

  it('[VM-9] cuts a connection that gives a wrong secret', async () => {
    await withServer(async (open) => {
      const talk = await open();
      const closed = once(talk.socket, 'close', {signal: AbortSignal.timeout(5000)});
      assert.equal((await talk.say('{"id":1,"type":"authenticate","secret":"guess"}'))['code'], 'not-authenticated');
      await closed;
    });
  });

  it('[VM-9] sends events to every authenticated connection and to no other', async () => {
    await withServer(async (open, server) => {
      const [one, two, stranger] = await Promise.all([open(), open(), open()]);
      await Promise.all([one.say(authenticate), two.say(authenticate)]);
      const firstToStranger = stranger.next();
      const heard = Promise.all([one.next(), two.next()]);
      server.emit({event: 'dtmf', legId: 'a', digit: '5'});
      assert.deepEqual(await heard, Array(2).fill({event: 'dtmf', legId: 'a', digit: '5'}));
      stranger.socket.write('{"id":1,"type":"hello"}\n');
      assert.equal((await firstToStranger)['code'], 'not-authenticated');
    });
  });

  it('[VM-51] hands what is kept to each connection that has authenticated, from its beginning, no faster than it reads', async () => {
    await withRunDir(async (runDir) => {
      const path = join(runDir, 's');
      const large = {recordingId: 'r', legId: 'a', packets: 'x'.repeat(100_000), lastedMs: 0, heardMs: 0};
      let newest = 199;
      let furthest = 0;
      const keep = () => {
        let seq = 0;
        return () => {
          if (seq > newest) return null;
          furthest = Math.max(furthest, seq);
          return {event: 'recorded' as const, ...large, seq: seq++, finished: false};
        };
      };
      const server = new ControlServer(secret, async () => ({}), undefined, keep);
      await server.listen(path);
      try {
        assert.deepEqual(await seqsUntil(path, 199), [...Array(200).keys()]);
        furthest = 0;
        const slow = connect(path).pause();
        const isThere = once(slow, 'connect');
        slow.write(`${authenticate}\n`);
        await isThere;
        assert.deepEqual(await seqsUntil(path, 20), [...Array(21).keys()]);
        assert.ok(furthest < 100, `${furthest} were handed out`);
        slow.destroy();
        const live = seqsUntil(path, 200, () => {
          newest = 200;
          server.handOut();
        });
        assert.deepEqual(await live, [...Array(201).keys()]);
      } finally {
        server.close();
      }
    });
  });

  it('[VM-9] lets only this user at the socket', async () => {
    await withServer(async (_open, _server, path) => assert.equal((await stat(path)).mode & 0o077, 0));
  });

  const malformed = [
    'nonsense',
    '[]',
    'null',
    '{"type":"hello"}',
    '{"id":1}',
    '{"id":1,"type":"fly"}',
    '{"id":1,"type":"connect","legId":"a","epoch":-1,"offer":"v=0"}',
    '{"id":1,"type":"connect","legId":"","epoch":1,"offer":"v=0"}',
    '{"id":1,"type":"plan","contactId":"c","version":1,"hears":{"a":{"kind":"noise"}}}',
    '{"id":1,"type":"plan","contactId":"c","version":1.5,"hears":{}}',
    '{"id":1,"type":"plan","contactId":"c","version":1,"hears":{"a":{"kind":"legs","legIds":"b"}}}',
    '{"id":1,"type":"plan","contactId":"c","version":1,"hears":{"a":{"kind":"sound"}}}',
    '{"id":1,"type":"plan","contactId":"c","version":1,"hears":{"a":{"kind":"sound","sound":"../secret"}}}',
  ];
  it('[VM-10] answers malformed lines with a code and goes on', async () => {
    await withServer(async (open) => {
      const talk = await open();
      await talk.say(authenticate);
      for (const line of malformed) assert.equal((await talk.say(line))['code'], 'malformed', line);
      assert.equal((await talk.say('{"id":2,"type":"hello"}'))['ok'], true);
    });
  });

  it('[VM-10] gives up a connection whose line never ends, and serves the next one', async () => {
    await withServer(async (open) => {
      const talk = await open();
      await talk.say(authenticate);
      const closed = once(talk.socket, 'close', {signal: AbortSignal.timeout(5000)});
      talk.socket.on('error', () => undefined);
      talk.socket.write('x'.repeat(maxLineBytes + 1));
      await closed;
      assert.equal((await (await open()).say(authenticate))['ok'], true);
    });
  });

  it('[VM-39] [VM-43] who speaks, and that a sound has ended, are read as they were said, and as nothing else', () => {
    const said = [
      {event: 'speaking', contactId: 'c', legIds: ['a', 'b']},
      {event: 'speaking', contactId: 'c', legIds: []},
      {event: 'sound-ended', legId: 'a', sound: 'please-hold.en'},
    ];
    for (const event of said) assert.deepEqual(decodeFromMediaProcess(JSON.stringify(event)), {event});
    const wrong = [
      {event: 'speaking', contactId: 'c'},
      {event: 'speaking', contactId: 'c', legIds: 'a'},
      {event: 'sound-ended', legId: 'a'},
    ];
    for (const event of wrong) assert.ok('refused' in decodeFromMediaProcess(JSON.stringify(event)));
  });

  it('[VM-51] what was recorded is read as it was said, and as nothing else; so is what is acknowledged', () => {
    const event = {
      event: 'recorded',
      recordingId: 'r',
      legId: 'a',
      seq: 3,
      packets: 'AAP4//4=',
      lastedMs: 20,
      heardMs: 0,
      finished: false,
    };
    assert.deepEqual(decodeFromMediaProcess(JSON.stringify(event)), {event});
    const empty = {...event, packets: '', finished: true};
    assert.deepEqual(decodeFromMediaProcess(JSON.stringify(empty)), {event: empty});
    for (const wrong of [{packets: 'no base64'}, {packets: 'AAA'}, {seq: -1}, {heardMs: 0.5}, {finished: undefined}])
      assert.ok('refused' in decodeFromMediaProcess(JSON.stringify({...event, ...wrong})));
    const request = {type: 'recorded-until', recordingId: 'r', seq: 3};
    assert.deepEqual(decodeRequest(JSON.stringify({id: 1, ...request})), {id: 1, request});
    assert.ok('refused' in decodeRequest(JSON.stringify({id: 1, ...request, seq: null})));
    const plan = {type: 'plan', contactId: 'c', version: 1, hears: {}, records: [{recordingId: 'r', legId: 'a'}]};
    assert.deepEqual(decodeRequest(JSON.stringify({id: 1, ...plan})), {id: 1, request: plan});
    assert.ok('refused' in decodeRequest(JSON.stringify({id: 1, ...plan, records: [{recordingId: 'r'}]})));
  });

  it('[VM-10] whatever a line holds, decoding it ends in a request or a refusal', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (line) => {
        const decoded = decodeRequest(line);
        assert.ok('refused' in decoded || 'request' in decoded);
      }),
    );
  });

  it('[VM-10] lines survive any cutting of the bytes', () => {
    const texts = fc.array(
      fc.string({unit: 'grapheme', minLength: 1}).filter((text) => !/[\n\r]/.test(text) && text.trim() !== ''),
    );
    fc.assert(
      fc.property(texts, fc.integer({min: 1, max: 7}), (lines, size) => {
        const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
        const reader = new LineReader(maxLineBytes);
        const read: string[] = [];
        for (let n = 0; n < bytes.length; n += size)
          read.push(...(reader.push(bytes.subarray(n, n + size)) ?? ['too long']));
        assert.deepEqual(read, lines);
      }),
    );
  });
});
