import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {SdkError} from '../../src/api/errors.ts';
import {cleanUp, deepAll, expectAccessible, setScheme, textOf, the} from '../support/component-harness.ts';
import {arrived, choose, focused, key, press, row, shown} from '../support/voicemail-harness.ts';
import {messagesOf, voicemailView} from '../support/voicemail-scenes.ts';

function slider(root: Element): HTMLInputElement {
  const found = the(root, '#place');
  if (!(found instanceof HTMLInputElement)) throw new TypeError('the place is no slider');
  return found;
}

describe('a message that is heard', () => {
  afterEach(cleanUp);

  it('[EL-76] Listen becomes Pause in its place, with the place in it; another one takes over', async () => {
    const {root, voicemail} = await shown('voicemail-supervisor');
    await press(root, '#listen-ada');
    const width = the(root, '#listen-ada').getBoundingClientRect().width;
    expect(voicemail.listening.value).to.deep.equal({status: 'playing', id: 'ada', placeMs: 0});
    expect(the(root, '#listen-ada').ariaLabel).to.equal('Pause the message of Ada Nkemelu');
    expect(deepAll(root, '#place')).to.have.length(1);
    voicemail.listening.set({status: 'playing', id: 'ada', placeMs: 12_340});
    await arrived(root);
    expect(textOf(row(root, 'ada'))).to.include('00:12 / 01:04');
    expect(slider(root).getAttribute('aria-valuetext')).to.equal('00:12 of 01:04');
    expect([slider(root).min, slider(root).value, slider(root).max]).to.deep.equal(['0', '12300', '64000']);
    await press(root, '#listen-ada');
    expect(voicemail.listening.value.status).to.equal('paused');
    expect(the(root, '#listen-ada').getBoundingClientRect().width, 'it keeps its place').to.equal(width);
    await press(root, '#listen-ada');
    expect(voicemail.listening.value).to.include({status: 'playing', placeMs: 12_340});
    await press(root, '#listen-withheld');
    expect(row(root, 'ada').querySelector('#place') === null).to.equal(true);
    expect(slider(root).ariaLabel).to.equal('Place in the message of Number withheld');
  });

  it('[EL-76] a place is sought by arrows, by the ends and by the pointer, also from right to left', async () => {
    const {root, voicemail} = await shown('voicemail-one');
    await press(root, '#listen-ada');
    const place = () => ('placeMs' in voicemail.listening.value ? voicemail.listening.value.placeMs : null);
    slider(root).focus();
    for (const [name, at] of [
      ['ArrowRight', 5_000],
      ['ArrowUp', 10_000],
      ['ArrowLeft', 5_000],
      ['End', 64_000],
      ['ArrowRight', 64_000],
      ['Home', 0],
      ['ArrowLeft', 0],
    ] as const) {
      await sendKeys({press: name});
      await arrived(root);
      expect(place(), name).to.equal(at);
    }
    expect(focused(root)?.id, 'the rows are not walked by it').to.equal('place');
    slider(root).value = '30000';
    slider(root).dispatchEvent(new Event('input', {bubbles: true}));
    expect(place()).to.equal(30_000);
    document.documentElement.dir = 'rtl';
    await sendKeys({press: 'ArrowLeft'});
    expect(place()).to.equal(35_000);
  });

  it('[EL-76] how fast is chosen beside it', async () => {
    const {root, voicemail} = await shown('voicemail-one');
    await press(root, '#listen-ada');
    await choose(root, 'speed', '1.5');
    expect(voicemail.speed.value).to.equal(1.5);
    expect(textOf(the(root, '#speed'))).to.equal('1× 1.5× 2×');
  });

  it('[EL-76] while it is on its way the button waits; why it is not heard stands beside it', async () => {
    setScheme('dark');
    const {root, voicemail, element} = await shown('voicemail');
    voicemail.listening.set({status: 'fetching', id: 'ada'});
    await arrived(root);
    expect(the(root, '#listen-ada').ariaBusy).to.equal('true');
    voicemail.listening.set({status: 'failed', id: 'ada', error: new SdkError('media-failed', 'No.')});
    await arrived(root);
    expect(textOf(row(root, 'ada'))).to.include('This browser does not play it');
    await expectAccessible(element);
    voicemail.listening.set({status: 'failed', id: 'ada', error: new SdkError('hub-timeout', 'The hub is slow.')});
    await arrived(root);
    expect(textOf(row(root, 'ada'))).to.include('The hub is slow.');
  });

  it('[EL-76] what leaves the list, and the list itself, are silent: nobody could stop it', async () => {
    const {root, voicemail, element} = await shown('voicemail-one');
    await press(root, '#listen-ada');
    await press(root, '#done-ada');
    voicemail.answer = () => messagesOf([]);
    voicemail.last.answer({status: 'done', voicemail: voicemailView({done: {agentName: 'Mira', doneAt: 1}})});
    await arrived(root);
    expect(voicemail.listening.value).to.deep.equal({status: 'quiet'});
    voicemail.answer = () => messagesOf([voicemailView()]);
    await choose(root, 'status', 'all');
    await press(root, '#listen-ada');
    element.remove();
    expect(voicemail.listening.value).to.deep.equal({status: 'quiet'});
  });

  it('[EL-79] it works whole by keyboard: rows by arrows, their buttons by Tab, and no focus is lost when it ends', async () => {
    const {root, voicemail} = await shown('voicemail');
    voicemail.listening.set({status: 'quiet'});
    await arrived(root);
    row(root, 'ada').focus();
    key(root, 'ArrowDown');
    await arrived(root);
    expect(focused(root)?.getAttribute('data-row')).to.equal('unknown');
    expect(deepAll(root, '[data-row][tabindex="0"]').length).to.equal(1);
    const walk = async (): Promise<string | undefined> => {
      await sendKeys({press: 'Tab'});
      return focused(root)?.id;
    };
    expect(await walk()).to.equal('listen-unknown');
    await sendKeys({press: 'Enter'});
    await arrived(root);
    expect(voicemail.listening.value).to.include({status: 'playing', id: 'unknown'});
    expect([await walk(), await walk(), await walk(), await walk()]).to.deep.equal([
      'call-back-unknown',
      'done-unknown',
      'place',
      'speed',
    ]);
    voicemail.listening.set({status: 'quiet'});
    await arrived(root);
    expect(focused(root)?.getAttribute('data-row')).to.equal('unknown');
  });
});
