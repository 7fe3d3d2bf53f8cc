import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {http, HttpResponse} from 'msw';
import {setupWorker} from 'msw/browser';
import type {Session} from '../../../src/services/ports.ts';
import {createSession} from '../../../src/services/session.ts';
import type {VoicemailListening, VoicemailService} from '../../../src/services/voicemail/voicemail-ports.ts';
import {attendant} from '../../support/attention-desk.ts';

const HUB = 'https://hub.example.com';
/** Opus in Ogg, as the hub's own sounds and messages are. */
const SOUND = '/hub/voice/media/sounds/callback-offer.en.opus';

describe('a session that hears what callers left', () => {
  const worker = setupWorker();
  const sessions: Session[] = [];

  before(async () => {
    await worker.start({quiet: true, onUnhandledFrame: 'bypass', serviceWorker: {url: '/mockServiceWorker.js'}});
    // A browser plays for whoever did something in the page.
    await sendKeys({press: 'Tab'});
  });
  afterEach(async () => {
    worker.resetHandlers();
    for (const each of sessions.splice(0)) await each.dispose();
  });
  after(() => worker.stop());

  function session(): Session {
    let asked = 0;
    const made = createSession({
      hubUrls: [HUB],
      tokens: {
        // The desk itself goes on waiting for its own: no SignalR is needed here.
        getToken: () => (asked++ === 0 ? new Promise(() => undefined) : Promise.resolve('a-token')),
        signIn: async () => undefined,
        signOut: async () => undefined,
      },
    });
    sessions.push(made);
    return made;
  }

  function until(
    service: VoicemailService,
    isSo: (listening: VoicemailListening) => boolean,
  ): Promise<VoicemailListening> {
    const {promise, resolve} = Promise.withResolvers<VoicemailListening>();
    const end = service.listening.subscribe((listening) => {
      if (!isSo(listening)) return;
      end();
      resolve(listening);
    });
    return promise;
  }

  it('[EL-76] a message comes with the person’s token, and is played from any place in it until the session ends', async () => {
    const tokens: (string | null)[] = [];
    const sound = await (await fetch(SOUND)).blob();
    worker.use(
      http.get(`${HUB}/voicemails/message-1/audio`, async ({request}) => {
        tokens.push(request.headers.get('authorization'));
        return new HttpResponse(await sound.arrayBuffer(), {headers: {'content-type': 'audio/ogg'}});
      }),
    );
    const made = session();
    const service = await made.voicemail.get();
    expect(await made.voicemail.get()).to.equal(service);
    const moved = until(service, (listening) => listening.status === 'playing' && listening.placeMs > 0);
    await service.listen('message-1');
    await moved;
    expect(tokens).to.deep.equal(['Bearer a-token']);
    const further = until(service, (listening) => listening.status === 'playing' && listening.placeMs > 3_000);
    service.seek(3_000);
    const listening = await further;
    expect(listening.status === 'playing' && listening.placeMs).to.be.within(3_000, 4_500);
    service.pause();
    expect(service.listening.value.status).to.equal('paused');
    await made.dispose();
    expect(service.listening.value).to.deep.equal({status: 'quiet'});
  });

  it('[EL-82] calls come to its page, but not to one that only watches or sets up, as long as it shows no desk', async () => {
    for (const part of ['supervisor', 'administration'] as const) {
      const made = session();
      const service = await made.voicemail.get();
      expect(service.takesWork(), part).to.equal(true);
      await made[part].get();
      expect(service.takesWork(), part).to.equal(false);
      const leave = made.attention.attend(attendant);
      expect(service.takesWork(), part).to.equal(true);
      leave();
      expect(service.takesWork(), part).to.equal(false);
    }
  });
});
