import assert from 'node:assert/strict';
import {after, afterEach, before, beforeEach, describe, it} from 'node:test';
import {http, HttpResponse} from 'msw';
import {setupServer} from 'msw/node';
import {SdkError} from '../../../src/api/errors.ts';
import type {EmergencyView, VoiceState} from '../../../src/services/ports.ts';
import {WritableStore} from '../../../src/services/store.ts';
import {HubVoicemailService} from '../../../src/services/voicemail/hub-voicemail-service.ts';
import type {MessagePlayer} from '../../../src/services/voicemail/message-player.ts';
import {view} from '../emergency/emergency-page.ts';

const HUB = 'https://hub.example.com';

/** Plays when the test says so, and ends when it says so. */
class Player implements MessagePlayer {
  readonly did: string[] = [];
  end: () => void = () => undefined;
  failure: SdkError | null = null;

  async play(sound: Blob, onEnd: () => void): Promise<void> {
    this.end = onEnd;
    this.did.push(`play ${await sound.text()}`);
    if (this.failure !== null) throw this.failure;
  }

  async resume(): Promise<void> {
    this.did.push('resume');
    if (this.failure !== null) throw this.failure;
  }

  pause(): void {
    this.did.push('pause');
  }

  stop(): void {
    this.did.push('stop');
  }

  seek(placeMs: number): void {
    this.did.push(`seek ${placeMs}`);
  }

  setSpeed(speed: number): void {
    this.did.push(`speed ${speed}`);
  }
}

function goneByHub(): Response {
  const headers = {'content-type': 'application/problem+json'};
  return HttpResponse.json({code: 'not-found'}, {status: 404, headers});
}

const server = setupServer();

before(() => server.listen({onUnhandledFrame: 'error'}));
afterEach(() => server.resetHandlers());
after(() => server.close());

describe('messages that callers left, at a desk', () => {
  let player: Player;
  let move: (placeMs: number) => void;
  let voice: WritableStore<VoiceState>;
  let takesWork: boolean;
  let emergency: WritableStore<EmergencyView | null>;
  let service: HubVoicemailService;
  const gone = new Set<string>();

  beforeEach(() => {
    gone.clear();
    player = new Player();
    voice = new WritableStore<VoiceState>({status: 'idle'});
    takesWork = true;
    emergency = new WritableStore<EmergencyView | null>(null);
    service = new HubVoicemailService({
      hubUrls: [HUB],
      getToken: async () => 'token',
      voice,
      emergency,
      takesWork: () => takesWork,
      playerFor: (onPlace) => {
        move = onPlace;
        return player;
      },
    });
    server.use(
      http.get(`${HUB}/voicemails/:id/audio`, ({params}) => {
        const id = String(params['id']);
        return gone.has(id) ? goneByHub() : new HttpResponse(`sound of ${id}`);
      }),
      http.delete(`${HUB}/voicemails/:id`, () => new HttpResponse(null, {status: 204})),
    );
  });
  afterEach(() => service.dispose());

  const state = () => service.listening.value;

  it('[EL-76] one is heard at a time, from where it was paused, at any place, to its end', async () => {
    const first = service.listen('one');
    assert.deepEqual(state(), {status: 'fetching', id: 'one'});
    await first;
    assert.deepEqual(state(), {status: 'playing', id: 'one', placeMs: 0});
    move(2_000);
    service.pause();
    assert.deepEqual(state(), {status: 'paused', id: 'one', placeMs: 2_000});
    service.seek(7_000);
    await service.listen('one');
    assert.deepEqual(state(), {status: 'playing', id: 'one', placeMs: 7_000});
    assert.deepEqual(player.did.slice(-4), ['play sound of one', 'pause', 'seek 7000', 'resume']);
    await service.listen('two');
    assert.deepEqual(state(), {status: 'playing', id: 'two', placeMs: 0});
    player.end();
    assert.deepEqual(state(), {status: 'quiet'});
    service.seek(1);
    service.pause();
    assert.deepEqual(state(), {status: 'quiet'}, 'nothing plays');
  });

  it('[EL-76] what is still on its way makes room for a later wish, and for silence', async () => {
    const both = [service.listen('one'), service.listen('two')];
    await Promise.all(both);
    assert.deepEqual(state(), {status: 'playing', id: 'two', placeMs: 0});
    assert.ok(!player.did.includes('play sound of one'));
    const third = service.listen('three');
    service.pause();
    await third;
    assert.deepEqual(state(), {status: 'quiet'});
  });

  it('[EL-76] how fast stays for the next one', async () => {
    service.setSpeed(1.5);
    await service.listen('one');
    assert.equal(service.speed.value, 1.5);
    assert.ok(player.did.includes('speed 1.5'));
  });

  it('[EL-76] what was deleted meanwhile, cannot be had or played says so, and may be tried again', async () => {
    gone.add('one');
    await service.listen('one');
    assert.deepEqual(state(), {status: 'gone', id: 'one'});
    player.failure = new SdkError('media-failed', 'This browser does not play it.');
    await service.listen('two');
    assert.deepEqual(state(), {status: 'failed', id: 'two', error: player.failure});
    player.failure = null;
    await service.listen('two');
    assert.equal(state().status, 'playing');
    service.pause();
    player.failure = new SdkError('media-failed', 'This browser does not play it.');
    await service.listen('two');
    assert.equal(state().status, 'failed');
  });

  it('[EL-81] what a hub without messages answers is no word of a deleted one: it can be listened to once a newer hub is asked', async () => {
    server.use(
      http.get(`${HUB}/voicemails/one/audio`, () => HttpResponse.json({statusCode: 404}, {status: 404}), {once: true}),
    );
    await service.listen('one');
    const failed = state();
    assert.equal(failed.status === 'failed' && failed.error.code, 'hub-unreachable');
    await service.listen('one');
    assert.equal(state().status, 'playing');
  });

  it('[EL-76] a call that begins pauses it, an emergency too; in a call it may be heard', async () => {
    await service.listen('one');
    voice.set({status: 'connecting', contactId: 'c'});
    assert.equal(state().status, 'paused');
    await service.listen('one');
    voice.set({status: 'connected', contactId: 'c'});
    assert.equal(state().status, 'playing', 'the agent wants it in this call');
    emergency.set(view());
    assert.equal(state().status, 'paused');
    await service.listen('one');
    emergency.set(view({version: 2}));
    assert.equal(state().status, 'playing');
  });

  it('[EL-76] whoever comes next hears nothing of it; nor does who has deleted it', async () => {
    await service.listen('one');
    await service.remove('two');
    assert.equal(state().status, 'playing');
    assert.deepEqual(await service.remove('one'), {status: 'done', voicemail: null});
    assert.deepEqual(state(), {status: 'quiet'});
    await service.listen('one');
    service.handleSignedOut();
    assert.deepEqual(state(), {status: 'quiet'});
  });

  it('[EL-82] whether a call back comes to this page is as it is at that moment', () => {
    assert.equal(service.takesWork(), true);
    takesWork = false;
    assert.equal(service.takesWork(), false);
  });

  it('[EL-77] what the hub refuses is its code, what fails on the way an error', async () => {
    server.use(
      http.post(`${HUB}/voicemails/one/callback`, () => HttpResponse.json({code: 'callback-open'}, {status: 409})),
      http.put(`${HUB}/voicemails/one`, () => HttpResponse.json({}, {status: 403})),
    );
    assert.deepEqual(await service.callBack('one'), {status: 'refused', code: 'callback-open'});
    const outcome = await service.setDone('one', true);
    assert.equal(outcome.status === 'failed' && outcome.error.code, 'not-authorised');
  });
});
