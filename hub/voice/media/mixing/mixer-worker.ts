/** The mixing thread: decoding, adding and encoding, apart from the sockets, so that neither makes the other late. */
import {parentPort, workerData} from 'node:worker_threads';
import {createDecoder, createEncoder} from 'libopus-wasm';
import {FrameClock} from '../frame-clock.ts';
import type {FromMixer, ToMixer} from './messages.ts';
import {Mixer} from './mixer.ts';
import {PacketRing} from './packet-ring.ts';

/** Between two words about who speaks, in ticks: 240 ms. */
const TELL_EVERY = 12;

if (parentPort === null || !(workerData instanceof SharedArrayBuffer))
  throw new Error('This is a worker thread: it is started by the media process.');
const port = parentPort;
const say = (message: FromMixer): void => port.postMessage(message);

const mixer = new Mixer();
const packets = new PacketRing(workerData);
const heard = new Map<string, ToMixer['speakers']>();
let legIds: ReadonlyMap<number, string> = new Map();
let told = '';
let ticks = 0;
let late = 0;

const clock = new FrameClock(() => {
  packets.read(({speaker, run, sequence, payload}) => {
    const legId = legIds.get(speaker);
    if (legId !== undefined) mixer.put(legId, run, sequence, payload);
  });
  const frames = mixer.tick();
  if (frames.length > 0) say({type: 'frames', frames});
  ticks += 1;
  if (ticks % TELL_EVERY !== 0) return;
  const speaking = mixer.speaking.toSorted();
  if (speaking.join('\n') !== told) {
    told = speaking.join('\n');
    say({type: 'speaking', legIds: speaking});
  }
  if (clock.lateTicks === late) return;
  late = clock.lateTicks;
  say({type: 'late', ticks: late});
});

port.on('message', ({legId, speakers}: ToMixer) => {
  heard.set(legId, speakers);
  if (speakers.length === 0) heard.delete(legId);
  legIds = new Map([...heard.values()].flat().map((speaker) => [speaker.number, speaker.legId]));
  void mixer.listen(
    legId,
    speakers.map((speaker) => speaker.legId),
  );
});

// The codec is compiled before anybody needs it: a conference begins within a frame or two.
(await createDecoder({sampleRate: 48_000, channels: 1})).free();
(await createEncoder({sampleRate: 48_000, channels: 1})).free();
clock.start();
say({type: 'ready'});
