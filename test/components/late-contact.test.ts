import {expect} from '@open-wc/testing';
import {defineAgentBar} from '../../src/components/agent-bar/define.ts';
import {defineCommunicationPanel} from '../../src/components/communication-panel/define.ts';
import {defineInteraction} from '../../src/components/interaction/define.ts';
import {defineSession} from '../../src/components/session/define.ts';
import {CordboardSession} from '../../src/components/session/session.ts';
import {cleanUp, deep, drawn, mount, settled, textOf, the} from '../support/component-harness.ts';
import {connectedContact, wrapUpContact} from '../support/component-contacts.ts';
import {consulting} from '../support/consult-contacts.ts';
import {FakeSession} from '../support/fake-session.ts';

describe('what a panel loads with its first contact', () => {
  afterEach(cleanUp);

  it('[EL-60] nothing without one; then the keypad, the wrap-up and what shows the others, before they are pressed for', async () => {
    defineSession('sparse');
    defineAgentBar('sparse');
    defineInteraction('sparse');
    defineCommunicationPanel('sparse');
    const session = new FakeSession();
    const root = document.createElement('sparse-session');
    if (!(root instanceof CordboardSession)) throw new TypeError('no session');
    root.session = session;
    root.append(document.createElement('sparse-communication-panel'));
    mount(root);
    await drawn(root);
    const late = ['sparse-colleagues', 'sparse-wrap-up', 'sparse-call-keypad', 'sparse-target-dialog'];
    expect(late.map((each) => customElements.get(each))).to.deep.equal(late.map(() => undefined));
    session.contactList.set([connectedContact()]);
    await Promise.all(late.map((each) => customElements.whenDefined(each)));
    await settled(root);
    expect(deep(root, '[part="consult"]')).to.equal(null);
    session.contactList.set([consulting()]);
    await drawn(root);
    expect(textOf(the(root, '[part="consult"]'))).to.include('Jonas Berg');
    session.contactList.set([wrapUpContact()]);
    await drawn(root);
    expect(textOf(the(root, 'sparse-wrap-up'))).to.include('Wrap-up reasons');
  });
});
