import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {polish} from '../../src/components/strings/polish.ts';
import type {DeviceState} from '../../src/services/ports.ts';
import {connectedContact} from '../support/component-contacts.ts';
import {
  type Desk,
  cleanUp,
  deep,
  deskOf,
  expectAccessible,
  settled,
  textOf,
  the,
} from '../support/component-harness.ts';
import {FakeSession} from '../support/fake-session.ts';

type Opened = Desk & {readonly step: HTMLElement};

async function open(scene: string): Promise<Opened> {
  const desk = await deskOf(scene);
  return {...desk, step: the(desk.panel, 'cordboard-go-online')};
}

function change({devices}: FakeSession, state: Partial<DeviceState>): void {
  devices.state.set({...devices.state.value, ...state});
}

describe('cordboard-go-online', () => {
  afterEach(cleanUp);

  it('[DV-12] shows nothing when sound and microphone are there, and takes no room', async () => {
    const {step} = await open('empty');
    expect(textOf(step)).to.equal('');
    expect(step.getBoundingClientRect().height).to.equal(0);
  });

  it('[DV-12] one click lets the sound through, asks for the microphone and, unless it is unticked, for notices', async () => {
    const {step, session, root} = await open('go-online');
    the(step, '#start-button').click();
    await settled(root);
    expect(session.attention.asked[0]).to.equal('unlock');
    expect(session.devices.asked).to.deep.equal([['allowMicrophone']]);
    await settled(root);
    expect(session.attention.asked).to.deep.equal(['unlock', 'allowNotifications']);
    const second = await open('go-online');
    the(second.step, '#with-notices').click();
    the(second.step, '#start-button').click();
    await settled(second.root);
    await settled(second.root);
    expect(second.session.attention.asked).to.deep.equal(['unlock']);
  });

  it('[DV-12] the page may take the click itself', async () => {
    const {step, session, root} = await open('go-online');
    root.addEventListener('cordboard-go-online-request', (event) => event.preventDefault());
    the(step, '#start-button').click();
    await settled(root);
    expect(session.attention.asked).to.deep.equal([]);
  });

  it('[DV-12] goes by itself once all is well, and comes again only for something else', async () => {
    const {step, session, root} = await open('go-online');
    change(session, {permission: {status: 'granted'}});
    session.attention.state.set({...session.attention.state.value, sound: 'unlocked'});
    await settled(root);
    expect(textOf(step)).to.equal('');
    change(session, {permission: {status: 'failed', problem: 'revoked'}});
    await settled(root);
    expect(textOf(step)).to.include('The microphone was taken away');
  });

  it('[DV-12] while the browser has not said yet nothing is shown', async () => {
    const {step, session, root} = await open('go-online');
    session.attention.state.set({...session.attention.state.value, sound: 'unknown'});
    await settled(root);
    expect(textOf(step)).to.equal('');
  });

  it('[DV-14] the agent may go on without, is told what that costs, and can come back to it', async () => {
    const {step, session, root} = await open('go-online');
    the(step, '#later-button').click();
    await settled(root);
    expect(textOf(step)).to.include('You may miss calls').and.include('The ringtone is not to be heard yet.');
    the(step, '#fix-button').click();
    await settled(root);
    the(step, '#later-button').click();
    await settled(root);
    change(session, {permission: {status: 'failed', problem: 'denied'}});
    await settled(root);
    expect(textOf(step), 'something new is said').to.include('The microphone is blocked');
    expect(deep(step, '#later-button')).to.not.equal(null);
  });

  it('[DV-7] a microphone that goes in a call says that the customer cannot hear the agent', async () => {
    const {step} = await open('microphone-revoked');
    expect(textOf(step)).to.include('The customer cannot hear you.');
  });

  it('[EL-22] what the call itself already says is not said twice', async () => {
    const {step, session, root, panel} = await open('microphone-denied');
    session.contactList.set([connectedContact()]);
    change(session, {permission: {status: 'failed', problem: 'denied'}});
    await settled(root);
    expect(textOf(step)).to.equal('');
    expect(textOf(panel)).to.include('This page may not use the microphone');
  });

  it('[DV-9] a headset that is plugged in is taken for speaking and hearing with one click', async () => {
    const {step, session, root} = await open('device-found');
    expect(textOf(step)).to.include('“Jabra Evolve2 65” was plugged in');
    the(step, '#use-button').click();
    await settled(root);
    expect(session.devices.asked).to.deep.equal([
      ['choose', 'microphone', 'm-2'],
      ['choose', 'speaker', 's-2'],
    ]);
    the(step, '#dismiss-button').click();
    await settled(root);
    expect(textOf(step)).to.equal('');
  });

  it('[DV-4] [EL-3] what happens to a device is told, and takes no focus', async () => {
    const {step, session, root, panel} = await open('connected');
    const before = document.activeElement;
    change(session, {news: {type: 'lost', label: 'Jabra', kinds: ['microphone'], now: null}});
    await settled(root);
    expect(textOf(step)).to.include('“Jabra” was unplugged');
    expect(the(step, '[role="status"]').textContent).to.include('You speak through');
    expect(document.activeElement).to.equal(before);
    await expectAccessible(panel);
  });

  it('[DV-12] works by keyboard alone', async () => {
    const {step, session, root} = await open('go-online');
    step.focus();
    await sendKeys({press: 'Enter'});
    await settled(root);
    expect(session.devices.asked).to.deep.equal([['allowMicrophone']]);
  });

  it('[EL-32] speaks Polish', async () => {
    const {step, root} = await open('go-online');
    root.strings = polish;
    await settled(root);
    expect(textOf(step)).to.include('Włącz dźwięk').and.include('Kontynuuj bez tego');
  });
});

