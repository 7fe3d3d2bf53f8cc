import {expect} from '@open-wc/testing';
import {NOW} from '../support/component-contacts.ts';
import {cleanUp, textOf, the} from '../support/component-harness.ts';
import {arrived, choose, press, row, shown} from '../support/voicemail-harness.ts';
import {messagesOf, voicemailView} from '../support/voicemail-scenes.ts';

const DONE_NOW = {agentName: 'Mira Kovács', doneAt: NOW};

describe('calling back whoever left a message', () => {
  afterEach(cleanUp);

  it('[EL-82] who takes no calls is told so on the button, and where nobody could call, that first', async () => {
    for (const [scene, sentences] of [
      ['voicemail-no-agent', ['Only agents call back', 'withheld their number', 'cannot be called']],
      ['voicemail-no-agent-polish', ['mogą tylko agenci', 'zastrzegł numer', 'nie można zadzwonić']],
    ] as const) {
      const {root, voicemail} = await shown(scene);
      for (const [at, id] of (['ada', 'withheld', 'short'] as const).entries()) {
        expect(the(root, `#call-back-${id}`).ariaDisabled, id).to.equal('true');
        expect(textOf(the(root, `#call-back-${id}-why`))).to.include(sentences[at]);
        await press(root, `#call-back-${id}`);
      }
      await press(root, '#done-ada');
      expect(
        voicemail.wishes.map(({what}) => what),
        'the rest is theirs',
      ).to.deep.equal(['done ada']);
      cleanUp();
    }
  });

  it('[EL-82] the reason is not cut off where the list is narrow', async () => {
    for (const scene of ['voicemail-no-agent', 'voicemail-no-agent-polish']) {
      for (const width of [320, 480]) {
        const {root, element} = await shown(scene);
        element.style.inlineSize = `${width}px`;
        await arrived(root);
        const {left, right} = element.getBoundingClientRect();
        for (const id of ['ada', 'withheld']) {
          const box = the(root, `#call-back-${id}-why`).getBoundingClientRect();
          expect(box.left, `${scene} ${width} ${id}`).to.be.at.least(left);
          expect(box.right, `${scene} ${width} ${id}`).to.be.at.most(right);
        }
        cleanUp();
      }
    }
  });

  it('[EL-82] where the page takes no calls, it is said that the call comes to a desk', async () => {
    for (const [scene, sentence] of [
      ['voicemail-one', 'Ada Nkemelu is your next contact. This page takes no calls'],
      ['voicemail-one-polish', 'Ta strona nie przyjmuje połączeń'],
    ] as const) {
      const {root, voicemail} = await shown(scene);
      voicemail.comesHere = false;
      await press(root, '#call-back-ada');
      voicemail.answer = () => messagesOf([]);
      voicemail.last.answer({status: 'done', voicemail: voicemailView({done: DONE_NOW})});
      await arrived(root);
      expect(textOf(the(root, '.said'))).to.include(sentence);
      cleanUp();
    }
  });

  it('[EL-83] what became of it stands in the row, in words', async () => {
    const said: Readonly<Record<string, readonly [id: string, sentence: string][]>> = {
      'voicemail-called-back': [
        ['open', 'Will be called back'],
        ['kept', 'Called back'],
        ['unreached', 'Could not be reached'],
        ['cancelled', 'Callback cancelled'],
        ['expired', 'Callback given up'],
      ],
      'voicemail-called-back-polish': [
        ['open', 'Do oddzwonienia'],
        ['kept', 'Oddzwoniono'],
        ['unreached', 'Nie udało się dodzwonić'],
        ['cancelled', 'Oddzwonienie anulowane'],
        ['expired', 'Oddzwonienie zaniechane'],
      ],
    };
    for (const [scene, sentences] of Object.entries(said)) {
      const {root} = await shown(scene);
      for (const [id, sentence] of sentences)
        expect(textOf(the(row(root, id), '[role=rowheader] .callback')), scene).to.equal(sentence);
      expect(row(root, 'alone').querySelector('.callback'), 'nobody has').to.equal(null);
      cleanUp();
    }
  });

  it('[EL-83] it is seen as soon as the call back is asked for, and as the hub says it later', async () => {
    const {root, voicemail} = await shown('voicemail-one');
    voicemail.answer = () => messagesOf([voicemailView()]);
    await choose(root, 'status', 'all');
    await press(root, '#call-back-ada');
    const promised = voicemailView({done: DONE_NOW, callback: {status: 'open'}});
    voicemail.answer = () => messagesOf([promised]);
    voicemail.last.answer({status: 'done', voicemail: promised});
    await arrived(root);
    expect(textOf(row(root, 'ada'))).to.include('Will be called back');
    voicemail.answer = () => messagesOf([voicemailView({callback: {status: 'unreached'}})]);
    await choose(root, 'status', 'new');
    expect(textOf(row(root, 'ada'))).to.include('Could not be reached');
  });
});
