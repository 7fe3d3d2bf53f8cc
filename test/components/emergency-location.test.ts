import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {cleanUp, deep, deepAll, expectAccessible, settled, textOf, the} from '../support/component-harness.ts';
import {NOW} from '../support/component-contacts.ts';
import {ADDRESS} from '../support/fake-readiness.ts';
import {DONE, failure} from '../support/fake-session.ts';
import {WRITTEN, choose, opened, says, shown, type} from '../support/readiness-harness.ts';

describe('where the agent is, at the desk', () => {
  afterEach(cleanUp);

  it('[EC-90] is asked quietly beside the badge, with nothing in the way and the focus where it was', async () => {
    const {element} = await shown('readiness-to-do');
    expect(textOf(element)).to.include('Confirm where you are');
    expect(deepAll(document, 'dialog, [role="dialog"], [role="alertdialog"]').length).to.equal(0);
    expect(document.activeElement).to.equal(document.body);
  });

  it('[EC-90] is sent in one line with its country, and the form goes when it is kept', async () => {
    const {session, root, list} = await opened('readiness-to-do');
    type(list, WRITTEN);
    the(list, '#confirm-button').click();
    await settled(root);
    expect(session.last).to.deep.include({name: 'confirmLocation', args: [ADDRESS, 'US']});
    expect(the(list, '#confirm-button').ariaBusy).to.equal('true');
    session.last.answer(DONE);
    await says(session, root, {confirmed: {address: ADDRESS, country: 'US', confirmedAt: NOW}});
    expect(deep(list, 'form') === null).to.equal(true);
    expect(textOf(list))
      .to.include(ADDRESS)
      .and.match(/Confirmed (19|20|21|22|23|24) ?\w*|Confirmed \w+ \d+/);
  });

  it('[EC-90] Enter in a field sends it', async () => {
    const {session, root, list} = await opened('readiness-to-do');
    type(list, WRITTEN);
    the(list, '#town').focus();
    await sendKeys({press: 'Enter'});
    await settled(root);
    expect(session.names).to.deep.equal(['confirmLocation']);
  });

  it('[EC-90] what is missing is said at its field, and the first one has the focus', async () => {
    const {session, root, list} = await opened('readiness-to-do');
    type(list, {...WRITTEN, street: ' ', town: ''});
    the(list, '#confirm-button').click();
    await settled(root);
    expect(session.names).to.deep.equal([]);
    const street = the(list, '#street');
    expect(street.getAttribute('aria-invalid')).to.equal('true');
    expect(textOf(the(list, '#street-fault'))).to.equal('Street and number is missing.');
    expect(textOf(the(list, '#town-fault'))).to.equal('Town is missing.');
    expect(deep(list, '#postcode-fault') === null).to.equal(true);
    expect(list.shadowRoot?.activeElement?.id).to.equal('street');
    await expectAccessible(list);
  });

  it('[EC-90] a country without emergency calls, or another one, is said at the field and may be confirmed', async () => {
    const {session, root, list} = await opened('readiness-to-do');
    choose(list, 'PL');
    await settled(root);
    expect(textOf(the(list, '#country-fault'))).to.include('cannot call for help in Poland');
    expect(the(list, '#country').getAttribute('aria-describedby')).to.equal('country-fault');
    choose(list, 'DK');
    await settled(root);
    expect(textOf(the(list, '#country-fault'))).to.include('911, for another country than Denmark');
    await expectAccessible(list);
    type(list, WRITTEN);
    the(list, '#confirm-button').click();
    await settled(root);
    expect(session.last.args).to.deep.equal([ADDRESS, 'DK']);
  });

  it('[EC-90] proposes the country where the browser is', async () => {
    const {list} = await opened('readiness-elsewhere');
    const select = the(list, '#country');
    expect(select instanceof HTMLSelectElement && select.value).to.equal('DK');
  });

  it('[EC-90] is confirmed again with one press where it still holds, or written anew from what it was', async () => {
    const {session, root, list} = await opened('readiness-simulated');
    expect(textOf(list)).to.include('more than 30 days ago');
    the(list, '#still-button').click();
    await settled(root);
    expect(session.last).to.deep.include({name: 'confirmLocation', args: [ADDRESS, 'US']});
    session.last.answer(DONE);
    await says(session, root, {trunk: 'simulated', confirmed: {address: ADDRESS, country: 'US', confirmedAt: NOW}});
    expect(deep(list, '#still-button') === null).to.equal(true);
    the(list, '#change-button').click();
    await settled(root);
    const street = the(list, '#street');
    expect(street instanceof HTMLInputElement && street.value).to.equal('12 Main St');
    type(list, {room: 'Floor 4'});
    the(list, '#confirm-button').click();
    await settled(root);
    expect(session.last.args).to.deep.equal(['12 Main St, Floor 4, 97201, Portland', 'US']);
    the(list, '#cancel-button').click();
    await settled(root);
    expect(deep(list, 'form') === null).to.equal(true);
  });

  it('[EC-90] is taken back; what the hub does not take is said', async () => {
    const {session, root, list} = await opened('readiness-ready');
    the(list, '#take-back-button').click();
    await settled(root);
    expect(session.last.name).to.equal('forgetLocation');
    session.last.answer(failure());
    await settled(root);
    expect(textOf(list)).to.include('The hub did not answer in time');
  });

  it('[EC-90] is not asked of a hub that keeps none', async () => {
    const {list} = await opened('readiness-frame');
    expect(deep(list, '[part="where"]') === null).to.equal(true);
  });
});
