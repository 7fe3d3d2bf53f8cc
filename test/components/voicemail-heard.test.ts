import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {SdkError} from '../../src/api/errors.ts';
import {cleanUp, deep, deepAll, expectAccessible, setScheme, textOf, the} from '../support/component-harness.ts';
import {fails} from '../support/fake-inbox.ts';
import {FakeSession} from '../support/fake-session.ts';
import {arrived, choose, focused, ids, key, press, row, shown} from '../support/voicemail-harness.ts';
import {SEVERAL_MESSAGES, messagesOf, voicemailView} from '../support/voicemail-scenes.ts';

const EVERY_MS = 15_000;

function slider(root: Element): HTMLInputElement {
  const found = the(root, '#place');
  if (!(found instanceof HTMLInputElement)) throw new TypeError('the place is no slider');
  return found;
}

/** What waits for its quarter of a minute is called by the test. */
async function withLateTimers(act: (late: (() => void)[]) => Promise<void>): Promise<void> {
  const {setTimeout: real} = globalThis;
  const late: (() => void)[] = [];
  Reflect.set(globalThis, 'setTimeout', (call: () => void, ms?: number) =>
    ms === EVERY_MS ? late.push(call) : real(call, ms),
  );
  try {
    await act(late);
  } finally {
    globalThis.setTimeout = real;
  }
}

