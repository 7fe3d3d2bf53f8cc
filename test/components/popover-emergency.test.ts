import {expect} from '@open-wc/testing';
import {definePopover} from '../../src/components/popover/define.ts';
import {defineSession} from '../../src/components/session/define.ts';
import {CordboardSession} from '../../src/components/session/session.ts';
import {ringing, dialledContact} from '../support/component-contacts.ts';
import {
  cleanUp,
  deep,
  deepAll,
  deskOf,
  drawn,
  expectAccessible,
  mount,
  settled,
  setScheme,
  textOf,
  the,
} from '../support/component-harness.ts';
import {POPOVER_EMERGENCIES, buildPopoverAlone, emergencyView, rungBack} from '../support/emergency-scenes.ts';
import {DONE, FakeSession, agentView} from '../support/fake-session.ts';

type Alone = {readonly root: HTMLElement; readonly popover: HTMLElement; readonly session: FakeSession};

async function alone(name = '', session = new FakeSession()): Promise<Alone> {
  const root = mount(buildPopoverAlone(name, session));
  await drawn(root);
  return {root, popover: the(root, 'cordboard-popover'), session};
}

/** What can be pressed in the popover. */
function buttonsOf(popover: Element): readonly string[] {
  return deepAll(popover, 'button').flatMap((each) => (each.checkVisibility() ? [textOf(each)] : []));
}

const shows = (root: ParentNode): boolean => deep(root, '[part~="emergency"]') !== null;

/** By the page's own clock: a press right after the answer is taken for a second one ([EC-51]). */
function secondsLater(seconds: number, body: () => void): void {
  const now = performance.now.bind(performance);
  Object.defineProperty(performance, 'now', {value: () => now() + seconds * 1_000, configurable: true});
  try {
    body();
  } finally {
    Reflect.deleteProperty(performance, 'now');
  }
}

