import {expect} from '@open-wc/testing';
import {adminOf, press, type, valueOf, works} from '../support/admin-harness.ts';
import {cleanUp, deepAll, settled, textOf, the} from '../support/component-harness.ts';

describe('where and how agents call for help', () => {
  afterEach(cleanUp);

  it('[EC-71] the country says which numbers follow from it, and where none does, that there are no emergency calls', async () => {
    const {view, session} = await adminOf('admin-calling');
    expect(textOf(view)).to.include('Emergency numbers: 911').and.include('Test number: 933').and.include('9911');
    await type(view, '#country', 'GB');
    expect(textOf(view)).to.include('Emergency numbers: 999, 112').and.not.include('Test number');
    await press(view, '#numbers');
    expect(textOf(view)).to.include('the numbers here (999, 112) are not 911');
    await type(view, '#country', 'PL');
    expect(textOf(view)).to.include('Poland is not among the countries');
    await type(view, '#country', 'CA');
    expect(textOf(view)).to.include('Emergency numbers: 911');
    await press(view, '#save-country');
    expect(session.administered.saves.map(({keys, typed}) => ({keys, typed}))).to.deep.equal([
      {keys: ['country', 'numbers'], typed: ['CA', '911']},
    ]);
  });

  it('[EC-71] a country that the page has no numbers for stays among the choices', async () => {
    const {view, session} = await adminOf('admin-calling');
    session.administered.set('country', 'LK');
    await settled(view);
    expect(valueOf(view, '#country')).to.equal('LK');
    expect(deepAll(view, '#country option').length).to.be.greaterThan(30);
  });

  it('[EC-61] callback numbers are judged line by line, and saved as the hub wants them', async () => {
    const {view, session} = await adminOf('admin-calling-wrong');
    expect(textOf(the(view, '#callback-faults')))
      .to.include('Line 2: “555 0182” is not a number')
      .and.include('Line 3: “+1 (201) 555-0180” is there twice');
    expect(works(view, '#save-callback-numbers')).to.equal(false);
    await type(view, '#callback-numbers', '+1 (201) 555-0180\n\n+1 201 555 0182');
    expect(textOf(view)).to.include('2 numbers');
    await press(view, '#save-callback-numbers');
    expect(session.administered.saves[0]?.typed).to.deep.equal(['+12015550180\n+12015550182']);
    await type(view, '#callback-numbers', '');
    expect(textOf(view)).to.include('responders cannot ring an agent back');
  });

  it('[EC-76] what the hub does not take stands at its field in the hub’s own words, with the line', async () => {
    const {view} = await adminOf('admin-calling-refused');
    expect(textOf(the(view, '#callback-faults'))).to.equal(
      'The hub does not take line 2. It expects: a number that no entry point has',
    );
    expect(the(view, '#callback-numbers').getAttribute('aria-invalid')).to.equal('true');
    expect(textOf(the(view, '#country-problem'))).to.include('Denmark');
    await press(view, '#take-country');
    expect(valueOf(view, '#country')).to.equal('DK');
  });
});
