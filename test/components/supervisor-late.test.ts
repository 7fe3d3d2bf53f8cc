import {expect} from '@open-wc/testing';
import {define} from '../../src/components/define-all.ts';
import {CordboardSession} from '../../src/components/session/session.ts';
import {cleanUp, deep, drawn, mount, textOf, the} from '../support/component-harness.ts';
import {FakeSession} from '../support/fake-session.ts';
import {drawnWhole} from '../support/supervisor-harness.ts';
import {show} from '../support/supervisor-scenes.ts';

describe('a supervisor’s view, which loads when it is in a page', () => {
  afterEach(cleanUp);

  it('[SU-29] nothing of it is there before; in a page it comes by itself, under its own prefix', async () => {
    define('late');
    expect(customElements.get('late-supervisor-view')).to.equal(undefined);
    const session = new FakeSession();
    show(session);
    const root = document.createElement('late-session');
    if (!(root instanceof CordboardSession)) throw new Error('not defined');
    root.session = session;
    root.append(document.createElement('late-supervisor'));
    mount(root);
    await customElements.whenDefined('late-supervisor-view');
    await drawnWhole(root);
    expect(textOf(the(root, 'late-agent-table'))).to.include('Anna Kowalska');
    expect(deep(root, 'cordboard-agent-table')).to.equal(null);
  });

  it('[SU-29] a part of it that does not load is said, and asked for again by the button', async () => {
    define('lost');
    const session = new FakeSession();
    let asked = 0;
    const late = {
      get: () => {
        asked += 1;
        return asked === 1 ? Promise.reject(new Error('Failed to fetch')) : Promise.resolve(session.supervision);
      },
    };
    Object.defineProperty(session, 'supervisor', {value: late});
    show(session);
    const root = document.createElement('lost-session');
    if (!(root instanceof CordboardSession)) throw new Error('not defined');
    root.session = session;
    root.append(document.createElement('lost-supervisor'));
    mount(root);
    await customElements.whenDefined('lost-supervisor-view');
    await drawn(root);
    await Promise.resolve();
    await drawn(root);
    expect(textOf(root)).to.include('could not be read');
    the(root, '#retry-button').click();
    await drawnWhole(root);
    expect(textOf(the(root, 'lost-agent-table'))).to.include('Anna Kowalska');
  });
});
