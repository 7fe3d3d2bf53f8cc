import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {SdkError} from '../../src/api/errors.ts';
import {define} from '../../src/components/define-all.ts';
import {CordboardSession} from '../../src/components/session/session.ts';
import {polish} from '../../src/components/strings/polish.ts';
import {type AdminView, adminOf, press, type} from '../support/admin-harness.ts';
import {ADMIN_SCENES, showOrganisation} from '../support/admin-scenes.ts';
import {
  cleanUp,
  deep,
  drawn,
  expectAccessible,
  litWarnings,
  mount,
  setScheme,
  settled,
  textOf,
  the,
} from '../support/component-harness.ts';
import {DONE, FakeSession} from '../support/fake-session.ts';
import {READINESS_LIST} from '../support/readiness-scenes.ts';

const has = (root: Element, selector: string): boolean => deep(root, selector) !== null;

describe('an administrator’s view', () => {
  afterEach(cleanUp);

  for (const scene of Object.keys(ADMIN_SCENES)) {
    for (const scheme of ['light', 'dark'] as const) {
      it(`[EL-1] ${scene} is accessible, colours included (${scheme})`, async () => {
        setScheme(scheme);
        const {view} = await adminOf(scene);
        await expectAccessible(view);
      });
    }
  }

  it('[EL-2] no state makes Lit warn', () => {
    expect(litWarnings()).to.deep.equal([]);
  });

  it('[EC-68] not signed in it is the sign-in of every element; without the role one clear sentence and no field', async () => {
    const out = await adminOf('admin-signed-out');
    await press(out.view, '#sign-in-button');
    expect(out.session.names).to.deep.equal(['signIn']);
    const {view} = await adminOf('admin-forbidden');
    expect(textOf(view)).to.include('This view is for administrators');
    expect(has(view, 'textarea')).to.equal(false);
    expect(has(view, '#retry-button')).to.equal(false);
  });

  it('[EM-38] [EC-91] says who is ready for an emergency call, as new as the look at it', async () => {
    const {view, session} = await adminOf('admin');
    expect(session.administered.askedWhoIsReady).to.equal(0);
    await press(view, '#tab-readiness');
    expect(session.administered.askedWhoIsReady).to.equal(1);
    session.administered.readiness.set({status: 'known', list: READINESS_LIST});
    await settled(view);
    const names = READINESS_LIST.agents.map(({name}) => name);
    for (const name of names) expect(textOf(the(view, 'cordboard-emergency-readiness-list'))).to.include(name);
    await expectAccessible(view);
    const error = new SdkError('hub-unreachable', 'The hub cannot be reached. Check the network, then try again.');
    session.administered.readiness.set({status: 'failed', error});
    await settled(view);
    expect(textOf(the(view, '[role="alert"]'))).to.include('The hub cannot be reached');
    await press(view, '#again-button');
    expect(session.administered.askedWhoIsReady).to.equal(2);
  });

  it('[EC-68] what could not be read is said, and read again by the button', async () => {
    const {view, session} = await adminOf('admin-failed');
    expect(textOf(view)).to.include('The hub cannot be reached');
    await press(view, '#retry-button');
    expect(session.administered.refreshed).to.equal(1);
    showOrganisation(session);
    await settled(view);
    expect(has(view, 'cordboard-emergency-recipients')).to.equal(true);
  });

  it('[EC-67] the tabs are walked by arrow keys, and say how much of each is not saved', async () => {
    const {view} = await adminOf('admin');
    the(view, '#tab-recipients').focus();
    await sendKeys({press: 'ArrowRight'});
    await settled(view);
    expect(has(view, 'cordboard-emergency-mail-editor')).to.equal(true);
    expect(textOf(the(view, '#tab-words'))).to.equal('The words');
    await sendKeys({press: 'End'});
    await settled(view);
    expect(has(view, 'cordboard-customer-data')).to.equal(true);
    await sendKeys({press: 'ArrowLeft'});
    await settled(view);
    expect(has(view, 'cordboard-prompts')).to.equal(true);
    await sendKeys({press: 'ArrowLeft'});
    await settled(view);
    expect(has(view, 'cordboard-callback-settings')).to.equal(true);
    await sendKeys({press: 'ArrowLeft'});
    await settled(view);
    expect(has(view, 'cordboard-emergency-readiness-list')).to.equal(true);
    await sendKeys({press: 'ArrowLeft'});
    await settled(view);
    expect(has(view, 'cordboard-emergency-calling')).to.equal(true);
    await type(view, '#country', 'CA');
    expect(textOf(the(view, '#tab-calling'))).to.include('1 change is not saved');
    await press(view, '#tab-recipients');
    expect(textOf(the(view, '.notices'))).to.include('“Where and how” has changes that are not saved');
    await press(view, '#go-calling');
    expect(the(view, '#tab-calling').getAttribute('aria-selected')).to.equal('true');
    expect(has(view, '#go-calling')).to.equal(false);
  });

  it('[EC-67] signing out with something not saved asks in its place, and the page asks before it is left', async () => {
    const {view, session} = await adminOf('admin');
    const leave = (): boolean => window.dispatchEvent(new Event('beforeunload', {cancelable: true}));
    expect(leave()).to.equal(true);
    await type(view, '#field-agent_32ben', 'ben.lead@northwind.example');
    expect(leave()).to.equal(false);
    await press(view, '#sign-out-button');
    expect(session.names).to.deep.equal([]);
    expect(textOf(view)).to.include('Signing out forgets what is not saved');
    await press(view, '#stay-button');
    expect(has(view, '#stay-button')).to.equal(false);
    await press(view, '#sign-out-button');
    await press(view, '#leave-button');
    expect(session.names).to.deep.equal(['signOut']);
    session.last.answer(DONE);
    view.closest('cordboard-session')?.remove();
    cleanUp();
    expect(leave()).to.equal(true);
  });

  it('[EC-64] a lost connection and a sign-in that ran out leave in the fields what was typed', async () => {
    const admin: AdminView = await adminOf('admin');
    const {view, session} = admin;
    const field = await type(view, '#field-agent_32ben', 'ben.lead@northwind.example');
    for (const status of ['reconnecting', 'sign-in-required', 'connecting', 'connected'] as const) {
      session.connectionState.set(
        status === 'reconnecting'
          ? {status, since: 0, error: new (await import('../../src/api/errors.ts')).SdkError('hub-unreachable', 'No.')}
          : status === 'sign-in-required'
            ? {status, error: null}
            : {status},
      );
      await settled(view);
      expect(the(view, '#field-agent_32ben') === field, status).to.equal(true);
      expect(field).to.have.property('value', 'ben.lead@northwind.example');
    }
    session.connectionState.set({status: 'sign-in-required', error: null});
    await settled(view);
    await press(view, '#sign-in-button');
    expect(session.names).to.deep.equal(['signIn']);
  });

  it('[EC-69] it loads when it is in a page, under its own prefix, and says what did not load', async () => {
    define('desk');
    expect(customElements.get('desk-admin-view')).to.equal(undefined);
    const session = new FakeSession();
    let asked = 0;
    Object.defineProperty(session, 'administration', {
      value: {
        get: () => {
          asked += 1;
          return asked === 1 ? Promise.reject(new Error('Failed to fetch')) : Promise.resolve(session.administered);
        },
      },
    });
    showOrganisation(session);
    const root = document.createElement('desk-session');
    if (!(root instanceof CordboardSession)) throw new Error('not defined');
    root.session = session;
    root.append(document.createElement('desk-admin'));
    mount(root);
    await customElements.whenDefined('desk-admin-view');
    await drawn(root);
    await settled(root);
    await press(root, '#retry-button');
    expect(textOf(the(root, 'desk-emergency-recipients'))).to.include('Anna Kowalska');
    expect(has(root, 'cordboard-emergency-recipients')).to.equal(false);
  });

  it('[EC-75] in Polish every sentence of it is Polish', async () => {
    const {root, view} = await adminOf('admin-nobody');
    Object.assign(root, {strings: polish});
    await drawn(root);
    expect(textOf(view)).to.include('Administracja').and.include('Nikt nie dostanie wiadomości');
    await press(view, '#tab-words');
    expect(textOf(view)).to.include('Wróć do pierwotnej treści');
    await press(view, '#tab-calling');
    expect(textOf(view)).to.include('Numery do oddzwaniania');
  });
});
