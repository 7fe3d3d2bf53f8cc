import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {CordboardDeviceSettings} from '../../src/components/device-settings/device-settings.ts';
import {polish} from '../../src/components/strings/polish.ts';
import {NOW, SETTINGS} from '../support/component-contacts.ts';
import {
  type Desk,
  cleanUp,
  deep,
  deepAll,
  deskOf,
  drawn,
  expectAccessible,
  litWarnings,
  setScheme,
  settled,
  textOf,
  the,
} from '../support/component-harness.ts';
import {FakeSession} from '../support/fake-session.ts';

async function open(scene = 'empty', session = new FakeSession()): Promise<Desk & {readonly settings: HTMLElement}> {
  const desk = await deskOf(scene, session);
  the(desk.panel, '#settings-button').click();
  await settled(desk.root);
  return {...desk, settings: the(desk.panel, 'cordboard-device-settings')};
}

function choose(settings: HTMLElement, id: string, value: string): void {
  const select = the(settings, `#${id}`);
  if (!(select instanceof HTMLSelectElement)) throw new Error(`${id} is no list.`);
  select.value = value;
  select.dispatchEvent(new Event('change', {bubbles: true}));
}

describe('cordboard-device-settings', () => {
  afterEach(cleanUp);

  for (const scene of [
    'empty',
    'go-online',
    'microphone-missing',
    'device-lost',
    'echo-connected',
    'echo-connecting',
    'echo-refused',
  ])
    for (const scheme of ['light', 'dark'] as const) {
      it(`[DV-10] ${scene} is accessible, colours included (${scheme})`, async () => {
        setScheme(scheme);
        const {settings} = await open(scene);
        await expectAccessible(settings);
      });
    }

  it('[DV-10] opens from the gear, takes the focus in, and gives it back with Escape', async () => {
    const {root, panel, settings} = await open();
    const gear = the(panel, '#settings-button');
    expect(gear.getAttribute('aria-expanded')).to.equal('true');
    await drawn(root);
    expect(settings.shadowRoot?.activeElement?.id).to.equal('microphone');
    expect(the(panel, '[part~="tasks"]').checkVisibility(), 'the desk goes on around it').to.equal(true);
    await sendKeys({press: 'Escape'});
    await settled(root);
    expect(deep(panel, 'cordboard-device-settings')).to.equal(null);
    expect(panel.shadowRoot?.activeElement).to.equal(gear);
  });

  it('[DV-10] every setting can be reached by keyboard, in the order of the page', async () => {
    const {settings} = await open();
    const order: string[] = [];
    for (let n = 0; n < 20; n++) {
      const active = settings.shadowRoot?.activeElement;
      if (active === null || active === undefined) break;
      order.push(active.id);
      await sendKeys({press: 'Tab'});
    }
    expect(order).to.deep.equal([
      'microphone',
      'speaker',
      'tone-button',
      'echo-button',
      'ring-aloud',
      'ringtone',
      'tune',
      'preview-button',
      'volume',
      'title',
      'notices',
      'go-back',
      'key-tones',
    ]);
  });

  it('[DV-2] a chosen device is asked for at once; the page may cancel that', async () => {
    const {session, settings, root} = await open();
    choose(settings, 'microphone', 'm-1');
    choose(settings, 'speaker', '');
    await settled(root);
    expect(session.devices.asked).to.deep.equal([
      ['choose', 'microphone', 'm-1'],
      ['choose', 'speaker', null],
    ]);
    root.addEventListener('cordboard-device-choose-request', (event) => event.preventDefault());
    choose(settings, 'microphone', '');
    await settled(root);
    expect(session.devices.asked).to.have.length(2);
    expect((the(settings, '#microphone') as HTMLSelectElement).value).to.equal('m-2');
  });

  it('[DV-2] a device that cannot be used says why', async () => {
    const {session, settings, root} = await open();
    session.devices.chosen = {ok: false, error: {code: 'microphone-busy', message: 'Close the other program.'}};
    choose(settings, 'microphone', 'm-1');
    await settled(root);
    await settled(root);
    expect(textOf(the(settings, '[role="alert"]'))).to.equal('Close the other program.');
  });

  it('[DV-8] the level is measured while it is shown, and only then', async () => {
    const {session, settings, panel, root} = await open();
    expect(session.devices.meters.size).to.equal(1);
    for (const tell of session.devices.meters) tell(0.5);
    const level = the(settings, '#level');
    expect(level.getAttribute('aria-valuenow')).to.equal('50');
    expect(level.getAttribute('aria-valuetext')).to.equal('good');
    the(settings, '#close-button').click();
    await settled(root);
    expect(session.devices.meters.size).to.equal(0);
    the(panel, '#settings-button').click();
    await settled(root);
    expect(session.devices.meters.size).to.equal(1);
    panel.remove();
    expect(session.devices.meters.size).to.equal(0);
  });

  it('[DV-1] without permission nothing is opened: a button asks, devices are counted', async () => {
    const {session, settings, root} = await open('go-online');
    expect(session.devices.meters.size).to.equal(0);
    expect(textOf(settings)).to.include('Names appear once the microphone is allowed');
    expect(
      [...the(settings, '#speaker').querySelectorAll('option')].map((each) => each.textContent?.trim()),
    ).to.deep.equal(['System default', 'Speaker 1']);
    the(settings, '#allow-button').click();
    await settled(root);
    expect(session.devices.asked).to.deep.equal([['allowMicrophone']]);
  });

  it('[DV-4] a chosen device that is not plugged in stays chosen, and says so', async () => {
    const {settings} = await open('device-lost');
    const select = the(settings, '#microphone') as HTMLSelectElement;
    expect(select.selectedOptions[0]?.textContent?.trim()).to.equal('Jabra Evolve2 65 (not connected)');
  });

  it('[DV-11] the test tone says what to do when it is not heard', async () => {
    const {session, settings, root} = await open();
    the(settings, '#tone-button').click();
    await settled(root);
    expect(textOf(settings)).to.include('No sound? Choose another speaker.');
    session.devices.audible = false;
    the(settings, '#tone-button').click();
    await settled(root);
    expect(textOf(settings)).to.include('Your browser holds the sound back');
  });

  it('[DV-24] the test call starts, tells how long it lasts, and ends; not in a call, and not once the settings are closed', async () => {
    const {session, settings, root} = await open();
    const button = () => the(settings, '#echo-button');
    button().click();
    await settled(root);
    session.devices.echo.set({status: 'connecting'});
    await settled(root);
    expect(button().getAttribute('aria-busy')).to.equal('true');
    session.devices.echo.set({status: 'connected', endsAt: NOW + 24_000});
    await settled(root);
    expect(textOf(settings)).to.include('24 seconds left');
    button().click();
    await settled(root);
    session.devices.echo.set({status: 'idle'});
    expect(session.devices.asked).to.deep.equal([['startEcho'], ['stopEcho']]);
    session.voiceState.set({status: 'connected', contactId: 'contact-1'});
    await settled(root);
    button().click();
    await settled(root);
    expect(session.devices.asked).to.have.length(2);
    expect(textOf(settings)).to.include('You are in a call');
    the(settings, '#close-button').click();
    await settled(root);
    expect(session.devices.asked.at(-1)).to.deep.equal(['stopEcho']);
  });

  it('[DV-34] each way of telling of a ring is switched by itself, and how it rings is chosen and heard', async () => {
    const {session, settings, root} = await open();
    for (const id of ['ring-aloud', 'title', 'notices', 'go-back', 'key-tones']) the(settings, `#${id}`).click();
    choose(settings, 'tune', 'bell');
    const volume = the(settings, '#volume') as HTMLInputElement;
    volume.value = '30';
    volume.dispatchEvent(new Event('change', {bubbles: true}));
    await settled(root);
    expect(session.devices.preferences.value).to.deep.equal({
      ringtone: 'bell',
      ringVolume: 0.3,
      ringtoneOff: true,
      titleOff: true,
      notificationsOff: true,
      staysAfterLoss: true,
      keyTonesOff: true,
    });
    the(settings, '#preview-button').click();
    expect(session.attention.asked).to.deep.equal(['preview']);
  });

  it('[DV-34] the switch of key tones is the dial pad’s too', async () => {
    const {session, settings, panel, root} = await open();
    the(panel, '#keypad-button').click();
    await settled(root);
    const onPad = the(the(panel, 'cordboard-dialer'), '.tones input');
    onPad.click();
    await settled(root);
    expect(session.devices.preferences.value.keyTonesOff).to.equal(true);
    expect(Reflect.get(the(settings, '#key-tones'), 'checked')).to.equal(false);
    the(settings, '#key-tones').click();
    await settled(root);
    expect(Reflect.get(onPad, 'checked')).to.equal(true);
  });

  it('[DV-36] notices that cannot be had are told, not offered', async () => {
    const {session, settings, root} = await open();
    const notifications = (value: 'unknown' | 'denied' | 'unsupported') =>
      session.attention.state.set({...session.attention.state.value, notifications: value});
    notifications('denied');
    await settled(root);
    expect(deep(settings, '#notices')).to.equal(null);
    expect(textOf(settings)).to.include('Your browser keeps notices of this page back');
    notifications('unsupported');
    await settled(root);
    expect(textOf(settings)).to.include('not to be had here');
    notifications('unknown');
    await settled(root);
    the(settings, '#notices-button').click();
    expect(session.attention.asked).to.deep.equal(['allowNotifications']);
  });

  it('[DV-40] shows what the administrator has set, and does not offer to change it', async () => {
    const {session, settings, root} = await open();
    expect(textOf(settings)).to.include('You answer calls yourself');
    session.settings.set({...SETTINGS, desk: {...SETTINGS.desk, autoAnswer: true}});
    await settled(root);
    expect(textOf(settings)).to.include('Calls are answered by themselves');
  });

  it('[DV-10] browsers that cannot choose a speaker say so instead of offering a list', async () => {
    const session = new FakeSession();
    session.devices.state.set({...session.devices.state.value, outputsSelectable: false});
    const {settings} = await open('empty', session);
    expect(deep(settings, '#speaker')).to.equal(null);
    expect(deep(settings, '#ringtone')).to.equal(null);
    expect(textOf(settings)).to.include('system’s settings');
  });

  it('[DV-10] needs no sideways scrolling at 320 pixels, with large text and from right to left', async () => {
    const {settings, root} = await open();
    if (!(settings instanceof CordboardDeviceSettings)) throw new Error('not defined');
    for (const [dir, size] of [
      ['ltr', ''],
      ['rtl', ''],
      ['ltr', '200%'],
    ] as const) {
      document.documentElement.dir = dir;
      document.documentElement.style.fontSize = size;
      root.style.inlineSize = '320px';
      root.style.display = 'block';
      await drawn(root);
      const section = the(settings, '[part="settings"]');
      expect(section.scrollWidth, `${dir} ${size}`).to.be.at.most(section.clientWidth);
      for (const each of deepAll(settings, 'button, select, input')) {
        const box = each.getBoundingClientRect();
        expect(Math.min(box.width, box.height), each.id).to.be.at.least(23.9);
      }
    }
    document.documentElement.style.fontSize = '';
  });

  it('[EL-32] speaks Polish', async () => {
    const session = new FakeSession();
    const desk = await deskOf('empty', session);
    desk.root.strings = polish;
    await settled(desk.root);
    the(desk.panel, '#settings-button').click();
    await settled(desk.root);
    const text = textOf(the(desk.panel, 'cordboard-device-settings'));
    expect(text).to.include('Dźwięk i urządzenia').and.include('Połączenie próbne');
    expect(text).to.not.match(/\b(Speaker|Ringing|Volume|Kept)\b/);
  });

  it('[EL-2] no state makes Lit warn', () => {
    expect(litWarnings()).to.deep.equal([]);
  });
});