describe('an emergency on a page that has only a popover', () => {
  afterEach(cleanUp);

  it('[EC-101] [EM-28] responders who ring back are answered there, and the call is ended there', async () => {
    const {root, popover, session} = await alone('popover-rung-back');
    expect(textOf(the(popover, '[part="emergency"]'))).to.include('Emergency services are calling back');
    expect(buttonsOf(popover)).to.deep.equal(['Answer']);
    the(popover, '#answer-button').click();
    await settled(root);
    expect(session.last.name).to.equal('answerEmergency');
    session.last.answer(DONE);
    session.ownEmergency.set(emergencyView({version: 6}));
    await drawn(root);
    expect(buttonsOf(popover)).to.deep.equal(['End call', 'Device settings']);
    secondsLater(1, () => the(popover, '#end-button').click());
    await settled(root);
    expect(session.last.name).to.equal('endEmergency');
    session.ownEmergency.set(emergencyView({status: 'over', locked: false, leg: null, version: 7}));
    await drawn(root);
    expect(shows(popover)).to.equal(false);
    expect(the(popover, '.stack').hidden).to.equal(true);
  });

  it('[EC-101] [EM-19] it stands above what else rings, which can still be answered until they are', async () => {
    const {popover} = await alone('popover-rung-back-busy');
    const top = (selector: string): number => the(popover, selector).getBoundingClientRect().top;
    expect(top('cordboard-emergency')).to.be.lessThan(top('cordboard-offer-card'));
    expect(deepAll(popover, 'cordboard-offer-card').length).to.equal(2);
    const place = the(popover, 'cordboard-emergency').getBoundingClientRect();
    expect(place.top).to.be.at.least(0);
    const at = document.elementFromPoint(place.left + place.width / 2, place.top + place.height / 2);
    expect(at?.localName).to.equal('cordboard-popover');
  });

  it('[EC-101] [EM-25] while the desk is locked the popover has nothing else, and its shortcuts do nothing', async () => {
    const session = new FakeSession();
    session.ringing.set([ringing({id: 'r1'})]);
    session.contactList.set([dialledContact({id: 'out'})]);
    const {popover} = await alone('popover-emergency', session);
    expect(deep(popover, 'cordboard-offer-card') === null).to.equal(true);
    expect(buttonsOf(popover)).to.deep.equal(['End call', 'Device settings']);
    const press = new KeyboardEvent('keydown', {
      key: 'A',
      code: 'KeyA',
      altKey: true,
      shiftKey: true,
      cancelable: true,
    });
    document.dispatchEvent(press);
    expect(session.names).to.deep.equal([]);
  });

  it('[EC-101] the device settings open there, with the mute in them', async () => {
    const {root, popover, session} = await alone('popover-emergency');
    the(popover, '#settings-button').click();
    await drawn(root);
    expect(deep(popover, 'cordboard-device-settings') !== null).to.equal(true);
    the(popover, '#mute-button').click();
    expect(session.emergency.muted.value).to.equal(true);
  });

  it('[EC-101] [EM-23] the page rings and tells of it by the session: its words are those of the emergency', async () => {
    const {session} = await alone('popover-rung-back');
    const [attendant] = session.attention.attendants;
    expect(attendant?.emergency(false).heading).to.equal('Emergency services are calling back');
    expect(attendant?.emergency(true)).to.deep.equal({
      heading: 'TEST: nobody is called for help',
      text: 'Emergency services are calling back',
    });
  });

  it('[EC-154] while they ring back no choice of a presence is offered, and after it one that is owed', async () => {
    const session = new FakeSession();
    session.agent.set(agentView('away', 'rona'));
    const {root, popover} = await alone('', session);
    const offered = (): boolean => the(popover, 'cordboard-availability-choice').checkVisibility();
    expect(offered()).to.equal(true);
    session.ownEmergency.set(rungBack());
    await drawn(root);
    expect(offered()).to.equal(false);
    session.ownEmergency.set(rungBack({status: 'over', holdsPresence: false}));
    await drawn(root);
    expect(offered()).to.equal(true);
  });

  it('[EC-101] where the browser holds the ring back it can be let through there', async () => {
    const {root, popover, session} = await alone('popover-rung-back');
    session.attention.state.set({...session.attention.state.value, ring: 'blocked'});
    await drawn(root);
    the(popover, '#sound-button').click();
    expect(session.attention.asked).to.deep.equal(['unlock']);
  });

  it('[EC-101] a panel in sight has it, and the popover is quiet', async () => {
    const session = new FakeSession();
    session.contactList.set([dialledContact({id: 'out'})]);
    const {panel, popover} = await deskOf('empty', session);
    session.ownEmergency.set(emergencyView());
    await drawn(panel);
    await drawn(popover);
    expect(shows(panel)).to.equal(true);
    expect(shows(popover)).to.equal(false);
    expect(the(popover, '.stack').hidden).to.equal(true);
  });

  it('[EC-101] beside a dialer the dialer has the call, and the popover what rings back', async () => {
    const session = new FakeSession();
    const {root, popover} = await alone('', session);
    const dialer = document.createElement('cordboard-dialer');
    root.append(dialer);
    await drawn(root);
    session.ownEmergency.set(emergencyView());
    await drawn(root);
    expect([shows(dialer), shows(popover)]).to.deep.equal([true, false]);
    session.ownEmergency.set(rungBack());
    await drawn(root);
    expect([shows(dialer), shows(popover)]).to.deep.equal([false, true]);
    popover.remove();
    await drawn(root);
    expect(shows(dialer)).to.equal(true);
    expect(textOf(the(dialer, '[part="emergency"]'))).to.include('are calling back');
    expect(deep(dialer, '#number') !== null).to.equal(true);
  });

  it('[EC-101] what it needs loads when the agent has dialled, where a page registers the popover alone', async () => {
    definePopover('lone');
    defineSession('lone');
    const root = document.createElement('lone-session');
    if (!(root instanceof CordboardSession)) throw new TypeError('lone-session is not defined');
    const session = new FakeSession();
    root.session = session;
    root.append(document.createElement('lone-popover'));
    await drawn(mount(root));
    expect(customElements.get('lone-emergency') === undefined).to.equal(true);
    const loaded = Promise.all(['lone-emergency', 'lone-timer'].map((tag) => customElements.whenDefined(tag)));
    session.ownEmergency.set(emergencyView({status: 'over', locked: false, leg: null}));
    await loaded;
    session.ownEmergency.set(rungBack());
    await drawn(root);
    expect(textOf(the(root, '[part="emergency"]'))).to.include('are calling back');
    expect(buttonsOf(root)).to.deep.equal(['Answer']);
  });

  it('[EC-103] the focus stays in the page’s own field, and goes to End call where nobody has it', async () => {
    const field = mount(document.createElement('input'));
    field.focus();
    const {root, popover, session} = await alone();
    session.ownEmergency.set(emergencyView());
    await settled(root);
    expect(document.activeElement === field).to.equal(true);
    session.ownEmergency.set(emergencyView({status: 'over', locked: false, leg: null, version: 3}));
    await drawn(root);
    field.blur();
    session.ownEmergency.set(emergencyView({version: 4}));
    await drawn(root);
    await settled(root);
    expect(the(popover, '#end-button').matches(':focus')).to.equal(true);
  });

  for (const scheme of ['light', 'dark'] as const) {
    for (const name of Object.keys(POPOVER_EMERGENCIES)) {
      it(`[EC-101] ${name} is accessible, ${scheme}`, async () => {
        setScheme(scheme);
        const {popover} = await alone(name);
        expect(shows(popover)).to.equal(true);
        await expectAccessible(popover);
      });
    }
  }
});
