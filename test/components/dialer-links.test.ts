import {expect} from '@open-wc/testing';
import {listenForTelLinks, telNumber} from '../../src/services/tel-links.ts';
import {SETTINGS} from '../support/component-contacts.ts';
import {cleanUp, deskOf, mount, settled, the} from '../support/component-harness.ts';
import {nextFrame} from '../support/dialer-harness.ts';
import {FakeSession} from '../support/fake-session.ts';

function link(href: string, parent: ParentNode & Node = mount(document.createElement('div'))): HTMLAnchorElement {
  const anchor = document.createElement('a');
  anchor.href = href;
  anchor.textContent = 'call';
  parent.append(anchor);
  return anchor;
}

/** Clicks, and keeps the browser from following what nobody took. @returns whether somebody took it */
function click(target: HTMLElement, init: MouseEventInit = {}): boolean {
  let taken = false;
  const last = (event: Event): void => {
    taken = event.defaultPrevented;
    event.preventDefault();
  };
  addEventListener('click', last, {once: true});
  target.dispatchEvent(new MouseEvent('click', {bubbles: true, composed: true, cancelable: true, ...init}));
  return taken;
}

describe('tel: links', () => {
  afterEach(async () => {
    cleanUp();
    // The session element lets go of the page a microtask after it left it.
    await Promise.resolve();
  });

  for (const [href, number] of [
    ['tel:+1-201-553-2447', '+12015532447'],
    ['tel:+1%20(201)%20553.2447', '+12015532447'],
    ['tel:863-1234;phone-context=+1-914-555', '+19145558631234'],
    ['tel:+12015532447;ext=12', '+12015532447'],
    ['TEL://4711', '4711'],
    ['tel:*21%23', '*21#'],
    ['tel:%E0%A4%A', '04'],
    ['tel:', ''],
  ] as const)
    it(`[DL-15] ${href} is ${number === '' ? 'no number' : number}`, () => expect(telNumber(href)).to.equal(number));

  it('[DL-15] a click fills the dialer, opens it with the focus, and calls nobody', async () => {
    const {root, panel, session} = await deskOf('empty');
    root.telLinks = true;
    await settled(root);
    the(panel, '#new-call-button').click();
    await settled(panel);
    expect(the(panel, 'cordboard-dialer').checkVisibility()).to.equal(false);
    expect(click(link('tel:+12015532447'))).to.equal(true);
    await settled(panel);
    const input = the(panel, '#number');
    expect(input instanceof HTMLInputElement && input.value.replaceAll(/\D/g, '')).to.equal('12015532447');
    expect(the(panel, 'cordboard-dialer').checkVisibility()).to.equal(true);
    await nextFrame();
    await nextFrame();
    expect(the(panel, 'cordboard-dialer').shadowRoot?.activeElement).to.equal(input);
    expect(session.names).to.deep.equal([]);
  });

  it('[DL-16] leaves modified clicks, other links and what somebody else handled alone, and without the attribute all', async () => {
    const session = new FakeSession();
    const stop = listenForTelLinks(document, session);
    const tel = link('tel:+12015532447');
    for (const init of [{ctrlKey: true}, {metaKey: true}, {shiftKey: true}, {altKey: true}, {button: 1}])
      expect(click(tel, init), JSON.stringify(init)).to.equal(false);
    expect(click(link('mailto:a@example.com'))).to.equal(false);
    expect(click(link('tel:'))).to.equal(false);
    tel.addEventListener('click', (event) => event.preventDefault(), {once: true});
    click(tel);
    expect(session.draft.value).to.equal(null);
    expect(click(tel)).to.equal(true);
    expect(session.dial.takeDraft()).to.equal('+12015532447');
    stop();
    expect(click(tel)).to.equal(false);
    expect(session.draft.value).to.equal(null);
  });

  it('[DL-16] leaves all alone while nobody could be called: not connected, or no outbound profile', () => {
    const session = new FakeSession();
    const stop = listenForTelLinks(document, session);
    const tel = link('tel:+12015532447');
    session.connectionState.set({status: 'signed-out', reason: 'agent'});
    expect(click(tel)).to.equal(false);
    session.connectionState.set({status: 'connected'});
    session.settings.set({...SETTINGS, outbound: null});
    expect(click(tel)).to.equal(false);
    stop();
  });

  it('[DL-15] a link inside a shadow tree counts, and what is inside a link', () => {
    const session = new FakeSession();
    const stop = listenForTelLinks(document, session);
    const host = mount(document.createElement('div'));
    const tel = link('tel:4711', host.attachShadow({mode: 'open'}));
    const word = document.createElement('b');
    tel.append(word);
    expect(click(word)).to.equal(true);
    expect(session.draft.value).to.equal('4711');
    stop();
  });
});
