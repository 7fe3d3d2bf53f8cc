import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {SdkError} from '../../../src/api/errors.ts';
import {BrowserMessagePlayer} from '../../../src/services/voicemail/message-player.ts';
import {wave} from '../../support/wave.ts';

describe('a message, played in a browser', () => {
  let places: number[];
  let told: (placeMs: number) => void;
  let player: BrowserMessagePlayer;

  // A browser plays for whoever did something in the page.
  before(async () => sendKeys({press: 'Tab'}));

  beforeEach(() => {
    places = [];
    told = () => undefined;
    player = new BrowserMessagePlayer((placeMs) => {
      places.push(placeMs);
      told(placeMs);
    });
  });
  afterEach(() => player.stop());

  /** Resolves with the first place from there on. */
  function isAt(fromMs: number): Promise<number> {
    const {promise, resolve} = Promise.withResolvers<number>();
    told = (placeMs) => placeMs >= fromMs && resolve(placeMs);
    return promise;
  }

  it('[EL-76] it says how far it is, is paused there and goes on to its end', async () => {
    const {promise: ended, resolve} = Promise.withResolvers<void>();
    const begun = isAt(1);
    await player.play(wave(1), resolve);
    await begun;
    player.pause();
    const paused = places.at(-1) ?? 0;
    const further = isAt(paused);
    await player.resume();
    await further;
    await ended;
    expect(places.at(-1)).to.be.at.least(900);
  });

  it('[EL-76] it goes on from a place that is sought, also when it is paused', async () => {
    const {promise: ended, resolve} = Promise.withResolvers<void>();
    await player.play(wave(30), resolve);
    player.pause();
    const sought = isAt(29_500);
    player.seek(29_500);
    expect(await sought).to.be.within(29_500, 29_600);
    await player.resume();
    await ended;
  });

  it('[EL-76] how fast counts for what plays and for what comes next', async () => {
    player.setSpeed(2);
    const speed = async (): Promise<number> => {
      const at = places.at(-1) ?? 0;
      const [fromMs, from] = [await isAt(at + 1), performance.now()];
      return ((await isAt(fromMs + 500)) - fromMs) / (performance.now() - from);
    };
    await player.play(wave(30), () => undefined);
    expect(await speed()).to.be.within(1.7, 2.3);
    player.setSpeed(1);
    expect(await speed()).to.be.within(0.8, 1.2);
  });

  it('[EL-76] what the browser cannot play is said; pausing what is only beginning is no failure', async () => {
    const error: unknown = await player
      .play(new Blob(['no sound'], {type: 'audio/ogg'}), () => undefined)
      .catch((cause: unknown) => cause);
    expect(error instanceof SdkError && error.code).to.equal('media-failed');
    const begun = player.play(wave(1), () => undefined);
    player.pause();
    await begun;
  });
});
