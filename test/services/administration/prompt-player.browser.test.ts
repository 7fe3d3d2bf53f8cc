import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {SdkError} from '../../../src/api/errors.ts';
import {BrowserPromptPlayer} from '../../../src/services/administration/prompt-player.ts';
import {wave} from '../../support/wave.ts';

describe('what callers hear, played in a browser', () => {
  const player = new BrowserPromptPlayer();
  const revoked: string[] = [];
  const revoke = URL.revokeObjectURL.bind(URL);

  before(async () => {
    // A browser plays for whoever did something in the page.
    await sendKeys({press: 'Tab'});
    URL.revokeObjectURL = (url) => {
      revoked.push(url);
      revoke(url);
    };
  });

  beforeEach(() => revoked.splice(0));
  afterEach(() => player.stop());
  after(() => (URL.revokeObjectURL = revoke));

  it('[PK-33] it is heard to its end, and nothing of it is kept', async () => {
    const {promise, resolve} = Promise.withResolvers<void>();
    await player.play(wave(0.3), resolve);
    await promise;
    expect(revoked.length).to.equal(1);
  });

  it('[PK-33] a later one, and silence, take its place, and its end is nobody’s any more', async () => {
    const ended: string[] = [];
    const first = player.play(wave(0.3), () => ended.push('first'));
    const {promise, resolve} = Promise.withResolvers<void>();
    await player.play(wave(0.6), resolve);
    await Promise.all([first, promise]);
    expect(ended).to.deep.equal([]);
    const third = player.play(wave(0.3), () => ended.push('third'));
    player.stop();
    await third;
    expect(revoked.length).to.equal(3);
    expect(ended).to.deep.equal([]);
  });

  it('[PK-33] what the browser cannot play is said', async () => {
    const error: unknown = await player
      .play(new Blob(['no sound'], {type: 'audio/ogg'}), () => undefined)
      .catch((cause: unknown) => cause);
    expect(error instanceof SdkError && error.code).to.equal('media-failed');
    expect(revoked.length).to.equal(1);
  });
});
