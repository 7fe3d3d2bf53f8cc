import assert from 'node:assert/strict';
import {it} from 'node:test';
import {FrameClock} from '../../../hub/voice/media/frame-clock.ts';
import {MediaEngine} from '../../../hub/voice/media/media-engine.ts';
import {SoundLibrary} from '../../../hub/voice/media/sound-library.ts';
import {FakeConnections} from './fake-connections.ts';

const TICKS_A_MS = 48;

it('[DL-30] of a process that was held up are as long, and as far from each other, as of any other', async () => {
  const sounds = await SoundLibrary.make();
  const browsers = new FakeConnections({takesEvents: true});
  let nowMs = 0;
  const engine = new MediaEngine({sounds, open: browsers.open, emit: () => undefined, nowMs: () => nowMs});
  const clock = new FrameClock(
    (dueMs) => engine.tick(dueMs),
    () => nowMs,
  );
  clock.start();
  clock.stop();
  await engine.connect({legId: 'a', epoch: 1, offer: 'a'});
  browsers.of('a').handlers.onState('connected');
  engine.digits({legId: 'a', requestId: 'r', digits: '159', late: false});

  // Held up for up to five frames at a time, which are then made up for at once.
  for (const ms of [20, 40, 140, 160, 260, 360, 460, 480, 500, 600, 620]) {
    nowMs = ms;
    clock.run();
  }

  const {events, sent} = browsers.of('a');
  const begun = events.filter(({position}) => position.marker).map(({position}) => position.timestamp);
  assert.deepEqual(
    begun.map((each) => (each - (begun[0] ?? 0)) / TICKS_A_MS),
    [0, 160, 320],
  );
  const ended = events.filter(({payload}) => (payload[1] ?? 0) >= 0x80).map(({position}) => position.timestamp);
  assert.deepEqual([...new Set(ended)], begun, 'each is ended under its own time');
  // What is sent between them begins where the tone is over.
  const pauses = sent.map(({position}) => (position.timestamp - (begun[0] ?? 0)) / TICKS_A_MS).filter((ms) => ms > 0);
  assert.deepEqual(pauses.slice(0, 6), [100, 120, 140, 260, 280, 300]);
  engine.closeAll();
});
