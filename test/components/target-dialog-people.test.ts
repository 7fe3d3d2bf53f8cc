import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {cleanUp, deep, expectAccessible, settled, textOf, the} from '../support/component-harness.ts';
import {FakePeople, found, person, presencesOf} from '../support/fake-people.ts';
import {dialogOf, names, openTargets, search, show, until} from '../support/target-dialog-harness.ts';

describe('cordboard-target-dialog, numbers and people', () => {
  afterEach(cleanUp);

  it('[CO-12] [CO-13] [TR-17] [TR-18] a number is typed or chosen as in the dialer, and checked before anything is sent', async () => {
    const desk = await openTargets('transfer', (session) => {
      session.recents = [
        {
          contactId: 'r1',
          direction: 'inbound',
          channel: 'voice',
          name: 'Bea',
          address: '+12015550188',
          startedAt: 0,
          outcome: 'connected',
        },
      ];
    });
    await show(desk, 'number');
    await until(desk, () => names(desk).includes('Bea'));
    the(dialogOf(desk), '#number').focus();
    await sendKeys({type: '12'});
    await settled(desk.panel);
    expect(the(desk.panel, '#choose-button').ariaDisabled).to.equal('true');
    await sendKeys({press: 'Enter'});
    await settled(desk.panel);
    expect(deep(dialogOf(desk), '#fault')).not.to.equal(null);
    await sendKeys({type: '015550142'});
    await settled(desk.panel);
    the(desk.panel, '#choose-button').click();
    await settled(desk.panel);
    expect(desk.session.last.name).to.equal('transfer');
    expect(desk.session.last.args[1]).to.deep.equal({kind: 'dial-number', number: '12015550142', name: null});
  });

  it('[CO-3] an emergency number is an unsupported destination, which is said while it is typed', async () => {
    const desk = await openTargets();
    await show(desk, 'number');
    the(dialogOf(desk), '#number').focus();
    await sendKeys({type: '911'});
    await settled(desk.panel);
    expect(textOf(the(dialogOf(desk), '#panel'))).to.include('Unsupported destination.');
    the(desk.panel, '#choose-button').click();
    await settled(desk.panel);
    expect(desk.session.names).to.deep.equal([]);
    await expectAccessible(desk.panel);
  });

  it('[CO-20] [CO-25] [TR-19] colleagues of the organisation come at once, and whether they can be reached after them', async () => {
    const people = new FakePeople();
    const desk = await openTargets('consult', (session) => void (session.people = people));
    await show(desk, 'people');
    expect(textOf(the(desk.panel, '#panel'))).to.include('Type at least two letters');
    await search(desk, 'carmen');
    await until(desk, () => people.searches.length === 1);
    people.searches[0]?.answer(found([person()]));
    await until(desk, () => names(desk).length === 1);
    const row = the(desk.panel, '.target');
    expect(textOf(row)).to.include('Not known').and.to.include('Field crew lead').and.to.include('Field service');
    await until(desk, () => people.presenceQuestions.length === 1);
    people.presenceQuestions[0]?.answer(presencesOf({[person().id]: 'available'}));
    await until(desk, () => textOf(the(desk.panel, '.target')).includes('Available'));
    await expectAccessible(desk.panel);
    the(desk.panel, '.target').click();
    await settled(desk.panel);
    the(desk.panel, '#choose-button').click();
    await settled(desk.panel);
    expect(desk.session.last.args[1]).to.deep.equal({
      kind: 'dial-number',
      number: '+12015550142',
      name: 'Carmen Ibáñez',
    });
  });

  it('[CO-24] [CO-26] an incomplete number and a missing sign-on are said in place of people', async () => {
    const people = new FakePeople();
    const desk = await openTargets('consult', (session) => void (session.people = people));
    await show(desk, 'people');
    await search(desk, '20155');
    await until(desk, () => people.searches.length === 1);
    people.searches[0]?.answer({status: 'number-incomplete'});
    await until(desk, () => textOf(the(desk.panel, '#panel')).includes('needs the whole number'));
    the(desk.panel, '#reload-button').click();
    await until(desk, () => people.searches.length === 2);
    people.searches[1]?.answer({status: 'no-sign-on'});
    await until(desk, () => textOf(the(desk.panel, '#panel')).includes('needs single sign-on'));
  });

  it('[CO-20] without a directory there is no such tab', async () => {
    const desk = await openTargets();
    expect(deep(desk.panel, '#tab-people')).to.equal(null);
  });
});
