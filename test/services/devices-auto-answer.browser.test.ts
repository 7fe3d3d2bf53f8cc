import {expect} from '@open-wc/testing';
import type {VoiceState} from '../../src/services/ports.ts';
import {type Desk, attendant, call, endDesks, notes, startDesk, turn} from '../support/attention-desk.ts';
import {NOW, SETTINGS, ringing} from '../support/component-contacts.ts';
import type {FakeSession} from '../support/fake-session.ts';

describe('a call that answers itself', () => {
  afterEach(endDesks);

  function automatic(): Desk {
    const desk = startDesk();
    desk.settings.set({...SETTINGS, desk: {...SETTINGS.desk, autoAnswer: true}});
    desk.attention.attend(attendant);
    return desk;
  }

  async function accepted(session: FakeSession): Promise<void> {
    while (!session.names.includes('accept')) await new Promise((resolve) => requestAnimationFrame(resolve));
  }

  it('[DV-40] is answered once, after its tone and not before, and does not ring meanwhile', async () => {
    const {session, attention} = automatic();
    await turn();
    session.ringing.set([call()]);
    await turn();
    const {autoAnswer, ring} = attention.state.value;
    expect(autoAnswer?.offerId).to.equal(call().offer.id);
    expect(autoAnswer?.at).to.equal(session.now + 1_000);
    expect(ring).to.equal('quiet');
    expect(notes()).to.equal(3);
    expect(session.names).to.not.include('accept');
    await accepted(session);
    session.last.answer({status: 'refused', code: 'offer-gone'});
    await turn();
    expect(attention.state.value).to.deep.include({ring: 'ringing', autoAnswer: null});
    expect(session.names.filter((each) => each === 'accept')).to.have.length(1);
  });

  it('[DV-40] is left alone when the agent declines first', async () => {
    const {session, attention, offers} = automatic();
    await turn();
    session.ringing.set([call()]);
    await turn();
    void offers.decline(call().offer.id);
    expect(attention.state.value.autoAnswer).to.equal(null);
    expect(session.names).to.deep.equal(['decline']);
  });

  for (const [why, change] of Object.entries<(desk: Desk) => void>({
    'the microphone is not ready': ({session}) =>
      session.devices.state.set({...session.devices.state.value, permission: {status: 'failed', problem: 'denied'}}),
    'another page has the sound': ({session}) =>
      session.softphone.set({
        lease: {deskId: 'x', fence: 2, since: NOW, label: 'Firefox', present: true},
        own: false,
      }),
    'the agent is speaking': ({session}) =>
      session.voiceState.set({status: 'connected', contactId: 'contact-9'} satisfies VoiceState),
    'the administrator has not set it': ({settings}) => settings.set(SETTINGS),
  })) {
    it(`[DV-41] is not answered by itself when ${why}`, async () => {
      const desk = automatic();
      await turn();
      change(desk);
      desk.session.ringing.set([call()]);
      await turn();
      expect(desk.attention.state.value.autoAnswer).to.equal(null);
    });
  }

  it('[DV-41] a digital contact is never answered by itself, nor is anything while the browser holds the sound back', async () => {
    const desk = automatic();
    await turn();
    desk.session.ringing.set([ringing({id: 'c-2', channel: 'chat'})]);
    await turn();
    expect(desk.attention.state.value).to.deep.include({autoAnswer: null, ring: 'ringing'});
    const blocked = startDesk({allowed: false});
    blocked.settings.set({...SETTINGS, desk: {...SETTINGS.desk, autoAnswer: true}});
    blocked.session.ringing.set([call()]);
    blocked.attention.attend(attendant);
    await turn();
    expect(blocked.attention.state.value.autoAnswer).to.equal(null);
  });
});
