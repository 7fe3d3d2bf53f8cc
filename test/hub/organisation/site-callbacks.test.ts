import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {describe, it} from 'node:test';
import {OrganisationError, parseOrganisation, storedOrganisation} from '../../../hub/organisation/organisation.ts';

const plain: object = JSON.parse(readFileSync(new URL('../../support/organisation.json', import.meta.url), 'utf8'));
const CONSENT = {version: '1', texts: {en: 'You may call me.'}};

function withSite(callbacks: unknown, changes: object = {}): object {
  const site = {
    id: 'shop',
    key: 'pk_3fQ9v7Wm2LsXc8RtYb61',
    origins: ['https://shop.example'],
    entryPoints: [],
    callbacks,
  };
  return {...plain, callbacks: {entryPoint: 'billing-line'}, sites: [site], ...changes};
}

function reads(file: object) {
  return parseOrganisation(JSON.stringify(file));
}

describe('what a site takes requests for', () => {
  it('[PK-54] is written out in full, and read again as it was', () => {
    const organisation = reads(withSite({queue: 'billing', consent: CONSENT}));
    assert.deepEqual(organisation.sites[0]?.callbacks, {
      ...{queue: 'billing', topics: [], consent: CONSENT, countries: [], mailFrom: null},
      slots: {lengthMs: 1_800_000, perSlot: null, days: 7},
    });
    assert.deepEqual(storedOrganisation(JSON.parse(JSON.stringify(organisation))), organisation);
    const older = reads({
      ...plain,
      sites: [{...Object(withSite(null)).sites[0], callbacks: undefined, entryPoints: ['billing-line']}],
    });
    assert.equal(older.sites[0]?.callbacks, null);
  });

  const wanted = {queue: 'billing', consent: CONSENT};
  const cases: readonly (readonly [what: string, file: object, says: RegExp])[] = [
    [
      'a queue that is not there',
      withSite({...wanted, queue: 'x'}),
      /sites\.0\.callbacks\.queue: expected the id of a queue that takes voice/,
    ],
    [
      'a queue of e-mails',
      withSite(
        {...wanted, queue: 'mail'},
        {queues: [...Object(plain).queues, {id: 'mail', name: 'Mail', members: 'everyone', channels: ['email']}]},
      ),
      /sites\.0\.callbacks\.queue: expected/,
    ],
    [
      'no words to agree to',
      withSite({...wanted, consent: {version: '1', texts: {}}}),
      /sites\.0\.callbacks\.consent\.texts: expected the words/,
    ],
    [
      'a version with spaces',
      withSite({...wanted, consent: {...CONSENT, version: 'a b'}}),
      /consent\.version: expected a version without spaces/,
    ],
    [
      'a language that is none',
      withSite({...wanted, consent: {version: '1', texts: {English: 'x'}}}),
      /consent\.texts\.English: expected a language tag/,
    ],
    [
      'a topic twice',
      withSite({...wanted, topics: ['A', 'A']}),
      /sites\.0\.callbacks\.topics\.1: expected each topic once/,
    ],
    [
      'a topic that is too long',
      withSite({...wanted, topics: ['x'.repeat(251)]}),
      /topics\.0: expected at most 250 characters/,
    ],
    ['a country by name', withSite({...wanted, countries: ['Poland']}), /countries\.0: expected an ISO 3166-1/],
    ['a country twice', withSite({...wanted, countries: ['PL', 'PL']}), /countries\.1: expected each country once/],
    ['slots of 20 minutes', withSite({...wanted, slots: {lengthMs: 1_200_000}}), /slots\.lengthMs: expected/],
    ['slots without room', withSite({...wanted, slots: {perSlot: 0}}), /slots\.perSlot: expected >=1/],
    ['slots of 32 days', withSite({...wanted, slots: {days: 32}}), /slots\.days: expected <=31/],
    ['a sender that is none', withSite({...wanted, mailFrom: 'us'}), /mailFrom: expected an e-mail address/],
    ['an unknown field', withSite({...wanted, colour: 'red'}), /sites\.0\.callbacks\.colour: expected/],
    ['nothing at all', withSite(null), /sites\.0\.entryPoints: expected a voice entry point, or callbacks/],
    [
      'no limit at all',
      withSite(wanted, {callbacks: {entryPoint: 'billing-line', requests: {perNumber: 0}}}),
      /callbacks\.requests\.perNumber: expected >=1/,
    ],
  ];
  for (const [what, file, says] of cases)
    it(`[PK-54] refused: ${what}`, () => {
      assert.throws(
        () => reads(file),
        (error: unknown) => {
          assert.ok(error instanceof OrganisationError);
          assert.match(error.message, says);
          return true;
        },
      );
    });

  it('[CB-25] [PK-54] callbacks go through a voice entry point that is there; a site that takes requests needs one', () => {
    assert.throws(
      () => reads({...plain, callbacks: {entryPoint: 'gone'}}),
      /callbacks\.entryPoint: expected the id of a voice entry point/,
    );
    const post = {id: 'post', name: 'Post', channel: 'email', queue: 'billing'};
    assert.throws(
      () => reads({...plain, callbacks: {entryPoint: 'post'}, entryPoints: [...Object(plain).entryPoints, post]}),
      /callbacks\.entryPoint: expected the id of a voice entry point/,
    );
    assert.throws(
      () => reads(withSite(wanted, {callbacks: {}})),
      /callbacks\.entryPoint: expected a voice entry point, since a site/,
    );
    assert.equal(reads({...plain, callbacks: {entryPoint: 'support-line'}}).callbacks.entryPoint, 'support-line');
  });
});
