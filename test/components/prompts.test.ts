import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {polish} from '../../src/components/strings/polish.ts';
import {
  cleanUp,
  deep,
  deepAll,
  expectAccessible,
  litWarnings,
  setScheme,
  settled,
  textOf,
  the,
} from '../support/component-harness.ts';
import {adminOf, press, type, valueOf, works} from '../support/admin-harness.ts';
import {PROMPT_SCENES} from '../support/admin-scenes.ts';
import {PROMPT_LIST, promptsWith} from '../support/prompt-scenes.ts';

const OFFER = '#words-callback-offer-en';
const has = (root: Element, selector: string): boolean => deep(root, selector) !== null;
/** What reaches over the end of an element, for the message of a failure. */
const widest = (section: Element): string => {
  const {left, right} = section.getBoundingClientRect();
  return deepAll(section, '*')
    .filter((each) => each.getBoundingClientRect().left < left - 1 || each.getBoundingClientRect().right > right + 1)
    .map((each) => `${each.localName}#${each.id}.${each.className}`)
    .join(', ');
};
const whyOf = (root: Element, part: string): string => textOf(the(root, `#${part}-why`));

describe('what callers hear, for administrators', () => {
  afterEach(cleanUp);

  for (const scene of Object.keys(PROMPT_SCENES)) {
    for (const scheme of ['light', 'dark'] as const) {
      it(`[PK-30] ${scene} is accessible, colours included (${scheme})`, async () => {
        setScheme(scheme);
        const {view} = await adminOf(scene);
        await expectAccessible(view);
      });
    }
  }

  it('[PK-30] no state makes Lit warn', () => {
    expect(litWarnings()).to.deep.equal([]);
  });

  it('[PK-30] it is read with the look at it: those of queues first, each with when it is heard, in both languages', async () => {
    const {root, session, view} = await adminOf('admin-prompts');
    expect(session.administered.prompts.asked).to.deep.equal(['refresh']);
    const names = deepAll(view, 'h5').map((each) => textOf(each));
    expect(names.slice(0, 2)).to.deep.equal(['Offer of a callback', 'Offer of a callback outside of opening hours']);
    expect(names.length).to.equal(PROMPT_LIST.length / 2);
    expect(deepAll(view, 'textarea').length).to.equal(PROMPT_LIST.length);
    expect(valueOf(root, '#words-callback-offer-pl')).to.include('naciśnij jeden');
    const text = textOf(the(root, '[aria-labelledby="name-callback-offer"]'));
    for (const part of [
      'in place of the music',
      'English',
      'Polish',
      'Comes with Cordboard · 10.8 s',
      'of 600 characters',
    ])
      expect(text).to.include(part);
    session.administered.prompts.state.set(
      promptsWith([{name: 'callback-offer', language: 'en', words: '', origin: 'uploaded', lengthMs: 3_210}]),
    );
    await settled(root);
    expect(textOf(the(root, '[aria-labelledby="name-callback-offer"]'))).to.include('Recording · 3.2 s');
  });

  it('[PK-30] what could not be read is said, and read again; without the role there is no field', async () => {
    const {root, session, view} = await adminOf('admin-prompts-failed');
    expect(textOf(the(view, '[role="alert"]'))).to.include('The hub cannot be reached');
    await press(root, '#again-button');
    expect(session.administered.prompts.asked).to.deep.equal(['refresh', 'refresh']);
    cleanUp();
    const {view: forbidden} = await adminOf('admin-prompts-forbidden');
    expect(textOf(forbidden)).to.include('for administrators');
    expect(has(forbidden, 'textarea')).to.equal(false);
  });

  it('[PK-35] who signs in next sees nothing of it, and has it read for them', async () => {
    const {root, session, view} = await adminOf('admin-prompts');
    const {prompts, state, book} = session.administered;
    await type(root, OFFER, 'Typed by somebody.');
    const organisation = state.value;
    state.set({status: 'unknown'});
    prompts.state.set({status: 'unknown'});
    book.clear();
    await settled(root);
    expect(has(view, 'textarea')).to.equal(false);
    expect(prompts.asked).to.deep.equal(['refresh']);
    state.set(organisation);
    await settled(root);
    await settled(root);
    expect(prompts.asked.slice(0, 2)).to.deep.equal(['refresh', 'refresh']);
    prompts.state.set(promptsWith());
    await settled(root);
    expect(valueOf(root, OFFER)).to.include('The wait is longer');
  });

  it('[PK-31] words are counted and spoken by the button, which says why it does not work', async () => {
    const {root, session} = await adminOf('admin-prompts');
    expect(works(root, '#speak-callback-offer-en')).to.equal(false);
    expect(whyOf(root, 'speak-callback-offer-en')).to.include('already');
    await type(root, OFFER, '');
    expect(whyOf(root, 'speak-callback-offer-en')).to.include('Type what shall be said');
    await type(root, OFFER, 'x'.repeat(601));
    expect(textOf(the(root, '#said-callback-offer-en'))).to.include('1 character too many');
    expect(the(root, OFFER).getAttribute('aria-invalid')).to.equal('true');
    expect(works(root, '#speak-callback-offer-en')).to.equal(false);
    await type(root, OFFER, ' Press 1,\nplease. ');
    expect(textOf(the(root, '#count-callback-offer-en'))).to.equal('16 of 600 characters');
    await press(root, '#speak-callback-offer-en');
    expect(session.administered.prompts.asked.at(-1)).to.equal('speak prompt callback-offer.en Press 1, please.');
    session.administered.prompts.works.set(new Map([['prompt callback-offer.en', {deed: 'speak', status: 'doing'}]]));
    await settled(root);
    expect(the(root, '#speak-callback-offer-en').getAttribute('aria-busy')).to.equal('true');
    expect(whyOf(root, 'upload-callback-offer-en')).to.include('Wait until');
  });

  it('[PK-31] what is typed stays while another section is looked at, is marked, and is taken back by Undo', async () => {
    const {root, session, view} = await adminOf('admin-prompts');
    await type(root, OFFER, 'Press 1.');
    expect(textOf(the(root, '#tab-prompts'))).to.include('1 change is not saved');
    expect(textOf(the(root, '[aria-labelledby="name-callback-offer"]'))).to.include('Not spoken yet');
    await press(root, '#tab-recipients');
    expect(textOf(the(view, '.notices'))).to.include('“What callers hear” has changes that are not saved');
    await press(root, '#go-prompts');
    expect(valueOf(root, OFFER)).to.equal('Press 1.');
    await press(root, '#undo-callback-offer-en');
    expect(valueOf(root, OFFER)).to.include('The wait is longer');
    expect(whyOf(root, 'undo-callback-offer-en')).to.include('Nothing has changed');
    expect(session.administered.prompts.asked.some((each) => each.startsWith('undo'))).to.equal(false);
  });

  it('[PK-31] somebody else’s change of the same words is decided upon before', async () => {
    const {root} = await adminOf('admin-prompts-typed');
    expect(whyOf(root, 'speak-queue-busy-pl')).to.include('decide first');
    expect(textOf(the(root, '[aria-labelledby="name-queue-busy"]'))).to.include('Brak wolnych linii.');
    await press(root, '[id^="take-prompt"]');
    expect(valueOf(root, '#words-queue-busy-pl')).to.equal('Brak wolnych linii.');
  });

  it('[PK-31] [PK-32] where the hub cannot speak it is said what to install; recordings work', async () => {
    const {root, session, view} = await adminOf('admin-prompts-silent');
    expect(textOf(the(view, '.silent'))).to.include('espeak-ng');
    expect(whyOf(root, 'speak-welcome-en')).to.include('espeak-ng');
    expect(works(root, '#upload-welcome-en')).to.equal(true);
    const field = the(root, '#file-welcome-en');
    if (!(field instanceof HTMLInputElement)) throw new Error('No field for files.');
    const chosen = new DataTransfer();
    chosen.items.add(new File(['RIFF'], 'hello.wav', {type: 'audio/wav'}));
    let opened = 0;
    field.addEventListener('click', (event) => {
      event.preventDefault();
      opened += 1;
    });
    await press(root, '#upload-welcome-en');
    expect(opened).to.equal(1);
    field.files = chosen.files;
    field.dispatchEvent(new Event('change', {bubbles: true}));
    await settled(root);
    await settled(root);
    expect(session.administered.prompts.asked.at(-1)).to.equal('upload prompt welcome.en');
    expect(await session.administered.prompts.recordings[0]?.text()).to.equal('RIFF');
    expect(field.value).to.equal('');
  });

  it('[PK-32] the last change is undone, and Cordboard’s own had back, by one press', async () => {
    const {root, session} = await adminOf('admin-prompts-work');
    await press(root, '#undo-callback-offer-en');
    expect(session.administered.prompts.asked.at(-1)).to.equal('undo prompt callback-offer.en');
    await press(root, '#reset-callback-promised-pl');
    expect(session.administered.prompts.asked.at(-1)).to.equal('reset prompt callback-promised.pl');
    expect(whyOf(root, 'reset-welcome-en')).to.include('Cordboard’s own already');
    expect(textOf(the(root, '[aria-labelledby="name-callback-promised"]'))).to.include('Callers hear a recording');
  });

  it('[PK-33] it is played and stopped by one button, and quiet in every other section', async () => {
    const {root, session} = await adminOf('admin-prompts');
    const {prompts} = session.administered;
    the(root, '#listen-closed-pl').focus();
    await sendKeys({press: 'Enter'});
    await settled(root);
    expect(prompts.asked.at(-1)).to.equal('listen prompt closed.pl');
    prompts.listening.set({status: 'playing', key: 'prompt closed.pl'});
    await settled(root);
    expect(textOf(the(root, '#listen-closed-pl'))).to.equal('Stop');
    expect(textOf(the(root, '#listen-closed-en'))).to.equal('Listen');
    await press(root, '#listen-closed-pl');
    expect(prompts.asked.at(-1)).to.equal('stop');
    prompts.listening.set({status: 'playing', key: 'prompt closed.pl'});
    await press(root, '#tab-customers');
    expect(prompts.listening.value).to.deep.equal({status: 'quiet'});
    prompts.listening.set({status: 'playing', key: 'prompt closed.pl'});
    root.remove();
    expect(prompts.listening.value).to.deep.equal({status: 'quiet'});
  });

  it('[PK-34] what the hub says is said where it was tried; a missing key is hinted at, and no obstacle', async () => {
    const {root} = await adminOf('admin-prompts-work');
    const text = textOf(the(root, '[aria-labelledby="name-callback-offer-closed"]'));
    expect(text).to.include('This recording cannot be used. Send a WAV file');
    expect(textOf(the(root, '[aria-labelledby="name-callback-promised"]'))).to.include('The hub cannot be reached');
    await type(root, '#words-callback-promised-en', 'We call you.');
    expect(textOf(the(root, '#said-callback-promised-en'))).to.equal('');
    await type(root, OFFER, 'Just press the key.');
    expect(textOf(the(root, '#said-callback-offer-en'))).to.include('do not say that callers press 1');
    expect(works(root, '#speak-callback-offer-en')).to.equal(true);
    await type(root, OFFER, 'Press one.');
    expect(textOf(the(root, '#said-callback-offer-en'))).to.equal('');
  });

  it('[PK-30] it reads in Polish, and fits 320 pixels at twice the size and from right to left', async () => {
    const {root, view} = await adminOf('admin-prompts-typed');
    Reflect.set(root, 'strings', polish);
    await settled(root);
    await settled(root);
    const section = the(view, 'cordboard-prompts');
    for (const part of ['Propozycja oddzwonienia', 'Jeszcze nie wypowiedziane', 'Za dużo o 71 znaków', 'Posłuchaj'])
      expect(textOf(section)).to.include(part);
    expect(textOf(section)).not.to.match(/Listen|Upload|characters/);
    document.documentElement.dir = 'rtl';
    document.documentElement.style.fontSize = '200%';
    root.style.inlineSize = '320px';
    root.style.display = 'block';
    await settled(root);
    expect(section.scrollWidth <= section.clientWidth, widest(section)).to.equal(true);
    document.documentElement.style.fontSize = '';
    await expectAccessible(view);
  });
});