async function seen(visible: boolean, root: Element): Promise<void> {
  Object.defineProperty(document, 'visibilityState', {value: visible ? 'visible' : 'hidden', configurable: true});
  document.dispatchEvent(new Event('visibilitychange'));
  await arrived(root);
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
    voicemail.last.answer({status: 'done', voicemail: voicemailView({done: {agentName: 'Mira', at: 1}})});
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

describe('a list of messages over time', () => {
  afterEach(() => {
    cleanUp();
    Reflect.deleteProperty(document, 'visibilityState');
  });

  it('[EL-78] it is read every 15 seconds while the page can be seen, and at once when it is seen again', async () => {
    await withLateTimers(async (late) => {
      const {root, voicemail} = await shown('voicemail-one');
      expect([voicemail.asked.length, late.length]).to.deep.equal([1, 1]);
      voicemail.answer = () => messagesOf([voicemailView({id: 'newer', name: 'Newer'}), voicemailView()]);
      late.pop()?.();
      await arrived(root);
      expect(ids(root)).to.deep.equal(['newer', 'ada']);
      await seen(false, root);
      late.pop()?.();
      await arrived(root);
      expect([voicemail.asked.length, late.length]).to.deep.equal([2, 0]);
      await seen(true, root);
      expect([voicemail.asked.length, late.length]).to.deep.equal([3, 1]);
    });
  });

  it('[EL-78] what is shown stays while the hub does not answer, says from when it is, and is read again by a button', async () => {
    await withLateTimers(async (late) => {
      const {root, voicemail, element} = await shown('voicemail');
      voicemail.answer = fails();
      late.pop()?.();
      await arrived(root);
      expect(ids(root)).to.have.length(SEVERAL_MESSAGES.length);
      expect(textOf(the(root, '.outdated')))
        .to.include('This is how it was at')
        .and.include('Try again');
      await expectAccessible(element);
      voicemail.answer = () => messagesOf(SEVERAL_MESSAGES.slice(0, 2));
      await press(root, '#retry-button');
      expect(ids(root)).to.have.length(2);
      expect(deep(root, '#retry-button') === null).to.equal(true);
      voicemail.answer = fails('not-authorised');
      await choose(root, 'status', 'new');
      expect(ids(root), 'whoever may not sees nothing of it').to.deep.equal([]);
      expect(textOf(element)).to.include('You may not hear messages here');
    });
  });

  it('[EL-78] others than those that are shown could not be read: the old ones are not shown in their place', async () => {
    const {root, voicemail, element} = await shown('voicemail');
    voicemail.answer = fails();
    await choose(root, 'status', 'done');
    expect(ids(root)).to.deep.equal([]);
    expect(textOf(element)).to.include('could not be read');
    voicemail.answer = () => messagesOf(SEVERAL_MESSAGES.slice(4));
    await press(root, '#retry-button');
    expect(voicemail.asked.at(-1)?.status).to.equal('done');
    expect(ids(root)).to.deep.equal(['done']);
  });

  it('[EL-78] while others, or more, are on their way, that is said', async () => {
    const {root, voicemail} = await shown('voicemail-many');
    voicemail.silent = true;
    await press(root, '#more-button');
    expect(the(root, '#more-button').ariaBusy).to.equal('true');
    expect(textOf(the(root, '.foot'))).to.include('more than 1,000 messages');
    await choose(root, 'status', 'done');
    expect(textOf(the(root, '.foot'))).to.include('Reading messages…');
    expect(the(root, '#more-button').ariaBusy).to.equal(null);
    cleanUp();
    const {root: empty, voicemail: other} = await shown('voicemail-empty');
    other.silent = true;
    await choose(empty, 'status', 'all');
    expect(textOf(the(empty, '.waiting'))).to.equal('Reading messages…');
    expect(deep(empty, '.none') === null, 'nothing is said of what is not known').to.equal(true);
  });

  it('[EL-78] an answer from before a step counts for nothing', async () => {
    const {root, voicemail} = await shown('voicemail');
    await press(root, '#done-ada');
    voicemail.silent = true;
    await choose(root, 'queue', 'billing');
    voicemail.silent = false;
    voicemail.answer = () => messagesOf(SEVERAL_MESSAGES.slice(1));
    voicemail.last.answer({status: 'done', voicemail: voicemailView({done: {agentName: 'Mira', at: 1}})});
    await arrived(root);
    expect(ids(root)).to.deep.equal(SEVERAL_MESSAGES.slice(1).map(({id}) => id));
  });

  it('[EL-78] out of the page it asks nothing; back in it, it reads at once', async () => {
    await withLateTimers(async (late) => {
      const {root, voicemail, element} = await shown('voicemail-one');
      element.remove();
      late.pop()?.();
      await arrived(root);
      expect(voicemail.asked.length).to.equal(1);
      root.append(element);
      await arrived(root);
      expect(voicemail.asked.length).to.equal(2);
      expect(ids(root)).to.deep.equal(['ada']);
    });
  });

  it('[EL-78] whoever signs in next sees nothing of it; after a lost connection it is read again', async () => {
    const {root, voicemail, session, element} = await shown('voicemail');
    await choose(root, 'status', 'all');
    session.connectionState.set({status: 'signed-out', reason: 'agent'});
    await arrived(root);
    expect(textOf(element)).to.equal('Sign in to hear messages');
    voicemail.silent = true;
    session.connectionState.set({status: 'connected'});
    await arrived(root);
    expect(textOf(element)).to.equal('Reading messages…');
    expect(voicemail.asked.at(-1)).to.deep.equal({status: 'new', queueId: null, after: null});
    const asked = voicemail.asked.length;
    session.connectionState.set({
      status: 'reconnecting',
      since: 1,
      error: new SdkError('hub-unreachable', 'The hub cannot be reached.'),
    });
    await arrived(root);
    session.connectionState.set({status: 'connected'});
    await arrived(root);
    expect(voicemail.asked.length).to.equal(asked + 1);
  });

  it('[EL-78] its code that does not load says so, and is loaded again by the button', async () => {
    const session = new FakeSession();
    session.voicemail.failure = new SdkError('media-failed', 'A part of the desk did not load.');
    session.voicemail.answer = () => messagesOf([voicemailView()]);
    const {root, element} = await shown('voicemail-own', session);
    expect(textOf(element)).to.include('A part of the desk did not load.');
    session.voicemail.failure = null;
    await press(root, '#retry-button');
    expect(ids(root)).to.deep.equal(['ada']);
  });

  it('[EL-79] nothing moves under the pointer, and at 320 pixels nothing needs sideways scrolling', async () => {
    await withLateTimers(async (late) => {
      const {root, voicemail, element} = await shown('voicemail-supervisor');
      element.style.inlineSize = '320px';
      await arrived(root);
      expect(element.scrollWidth).to.be.at.most(320);
      for (const each of deepAll(element, 'button, select, input'))
        expect(each.getBoundingClientRect().height, each.id).to.be.at.least(24);
      const body = the(root, '[role="rowgroup"] ~ [role="rowgroup"]');
      body.dispatchEvent(new PointerEvent('pointerenter', {pointerType: 'mouse'}));
      voicemail.answer = () => messagesOf([voicemailView({id: 'newer'}), ...SEVERAL_MESSAGES], {scope: 'all'});
      late.pop()?.();
      await arrived(root);
      expect(ids(root).at(-1)).to.equal('newer');
      body.dispatchEvent(new PointerEvent('pointerleave', {pointerType: 'mouse'}));
      await arrived(root);
      expect(ids(root)[0]).to.equal('newer');
    });
  });
});
