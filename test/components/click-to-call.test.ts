import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {
  CallEndedEvent,
  CallStartedEvent,
  type CordboardClickToCall,
  defineClickToCall,
} from '../../src/click-to-call.ts';
import {leaveSlot, takeSlot} from '../../src/services/click-to-call-slot.ts';
import {CLICK_TO_CALL_SCENES, type FakeCall, buildCall} from '../support/click-to-call-scenes.ts';
import {
  cleanUp,
  drawn,
  expectAccessible,
  litWarnings,
  mount,
  setScheme,
  textOf,
  the,
} from '../support/component-harness.ts';

async function open(scene: string, language?: string): Promise<{element: CordboardClickToCall; call: FakeCall}> {
  const built = buildCall(CLICK_TO_CALL_SCENES[scene] ?? {status: 'idle'}, language);
  mount(built.element);
  await drawn(built.element);
  return built;
}

describe('cordboard-click-to-call', () => {
  before(() => defineClickToCall());
  afterEach(cleanUp);

  for (const scene of Object.keys(CLICK_TO_CALL_SCENES)) {
    for (const scheme of ['light', 'dark'] as const) {
      it(`[CC-30] ${scene} is accessible, colours included (${scheme})`, async () => {
        setScheme(scheme);
        const {element} = await open(scene);
        await expectAccessible(element);
      });
    }
    it(`[CC-30] ${scene} fits 320 px at 200 % text, and right to left`, async () => {
      const {element} = await open(scene);
      document.documentElement.style.fontSize = '200%';
      element.style.inlineSize = '320px';
      for (const dir of ['ltr', 'rtl']) {
        document.documentElement.dir = dir;
        await drawn(element);
        expect(the(element, '.card').scrollWidth, dir).to.be.at.most(320);
      }
      document.documentElement.style.fontSize = '';
    });
  }

  it('[CC-30] no state makes Lit warn', () => {
    expect(litWarnings()).to.deep.equal([]);
  });

  it('[CC-30] one key begins a call with what the page knows, and one ends it', async () => {
    const {element, call} = await open('idle');
    element.customerName = 'Ada';
    element.data = {reason: 'Parcel'};
    element.focus();
    await sendKeys({press: 'Enter'});
    expect(call.asked).to.deep.equal(['resume', ['start', {name: 'Ada', data: {reason: 'Parcel'}}]]);
    call.view.set(CLICK_TO_CALL_SCENES['connected'] ?? {status: 'idle'});
    await drawn(element);
    the(element, '#mute-button').click();
    the(element, '#end-button').click();
    expect(call.asked.slice(2)).to.deep.equal([['mute', true], 'hangUp']);
  });

  it('[CC-30] each state is announced by one live region that was there before', async () => {
    const {element, call} = await open('idle');
    const region = the(element, '[role=status]');
    expect(textOf(region)).to.equal('');
    for (const [scene, words] of [
      ['waiting', 'Waiting for somebody to answer'],
      ['on-hold', 'One moment, please'],
      ['ended', 'The call has ended'],
    ] as const) {
      call.view.set(CLICK_TO_CALL_SCENES[scene] ?? {status: 'idle'});
      await drawn(element);
      expect(the(element, '[role=status]')).to.equal(region);
      expect(textOf(region)).to.equal(words);
    }
  });

  it('[CC-30] a closed line says when it opens by the visitor’s clock, in their language', async () => {
    const {element} = await open('closed');
    const at = new Date('2026-11-23T13:00:00Z');
    const hour = new Intl.DateTimeFormat('en', {hour: 'numeric', minute: '2-digit'}).format(at);
    expect(textOf(element)).to.contain('Monday').and.to.contain(hour);
    expect(textOf((await open('closed', 'pl')).element)).to.contain('poniedziałek');
    // No language at all is no reason to fail.
    expect(textOf((await open('closed', '%%')).element)).to.contain('We are closed');
  });

  it('[CC-30] events tell that a call began and ended, once each', async () => {
    const {element, call} = await open('idle');
    const told: Event[] = [];
    element.addEventListener('cordboard-call-started', (event) => told.push(event));
    element.addEventListener('cordboard-call-ended', (event) => told.push(event));
    for (const scene of ['asking', 'connecting', 'waiting', 'connected', 'on-hold', 'connected', 'ended', 'ended'])
      call.view.set({...(CLICK_TO_CALL_SCENES[scene] ?? {status: 'idle'})});
    expect(told.map((event) => event.constructor)).to.deep.equal([CallStartedEvent, CallEndedEvent]);
    expect(told[1] instanceof CallEndedEvent && told[1].talkedMs).to.equal(252_000);
  });

  it('[CC-31] while another button of the page has a call this one says why it waits', async () => {
    const other = {};
    const {element, call} = await open('idle');
    expect(takeSlot(other)).to.equal(true);
    expect(takeSlot({})).to.equal(false);
    await drawn(element);
    const button = the(element, '#call-button');
    expect(button.getAttribute('aria-disabled')).to.equal('true');
    button.click();
    expect(call.asked).to.deep.equal(['resume']);
    leaveSlot(other);
    await drawn(element);
    button.click();
    expect(call.asked).to.have.length(2);
  });

  it('[CC-32] leaving asks while a call is on, and only then', async () => {
    const {call} = await open('idle');
    const leave = (): boolean => {
      const event = new Event('beforeunload', {cancelable: true});
      dispatchEvent(event);
      return event.defaultPrevented;
    };
    expect(leave()).to.equal(false);
    call.view.set(CLICK_TO_CALL_SCENES['waiting'] ?? {status: 'idle'});
    expect(leave()).to.equal(true);
    call.view.set({status: 'ended', talkedMs: null});
    expect(leave()).to.equal(false);
  });

  it('[CC-32] moved about the page the call goes on; taken out of it, it ends', async () => {
    const {element, call} = await open('connected');
    const place = mount(document.createElement('div'));
    place.append(element);
    await drawn(element);
    expect(call.asked).not.to.include('hangUp');
    element.remove();
    await Promise.resolve();
    expect(call.asked).to.include('hangUp');
  });

  it('[CC-33] attributes that are missing or wrong do not throw, before and after attach', async () => {
    const element = document.createElement('cordboard-click-to-call');
    element.setAttribute('hub-url', 'not an address');
    element.setAttribute('site-key', 'k');
    element.setAttribute('entry-point', 'e');
    mount(element);
    await drawn(element);
    the(element, '#call-button').click();
    expect(textOf(element)).to.contain('Call us');
  });
});
