import {expect} from '@open-wc/testing';
import {confirmPage} from '../../../hub/callbacks/pages/confirm-page.ts';
import {type FormPage, formPage} from '../../../hub/callbacks/pages/form-page.ts';
import {cancelPage, refusedPage, statusPage} from '../../../hub/callbacks/pages/status-page.ts';
import {PAGE_STYLE} from '../../../hub/callbacks/pages/style.ts';
import {requestWordsFor} from '../../../hub/callbacks/pages/words.ts';
import type {CallbackProgress} from '../../../src/api/wire/callback-request.ts';
import {expectAccessible, setScheme} from '../../support/component-harness.ts';

const NOW = Date.parse('2026-11-29T12:00:00Z');
const HOUR_MS = 3_600_000;
const LONG = `${'Ż'.repeat(60)} محمد عبد الله`;
const SHOWN = {organisation: 'Northwind Utilities', base: '/callback'};
const STATUSES = ['scheduled', 'waiting', 'calling', 'talked', 'again', 'unreached', 'late', 'cancelled'] as const;

const written = {
  ...{key: 'pk', requestId: 'r'.repeat(16), language: 'en', name: LONG, number: '+1 201 555 0177', topic: 'Invoice'},
  ...{
    reason: 'x'.repeat(250),
    email: 'ada@example.com',
    zone: 'America/New_York',
    when: 'now',
    consent: '1',
    website: '',
  },
};

const problems: FormPage['problems'] = [
  {field: 'number', fault: 'emergency'},
  {field: 'name', fault: 'too-short'},
  {field: 'reason', fault: 'too-long'},
  {field: 'email', fault: 'invalid'},
  {field: 'when', fault: 'slot-gone'},
  {field: 'consent', fault: 'required'},
];

/** Every page in every state. */
function pages(language: string): readonly (readonly [string, string])[] {
  const words = requestWordsFor(language);
  const shown = {...SHOWN, words};
  const form: FormPage = {
    ...shown,
    form: {
      ...{country: 'US', now: {possible: true, waitMs: null}, topics: ['Invoice', LONG], mail: true},
      slots: Array.from({length: 40}, (_, at) => ({startsAt: NOW + at * HOUR_MS, endsAt: NOW + (at + 1) * HOUR_MS})),
      consent: {version: '1', language: 'en', text: 'You may call me about this. '.repeat(4)},
    },
    ...{written, problems: [], notice: null, now: NOW},
  };
  const closed = {
    ...form.form,
    now: {possible: false, opensAt: NOW + 20 * HOUR_MS},
    slots: [],
    topics: [],
    mail: false,
  } as const;
  const progress = (status: CallbackProgress['status']): CallbackProgress => ({
    ...{status, number: '••• ••• 0177', zone: 'America/New_York', startsAt: NOW + HOUR_MS, endsAt: NOW + 2 * HOUR_MS},
    ...{position: status === 'waiting' ? 3 : null, cancellable: true},
  });
  const question = {...shown, written, number: '+12015550177', when: words.times.soon, about: LONG, stamp: 's'};
  return [
    ['form', formPage(form)],
    ['form with faults', formPage({...form, problems, notice: words.refused.oftenToday})],
    ['form of a closed line', formPage({...form, form: closed})],
    ['question', confirmPage({...question, notice: null})],
    ['question again', confirmPage({...question, notice: words.refused.stale})],
    ...STATUSES.map((status) => {
      const page = {...shown, token: 't'.repeat(43), progress: progress(status), now: NOW, still: status === 'calling'};
      return [status, statusPage(page)] as const;
    }),
    ['cancel', cancelPage({...shown, token: 't'.repeat(43)})],
    ['refused', refusedPage({...shown, text: words.refused.site})],
  ];
}

describe('the pages that customers get from the hub', function () {
  this.timeout(60_000);
  const style = new CSSStyleSheet();
  let place: HTMLElement;

  before(() => {
    style.replaceSync(PAGE_STYLE);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, style];
  });

  beforeEach(() => {
    place = document.createElement('div');
    document.body.append(place);
  });

  afterEach(() => {
    place.remove();
    document.documentElement.removeAttribute('dir');
    document.documentElement.style.removeProperty('font-size');
    setScheme('light');
  });

  after(() => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== style);
  });

  function draw(html: string): Document {
    const parsed = new DOMParser().parseFromString(html, 'text/html');
    place.replaceChildren(...[...parsed.body.childNodes].map((each) => document.importNode(each, true)));
    return parsed;
  }

  for (const language of ['en', 'pl'])
    for (const scheme of ['light', 'dark'] as const)
      it(`[PK-57] pass axe in every state, ${language}, ${scheme}`, async () => {
        setScheme(scheme);
        for (const [, html] of pages(language)) {
          const parsed = draw(html);
          expect(parsed.documentElement.lang).to.equal(language);
          expect(parsed.title).not.to.equal('');
          expect(parsed.querySelectorAll('script, [style], style').length).to.equal(0);
          await expectAccessible(place);
        }
      });

  it('[PK-57] fit into 320 px, at twice the size of text, and right to left', () => {
    place.style.inlineSize = '320px';
    for (const dir of ['ltr', 'rtl'])
      for (const size of ['100%', '200%']) {
        document.documentElement.dir = dir;
        document.documentElement.style.fontSize = size;
        for (const [name, html] of pages('pl')) {
          draw(html);
          expect(place.scrollWidth, `${name} ${dir} ${size}`).to.be.at.most(320);
          for (const control of place.querySelectorAll('button, a.button, input:not([type=hidden]), select'))
            if (control.closest('[aria-hidden]') === null)
              expect(control.getBoundingClientRect().height, `${name} ${control.tagName}`).to.be.at.least(24);
        }
      }
  });

  it('[PK-57] each control has one name, and each fault leads to its field', () => {
    const [, html = ''] = pages('en')[1] ?? [];
    draw(html);
    for (const link of place.querySelectorAll('.notice a')) {
      const target = place.querySelector(link.getAttribute('href') ?? '');
      expect(target?.getAttribute('aria-invalid')).to.equal('true');
      const described = (target?.getAttribute('aria-describedby') ?? '').split(' ').at(-1);
      expect(place.querySelector(`#${described}`)?.textContent).to.equal(link.textContent);
    }
    const ids = [...place.querySelectorAll('[id]')].map(({id}) => id);
    expect(new Set(ids).size).to.equal(ids.length);
  });
});
