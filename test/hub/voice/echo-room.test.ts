import assert from 'node:assert/strict';
import {before, beforeEach, describe, it} from 'node:test';
import {EchoRoom, echoLongestMs} from '../../../hub/voice/media/echo-room.ts';
import {echoDelayMs} from '../../../hub/voice/media/echo-source.ts';
import {SoundLibrary} from '../../../hub/voice/media/sound-library.ts';
import {FakeConnections} from './fake-connections.ts';

const WORD = 7;

describe('EchoRoom', () => {
  let sounds: SoundLibrary;
  let browsers: FakeConnections;
  let room: EchoRoom;
  let nowMs: number;

  before(async () => {
    sounds = await SoundLibrary.make();
  });

  beforeEach(() => {
    browsers = new FakeConnections();
    nowMs = 0;
    room = new EchoRoom({sounds, open: browsers.open, nowMs: () => nowMs});
  });

  async function join(legId: string, epoch = 1, offer = `${legId}${epoch}`): Promise<void> {
    await room.connect({legId, epoch, offer});
    browsers.of(offer).handlers.onState('connected');
  }

  function tickUntil(untilMs: number): void {
    while (nowMs < untilMs) room.tick((nowMs += 20));
  }

  function speak(offer: string, sequence: number): void {
    const payload = Uint8Array.of(WORD, sequence % 256);
    browsers.of(offer).handlers.onPacket({sequence, timestamp: sequence * 960, ssrc: 1, payload, isEvent: false});
  }

  function heard(offer: string): readonly number[] {
    return browsers.of(offer).sent.flatMap(({payload}) => (payload[0] === WORD && payload.length === 2 ? [nowMs] : []));
  }

  it('[DV-20] gives each packet back a second later, in its order, and silence until then', async () => {
    await join('a');
    speak('a1', 1);
    tickUntil(20);
    speak('a1', 2);
    tickUntil(echoDelayMs - 20);
    assert.equal(heard('a1').length, 0);
    assert.ok(browsers.of('a1').sent.length > 40, 'silence is played meanwhile');
    tickUntil(echoDelayMs);
    assert.equal(heard('a1').length, 1);
    tickUntil(echoDelayMs + 20);
    assert.equal(heard('a1').length, 2);
    const words = browsers.of('a1').sent.filter(({payload}) => payload.length === 2);
    const [one, two] = words.map(({position}) => position);
    assert.ok(one !== undefined && two !== undefined);
    assert.equal((two.sequence - one.sequence + 65_536) % 65_536, 1);
    assert.equal((two.timestamp - one.timestamp + 2 ** 32) % 2 ** 32, 960);
  });

  it('[DV-20] silence comes back after the last word', async () => {
    await join('a');
    speak('a1', 1);
    tickUntil(echoDelayMs + 220);
    const before = browsers.of('a1').sent.length;
    tickUntil(echoDelayMs + 400);
    assert.ok(browsers.of('a1').sent.length > before);
  });

  it('[DV-20] what is poured in without end is not kept without end', async () => {
    await join('a');
    for (let sequence = 0; sequence < 5_000; sequence++) speak('a1', sequence);
    tickUntil(echoDelayMs);
    assert.equal(heard('a1').length, 120);
  });

  it('[DV-21] nobody hears anybody else', async () => {
    await join('a');
    await join('b');
    for (let sequence = 0; sequence < 10; sequence++) {
      speak('a1', sequence);
      tickUntil(nowMs + 20);
    }
    tickUntil(echoDelayMs * 2);
    assert.equal(heard('b1').length, 0);
    assert.equal(heard('a1').length, 10);
  });

  it('[DV-22] ends by itself after half a minute, however often its page joins again', async () => {
    await join('a');
    tickUntil(20_000);
    await join('a', 2);
    assert.equal(browsers.of('a1').isClosed, true);
    const alive = (): void => browsers.of('a2').handlers.onSignOfLife();
    for (let at = 20_000; at < echoLongestMs - 1_000; at += 1_000) {
      alive();
      tickUntil(at + 1_000);
    }
    assert.equal(browsers.of('a2').isClosed, false);
    tickUntil(echoLongestMs);
    assert.equal(browsers.of('a2').isClosed, true);
    assert.equal(room.size, 0);
  });

  it('[DV-22] is closed when asked, once, and an offer that cannot be answered leaves nothing behind', async () => {
    await join('a');
    assert.deepEqual(room.close('a'), {});
    assert.equal(browsers.of('a1').isClosed, true);
    assert.ok('refused' in room.close('a'));
    assert.ok('refused' in (await room.connect({legId: 'b', epoch: 1, offer: 'bad'})));
    assert.equal(room.size, 0);
  });
});
