import assert from 'node:assert/strict';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {type TestContext, after, before, describe, it} from 'node:test';
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

/** In the place of the synthesiser: notes what it is given, and answers with the sound of the voice that was asked for. */
const STAND_IN = `#!${process.execPath}
const {appendFileSync, readFileSync} = require('node:fs');
const given = process.argv.slice(2);
if (given[0] === '--version') process.exit(0);
appendFileSync(FOLDER + '/said', JSON.stringify([given, readFileSync(0, 'utf8')]) + '\\n');
process.stdout.write(readFileSync(FOLDER + '/' + given[1] + '.wav'));
`;

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

  /** As where the hub runs with other programs. */
  function withPrograms(t: TestContext, path: string): void {
    const {PATH} = process.env;
    t.after(() => (process.env['PATH'] = PATH));
    process.env['PATH'] = path;
  }

  it('[DC-16] [PK-29] where there is no synthesiser the hub says what to install, and both languages stay as they were', async (t) => {
    withPrograms(t, '/nowhere');
    assert.equal((await prompts()).speaks, false);
    for (const language of ['en', 'pl']) {
      const before = await own('callback-promised', language);
      const answer = await admin.put(`/prompts/callback-promised/${language}`, {words: 'Goodbye. Do widzenia.'});
      assert.deepEqual([answer.status, problemOf(answer).code], [409, 'synthesiser-missing']);
      const {detail}: {detail?: string} = Object(answer.body);
      assert.match(detail ?? '', /espeak-ng is not installed.*install it, or upload a recording/);
      assert.deepEqual(await own('callback-promised', language), before);
    }
  });

  it('[DC-16] [PK-29] a synthesiser is given the words of each language with its own voice, and none of them on its command line', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'cb-'));
    t.after(() => rm(folder, {recursive: true, force: true}));
    await writeFile(join(folder, 'espeak-ng'), STAND_IN.replaceAll('FOLDER', JSON.stringify(folder)), {mode: 0o700});
    for (const voice of ['en-gb', 'pl'])
      await writeFile(join(folder, `${voice}.wav`), toneWav(voice === 'pl' ? 880 : 440));
    withPrograms(t, folder);
    assert.equal((await prompts()).speaks, true);
    const words = {en: 'We will ring you. Goodbye.', pl: 'Oddzwonimy. Do widzenia.'} as const;
    for (const language of ['en', 'pl'] as const) {
      const answer = await admin.put(`/prompts/callback-promised/${language}`, {words: words[language]});
      assert.equal(answer.status, 200, JSON.stringify(answer.body));
    }
    const said: unknown[] = (await readFile(join(folder, 'said'), 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.deepEqual(
      said,
      [
        ['en-gb', words.en],
        ['pl', words.pl],
      ].map(([voice, spoken]) => [['-v', voice, '-s', '150', '--stdin', '--stdout'], spoken]),
    );
    for (const language of ['en', 'pl'] as const) {
      const kept = await own('callback-promised', language);
      assert.deepEqual([kept?.words, kept?.origin], [words[language], 'spoken']);
    }
  });

  it('[DC-16] [PK-29] words are spoken by the system’s synthesiser in both languages where there is one; else it is said what to do', async () => {
    const words = {en: 'One, two, three. 1 2 3', pl: 'Raz, dwa, trzy. 1 2 3'} as const;
    const {speaks} = await prompts();
    assert.equal(speaks, await canSpeak());
    for (const language of ['en', 'pl'] as const) {
      const answer = await admin.put(`/prompts/callback-promised/${language}`, {words: words[language]});
      if (!speaks) {
        assert.equal(problemOf(answer).code, 'synthesiser-missing');
        continue;
      }
      assert.equal(answer.status, 200);
      const spoken = await own('callback-promised', language);
      assert.deepEqual([spoken?.words, spoken?.origin], [words[language], 'spoken']);
      assert.ok((spoken?.lengthMs ?? 0) > 800 && (spoken?.lengthMs ?? 0) < 12_000, `${spoken?.lengthMs} ms`);
    }
    if (!speaks) return;
    // The same words in the other voice are another sound; in the same voice they are the same.
    const [english, again, polish] = await Promise.all([
      speak('1 2 3', 'en'),
      speak('1 2 3', 'en'),
      speak('1 2 3', 'pl'),
    ]);
    assert.deepEqual(english, again);
    assert.notDeepEqual(english, polish);
  });

  it('[PK-29] without the programs nothing is spoken, and the error says which are missing', async (t) => {
    withPrograms(t, '/nowhere');
    assert.equal(await canSpeak(), false);
    await assert.rejects(speak('Hello', 'en'), (error) => {
      assert.ok(error instanceof PromptError);
      assert.equal(error.code, 'synthesiser-missing');
      assert.match(error.message, /espeak-ng/);
      return true;
    });
  });
});
