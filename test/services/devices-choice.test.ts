import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {levelWord, newsWords, problemWords} from '../../src/components/device-settings/device-words.ts';
import {browserName} from '../../src/components/device-settings/browser-name.ts';
import {english} from '../../src/components/strings/english.ts';
import {isSoundHere} from '../../src/services/attention/ring-rule.ts';
import {TitleAlternation} from '../../src/services/attention/title-alternation.ts';
import {type Refused, findDevice, problemOf} from '../../src/services/devices/device-choice.ts';
import {levelOf} from '../../src/services/devices/level-meter.ts';
import {readinessOf} from '../../src/services/devices/readiness-report.ts';

const PROBLEMS = [
  'denied',
  'dismissed',
  'revoked',
  'system-denied',
  'frame-policy',
  'insecure-context',
  'missing',
  'busy',
  'failed',
] as const;

const refused = (change: Partial<Refused>): Refused => ({
  name: 'NotAllowedError',
  message: 'Permission denied',
  permission: 'denied',
  framePassesOn: null,
  ...change,
});

describe('devices, as rules', () => {
  it('[DV-7] tells apart why there is no microphone', () => {
    const table: readonly (readonly [Partial<Refused>, string])[] = [
      [{}, 'denied'],
      [{permission: null}, 'denied'],
      [{permission: 'prompt', message: 'Permission dismissed'}, 'dismissed'],
      [{message: 'Permission denied by system'}, 'system-denied'],
      [{framePassesOn: false}, 'frame-policy'],
      [{framePassesOn: true}, 'denied'],
      [{name: 'SecurityError'}, 'denied'],
      [{name: 'NotFoundError'}, 'missing'],
      [{name: 'OverconstrainedError'}, 'missing'],
      [{name: 'NotReadableError'}, 'busy'],
      [{name: 'AbortError'}, 'busy'],
      [{name: 'TypeError'}, 'failed'],
    ];
    for (const [given, expected] of table) assert.equal(problemOf(refused(given)), expected, JSON.stringify(given));
  });

  it('[DV-7] says what to do in the browser that is there', () => {
    const agents = {
      chromium: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
      firefox: 'Mozilla/5.0 (Windows NT 10.0; rv:150.0) Gecko/20100101 Firefox/150.0',
      safari: 'Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15',
      other: 'Lynx/2.9',
    } as const;
    const said = Object.entries(agents).map(([name, userAgent]) => {
      const browser = browserName(userAgent);
      assert.equal(browser, name);
      return problemWords('denied', browser, english).text;
    });
    assert.equal(new Set(said).size, 4);
    for (const problem of PROBLEMS) {
      const {heading, text} = problemWords(problem, 'other', english);
      assert.ok(heading.length > 10 && text.length > 10, problem);
    }
  });

  it('[DV-5] finds a remembered device by its id, else its name, else the group of a nameless one', () => {
    const headset = {id: 'a', label: 'Jabra', groupId: 'g'};
    const other = {id: 'b', label: 'Other', groupId: 'g'};
    assert.equal(findDevice(headset, [other, headset]), headset);
    const renewed = {id: 'z', label: 'Jabra', groupId: 'y'};
    assert.equal(findDevice(headset, [other, renewed]), renewed);
    assert.equal(findDevice(headset, [other]), null);
    const nameless = {id: 'n', label: '', groupId: 'g'};
    assert.equal(findDevice(headset, [nameless]), nameless);
    assert.equal(findDevice({id: 'q', label: '', groupId: ''}, [other, nameless]), null);
  });

  it('[DV-4] names in words what was lost, once for a headset', () => {
    const words = (kinds: readonly ('microphone' | 'speaker' | 'ringtone')[]) =>
      newsWords({type: 'lost', label: 'Jabra', kinds, now: null}, english);
    assert.match(words(['microphone']).heading, /Jabra/);
    const texts = [words(['microphone']), words(['speaker']), words(['microphone', 'speaker']), words(['ringtone'])];
    assert.equal(new Set(texts.map(({text}) => text)).size, 4);
  });

  it('[DV-8] the level is even in decibels', () => {
    const level = (amplitude: number) => levelOf(new Float32Array(100).fill(amplitude));
    assert.equal(level(0), 0);
    assert.equal(level(1), 1);
    assert.ok(Math.abs(level(0.1) - 2 / 3) < 0.001);
    assert.ok(Math.abs(level(0.01) - 1 / 3) < 0.001);
    assert.equal(level(0.0001), 0);
    assert.deepEqual([0, 0.3, 0.6, 1].map(levelWord), ['silent', 'quiet', 'good', 'loud']);
  });

  it('[DV-13] tells the hub whether calls may be missed, and not why', () => {
    const attention = {sound: 'unlocked', notifications: 'granted'} as const;
    const word = (permission: Parameters<typeof readinessOf>[0]) => readinessOf(permission, attention, null).microphone;
    assert.equal(word({status: 'granted'}), 'granted');
    assert.equal(word({status: 'unknown'}), 'unknown');
    assert.equal(word({status: 'failed', problem: 'revoked'}), 'denied');
    assert.equal(word({status: 'failed', problem: 'frame-policy'}), 'denied');
    assert.equal(word({status: 'failed', problem: 'missing'}), 'missing');
    assert.equal(word({status: 'failed', problem: 'dismissed'}), 'unknown');
  });

  it('[DV-32] the page with the sound rings; while none is connected, the first page of each browser', () => {
    const lease = {deskId: 'd', fence: 1, since: 0, label: 'Chrome', present: true};
    const gone = {...lease, present: false};
    assert.equal(isSoundHere({lease, own: true, leads: false}), true);
    assert.equal(isSoundHere({lease, own: false, leads: true}), false);
    assert.equal(isSoundHere({lease: gone, own: false, leads: true}), true);
    assert.equal(isSoundHere({lease: gone, own: false, leads: false}), false);
    assert.equal(isSoundHere({lease: null, own: false, leads: true}), true);
  });
});

describe('the title of a hidden page', () => {
  it('[DV-35] alternates once a second, keeps what the host writes meanwhile, and gives the title back', (t) => {
    t.mock.timers.enable({apis: ['setInterval']});
    const page = {title: 'CRM'};
    const title = new TitleAlternation(page);
    title.start('☎ Ada');
    assert.equal(page.title, '☎ Ada');
    t.mock.timers.tick(999);
    assert.equal(page.title, '☎ Ada', 'not oftener than once a second');
    t.mock.timers.tick(1);
    assert.equal(page.title, 'CRM');
    page.title = '(2) CRM';
    t.mock.timers.tick(1_000);
    assert.equal(page.title, '☎ Ada');
    t.mock.timers.tick(1_000);
    assert.equal(page.title, '(2) CRM');
    title.start('☎ 2 contacts ring');
    t.mock.timers.tick(1_000);
    assert.equal(page.title, '☎ 2 contacts ring');
    page.title = '(3) CRM';
    title.stop();
    assert.equal(page.title, '(3) CRM');
    t.mock.timers.tick(5_000);
    assert.equal(page.title, '(3) CRM');
    title.stop();
    assert.equal(page.title, '(3) CRM');
  });
});
