import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {mergeStrings} from '../../src/components/strings/merge-strings.ts';
import {polish} from '../../src/components/strings/polish.ts';
import {SETTINGS, dialledContact} from '../support/component-contacts.ts';
import {cleanUp, drawn, mount, once, settled, textOf, the} from '../support/component-harness.ts';
import {field, never, press, shown, type, until, withControl} from '../support/dialer-harness.ts';
import {buildDialerScene, pasteInto} from '../support/dialer-scenes.ts';
import {DONE} from '../support/fake-session.ts';

describe('cordboard-dialer', () => {
  afterEach(cleanUp);

  it('[DL-2] groups the number while it is typed and keeps the caret behind its digit', async () => {
    const dialer = await shown();
    await type(dialer, '2015532447');
    expect(field(dialer)).to.equal('(201) 553-2447|');
    dialer.input.setSelectionRange(5, 5);
    await press(dialer, 'Backspace');
    expect(field(dialer)).to.equal('(20|5) 532-447');
    await type(dialer, '');
    dialer.input.setSelectionRange(3, 3);
    await sendKeys({type: '1'});
    expect(field(dialer)).to.equal('(201|) 553-2447');
  });

  it('[DL-3] Backspace behind a separator takes the digit before it, Delete the one behind it', async () => {
    const dialer = await shown();
    await type(dialer, '2015532447');
    dialer.input.setSelectionRange(6, 6);
    await press(dialer, 'Backspace');
    expect(dialer.input.value.replaceAll(/\D/g, '')).to.equal('205532447');
    dialer.dialer.number = '(201) 553-2447';
    await drawn(dialer.dialer);
    dialer.input.setSelectionRange(4, 4);
    await press(dialer, 'Delete');
    expect(dialer.input.value.replaceAll(/\D/g, '')).to.equal('201532447');
  });

  it('[DL-5] undo and redo go back and forth between what was typed', async () => {
    const dialer = await shown();
    await type(dialer, '201553');
    await press(dialer, 'Backspace');
    await withControl(dialer, 'z');
    expect(dialer.input.value.replaceAll(/\D/g, '')).to.equal('201553');
    await withControl(dialer, 'y');
    expect(dialer.input.value.replaceAll(/\D/g, '')).to.equal('20155');
  });

  it('[DL-5] leaves characters alone while they are being composed', async () => {
    const dialer = await shown();
    dialer.input.focus();
    await settled(dialer.dialer);
    dialer.input.value = '２０１５５３';
    dialer.input.dispatchEvent(new InputEvent('input', {isComposing: true, inputType: 'insertCompositionText'}));
    expect(dialer.input.value).to.equal('２０１５５３');
    dialer.input.dispatchEvent(new CompositionEvent('compositionend', {data: '２０１５５３'}));
    expect(dialer.input.value).to.equal('(201) 553');
  });

  it('[CO-16] a pasted number keeps digits and + # * :, and what else was in it is said', async () => {
    const dialer = await shown();
    pasteInto(dialer.dialer, 'call Ada +1 (201) 553-2447 now');
    await settled(dialer.dialer);
    expect(dialer.input.value).to.equal('+1 201 553 2447');
    expect(textOf(dialer.dialer)).to.include('Removed from what you pasted: call Ada now');
    await press(dialer, 'Enter');
    expect(dialer.session.last).to.deep.include({name: 'dial', args: ['+12015532447']});
  });

  it('[CO-16] a paste replaces the selection and says nothing of ordinary separators', async () => {
    const dialer = await shown();
    await type(dialer, '99');
    dialer.input.setSelectionRange(0, 2);
    pasteInto(dialer.dialer, ' 201.553-2447 ');
    await settled(dialer.dialer);
    expect(dialer.input.value).to.equal('(201) 553-2447');
    expect(textOf(dialer.dialer)).not.to.include('Removed');
  });

  it('[DL-17] an extension behind a pasted number stands apart until the call is over', async () => {
    const dialer = await shown();
    const hint = 'Extension 7 is not dialled: key it in with the keypad of the call, once somebody answers.';
    pasteInto(dialer.dialer, '+48 22 123 45 67 ext. 7');
    await settled(dialer.dialer);
    expect(dialer.input.value).to.equal('+48 22 123 45 67');
    expect(textOf(dialer.dialer)).to.include(hint).and.not.include('Removed');
    await press(dialer, 'Enter');
    expect(dialer.session.last).to.deep.include({name: 'dial', args: ['+48221234567']});
    dialer.session.contactList.set([dialledContact()]);
    dialer.session.last.answer(DONE);
    await settled(dialer.dialer);
    await settled(dialer.dialer);
    expect(dialer.input.value).to.equal('');
    expect(textOf(dialer.dialer), 'while the call goes on').to.include(hint);
    dialer.session.contactList.set([]);
    await settled(dialer.dialer);
    expect(textOf(dialer.dialer), 'after it').not.to.include('Extension');
  });

  it('[DL-17] it is forgotten with the number, and said in Polish', async () => {
    const dialer = await shown();
    Object.assign(dialer.dialer.closest('cordboard-session') ?? never(), {strings: polish});
    await settled(dialer.dialer);
    pasteInto(dialer.dialer, 'Ada 22 123 45 67 wew. 12');
    await settled(dialer.dialer);
    expect(textOf(dialer.dialer)).to.include('Numer wewnętrzny 12 nie jest wybierany').and.include('Ada');
    await type(dialer, '8');
    expect(textOf(dialer.dialer)).not.to.include('wewnętrzny');
  });

  it('[DL-6] says whose number it is by name and code, and can be told otherwise', async () => {
    const dialer = await shown();
    await type(dialer, '2079460958');
    const country = the(dialer.dialer, '[part="country"]');
    if (!(country instanceof HTMLSelectElement)) throw new TypeError('not a choice');
    expect(country.selectedOptions[0]?.textContent.trim()).to.equal('United States +1');
    country.value = 'GB';
    country.dispatchEvent(new Event('change'));
    await drawn(dialer.dialer);
    expect(dialer.input.value).to.equal('+44 20 7946 0958');
    expect(country.selectedOptions[0]?.textContent.trim()).to.equal('United Kingdom +44');
    dialer.dialer.number = '01161123456789';
    await drawn(dialer.dialer);
    expect(country.selectedOptions[0]?.textContent.trim()).to.equal('Australia +61');
  });

  for (const {keys, says} of [
    {keys: '12', says: 'at least 3 digits'},
    {keys: '1234567890123456789', says: 'at most 18 digits'},
    {keys: '12+3', says: 'The plus can only stand before the digits'},
    {keys: '123x', says: 'Only digits and + # * : can be dialled.'},
  ]) {
    it(`[DL-7] ${keys}: the fault is said at the field, with what to do`, async () => {
      const dialer = await shown();
      await type(dialer, keys);
      await press(dialer, 'Enter');
      expect(the(dialer.dialer, '#fault').textContent).to.include(says);
      expect(dialer.input.getAttribute('aria-describedby')).to.equal('fault');
      expect(dialer.session.names).not.to.include('dial');
      await type(dialer, '4');
      expect(dialer.input.ariaInvalid).to.equal(null);
    });
  }

  it('[DL-9] the Call button says who is called and from which number', async () => {
    const dialer = await shown();
    await type(dialer, '2015532447');
    expect(the(dialer.dialer, '#call-button').ariaLabel).to.equal('Call (201) 553-2447, from +1 201 555 0100');
    expect(textOf(dialer.dialer)).to.include('From Support line, +1 201 555 0100');
    the(dialer.dialer, '#keypad-button').click();
    await drawn(dialer.dialer);
    expect(the(dialer.dialer, '#call-button').textContent).to.include('Call (201) 553-2447');
  });

  it('[DL-9] without an outbound profile it cannot be pressed, and says why', async () => {
    const dialer = await shown((session) => session.settings.set({...SETTINGS, outbound: null}));
    await type(dialer, '2015532447');
    await press(dialer, 'Enter');
    the(dialer.dialer, '#call-button').click();
    await settled(dialer.dialer);
    expect(the(dialer.dialer, '#call-button').ariaDisabled).to.equal('true');
    expect(textOf(dialer.dialer)).to.include('You are not set up for outgoing calls.');
    expect(dialer.session.names).not.to.include('dial');
  });

  it('[DL-13] empties itself once the hub has the call; a refusal stays beside the number', async () => {
    const dialer = await shown();
    await type(dialer, '2015532447');
    await press(dialer, 'Enter');
    expect(the(dialer.dialer, '#call-button').ariaBusy).to.equal('true');
    dialer.session.last.answer({status: 'refused', code: 'capacity-full'});
    await settled(dialer.dialer);
    await settled(dialer.dialer);
    expect(textOf(dialer.dialer)).to.include('You are at your limit.');
    expect(dialer.input.value).to.equal('(201) 553-2447');
    await press(dialer, 'Enter');
    dialer.session.last.answer(DONE);
    await until(dialer.dialer, () => dialer.input.value === '');
  });

  it('[DL-14] a page may cancel the request and place the call itself', async () => {
    const dialer = await shown();
    const asked = once(dialer.dialer, 'cordboard-dial-request');
    dialer.dialer.addEventListener('cordboard-dial-request', (event) => event.preventDefault());
    dialer.dialer.number = '+12015532447';
    await drawn(dialer.dialer);
    the(dialer.dialer, '#call-button').click();
    expect(await asked).to.include({number: '+12015532447'});
    await settled(dialer.dialer);
    expect(dialer.session.names).not.to.include('dial');
  });

  it('[DL-14] a number set before the element is in the page means the same, and calls nobody', async () => {
    const {root, element, session} = buildDialerScene('dialer-empty');
    element.setAttribute('number', '+12015532447');
    mount(root);
    await drawn(root);
    const input = the(element, '#number');
    await until(root, () => input instanceof HTMLInputElement && input.value === '+1 201 553 2447');
    expect(session.names).to.deep.equal([]);
  });

  it('[DL-15] a number put in from outside fills the field, is told, and calls nobody', async () => {
    const dialer = await shown();
    const filled = once(dialer.dialer, 'cordboard-dialer-filled');
    dialer.session.dial.prefill('+12015532447');
    await filled;
    await until(dialer.dialer, () => dialer.dialer.shadowRoot?.activeElement === dialer.input);
    expect(dialer.input.value).to.equal('+1 201 553 2447');
    expect(dialer.session.names).to.deep.equal([]);
    expect(dialer.session.draft.value).to.equal(null);
  });

  it('[DL-1] speaks Polish', async () => {
    const dialer = await shown();
    const root = dialer.dialer.parentElement;
    Object.assign(root ?? never(), {strings: polish});
    await drawn(root ?? never());
    expect(the(dialer.dialer, '#call-button').textContent).to.include('Zadzwoń');
    expect(mergeStrings(polish).keypad.keyNames('PL')['#']).to.equal('krzyżyk');
  });
});