describe('cordboard-popover and the ring', () => {
  afterEach(cleanUp);

  it('[EL-10] while the browser holds the ring back a button says so and lets it through', async () => {
    const {popover, session} = await deskOf('ring-blocked');
    the(popover, '#sound-button').click();
    expect(session.attention.asked).to.deep.equal(['unlock']);
    session.attention.state.set({...session.attention.state.value, ring: 'ringing'});
    await settled(popover);
    expect(deep(popover, '#sound-button')).to.equal(null);
  });

  it('[DV-40] a call that is about to be answered says when', async () => {
    const {popover} = await deskOf('auto-answer');
    expect(textOf(the(popover, '[part="auto-answer"]'))).to.equal('Answered by itself in 1 second.');
  });

  it('[DV-31] asks for a ring while it is in the page; a silent one asks for silence', async () => {
    const {popover, panel, session, root} = await deskOf('ringing');
    const silent = () => [...session.attention.attendants].map((each) => each.silent);
    expect(silent()).to.have.members([false, true]);
    popover.toggleAttribute('silent', false);
    await settled(popover);
    expect(silent()).to.deep.equal([false, false]);
    const [attendant] = session.attention.attendants;
    const ringing = session.ringing.value;
    expect(attendant?.words(ringing).title).to.equal('☎ Ada Nkemelu');
    popover.remove();
    expect(silent()).to.deep.equal([false]);
    panel.remove();
    expect(silent()).to.deep.equal([]);
    root.append(panel);
    await settled(root);
    expect(silent()).to.deep.equal([false]);
  });

  it('[DV-36] [PO-22] the words for a hidden page keep to the mask', async () => {
    const session = new FakeSession();
    const {popover} = await deskOf('ringing', session);
    popover.toggleAttribute('numbers-masked', true);
    await settled(popover);
    const each = session.ringing.value[0];
    if (each === undefined) throw new Error('nothing rings');
    const nameless = {
      ...each,
      contact: {
        ...each.contact,
        participants: each.contact.participants.map((participant) =>
          participant.party.kind === 'customer'
            ? {...participant, party: {...participant.party, name: null}}
            : participant,
        ),
      },
    };
    const words = [...session.attention.attendants].map((attendant) => attendant.words([nameless]));
    const masked = words.find(({title}) => !/555/.test(title));
    expect(masked?.title).to.match(/4471$/);
    expect(masked?.notice(nameless).text).to.not.include('555');
  });
});
