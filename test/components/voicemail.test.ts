import {expect} from '@open-wc/testing';
import {defineVoicemailList} from '../../src/components/define-voicemail-list.ts';
import {SdkError} from '../../src/api/errors.ts';
import type {VoicemailRefusal} from '../../src/services/voicemail/voicemail-ports.ts';
import {
  cleanUp,
  deep,
  expectAccessible,
  litWarnings,
  once,
  setScheme,
  textOf,
  the,
} from '../support/component-harness.ts';
import {NOW} from '../support/component-contacts.ts';
import {FakeSession} from '../support/fake-session.ts';
import {arrived, buttonNames, choose, focused, ids, key, press, row, shown} from '../support/voicemail-harness.ts';
import {SEVERAL_MESSAGES, VOICEMAIL_SCENES, messagesOf, voicemailView} from '../support/voicemail-scenes.ts';

const DONE_NOW = {agentName: 'Mira Kovács', doneAt: NOW};

describe('the messages that callers left', () => {
  afterEach(cleanUp);

  for (const scene of Object.keys(VOICEMAIL_SCENES)) {
    for (const scheme of ['light', 'dark'] as const) {
      it(`[EL-79] ${scene} is accessible, colours included (${scheme})`, async () => {
        setScheme(scheme);
        const {element} = await shown(scene);
        await expectAccessible(element);
      });
    }
  }

  it('[EL-79] each state says what is the case, and what to do', async () => {
    const said: readonly (readonly [scene: string, words: readonly string[]])[] = [
      ['voicemail-loading', ['Reading messages']],
      ['voicemail-signed-out', ['Sign in to hear messages']],
      ['voicemail-empty', ['No new messages', 'callers may leave one', 'Show done ones too']],
      ['voicemail-one', ['Ada Nkemelu', '1 message']],
      ['voicemail-many', ['more than 1,000 messages', 'Show more']],
      ['voicemail-failed', ['could not be read', 'did not answer in time', 'Try again']],
      ['voicemail-forbidden', ['may not hear messages', 'Ask your administrator']],
      ['voicemail-gone', ['This message has been deleted']],
      ['voicemail-polish', ['Numer zastrzeżony', 'Wstrzymaj', '5 wiadomości']],
    ];
    for (const [scene, words] of said) {
      const {element} = await shown(scene);
      for (const each of words) expect(textOf(element), scene).to.include(each);
      cleanUp();
    }
  });

  it('[EL-75] of each: name and number or that it is withheld, queue, how long ago and when, length, who has dealt with it', async () => {
    const {root} = await shown('voicemail');
    expect(textOf(row(root, 'ada'))).to.match(/Ada Nkemelu \+12015550101 Billing 5 minutes ago .*2026.* 01:04/);
    expect(textOf(row(root, 'unknown'))).to.match(/^\+442079460958 Claims 2 hours ago/);
    expect(textOf(row(root, 'withheld'))).to.match(/^Number withheld Billing/);
    expect(textOf(row(root, 'done'))).to.include('Done by Chidi Okafor');
    const time = row(root, 'ada').querySelector('time');
    expect(time?.dateTime).to.equal(new Date(NOW - 300_000).toISOString());
    expect(time?.title).to.match(/2026.*\d/);
    expect(buttonNames(root, 'ada')).to.deep.equal([
      'Listen to the message of Ada Nkemelu',
      'Call back Ada Nkemelu',
      'Done: the message of Ada Nkemelu',
    ]);
  });

  it('[EL-75] status and queue are asked for, from the newest on; where none fits one press shows all', async () => {
    const {root, voicemail} = await shown('voicemail-one');
    expect(voicemail.asked).to.deep.equal([{status: 'new', queueId: null, after: null}]);
    voicemail.answer = () => messagesOf([]);
    await choose(root, 'status', 'done');
    await choose(root, 'queue', 'claims');
    expect(voicemail.asked.at(-1)).to.deep.equal({status: 'done', queueId: 'claims', after: null});
    expect(textOf(the(root, '.none'))).to.include('No message matches');
    await press(root, '#clear-button');
    expect(voicemail.asked.at(-1)).to.deep.equal({status: 'all', queueId: null, after: null});
    expect(textOf(the(root, '.none'))).to.include('Nobody has left a message yet');
  });

  it('[EL-75] more are shown below the others, and stay shown when they are read again', async () => {
    const session = new FakeSession();
    const {voicemail} = session;
    const {root} = await shown('voicemail-empty', session);
    voicemail.answer = ({after}) =>
      after === null
        ? messagesOf(SEVERAL_MESSAGES.slice(0, 2), {next: 'second', count: 5})
        : messagesOf(SEVERAL_MESSAGES.slice(2), {count: 5});
    await choose(root, 'status', 'all');
    expect(ids(root)).to.deep.equal(['ada', 'unknown']);
    await press(root, '#more-button');
    expect(voicemail.asked.at(-1)?.after).to.equal('second');
    expect(ids(root)).to.deep.equal(SEVERAL_MESSAGES.map(({id}) => id));
    expect(deep(root, '#more-button') === null).to.equal(true);
  });

  it('[EL-77] a call back comes as the next contact, and the message is done', async () => {
    const {root, voicemail} = await shown('voicemail-one');
    const asked = voicemail.asked.length;
    await press(root, '#call-back-ada');
    expect(voicemail.last.what).to.equal('call back ada');
    expect(the(root, '#call-back-ada').ariaBusy).to.equal('true');
    await press(root, '#done-ada');
    expect(voicemail.wishes.length, 'one step at a time').to.equal(1);
    voicemail.answer = () => messagesOf([]);
    voicemail.last.answer({status: 'done', voicemail: voicemailView({done: DONE_NOW})});
    await arrived(root);
    expect(textOf(the(root, '.said'))).to.include('Ada Nkemelu comes to your desk as your next contact');
    expect(ids(root)).to.deep.equal([]);
    expect(voicemail.asked.length).to.equal(asked + 1);
    expect(deep(root, '#undo-button') === null, 'the call stays promised').to.equal(true);
  });

  it('[EL-77] who cannot be called says why on the button, and what the hub refuses is said', async () => {
    const {root, voicemail} = await shown('voicemail');
    for (const [id, why] of [
      ['withheld', 'withheld their number'],
      ['short', 'cannot be called'],
    ] as const) {
      const button = the(root, `#call-back-${id}`);
      expect(button.ariaDisabled).to.equal('true');
      expect(textOf(the(root, `#call-back-${id}-why`))).to.include(why);
      await press(root, `#call-back-${id}`);
    }
    expect(voicemail.wishes).to.deep.equal([]);
    const sentences: readonly (readonly [VoicemailRefusal, string])[] = [
      ['callback-open', 'promised already'],
      ['callbacks-not-set-up', 'not set up'],
      ['number-not-callable', 'cannot be called'],
      ['voicemail-gone', 'deleted meanwhile'],
    ];
    for (const [code, sentence] of sentences) {
      await press(root, '#call-back-ada');
      if (code === 'voicemail-gone') voicemail.answer = () => messagesOf(SEVERAL_MESSAGES.slice(1));
      voicemail.last.answer({status: 'refused', code});
      await arrived(root);
      expect(textOf(the(root, '.said .problem')), code).to.include(sentence);
    }
    expect(ids(root)).not.to.include('ada');
  });

  it('[EL-77] what is done leaves the new ones, can be undone at once, and later be put back', async () => {
    const {root, voicemail} = await shown('voicemail-one');
    await press(root, '#done-ada');
    voicemail.answer = () => messagesOf([]);
    voicemail.last.answer({status: 'done', voicemail: voicemailView({done: DONE_NOW})});
    await arrived(root);
    expect(ids(root)).to.deep.equal([]);
    await press(root, '#undo-button');
    expect(voicemail.last.what).to.equal('new ada');
    voicemail.answer = () => messagesOf([voicemailView()]);
    voicemail.last.answer({status: 'done', voicemail: voicemailView()});
    await arrived(root);
    expect(ids(root)).to.deep.equal(['ada']);
    expect(textOf(the(root, '.said'))).to.include('New again: Ada Nkemelu');
    cleanUp();
    const {root: several, voicemail: other} = await shown('voicemail');
    await press(several, '#new-done');
    expect(other.last.what).to.equal('new done');
  });

  it('[EL-77] only supervisors delete, after a question that Escape takes back; the focus goes along', async () => {
    const {root: own} = await shown('voicemail');
    expect(deep(own, '#remove-ada') === null).to.equal(true);
    cleanUp();
    const {root, voicemail, element} = await shown('voicemail-supervisor');
    await press(root, '#remove-ada');
    expect(focused(root)?.id).to.equal('keep-button');
    expect(textOf(row(root, 'ada'))).to.include('Delete the message of Ada Nkemelu? Nobody can hear it any more.');
    await expectAccessible(element);
    key(root, 'Escape');
    await arrived(root);
    expect(voicemail.wishes).to.deep.equal([]);
    expect(focused(root)?.getAttribute('data-row')).to.equal('ada');
    await press(root, '#remove-ada');
    await press(root, '#do-button');
    expect(voicemail.last.what).to.equal('remove ada');
    voicemail.answer = () => messagesOf(SEVERAL_MESSAGES.slice(1), {scope: 'all'});
    voicemail.last.answer({status: 'done', voicemail: null});
    await arrived(root);
    expect(ids(root)).not.to.include('ada');
    expect(textOf(the(root, '.said'))).to.include('Deleted: Ada Nkemelu');
    expect(focused(root)?.getAttribute('data-row'), 'the next one').to.equal('unknown');
  });

  it('[EL-77] a step that fails on the way says so, and the message stays as it was', async () => {
    const {root, voicemail} = await shown('voicemail-one');
    await press(root, '#done-ada');
    voicemail.last.answer({status: 'failed', error: new SdkError('hub-timeout', 'The hub did not answer in time.')});
    await arrived(root);
    expect(textOf(the(root, '.notices'))).to.include('did not answer in time');
    expect(ids(root)).to.deep.equal(['ada']);
  });

  it('[EL-79] a page may take each wish over: what it cancels is not sent', async () => {
    const {root, voicemail} = await shown('voicemail-supervisor');
    const names = ['listen', 'callback', 'done', 'delete'] as const;
    for (const name of names)
      root.addEventListener(`cordboard-voicemail-${name}-request`, (event) => event.preventDefault());
    const told = once(root, 'cordboard-voicemail-done-request');
    await press(root, '#listen-ada');
    await press(root, '#call-back-ada');
    await press(root, '#done-ada');
    await press(root, '#remove-ada');
    await press(root, '#do-button');
    expect(voicemail.wishes).to.deep.equal([]);
    expect(voicemail.listening.value).to.include({id: 'unknown'});
    expect(await told).to.include({voicemailId: 'ada', done: true});
  });

  it('[EL-79] a page that shows it by itself registers it under its own prefix; Lit warns of nothing', async () => {
    await defineVoicemailList('heard');
    expect(customElements.get('heard-voicemail') !== undefined).to.equal(true);
    expect(litWarnings()).to.deep.equal([]);
  });
});
