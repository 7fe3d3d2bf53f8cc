import {expect} from '@open-wc/testing';
import {mailPreview, exampleFacts} from '../../src/components/emergency-mail-editor/mail-preview.ts';
import {englishAdministration} from '../../src/components/strings/english-administration.ts';
import {DEFAULT_TEMPLATES, renderEmergencyMail} from '../../src/domain/emergency-mail.ts';
import {render} from 'lit';
import {adminOf, editOf, press, type, valueOf, works} from '../support/admin-harness.ts';
import {cleanUp, settled, textOf, the} from '../support/component-harness.ts';

function caret(element: HTMLElement, from: number, to = from): void {
  if (!(element instanceof HTMLInputElement) && !(element instanceof HTMLTextAreaElement)) throw new Error('no field');
  element.focus();
  element.setSelectionRange(from, to);
}

describe('the words of the mail about an emergency', () => {
  afterEach(cleanUp);

  it('[EM-34] subject and text are edited in each language, and saved together', async () => {
    const {view, session} = await adminOf('admin-words');
    expect(valueOf(view, '#subject')).to.equal(DEFAULT_TEMPLATES.en.subject);
    await type(view, '#subject', 'Help {agent}');
    await press(view, '#language-pl');
    expect(valueOf(view, '#subject')).to.equal(DEFAULT_TEMPLATES.pl.subject);
    await type(view, '#subject', 'Pomoc: {agent}');
    await press(view, '#save-words');
    expect(session.administered.saves.map(({keys, typed}) => ({keys, typed}))).to.deep.equal([
      {keys: ['subject-pl'], typed: ['Pomoc: {agent}']},
    ]);
    await press(view, '#language-en');
    expect(valueOf(view, '#subject')).to.equal('Help {agent}');
    expect(textOf(view)).to.include('Not saved');
    await press(view, '#undo-words');
    expect(valueOf(view, '#subject')).to.equal(DEFAULT_TEMPLATES.en.subject);
  });

  it('[EM-34] a field is inserted at the caret, over what is selected, in whichever of the two was left last', async () => {
    const {view} = await adminOf('admin-words');
    await type(view, '#subject', 'Help now');
    caret(the(view, '#subject'), 4, 8);
    await press(view, '#insert-agent');
    expect(valueOf(view, '#subject')).to.equal('Help{agent}');
    await press(view, '#insert-number');
    expect(valueOf(view, '#subject')).to.equal('Help{agent}{number}');
    caret(the(view, '#body'), 0);
    await press(view, '#insert-location');
    expect(valueOf(view, '#body')).to.equal(`{location}${DEFAULT_TEMPLATES.en.body}`);
  });

  it('[EM-34] what is wrong stands at its field while it is typed, and is not saved', async () => {
    const {view, session} = await adminOf('admin-words');
    await type(view, '#subject', 'Help {agnet}');
    await type(view, '#body', '{agent} {number} {time}');
    expect(textOf(the(view, '#subject-faults'))).to.equal('There is no field {agnet}.');
    expect(textOf(the(view, '#body-faults'))).to.include('{location} is missing');
    expect(the(view, '#subject').getAttribute('aria-invalid')).to.equal('true');
    expect(works(view, '#save-words')).to.equal(false);
    await press(view, '#save-words');
    expect(session.administered.saves).to.have.length(0);
    await type(view, '#subject', ' ');
    expect(textOf(the(view, '#subject-faults'))).to.equal('This must not be empty.');
    await type(view, '#subject', 'x'.repeat(201));
    expect(textOf(the(view, '#subject-faults'))).to.equal('This is too long: 200 characters at most.');
  });

  it('[EM-34] the preview is the finished mail, as the hub writes it: as typed, as a test, in plain text', async () => {
    const {view} = await adminOf('admin-words');
    await type(view, '#body', '{agent} <b>x</b> & {number} {time} {callback} {location}\nsecond line\n\nnext');
    const preview = (): HTMLElement => the(view, '[part="preview"]');
    expect(textOf(preview()))
      .to.include('Emergency call by Ada Nkemelu')
      .and.include('<b>x</b> & 911')
      .and.include('EST');
    expect(preview().querySelectorAll('b')).to.have.length(0);
    expect(preview().querySelectorAll('.letter p')).to.have.length(2);
    await press(view, '#preview-test');
    expect(textOf(preview())).to.include('[TEST] Emergency call').and.include('This is a test.').and.include('933');
    await press(view, '#preview-plain');
    expect(preview().querySelector('pre')?.textContent).to.include('second line\n\nnext');
    await type(view, '#zone', 'Europe/Warsaw');
    expect(textOf(preview())).to.include('GMT+1');
  });

  it('[EM-34] the preview has the paragraphs and lines of the HTML that is sent', () => {
    const template = {subject: 'S', body: '{agent} "&" <i>{number}</i>\n{time}\n\n\n{callback} {location}\n\nend'};
    const place = document.createElement('div');
    const words = englishAdministration;
    render(mailPreview({template, language: 'en', zone: 'UTC', test: true, plain: false, words}), place);
    const sent = renderEmergencyMail(template, exampleFacts('UTC', true, words), {language: 'en', again: false});
    const html = new DOMParser().parseFromString(sent.html, 'text/html');
    const paragraphs = (root: ParentNode): readonly string[] =>
      [...root.querySelectorAll('p')].map((each) => `${each.textContent} ${each.querySelectorAll('br').length}`);
    const letter = place.querySelector('.letter');
    expect(letter === null ? [] : paragraphs(letter)).to.deep.equal(paragraphs(html.body));
    expect(place.querySelector('.subject')?.textContent).to.equal(sent.subject);
  });

  it('[EM-34] the original words come back by a button, which can be undone', async () => {
    const admin = await adminOf('admin-words');
    const {view, session} = admin;
    session.administered.set('subject-en', 'Ours {agent}');
    session.administered.set('body-en', 'Ours {agent} {number} {time} {callback} {location}');
    await settled(view);
    expect(works(view, '#reset-button')).to.equal(true);
    await press(view, '#reset-button');
    expect(valueOf(view, '#body')).to.equal(DEFAULT_TEMPLATES.en.body);
    expect(works(view, '#reset-button')).to.equal(false);
    await press(view, '#undo-words');
    expect(valueOf(view, '#subject')).to.equal('Ours {agent}');
    await press(view, '#reset-button');
    await press(view, '#save-words');
    expect(session.administered.saves[0]?.keys).to.deep.equal(['subject-en', 'body-en']);
  });

  it('[EM-34] in which language and whose time is chosen; somebody else’s words are shown beside one’s own', async () => {
    const admin = await adminOf('admin-words');
    const {view, session} = admin;
    await type(view, '#mail-language', 'pl');
    await type(view, '#zone', 'Europe/Warsaw');
    await press(view, '#save-sending');
    expect(session.administered.saves[0]?.keys).to.deep.equal(['mailLanguage', 'zone']);
    await type(view, '#subject', 'Mine {agent}');
    session.administered.set('subject-en', 'Theirs {agent}');
    await settled(view);
    expect(textOf(the(view, '#subject-faults'))).to.include('Theirs {agent}');
    expect(valueOf(view, '#subject')).to.equal('Mine {agent}');
    await press(view, '#take-subject-en');
    expect(valueOf(view, '#subject')).to.equal('Theirs {agent}');
    expect(editOf(admin, 'subject-en')).to.equal(null);
  });
});
