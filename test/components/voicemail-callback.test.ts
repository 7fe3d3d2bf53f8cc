import {expect} from '@open-wc/testing';
import {NOW} from '../support/component-contacts.ts';
import {cleanUp, textOf, the} from '../support/component-harness.ts';
import {arrived, press, shown} from '../support/voicemail-harness.ts';
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
});
