import {expect} from '@open-wc/testing';
import {polish} from '../../src/components/strings/polish.ts';
import {cleanUp, deep, deskOf, expectAccessible, settled, textOf, the} from '../support/component-harness.ts';
import {TELEPHONE, TELEPHONE_SCENES} from '../support/telephone-scenes.ts';

describe('the desk of an agent with a telephone', () => {
  afterEach(cleanUp);

  it('[DT-8] says that the sound is on the telephone, and that it is to be picked up while it rings', async () => {
    const talking = await deskOf('telephone-talking');
    expect(textOf(talking.panel)).to.include('Sound on your telephone').and.not.include('Pick up your telephone');
    const ringing = await deskOf('telephone-pick-up');
    expect(textOf(ringing.panel))
      .to.include('Pick up your telephone')
      .and.include('The customer waits and hears music');
  });

  it('[DT-8] [DT-7] says that the number is called once the telephone is picked up, and that nobody is rung before', async () => {
    const {panel} = await deskOf('telephone-placing');
    expect(textOf(panel))
      .to.include('The number is called once you pick it up')
      .and.not.include('Ringing at the other end');
  });

  it('[DT-8] a telephone that was hung up on hold is named where the call is', async () => {
    const {panel} = await deskOf('telephone-hung-up');
    const heard = the(panel, '.heard-lines');
    expect(textOf(heard)).to.include('Your telephone is not in the call').and.not.include('this page reconnects');
  });

  it('[DT-8] a call that rings is answered here or at the telephone; at a desk without one it does not', async () => {
    const {popover} = await deskOf('telephone-offer');
    expect(textOf(popover)).to.include('Answer here, or pick up your telephone.');
    const other = await deskOf('ringing');
    expect(textOf(other.popover)).not.to.include('telephone');
  });

  it('[DT-8] no microphone is asked for: the step before calls is about the ringtone, and the settings are the administrator’s', async () => {
    const {panel, session, root} = await deskOf('telephone');
    const {devices, attention} = session;
    devices.state.set({...devices.state.value, permission: {status: 'failed', problem: 'denied'}});
    await settled(root);
    const step = the(panel, 'cordboard-go-online');
    expect(textOf(step)).to.equal('');
    attention.state.set({...attention.state.value, sound: 'blocked'});
    await settled(root);
    expect(textOf(step)).to.include('before it plays the ringtone');
    the(step, '#start-button').click();
    await settled(root);
    expect(devices.asked).to.deep.equal([]);
    expect(attention.asked[0]).to.equal('unlock');
    the(panel, '#settings-button').click();
    await settled(root);
    const settings = the(panel, 'cordboard-device-settings');
    expect(textOf(settings)).to.include(TELEPHONE).and.include('This page needs no microphone');
    expect(deep(settings, '#microphone')).to.equal(null);
    expect(deep(settings, '#test-call-button')).to.equal(null);
  });

  it('[DT-8] says all of it in Polish', async () => {
    const said = {
      'telephone-talking': 'Dźwięk na Twoim telefonie',
      'telephone-pick-up': 'Podnieś słuchawkę telefonu',
      'telephone-placing': 'Numer zostanie wybrany, gdy podniesiesz słuchawkę',
      'telephone-hung-up': 'Twój telefon jest poza połączeniem',
    };
    for (const [scene, words] of Object.entries(said)) {
      const {root, panel} = await deskOf(scene);
      root.strings = polish;
      await settled(root);
      expect(textOf(panel), scene).to.include(words);
      cleanUp();
    }
    const {root, popover} = await deskOf('telephone-offer');
    root.strings = polish;
    await settled(root);
    expect(textOf(popover)).to.include('Odbierz tutaj albo podnieś słuchawkę telefonu.');
  });

  for (const scene of Object.keys(TELEPHONE_SCENES)) {
    it(`[DT-8] ${scene} is accessible`, async () => {
      const {panel, popover} = await deskOf(scene);
      await expectAccessible(panel);
      await expectAccessible(popover);
    });
  }
});
