import {expect} from '@open-wc/testing';
import {cleanUp, deepAll, settled, textOf, the} from '../support/component-harness.ts';
import {never, options, press, shown, type, until} from '../support/dialer-harness.ts';
import {ADDRESSES, RECENTS, recent} from '../support/dialer-scenes.ts';

describe('finding somebody in the dialer', () => {
  afterEach(cleanUp);

  it('[CO-12] finds people by name among recent calls and the address book; choosing fills, Enter again calls', async () => {
    const dialer = await shown((session) => {
      session.addresses = ADDRESSES;
      session.recents = RECENTS;
    });
    await type(dialer, 'Ad');
    await until(dialer.dialer, () => options(dialer.dialer).length === 3);
    expect(options(dialer.dialer)).to.deep.equal(['Ada Nkemelu', 'Adam Wiśniewski', 'Front desk']);
    expect(dialer.input.ariaExpanded).to.equal('true');
    await press(dialer, 'ArrowDown', 'ArrowDown', 'ArrowUp', 'ArrowDown');
    expect(dialer.input.getAttribute('aria-activedescendant')).to.equal('option-1');
    await press(dialer, 'Enter');
    expect(dialer.session.names).not.to.include('dial');
    expect(dialer.input.value).to.equal('+48 22 123 45 67');
    expect(dialer.input.ariaExpanded).to.equal('false');
    await press(dialer, 'Enter');
    expect(dialer.session.last).to.deep.include({name: 'dial', args: ['+48221234567']});
  });

  it('[CO-12] finds recent numbers by a part of them; Escape closes the list and keeps the text', async () => {
    const dialer = await shown((session) => (session.recents = RECENTS));
    await type(dialer, '2079');
    await until(dialer.dialer, () => options(dialer.dialer).length === 1);
    expect(options(dialer.dialer)).to.deep.equal(['+442079460958']);
    await press(dialer, 'Escape');
    expect(dialer.input.ariaExpanded).to.equal('false');
    expect(dialer.input.value).to.equal('2079');
  });

  it('[DL-10] an answer that comes after the next question is dropped', async () => {
    const answers = new Map<string, (found: typeof ADDRESSES) => void>();
    const dialer = await shown((session) => {
      session.dial.findAddresses = (text: string) => {
        const {promise, resolve} = Promise.withResolvers<typeof ADDRESSES>();
        answers.set(text, resolve);
        return promise;
      };
    });
    await type(dialer, 'Ad');
    await until(dialer.dialer, () => answers.has('Ad'));
    await type(dialer, 'am');
    await until(dialer.dialer, () => answers.has('Adam'));
    answers.get('Adam')?.([ADDRESSES[1] ?? never()]);
    await until(dialer.dialer, () => options(dialer.dialer).length === 1);
    answers.get('Ad')?.(ADDRESSES);
    await settled(dialer.dialer);
    expect(options(dialer.dialer)).to.deep.equal(['Adam Wiśniewski']);
  });

  it('[DL-10] says that it searches, that nobody was found, and that the book is out of reach', async () => {
    const dialer = await shown();
    await type(dialer, 'Zo');
    expect(textOf(dialer.dialer)).to.include('Searching…');
    await until(dialer.dialer, () => textOf(dialer.dialer).includes('Nobody in recent calls or the address book.'));
    dialer.session.dial.findAddresses = () => Promise.reject(new Error('out of reach'));
    await type(dialer, 'e');
    await until(dialer.dialer, () => textOf(dialer.dialer).includes('The address book cannot be reached just now.'));
  });

  it('[DL-11] the recent calls say direction, outcome and time, and are called again by one press', async () => {
    const dialer = await shown((session) => (session.recents = RECENTS));
    the(dialer.dialer, '#recents-button').click();
    await until(dialer.dialer, () => deepAll(dialer.dialer, '.recent').length === 3);
    const words = textOf(dialer.dialer);
    expect(words).to.include('Incoming, missed').and.include('Outgoing, not reached');
    expect(deepAll(dialer.dialer, '.recent time').every((each) => /\d/.test(each.textContent))).to.equal(true);
    const redial = the(dialer.dialer, '#redial-r2');
    expect(redial.ariaLabel).to.equal('Call Ada Nkemelu again');
    redial.click();
    await settled(dialer.dialer);
    expect(dialer.session.last).to.deep.include({name: 'redial', args: ['r2']});
  });

  it('[DL-12] Call with nothing in the field brings back who was called last, and calls them by the next press', async () => {
    const dialer = await shown((session) => (session.recents = [RECENTS[1] ?? never(), ...RECENTS]));
    the(dialer.dialer, '#call-button').click();
    await until(dialer.dialer, () => dialer.input.value === '+354 555 1234');
    expect(dialer.session.names).not.to.include('dial');
    the(dialer.dialer, '#call-button').click();
    await settled(dialer.dialer);
    expect(dialer.session.last).to.deep.include({name: 'dial', args: ['+3545551234']});
  });

  it('[DL-12] somebody whose number is masked is called through their call', async () => {
    const dialer = await shown((session) => (session.recents = [recent('r1', {address: '••• ••• 1234'})]));
    the(dialer.dialer, '#call-button').click();
    await until(dialer.dialer, () => the(dialer.dialer, '#call-button').textContent.includes('Call Jón Ásgeirsson'));
    expect(dialer.input.value).to.equal('');
    the(dialer.dialer, '#call-button').click();
    await settled(dialer.dialer);
    expect(dialer.session.last).to.deep.include({name: 'redial', args: ['r1']});
  });
});
