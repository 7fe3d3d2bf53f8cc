import {expect} from '@open-wc/testing';
import {
  cleanUp,
  deepAll,
  drawn,
  expectAccessible,
  mount,
  setScheme,
  textOf,
  the,
} from '../support/component-harness.ts';
import {READINESS_LIST, buildReadinessList} from '../support/readiness-scenes.ts';

describe('readiness of all agents, for administrators', () => {
  afterEach(cleanUp);

  it('[EM-38] [EC-91] has four conditions for each agent, who is not ready first', async () => {
    const list = mount(buildReadinessList());
    await drawn(list);
    const agents = deepAll(list, '[data-agent]');
    expect(agents.map((each) => each.dataset['agent'])).to.deep.equal(['ben', 'dora', 'eve', 'anna', 'cleo']);
    for (const each of agents) {
      const items = [...each.querySelectorAll<HTMLElement>('[data-item]')].map((item) => item.dataset['item']);
      expect(items).to.deep.equal(['outbound-profile', 'location', 'mailbox', 'trunk']);
    }
    expect(textOf(the(list, '[data-agent="ben"]')))
      .to.match(/To do ?: none/)
      .and.match(/To do ?: not asked/);
    expect(textOf(the(list, '[data-agent="cleo"]')))
      .to.include('never signed in')
      .and.match(/Not known ?: not known/);
    expect(textOf(the(list, '[part="head"]'))).to.include('1 of 5 agents are ready');
  });

  it('[EC-91] says whether there are numbers enough, and of nobody that they have one', async () => {
    const list = mount(buildReadinessList());
    await drawn(list);
    expect(textOf(the(list, '[part="head"]')))
      .to.include('2 free, 1 resting, 0 in use')
      .and.include('fewer free numbers (2) than agents (5)');
    list.list = {...READINESS_LIST, callbackNumbers: {free: 5, resting: 0, held: 0}};
    await drawn(list);
    expect(textOf(the(list, '[part="head"]'))).to.not.include('fewer');
  });

  it('[EC-91] is there while nothing is known, and without agents', async () => {
    const list = mount(buildReadinessList(null));
    await drawn(list);
    expect(textOf(list)).to.equal('Asking who is ready…');
    list.list = {...READINESS_LIST, agents: []};
    await drawn(list);
    expect(textOf(list)).to.equal('No agents yet.');
  });

  for (const scheme of ['light', 'dark'] as const) {
    it(`[EC-91] is accessible, colours included (${scheme}), and scrolls nowhere sideways`, async () => {
      setScheme(scheme);
      const list = mount(buildReadinessList());
      list.style.inlineSize = '320px';
      await drawn(list);
      await expectAccessible(list);
      expect(list.scrollWidth).to.be.at.most(320);
    });
  }
});
