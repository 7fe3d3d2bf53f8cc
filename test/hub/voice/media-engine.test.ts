import assert from 'node:assert/strict';
import {afterEach, before, beforeEach, describe, it} from 'node:test';
import {MediaEngine} from '../../../hub/voice/media/media-engine.ts';
import type {HeardSource, MediaEvent} from '../../../hub/voice/media/protocol.ts';
import {SoundLibrary} from '../../../hub/voice/media/sound-library.ts';
import {FakeConnections} from './fake-connections.ts';

const music: HeardSource = {kind: 'music'};
const forward = (legId: string): HeardSource => ({kind: 'legs', legIds: [legId]});

describe('MediaEngine', () => {
  let sounds: SoundLibrary;
  let browsers: FakeConnections;
  let events: MediaEvent[];
  let engine: MediaEngine;
  let nowMs: number;

  before(async () => {
    sounds = await SoundLibrary.make();
    await sounds.finish();
  });

  beforeEach(() => {
    browsers = new FakeConnections();
    events = [];
    nowMs = 0;
    engine = new MediaEngine({sounds, open: browsers.open, emit: (event) => events.push(event), nowMs: () => nowMs});
  });

  afterEach(() => engine.closeAll());

  async function join(legId: string, epoch = 1, offer = `${legId}${epoch}`): Promise<void> {
    await engine.connect({legId, epoch, offer});
    browsers.of(offer).handlers.onState('connected');
  }

  function tick(times = 1): void {
    for (let n = 0; n < times; n++) engine.tick((nowMs += 20));
  }

  function speak(offer: string, sequence: number, options: {isEvent?: boolean; payload?: number[]} = {}): void {
    browsers.of(offer).handlers.onPacket({
      sequence,
      timestamp: sequence * 960,
      ssrc: 1,
      payload: Uint8Array.from(options.payload ?? [1, 2, 3]),
      isEvent: options.isEvent ?? false,
    });
  }

  it('[VM-11] refuses a lower epoch, answers a repeated one the same, and lets one epoch have one offer', async () => {
    const first = await engine.connect({legId: 'a', epoch: 2, offer: 'x'});
    assert.deepEqual(await engine.connect({legId: 'a', epoch: 2, offer: 'x'}), first);
    assert.equal(browsers.all.length, 1);
    assert.deepEqual(pick(await engine.connect({legId: 'a', epoch: 1, offer: 'x'})), 'stale-epoch');
    assert.deepEqual(pick(await engine.connect({legId: 'a', epoch: 2, offer: 'y'})), 'epoch-taken');
    assert.equal(browsers.of('x').isClosed, false);
  });

  it('[VM-11] keeps the old connection when the offer of a higher epoch cannot be answered', async () => {
    await join('a', 1);
    assert.equal(pick(await engine.connect({legId: 'a', epoch: 2, offer: 'bad'})), 'bad-offer');
    assert.deepEqual(engine.legs, [{legId: 'a', epoch: 1, state: 'connected'}]);
    await join('a', 2);
    assert.equal(browsers.of('a1').isClosed, true);
  });

  it('[VM-11] a leg whose only offer was refused is not there', async () => {
    assert.equal(pick(await engine.connect({legId: 'a', epoch: 1, offer: 'bad'})), 'bad-offer');
    assert.deepEqual(engine.legs, []);
  });

  it('[VM-11] answers only the latest of two offers that race', async () => {
    const [old, latest] = await Promise.all([
      engine.connect({legId: 'a', epoch: 1, offer: 'old'}),
      engine.connect({legId: 'a', epoch: 2, offer: 'new'}),
    ]);
    assert.equal(pick(old), 'stale-epoch');
    assert.ok('answer' in latest);
    assert.equal(browsers.of('old').isClosed, true);
    assert.deepEqual(
      engine.legs.map((leg) => leg.epoch),
      [2],
    );
  });

  it('[VM-12] ignores a plan of a lower or equal version', async () => {
    await join('a');
    assert.deepEqual(engine.plan({contactId: 'c', version: 5, hears: {a: music}}), {applied: true});
    assert.deepEqual(engine.plan({contactId: 'c', version: 5, hears: {}}), {applied: false});
    assert.deepEqual(engine.plan({contactId: 'c', version: 4, hears: {}}), {applied: false});
    assert.equal(kindOf('a'), 'music');
  });

  it('[EC-179] takes a correction of the version in force, of no lower one, and of no contact it does not know', async () => {
    await join('a');
    assert.deepEqual(engine.plan({contactId: 'c', version: 5, corrects: true, hears: {a: music}}), {applied: false});
    assert.deepEqual(engine.plans, []);
    engine.plan({contactId: 'c', version: 5, hears: {}});
    assert.deepEqual(engine.plan({contactId: 'c', version: 4, corrects: true, hears: {a: music}}), {applied: false});
    assert.deepEqual(engine.plan({contactId: 'c', version: 5, corrects: true, hears: {a: music}}), {applied: true});
    assert.equal(kindOf('a'), 'music');
    assert.deepEqual(engine.plan({contactId: 'c', version: 5, hears: {}}), {applied: false});
    assert.equal(kindOf('a'), 'music');
  });

  it('[VM-12] lets music go on through a new plan that leaves it as it was', async () => {
    await join('a');
    engine.plan({contactId: 'c', version: 1, hears: {a: music}});
    tick(3);
    engine.plan({contactId: 'c', version: 2, hears: {a: music, b: music}});
    tick();
    assert.deepEqual(
      browsers.of('a1').sent.map(({payload}) => payload),
      sounds.music.frames.slice(0, 4),
    );
    assert.deepEqual(
      browsers.of('a1').sent.map(({position}) => position.marker),
      [true, false, false, false],
    );
  });

  it('[VM-13] a leg that connects later takes the plan that names it', async () => {
    engine.plan({contactId: 'c', version: 1, hears: {a: music}});
    await join('a');
    assert.equal(kindOf('a'), 'music');
  });

  it('[VM-15] ends a contact: its legs close and its plan is forgotten', async () => {
    await join('a');
    await join('b');
    engine.plan({contactId: 'c', version: 1, hears: {a: music, b: music}});
    engine.plan({contactId: 'd', version: 1, hears: {b: forward('a')}});
    engine.end('c');
    assert.deepEqual(
      engine.legs.map((leg) => leg.legId),
      ['b'],
      'b had moved to the other contact',
    );
    assert.deepEqual(engine.plans, [{contactId: 'd', version: 1}]);
    assert.deepEqual(events.at(-1), {event: 'leg-state', legId: 'a', epoch: 1, state: 'closed'});
    assert.equal(browsers.of('a1').isClosed, true);
  });

  it('[VM-15] a leg that a plan no longer names hears silence', async () => {
    await join('a');
    engine.plan({contactId: 'c', version: 1, hears: {a: music}});
    engine.plan({contactId: 'c', version: 2, hears: {}});
    assert.equal(kindOf('a'), 'silence');
  });

  it('[VM-2] forwards packets as they are and gives them one numbering across hold and resume', async () => {
    await join('a');
    await join('b');
    engine.plan({contactId: 'c', version: 1, hears: {a: forward('b')}});
    for (let n = 500; n < 510; n++) {
      speak('b1', n);
      tick();
    }
    engine.plan({contactId: 'c', version: 2, hears: {a: music}});
    tick(10);
    engine.plan({contactId: 'c', version: 3, hears: {a: forward('b')}});
    for (let n = 900; n < 910; n++) {
      speak('b1', n);
      tick();
    }
    const {sent} = browsers.of('a1');
    const numbers = sent.map(({position}) => position.sequence);
    assert.ok(
      numbers.every((number, n) => n === 0 || number === ((numbers[n - 1] ?? 0) + 1) % 65_536),
      'one after the other',
    );
    assert.equal(sent.filter(({position}) => position.marker).length, 3);
    assert.deepEqual(sent[0]?.payload, Uint8Array.of(1, 2, 3));
  });

  it('[VM-26] a page that reloads disturbs neither the numbering nor the connection of the one who hears it', async () => {
    await join('a');
    await join('b');
    engine.plan({contactId: 'c', version: 1, hears: {a: forward('b')}});
    speak('b1', 100);
    await join('b', 2);
    speak('b1', 101);
    speak('b2', 40_000);
    const numbers = browsers.of('a1').sent.map(({position}) => position.sequence);
    assert.equal(numbers.length, 2, 'the replaced connection is no longer heard');
    assert.equal(numbers[1], ((numbers[0] ?? 0) + 1) % 65_536);
    assert.equal(browsers.of('a1').isClosed, false);
  });

  it('[VM-28] gives silence to the listener of a leg that sends nothing, and sound again at its next packet', async () => {
    await join('a');
    await join('b');
    engine.plan({contactId: 'c', version: 1, hears: {a: forward('b')}});
    tick();
    speak('b1', 1);
    tick(11);
    assert.equal(browsers.of('a1').sent.length, 1, 'none before a voice that is there, none within ordinary jitter');
    tick(5);
    assert.ok(browsers.of('a1').sent.length > 3);
    speak('b1', 20);
    assert.deepEqual(browsers.of('a1').sent.at(-1)?.payload, Uint8Array.of(1, 2, 3));
    engine.plan({contactId: 'c', version: 2, hears: {a: forward('nobody')}});
    const before = browsers.of('a1').sent.length;
    tick(5);
    assert.equal(browsers.of('a1').sent.length - before, 3, 'silence after 40 ms, where nobody spoke at all');
  });

  it('[VM-16] consumes digits: tells the hub, forwards nothing, leaves no gap', async () => {
    await join('a');
    await join('b');
    engine.plan({contactId: 'c', version: 1, hears: {a: forward('b')}});
    speak('b1', 1);
    speak('b1', 2, {isEvent: true, payload: [5, 0, 0, 160]});
    speak('b1', 3);
    const {sent} = browsers.of('a1');
    assert.equal(sent.length, 2);
    assert.equal(sent[1]?.position.sequence, ((sent[0]?.position.sequence ?? 0) + 1) % 65_536);
    assert.deepEqual(
      events.filter((each) => each.event === 'dtmf'),
      [{event: 'dtmf', legId: 'b', digit: '5'}],
    );
  });

  it('[VM-46] a browser’s goodbye is told at once, and what of it comes later is no sign of life', async () => {
    await join('a');
    browsers.of('a1').handlers.onState('closed');
    assert.equal(stateOf('a'), 'disconnected');
    assert.equal(browsers.of('a1').isClosed, true);
    speak('a1', 1);
    browsers.of('a1').handlers.onSignOfLife();
    assert.equal(stateOf('a'), 'disconnected');
    await join('a', 2);
    assert.equal(stateOf('a'), 'connected');
    assert.deepEqual(
      events.map((event) => event.event === 'leg-state' && event.state),
      ['connecting', 'connected', 'disconnected', 'connecting', 'connected'],
    );
  });

  it('[VM-30] tells that a leg has fallen silent on the network, that it is back, and closes one nobody came back to', async () => {
    await join('a');
    tick(6000 / 20);
    assert.equal(stateOf('a'), 'disconnected');
    browsers.of('a1').handlers.onSignOfLife();
    assert.equal(stateOf('a'), 'connected');
    tick(130_000 / 20);
    assert.deepEqual(engine.legs, []);
    assert.deepEqual(events.at(-1), {event: 'leg-state', legId: 'a', epoch: 1, state: 'closed'});
  });

  function kindOf(legId: string): string {
    const stats = engine.stats(legId);
    return 'hears' in stats ? stats.hears : stats.refused;
  }

  function stateOf(legId: string): string | undefined {
    return engine.legs.find((leg) => leg.legId === legId)?.state;
  }
});

function pick(result: object): unknown {
  return 'refused' in result ? result.refused : 'not refused';
}
