import {expect, waitUntil} from '@open-wc/testing';
import {HttpResponse, http} from 'msw';
import {setupWorker} from 'msw/browser';
import {definePopover} from '../../src/components/popover/define.ts';
import {defineSession} from '../../src/components/session/define.ts';
import {CordboardSession} from '../../src/components/session/session.ts';
import {cleanUp, deep, deepAll, drawn, mount, settled, textOf, the} from '../support/component-harness.ts';
import {emergencyView, rungBack} from '../support/emergency-scenes.ts';
import {DONE, FakeSession} from '../support/fake-session.ts';

describe('an emergency on a page with a popover alone whose file for it does not load', () => {
  const worker = setupWorker();
  before(() => worker.start({quiet: true, onUnhandledFrame: 'bypass', serviceWorker: {url: '/mockServiceWorker.js'}}));
  afterEach(cleanUp);
  after(() => worker.stop());

  it('[EC-106] it is told in plain words and can be answered; a press loads the file, and what is on goes on', async () => {
    let asked = 0;
    worker.use(
      http.get('*late-emergency*', () => {
        asked += 1;
        return HttpResponse.error();
      }),
    );
    definePopover('lone');
    defineSession('lone');
    const session = new FakeSession();
    const root = document.createElement('lone-session');
    if (!(root instanceof CordboardSession)) throw new TypeError('lone-session is not defined');
    root.session = session;
    root.append(document.createElement('lone-popover'));
    await drawn(mount(root));
    session.ownEmergency.set(rungBack());
    await waitUntil(() => deep(root, '.bare') !== null, 'it is told in plain words');
    expect(textOf(the(root, '.bare [role="alert"]'))).to.equal('Emergency services are calling back');
    const buttons = (): readonly string[] =>
      deepAll(root, 'button').flatMap((each) => (each.checkVisibility() ? [textOf(each)] : []));
    expect(buttons()).to.deep.equal(['Answer', 'Try again']);
    the(root, '#answer-button').click();
    expect(session.last.name).to.equal('answerEmergency');
    session.last.answer(DONE);
    session.ownEmergency.set(emergencyView({version: 6}));
    await settled(root);
    // By hand only: who needs the buttons does not have them taken away by a file that comes and goes.
    expect(asked).to.equal(1);
    expect(buttons()).to.deep.equal(['End call', 'Try again']);
    worker.resetHandlers();
    the(root, '#load-button').click();
    await customElements.whenDefined('lone-emergency');
    await settled(root);
    expect(textOf(the(root, '[part="emergency"]'))).to.include('Emergency call in progress');
    expect(buttons()).to.deep.equal(['End call', 'Device settings']);
  });
});
