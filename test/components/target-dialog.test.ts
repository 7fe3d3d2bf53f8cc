import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import type {TargetLists} from '../../src/services/ports.ts';
import {
  cleanUp,
  deep,
  deepAll,
  deskOf,
  drawn,
  expectAccessible,
  setScheme,
  settled,
  textOf,
  the,
} from '../support/component-harness.ts';
import {TARGETS, conference, manyTargets, requested, withoutCustomer} from '../support/consult-contacts.ts';
import {DONE} from '../support/fake-session.ts';
import {names, openTargets, search, show} from '../support/target-dialog-harness.ts';

describe('cordboard-target-dialog', () => {
  afterEach(cleanUp);

  it('[CO-6] [CO-7] [TR-3] Consult and Transfer open their request, and the focus goes where one searches', async () => {
    const desk = await openTargets();
    expect(textOf(the(desk.panel, '[part="dialog"] h3'))).to.equal('Consult Request');
    expect(the(desk.panel, 'cordboard-target-dialog').shadowRoot?.activeElement?.id).to.equal('search');
    expect(the(desk.panel, '#consult-button').ariaExpanded).to.equal('true');
    the(desk.panel, '#transfer-button').click();
    await settled(desk.panel);
    expect(textOf(the(desk.panel, '[part="dialog"] h3'))).to.equal('Transfer Request');
    expect(desk.session.askedTargets).to.deep.equal([
      ['contact-1', 'consult'],
      ['contact-1', 'transfer'],
    ]);
    expect(desk.session.names).to.deep.equal([]);
  });

  it('[CO-8] [CO-10] agents have shape, colour and word of their state; who cannot be asked says why, and comes last', async () => {
    const desk = await openTargets();
    expect(names(desk)).to.deep.equal(['Ana Souza', 'Jonas Berg', 'Łukasz Dąbrowski', 'Priya Nair', 'Tomáš Dvořák']);
    const [ana, , lukasz, priya, tomas] = deepAll(desk.panel, '.target');
    expect(ana && textOf(ana)).to.match(/Available · since .+ · Billing/);
    expect(ana?.querySelector('.mark.positive .icon-available')).not.to.equal(null);
    expect(lukasz && textOf(lukasz)).to.include('Idle · Lunch');
    expect(lukasz?.querySelector('.mark.warning .icon-away')).not.to.equal(null);
    expect(priya && textOf(priya))
      .to.include('In a call')
      .and.to.include('This agent is in another call.');
    expect(tomas && textOf(tomas)).to.include('Wrap-up');
    priya?.click();
    await settled(desk.panel);
    expect(textOf(the(desk.panel, '#choose-button-why'))).to.equal('This agent is in another call.');
  });

  for (const [purpose, name] of [
    ['consult', 'Number to consult'],
    ['transfer', 'Number to transfer to'],
  ] as const)
    it(`[CO-12] [TR-17] the field of a number says what it is for: ${name}`, async () => {
      const desk = await openTargets(purpose);
      await show(desk, 'number');
      const field = the(desk.panel, 'cordboard-target-dialog').shadowRoot?.querySelector<HTMLInputElement>('#number');
      expect(field?.labels?.[0]?.textContent.trim()).to.equal(name);
    });

  it('[CO-8] the search finds without accents, by team too, and says when nobody matches', async () => {
    const desk = await openTargets();
    await search(desk, 'lukasz dab');
    expect(names(desk)).to.deep.equal(['Łukasz Dąbrowski']);
    await search(desk, 'x');
    expect(names(desk)).to.deep.equal([]);
    expect(textOf(the(desk.panel, '#panel'))).to.include('Nothing matches “lukasz dabx”.');
    await expectAccessible(desk.panel);
  });

  it('[EL-56] arrows walk, Enter chooses and goes to the button, a second one sends', async () => {
    const desk = await openTargets();
    await sendKeys({press: 'ArrowDown'});
    await settled(desk.panel);
    await sendKeys({press: 'ArrowDown'});
    await settled(desk.panel);
    await sendKeys({press: 'Enter'});
    await settled(desk.panel);
    expect(desk.session.names).to.deep.equal([]);
    expect(the(desk.panel, '#choose-button').textContent).to.include('Consult Jonas Berg');
    await sendKeys({press: 'Enter'});
    await settled(desk.panel);
    expect(desk.session.sent.map(({name, args}) => [name, ...args])).to.deep.equal([
      ['consult', 'contact-1', {kind: 'agent', agentId: 'agent-2'}, true],
    ]);
    expect(the(desk.panel, '#choose-button').ariaBusy).to.equal('true');
  });

  it('[EL-56] it closes once the hub has taken it, and the focus goes back to its button', async () => {
    const desk = await openTargets();
    await search(desk, 'ana');
    await sendKeys({press: 'Enter'});
    await settled(desk.panel);
    await sendKeys({press: 'Enter'});
    await settled(desk.panel);
    desk.session.last.answer(DONE);
    await settled(desk.panel);
    await drawn(desk.panel);
    expect(deep(desk.panel, '[part="dialog"]')).to.equal(null);
    expect(the(desk.panel, 'cordboard-interaction').shadowRoot?.activeElement?.id).to.equal('consult-button');
  });

  it('[EL-56] Escape closes it, and the focus goes back to its button', async () => {
    const desk = await openTargets('transfer');
    await sendKeys({press: 'Escape'});
    await settled(desk.panel);
    await drawn(desk.panel);
    expect(deep(desk.panel, '[part="dialog"]')).to.equal(null);
    expect(the(desk.panel, 'cordboard-interaction').shadowRoot?.activeElement?.id).to.equal('transfer-button');
  });

  it('[EL-8] a refusal stays in the dialog, which stays open', async () => {
    const desk = await openTargets('transfer');
    await search(desk, 'ana');
    await sendKeys({press: 'Enter'});
    await settled(desk.panel);
    await sendKeys({press: 'Enter'});
    await settled(desk.panel);
    expect(desk.session.last).to.deep.include({name: 'transfer'});
    desk.session.last.answer({status: 'refused', code: 'agent-not-available'});
    await settled(desk.panel);
    expect(textOf(the(desk.panel, '[part="dialog"]'))).to.include('This agent cannot be reached just now.');
    await expectAccessible(desk.panel);
  });

  it('[CO-11] [CO-27] [TR-7] [TR-9] queues say who waits and who is free; entry points have their number', async () => {
    const desk = await openTargets();
    await show(desk, 'queues');
    expect(names(desk)).to.deep.equal(['Billing', 'Claims', 'Night desk']);
    expect(textOf(the(desk.panel, '[data-row="queue-billing"]'))).to.include('4 waiting · 0 available');
    expect(textOf(the(desk.panel, '[data-row="queue-night"]'))).to.include('Nobody is there at this time.');
    await show(desk, 'entry-points');
    expect(textOf(the(desk.panel, '[data-row="entry-main"]'))).to.include('+12015550100');
  });

  it('[CO-44] [CO-45] [CO-49] an entry point is found by its bare number; what is not listed says what to do', async () => {
    const desk = await openTargets();
    await show(desk, 'entry-points');
    await search(desk, '2015550100');
    expect(names(desk)).to.deep.equal(['Main line']);
    await search(desk, '9');
    expect(textOf(the(desk.panel, '#panel'))).to.include('If one is missing, ask your administrator.');
  });

  it('[CO-28] [TR-20] Reload fetches the lists anew; meanwhile the old ones stay and the button waits', async () => {
    const desk = await openTargets();
    const {promise, resolve} = Promise.withResolvers<TargetLists>();
    desk.session.targets = promise;
    the(desk.panel, '#reload-button').click();
    await settled(desk.panel);
    expect(the(desk.panel, '#reload-button').ariaBusy).to.equal('true');
    expect(names(desk)).to.include('Ana Souza');
    resolve({...TARGETS, agents: TARGETS.agents.slice(1)});
    await promise;
    await settled(desk.panel);
    expect(names(desk)).not.to.include('Ana Souza');
    expect(the(desk.panel, '#reload-button').ariaBusy).to.equal(null);
  });

  it('[CO-9] [TR-4] nobody there, loading and a list that did not come are said', async () => {
    const nobody = await openTargets('transfer', (session) => {
      session.targets = Promise.resolve({agents: [], queues: [], entryPoints: []});
    });
    expect(textOf(the(nobody.panel, '#panel'))).to.include('Nobody is Available just now.');
    cleanUp();
    const loading = await openTargets('consult', (session) => void (session.targets = new Promise(() => undefined)));
    expect(textOf(the(loading.panel, '#panel'))).to.include('Loading…');
    await expectAccessible(loading.panel);
    cleanUp();
    const failed = Promise.reject(new Error('gone'));
    failed.catch(() => undefined);
    const desk = await openTargets('consult', (session) => void (session.targets = failed));
    expect(textOf(the(desk.panel, '#panel'))).to.include('The list did not come.');
    desk.session.targets = Promise.resolve(TARGETS);
    the(desk.panel, '#retry-button').click();
    await settled(desk.panel);
    await drawn(desk.panel);
    expect(names(desk)).to.include('Ana Souza');
  });

  it('[CO-52] [CF-13] in a conference whoever is in control may let the others go on', async () => {
    const desk = await openTargets('consult', (session) => session.contactList.set([conference()]));
    the(desk.panel, '.others input').click();
    await search(desk, 'ana');
    await sendKeys({press: 'Enter'});
    await settled(desk.panel);
    the(desk.panel, '#choose-button').click();
    await settled(desk.panel);
    expect(desk.session.last.args).to.deep.equal(['contact-1', {kind: 'agent', agentId: 'ana-souza'}, false]);
  });

  it('[CO-52] alone with the customer there is no such choice', async () => {
    const desk = await openTargets();
    expect(deep(desk.panel, '.others')).to.equal(null);
  });

  it('[EL-56] it closes by itself when it is of no use any more', async () => {
    const desk = await openTargets();
    desk.session.contactList.set([withoutCustomer(conference())]);
    await settled(desk.panel);
    await drawn(desk.panel);
    expect(deep(desk.panel, '[part="dialog"]')).to.equal(null);
  });

  it('[EL-57] of two thousand agents those near are drawn; how many there are is told, and all are reached by keyboard', async () => {
    const desk = await openTargets(
      'consult',
      (session) => void (session.targets = Promise.resolve(manyTargets(2_000))),
    );
    expect(names(desk).length).to.be.lessThan(200);
    expect(the(desk.panel, '.target').getAttribute('aria-setsize')).to.equal('2000');
    await sendKeys({press: 'ArrowDown'});
    await settled(desk.panel);
    await sendKeys({press: 'End'});
    await settled(desk.panel);
    const dialog = the(desk.panel, 'cordboard-target-dialog').shadowRoot;
    expect(dialog?.activeElement?.getAttribute('data-row')).to.equal('agent-many-1999');
  });

  for (const scheme of ['light', 'dark'] as const) {
    for (const tab of ['agents', 'queues', 'number', 'entry-points']) {
      it(`[EL-1] ${tab} are accessible, colours included (${scheme})`, async () => {
        setScheme(scheme);
        const desk = await openTargets();
        await show(desk, tab);
        deep(desk.panel, '.target')?.click();
        await settled(desk.panel);
        await expectAccessible(desk.panel);
      });
    }
  }

  it('[EL-23] at 320 pixels, with long and right-to-left names, nothing needs sideways scrolling', async () => {
    const long = 'Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh, Maria Anna Josephine von und zu';
    const desk = await openTargets('consult', (session) => {
      const [first] = TARGETS.agents;
      const agents =
        first === undefined
          ? []
          : [
              {...first, name: long},
              {...first, agentId: 'x', name: 'يوسف الأحمد'},
            ];
      session.targets = Promise.resolve({...TARGETS, agents});
    });
    desk.root.style.display = 'block';
    desk.root.style.inlineSize = '320px';
    the(desk.panel, '.target').click();
    await settled(desk.panel);
    for (const dir of ['ltr', 'rtl']) {
      document.documentElement.dir = dir;
      await drawn(desk.panel);
      expect(desk.panel.scrollWidth, dir).to.be.at.most(320);
      const list = the(desk.panel, '.targets');
      expect(list.scrollWidth, dir).to.be.at.most(list.clientWidth);
    }
    await expectAccessible(desk.panel);
  });

  it('[CO-5] it opens in an active call only, and says so otherwise', async () => {
    const {panel} = await deskOf('dialling');
    the(panel, '#consult-button').click();
    await settled(panel);
    expect(deep(panel, '[part="dialog"]')).to.equal(null);
    expect(textOf(the(panel, '#consult-button-why'))).to.equal('This works once the call is connected.');
  });

  it('[CO-54] while a consult is open no second one begins', async () => {
    const {panel, session} = await deskOf('empty');
    session.contactList.set([requested()]);
    await drawn(panel);
    expect(textOf(the(panel, '#consult-button-why'))).to.equal('A consult is open. End it first.');
  });
});
