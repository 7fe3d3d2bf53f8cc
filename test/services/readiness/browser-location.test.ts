import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {describe, it} from 'node:test';
import {promisify} from 'node:util';
import {
  BrowserLocation,
  type FoundLocation,
  type LocationEdges,
} from '../../../src/services/readiness/browser-location.ts';
import {countryAt} from '../../../src/services/readiness/country-at.ts';

const PORTLAND = {longitude: -122.68, latitude: 45.52};
const AARHUS = {longitude: 10.2, latitude: 56.15};

/** A permission that a person changes in the browser's settings. */
class Permission extends EventTarget {
  state: PermissionState;

  constructor(state: PermissionState) {
    super();
    this.state = state;
  }

  becomes(state: PermissionState): void {
    this.state = state;
    this.dispatchEvent(new Event('change'));
  }
}

type Ask = {
  readonly found: (at: {longitude: number; latitude: number}) => void;
  readonly failed: (code: number) => void;
};

function browser(permission: Permission | null, more: Partial<LocationEdges> = {}) {
  const asks: Ask[] = [];
  const network = new EventTarget();
  const getCurrentPosition: Geolocation['getCurrentPosition'] = (found, failed) => {
    asks.push({
      found: (at) => found({coords: {...at}, timestamp: 0} as GeolocationPosition),
      failed: (code) => failed?.({code, message: 'no'} as GeolocationPositionError),
    });
  };
  const location = new BrowserLocation({
    geolocation: {getCurrentPosition},
    askPermission: async () => permission,
    secure: true,
    framePassesOn: () => null,
    countryAt: async (longitude, latitude) => countryAt(longitude, latitude),
    network,
    ...more,
  });
  const seen: FoundLocation[] = [];
  const waiting: {readonly fits: (each: FoundLocation) => boolean; readonly resolve: () => void}[] = [];
  location.state.subscribe((state) => {
    seen.push(state);
    for (const {fits, resolve} of waiting) if (fits(state)) resolve();
  });
  const until = async (status: FoundLocation['status']): Promise<FoundLocation> => {
    const fits = (each: FoundLocation): boolean => each.status === status;
    if (!fits(location.state.value)) {
      const {promise, resolve} = Promise.withResolvers<void>();
      waiting.push({fits, resolve});
      await promise;
    }
    return location.state.value;
  };
  return {location, asks, seen, network, until};
}

