import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {after, before, describe, it} from 'node:test';
import {PromptError} from '../../../hub/prompts/prompt-error.ts';
import {canSpeak, speak} from '../../../hub/prompts/speak.ts';
import {PROMPTS, isOwnSound, promptOfSound} from '../../../src/domain/prompts.ts';
import type {TestHub} from '../../support/test-hub.ts';
import {toneWav} from '../../support/tones.ts';
import {customerCalls, errorsOf} from '../desk/scenes.ts';
import {read} from '../flows/scenes.ts';
import {type Admin, adminOf, problemOf} from '../organisation/admin-client.ts';
import {CALLBACK_AT_ONCE, TIME_OUT, overflowingHub, tellMenu} from './overflow-world.ts';

const RECORDING = new URL('../../../hub/voice/media/sounds/welcome.en.opus', import.meta.url);

type Prompt = {
  readonly name: string;
  readonly language: string;
  readonly words: string;
  readonly origin: string;
  readonly lengthMs: number;
};

describe('what callers hear, in the organisation’s own words', () => {
  let hub: TestHub;
  let admin: Admin;
  let recording: Buffer;

  before(async () => {
    hub = await overflowingHub({billing: CALLBACK_AT_ONCE});
    admin = await adminOf(hub);
    recording = await readFile(RECORDING);
  });

  after(async () => {
    await hub?.stop();
    assert.deepEqual(errorsOf(hub), []);
  });

  async function prompts(): Promise<{readonly speaks: boolean; readonly items: readonly Prompt[]}> {
    return Object((await admin.get('/prompts')).body);
  }

  const own = async (name: string, language: string): Promise<Prompt | undefined> =>
    (await prompts()).items.find((each) => each.name === name && each.language === language);

  async function upload(path: string, audio: Buffer, type = 'audio/ogg') {
    return fetch(`${hub.url}/admin${path}`, {
      method: 'PUT',
      headers: {authorization: `Bearer ${await hub.issuer.token('admin', {roles: ['admin']})}`, 'content-type': type},
      body: new Uint8Array(audio),
    });
  }

  async function heard(data: Record<string, string> = {}): Promise<string> {
    await customerCalls(hub);
    const contactId = await customerCalls(hub, {data});
    await tellMenu(hub, contactId, TIME_OUT);
    return (await read(hub, contactId)).announcement?.sound ?? '';
  }

  it('[DC-16] [DC-17] [DC-18] [DC-19] there are two from the start, in each language, with what they say', async () => {
    const {items} = await prompts();
    assert.equal(items.length, Object.keys(PROMPTS).length * 2);
    assert.match((await own('callback-offer', 'en'))?.words ?? '', /longer.*press one.*stay on the line/);
    assert.match(
      (await own('callback-promised', 'en'))?.words ?? '',
      /call you back as soon as.*call ends now.*Goodbye/,
    );
    assert.match((await own('callback-offer', 'pl'))?.words ?? '', /naciśnij jeden/);
    assert.ok(items.every(({origin}) => origin === 'built-in'));
  });

  it('[DC-16] [PK-28] a recording takes the place of one of them, in its language only, from the next caller on; and back', async () => {
    assert.equal((await upload('/prompts/callback-offer/pl/audio', recording)).status, 200);
    assert.deepEqual(
      {...(await own('callback-offer', 'pl'))},
      {name: 'callback-offer', language: 'pl', words: '', origin: 'uploaded', lengthMs: 2_980},
    );
    const sound = await heard({language: 'pl'});
    assert.ok(isOwnSound(sound) && promptOfSound(sound) === 'callback-offer.pl', sound);
    assert.equal(await heard(), 'callback-offer.en');
    const audio = await fetch(`${hub.url}/admin/prompts/callback-offer/pl/audio`, {
      headers: {authorization: `Bearer ${await hub.issuer.token('admin', {roles: ['admin']})}`},
    });
    assert.deepEqual(Buffer.from(await audio.arrayBuffer()), recording);
    assert.equal((await admin.ask('DELETE', '/prompts/callback-offer/pl', {})).status, 204);
    assert.equal((await own('callback-offer', 'pl'))?.origin, 'built-in');
    assert.equal(await heard({language: 'pl'}), 'callback-offer.pl');
  });

  it('[PK-28] what is no recording that can be played is refused with what to send, and nothing changes', async () => {
    for (const [audio, type, code] of [
      [Buffer.from('no sound at all'), 'audio/ogg', 'audio-unusable'],
      [recording.subarray(0, 100), 'audio/ogg', 'audio-unusable'],
      [recording, 'audio/mpeg', 'unsupported-media-type'],
      [Buffer.alloc(12 * 1024 * 1024 + 1), 'audio/ogg', 'too-large'],
      [toneWav(440).subarray(0, 20_000), 'audio/wav', 'audio-unusable'],
    ] as const) {
      const answer = await upload('/prompts/callback-offer/en/audio', audio, type);
      const body: {code: string} = Object(await answer.json());
      assert.equal(body.code, code);
    }
    assert.equal((await own('callback-offer', 'en'))?.origin, 'built-in');
    assert.equal((await upload('/prompts/shoe/en/audio', recording)).status, 404);
    assert.equal((await upload('/prompts/callback-offer/de/audio', recording)).status, 404);
    for (const words of ['', ' ', 'x'.repeat(601), 'a\u0007b'])
      assert.equal(problemOf(await admin.put('/prompts/callback-offer/en', {words})).status, 422);
  });

  it('[PK-28] a WAV file will do, and becomes what the media process plays', async () => {
    assert.equal((await upload('/prompts/queue-busy/en/audio', toneWav(440), 'audio/wav')).status, 200);
    const {lengthMs = 0} = (await own('queue-busy', 'en')) ?? {};
    assert.ok(lengthMs >= 2_000 && lengthMs <= 2_040, `${lengthMs} ms`);
  });

  it('[DC-16] [PK-29] words are spoken by the system’s synthesiser where there is one; else it is said what to do', async () => {
    const {speaks} = await prompts();
    assert.equal(speaks, await canSpeak());
    const answer = await admin.put('/prompts/callback-promised/en', {words: 'We will ring you. Bye.'});
    if (!speaks) return assert.equal(problemOf(answer).code, 'synthesiser-missing');
    assert.equal(answer.status, 200);
    const spoken = await own('callback-promised', 'en');
    assert.deepEqual([spoken?.words, spoken?.origin], ['We will ring you. Bye.', 'spoken']);
    assert.ok((spoken?.lengthMs ?? 0) > 800 && (spoken?.lengthMs ?? 0) < 6_000, `${spoken?.lengthMs} ms`);
  });

  it('[PK-29] without the programs nothing is spoken, and the error says which are missing', async (t) => {
    const {PATH} = process.env;
    t.after(() => (process.env['PATH'] = PATH));
    process.env['PATH'] = '/nowhere';
    assert.equal(await canSpeak(), false);
    await assert.rejects(speak('Hello', 'en'), (error) => {
      assert.ok(error instanceof PromptError);
      assert.equal(error.code, 'synthesiser-missing');
      assert.match(error.message, /espeak-ng/);
      return true;
    });
  });
});
