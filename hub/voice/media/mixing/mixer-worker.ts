/** The mixing thread: decoding, adding and encoding, apart from the sockets, so that neither makes the other late. */
import {parentPort} from 'node:worker_threads';
import {createDecoder, createEncoder} from 'libopus-wasm';
import {FrameClock} from '../frame-clock.ts';
import type {FromMixer, ToMixer} from './messages.ts';
import {Mixer} from './mixer.ts';

/** Between two words about who speaks, in ticks: 240 ms. */
const TELL_EVERY = 12;

if (parentPort === null) throw new Error('This is a worker thread: it is started by the media process.');
const port = parentPort;
const say = (message: FromMixer): void => port.postMessage(message);

const mixer = new Mixer();
let told = '';
let ticks = 0;
let late = 0;

const clock = new FrameClock(() => {
  const frames = mixer.tick();
  if (frames.length > 0) say({type: 'frames', frames});
  ticks += 1;
  if (ticks % TELL_EVERY !== 0) return;
  const legIds = mixer.speaking.toSorted();
  if (legIds.join('\n') !== told) {
    told = legIds.join('\n');
    say({type: 'speaking', legIds});
  }
  if (clock.lateTicks === late) return;
  late = clock.lateTicks;
  say({type: 'late', ticks: late});
});

port.on('message', (message: ToMixer) => {
  if (message.type === 'packet') mixer.put(message.legId, message.run, message.sequence, message.payload);
  else void mixer.listen(message.legId, message.speakers);
});

// The codec is compiled before anybody needs it: a conference begins within a frame or two.
(await createDecoder({sampleRate: 48_000, channels: 1})).free();
(await createEncoder({sampleRate: 48_000, channels: 1})).free();
clock.start();
say({type: 'ready'});
