import {expect} from '@open-wc/testing';
import {API_STYLE, apiPage} from '../../../hub/http/api-page.ts';
import {openApiDocument} from '../../../hub/http/openapi.ts';
import {expectAccessible, setScheme} from '../../support/component-harness.ts';

/** The page in this one, with its style. */
function shown(width = 1_000): HTMLElement {
  const parsed = new DOMParser().parseFromString(apiPage(JSON.parse(JSON.stringify(openApiDocument))), 'text/html');
  const style = document.createElement('style');
  style.textContent = API_STYLE.replaceAll(/\bbody\b/g, '.page');
  const page = document.createElement('div');
  page.className = 'page';
  page.style.inlineSize = `${width}px`;
  page.append(style, ...parsed.body.childNodes);
  document.body.replaceChildren(page);
  return page;
}

describe('the page of what other systems may ask', () => {
  afterEach(() => {
    document.body.replaceChildren();
    setScheme('light');
  });

  it('[PK-182] has each call of the description, and each link leads to what it names', () => {
    const page = shown();
    const calls = Object.entries(openApiDocument.paths).flatMap(([path, item]) =>
      Object.keys(item)
        .filter((each) => each !== 'parameters')
        .map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(calls.length).to.be.greaterThan(8);
    const headings = [...page.querySelectorAll('section > h2 > code')].map(({textContent}) => textContent);
    expect(headings).to.have.members(calls);
    const links = [...page.querySelectorAll<HTMLAnchorElement>('a[href^="#"]')];
    for (const {hash} of links) expect(page.querySelector(hash) !== null, hash).to.equal(true);
    expect(new Set([...page.querySelectorAll('[id]')].map(({id}) => id)).size).to.equal(
      page.querySelectorAll('[id]').length,
    );
  });

  it('[PK-182] [CB-19] says of a callback what each field takes, which are needed, and shows one', () => {
    const page = shown();
    const rows = [...page.querySelectorAll('#form-CallbackSubmission ~ table')][0]?.querySelectorAll('tbody tr') ?? [];
    const said = Object.fromEntries(
      [...rows].map((row) => [row.querySelector('th')?.textContent, row.querySelector('td')?.textContent]),
    );
    expect(Object.keys(said)).to.deep.equal(['source', 'queue', 'number', 'name', 'reason', 'time']);
    expect(said['name']).to.equal('needed; string, 3 to 250 characters');
    expect(said['reason']).to.equal('string, up to 250 characters; What the customer wants to speak about.');
    expect(said['source']).to.include('"voice-bot"');
    expect(page.querySelector('pre')?.textContent).to.include('"source": "voice-bot"');
  });

  for (const scheme of ['light', 'dark'] as const)
    it(`[PK-182] passes axe, ${scheme}, and fits 320 pixels`, async () => {
      setScheme(scheme);
      await expectAccessible(shown());
      const page = shown(320);
      expect(page.scrollWidth).to.be.at.most(320);
    });
});
