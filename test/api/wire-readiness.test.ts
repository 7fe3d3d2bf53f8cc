import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {decodeCommand, decodeSnapshot} from '../../src/api/wire/decode.ts';
import {decodeReadinessList} from '../../src/api/wire/emergency-readiness.ts';

const ENVELOPE = {commandId: 'c1', deadlineAt: '2026-11-12T09:00:00.000Z'};
const PLAIN = {microphone: 'granted', sound: 'unlocked', notifications: 'granted'} as const;

const report = (emergency: unknown) =>
  decodeCommand('ReportReadiness', {...ENVELOPE, deskId: 'desk-1', readiness: {...PLAIN, emergency}});

describe('readiness for emergency calls on the wire', () => {
  it('[EC-84] a desk says what it found, or leaves it out', () => {
    const found = report({location: 'located', country: 'US', mailbox: 'ready'});
    assert.ok('value' in found);
    assert.deepEqual(found.value.readiness.emergency, {location: 'located', country: 'US', mailbox: 'ready'});
    const without = decodeCommand('ReportReadiness', {...ENVELOPE, deskId: 'desk-1', readiness: PLAIN});
    assert.ok('value' in without);
    assert.deepEqual(without.value.readiness, PLAIN);
  });

  for (const [path, bad] of [
    ['location', {location: 'at home', country: null, mailbox: 'ready'}],
    ['country', {location: 'located', country: 'us', mailbox: 'ready'}],
    ['country', {location: 'located', country: '52.2,21.0', mailbox: 'ready'}],
    ['mailbox', {location: 'located', country: 'US', mailbox: 'anna@northwind.example'}],
    ['mailbox', {location: 'located', country: 'US'}],
  ] as const) {
    it(`[EC-84] refuses a wrong ${path}: ${JSON.stringify(bad)}, and quotes nothing of it`, () => {
      const decoded = report(bad);
      assert.ok('malformed' in decoded);
      assert.match(decoded.malformed, new RegExp(`readiness\\.emergency\\.${path}`));
      assert.doesNotMatch(decoded.malformed, /52\.2|northwind/);
    });
  }

  it('[EC-84] keeps nothing of a position that somebody sends along', () => {
    const decoded = report({location: 'located', country: 'US', mailbox: 'ready', latitude: 52.2, longitude: 21});
    assert.ok('value' in decoded);
    assert.deepEqual(decoded.value.readiness.emergency, {location: 'located', country: 'US', mailbox: 'ready'});
  });

  it('[EC-84] the list for administrators is read as it was written, or not at all', () => {
    const item = {id: 'trunk', state: 'simulated', by: null, reason: 'simulated'};
    const agent = {id: 'anna', name: 'Anna', team: null, neverSignedIn: false, items: [item]};
    const list = {agents: [agent], callbackNumbers: {free: 1, resting: 0, held: 2}};
    assert.deepEqual(decodeReadinessList(list), {value: list});
    const wrong = decodeReadinessList({...list, agents: [{...agent, items: [{...item, reason: 'magic'}]}]});
    assert.ok('malformed' in wrong);
    assert.match(wrong.malformed, /agents\.0\.items\.0/);
    assert.ok('malformed' in decodeReadinessList({...list, callbackNumbers: {free: -1, resting: 0, held: 0}}));
    assert.ok('malformed' in decodeReadinessList(null));
  });

  it('[EC-83] a hub that keeps no addresses leaves them out of the settings, and is understood', () => {
    const settings = {
      ...{wrapUpReasons: [], presenceChoices: [], country: 'US', emergencyCountries: [], emergency: 'none'},
      ...{outbound: null, desk: {autoAnswer: false, numbersMasked: false, telephone: null}},
    };
    const of = (more: object) =>
      decodeSnapshot({
        ...{protocol: 4, now: '2026-11-12T09:00:00.000Z', seq: 0, offers: [], contacts: [], missed: []},
        agent: {
          id: 'a1',
          name: 'Anna',
          presence: {base: 'away', reason: null, since: '2026-11-12T09:00:00.000Z'},
          emergencySince: null,
        },
        settings: {...settings, ...more},
        ...{missedContacts: [], lostCallbacks: [], softphone: null},
      });
    const older = of({});
    assert.ok('value' in older, JSON.stringify(older));
    assert.equal('location' in older.value.settings, false);
    const location = {address: '12 Main St', country: 'US', confirmedAt: '2026-11-12T09:00:00.000Z'};
    const newer = of({location});
    assert.ok('value' in newer);
    assert.deepEqual(newer.value.settings.location, {...location, confirmedAt: Date.UTC(2026, 10, 12, 9)});
  });
});