describe('where the browser is', () => {
  for (const [place, longitude, latitude, country] of [
    ['Portland', -122.68, 45.52, 'US'],
    ['Honolulu', -157.86, 21.31, 'US'],
    ['San Juan', -66.1, 18.46, 'PR'],
    ['Toronto', -79.38, 43.65, 'CA'],
    ['Belfast', -5.93, 54.6, 'GB'],
    ['Aarhus', 10.2, 56.15, 'DK'],
    ['Nuuk', -51.7, 64.18, 'GL'],
    ['Warsaw', 21.01, 52.23, 'PL'],
    ['the middle of the Atlantic', -40, 30, null],
  ] as const) {
    it(`[EM-5] [EC-85] ${place} is in ${country ?? 'no country'}`, () => {
      assert.equal(countryAt(longitude, latitude), country);
    });
  }

  it('[EC-85] is found where a policy forbids code made of text', async () => {
    const path = new URL('../../../src/services/readiness/country-at.ts', import.meta.url).href;
    const program = `console.log((await import('${path}')).countryAt(12.57, 55.67))`;
    const flags = ['--disallow-code-generation-from-strings', '--input-type=module', '-e', program];
    const {stdout} = await promisify(execFile)(process.execPath, flags);
    assert.equal(stdout.trim(), 'DK');
  });

  it('[EM-5] [EC-85] is looked up by itself only where the person has allowed it before', async () => {
    const {location, asks, until} = browser(new Permission('granted'));
    await location.start();
    assert.equal(location.state.value.status, 'looking');
    asks[0]?.found(AARHUS);
    assert.deepEqual(await until('located'), {status: 'located', country: 'DK'});
    location.stop();
  });

  it('[EM-5] [EC-85] is not asked for before the person presses, and then it is', async () => {
    const {location, asks, seen, until} = browser(new Permission('prompt'));
    await location.start();
    assert.equal(location.state.value.status, 'not-asked');
    assert.equal(asks.length, 0);
    const used = location.use();
    asks[0]?.found(PORTLAND);
    await used;
    assert.deepEqual(await until('located'), {status: 'located', country: 'US'});
    assert.doesNotMatch(JSON.stringify(seen), /122|45\.5/);
    location.stop();
  });

  it('[EM-5] [EC-85] follows what the person allows and forbids later', async () => {
    const permission = new Permission('denied');
    const {location, asks, until} = browser(permission);
    await location.start();
    assert.equal(location.state.value.status, 'denied');
    permission.becomes('granted');
    asks[0]?.found(PORTLAND);
    await until('located');
    permission.becomes('denied');
    assert.deepEqual(location.state.value, {status: 'denied', country: null});
    permission.becomes('granted');
    permission.becomes('denied');
    asks[1]?.found(AARHUS);
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(location.state.value.status, 'denied', 'what was found before it was forbidden is not believed');
    location.stop();
    permission.becomes('granted');
    assert.equal(asks.length, 2);
  });

  it('[EC-85] is looked up again when there is another network', async () => {
    const {location, asks, network, until} = browser(new Permission('granted'));
    await location.start();
    asks[0]?.found(PORTLAND);
    await until('located');
    network.dispatchEvent(new Event('online'));
    asks[1]?.found(AARHUS);
    assert.deepEqual(await until('located'), {status: 'located', country: 'DK'});
    location.stop();
  });

  for (const [title, state, code, passesOn, expected] of [
    ['put away without an answer', 'prompt', 1, null, 'not-asked'],
    ['forbidden', 'denied', 1, null, 'denied'],
    ['forbidden where the browser does not say', null, 1, null, 'denied'],
    ['kept back by the system', 'granted', 1, null, 'unavailable'],
    ['kept back by the frame', 'denied', 1, false, 'frame-policy'],
    ['without a position', 'granted', 2, null, 'unavailable'],
    ['too late', 'granted', 3, null, 'timed-out'],
  ] as const) {
    it(`[EM-5] [EC-85] ${title} it is ${expected}`, async () => {
      let passes: boolean | null = null;
      const permission = state === null ? null : new Permission(state);
      const {location, asks} = browser(permission, {framePassesOn: () => passes});
      const used = location.use();
      await location.start();
      passes = passesOn;
      const again = location.use();
      for (const ask of asks) ask.failed(code);
      await Promise.all([used, again]);
      assert.equal(location.state.value.status, expected);
      location.stop();
    });
  }

  for (const [expected, more] of [
    ['insecure-context', {secure: false}],
    ['unsupported', {geolocation: null}],
    ['frame-policy', {framePassesOn: () => false}],
  ] as const) {
    it(`[EM-5] [EC-85] where nothing would help it is ${expected}, and nobody is asked`, async () => {
      const {location, asks} = browser(new Permission('granted'), more);
      await location.start();
      assert.equal(location.state.value.status, expected);
      await location.use();
      assert.equal(location.state.value.status, expected);
      assert.equal(asks.length, 0);
    });
  }

  it('[EC-85] borders that do not load leave it unknown where that is', async () => {
    const countryAtFails = (): Promise<string | null> => Promise.reject(new TypeError('no chunk'));
    const {location, asks} = browser(new Permission('granted'), {countryAt: countryAtFails});
    await location.start();
    const used = location.use();
    for (const ask of asks) ask.found(PORTLAND);
    await used;
    assert.equal(location.state.value.status, 'unavailable');
  });
});
