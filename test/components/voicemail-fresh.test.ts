import {expect} from '@open-wc/testing';
import {SdkError} from '../../src/api/errors.ts';
import {cleanUp, deep, deepAll, expectAccessible, textOf, the} from '../support/component-harness.ts';
import {fails} from '../support/fake-inbox.ts';
import {FakeSession} from '../support/fake-session.ts';
import {arrived, choose, ids, press, shown} from '../support/voicemail-harness.ts';
import {SEVERAL_MESSAGES, messagesOf, voicemailView} from '../support/voicemail-scenes.ts';

const EVERY_MS = 15_000;

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
    voicemail.last.answer({status: 'done', voicemail: voicemailView({done: {agentName: 'Mira', doneAt: 1}})});
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

  it('[EL-78] nor does whoever signs in next see what was done last, or a question that was open', async () => {
    const {root, voicemail, session, element} = await shown('voicemail-supervisor');
    await press(root, '#done-ada');
    voicemail.last.answer({status: 'done', voicemail: voicemailView({done: {agentName: 'Mira', doneAt: 1}})});
    await arrived(root);
    expect(textOf(the(root, '.said'))).to.include('Ada Nkemelu');
    session.connectionState.set({status: 'signed-out', reason: 'agent'});
    await arrived(root);
    voicemail.answer = () => messagesOf(SEVERAL_MESSAGES.slice(1), {scope: 'all'});
    session.connectionState.set({status: 'connected'});
    await arrived(root);
    expect(ids(root)).to.have.length(4);
    expect(textOf(element)).not.to.include('Ada Nkemelu');
    await press(root, '#done-withheld');
    await press(root, '#remove-unknown');
    session.connectionState.set({status: 'signed-out', reason: 'agent'});
    await arrived(root);
    session.connectionState.set({status: 'connected'});
    await arrived(root);
    expect(deep(root, '.doubt') === null).to.equal(true);
    voicemail.last.answer({status: 'done', voicemail: null});
    await arrived(root);
    expect(textOf(the(root, '.said')), 'what was still under way').to.equal('');
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
