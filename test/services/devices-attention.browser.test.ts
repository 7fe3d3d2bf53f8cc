import {expect} from '@open-wc/testing';
import {
  FakeContext,
  attendant,
  call,
  endDesks,
  lastPeriod,
  notes,
  silenced,
  startDesk,
  turn,
} from '../support/attention-desk.ts';
import {NOW, ringing} from '../support/component-contacts.ts';
import {failure} from '../support/fake-session.ts';
import {rungBack} from '../support/emergency-scenes.ts';

describe('what rings', () => {
  afterEach(endDesks);

  it('[DV-31] rings while something rings and is seen, and stops with it: answered elsewhere, withdrawn, declined', async () => {
    const {session, attention} = startDesk();
    session.ringing.set([call()]);
    await turn();
    expect(notes(), 'nobody shows it yet').to.equal(0);
    const leave = attention.attend(attendant);
    await turn();
    expect(notes()).to.be.above(1);
    expect(attention.state.value.ring).to.equal('ringing');
    session.ringing.set([]);
    expect(silenced()).to.equal(1);
    expect(attention.state.value.ring).to.equal('quiet');
    session.ringing.set([call()]);
    expect(attention.state.value.ring).to.equal('ringing');
    leave();
    expect(attention.state.value.ring, 'the element left').to.equal('quiet');
  });

  it('[AN-9] stops with the click that answers, does not ring again before the news of it, and rings again when it failed', async () => {
    const {session, attention, offers} = startDesk();
    attention.attend(attendant);
    session.ringing.set([call()]);
    await turn();
    const offerId = call().offer.id;
    void offers.accept(offerId);
    expect(attention.state.value.ring).to.equal('quiet');
    session.last.answer({status: 'done'});
    await turn();
    expect(attention.state.value.ring).to.equal('quiet');
    session.ringing.set([]);
    session.ringing.set([call()]);
    expect(attention.state.value.ring).to.equal('ringing');
    void offers.accept(offerId);
    session.last.answer(failure());
    await turn();
    expect(attention.state.value.ring).to.equal('ringing');
  });

  it('[DV-31] never rings for what is only being assigned, is over by the clock, or cannot be answered for want of a connection', async () => {
    const {session, attention} = startDesk();
    attention.attend(attendant);
    const each = call();
    session.ringing.set([{...each, offer: {...each.offer, status: 'connecting'}}]);
    await turn();
    expect(attention.state.value.ring).to.equal('quiet');
    session.ringing.set([{...each, offer: {...each.offer, expiresAt: session.now}}]);
    expect(attention.state.value.ring).to.equal('quiet');
    session.ringing.set([each]);
    expect(attention.state.value.ring).to.equal('ringing');
    session.connectionState.set({status: 'signed-out', reason: 'agent'});
    expect(attention.state.value.ring).to.equal('quiet');
    session.connectionState.set({status: 'connected'});
    expect(attention.state.value.ring).to.equal('ringing');
  });

  it('[DV-32] only the page that has the sound rings; another one shows that it rings elsewhere', async () => {
    const {session, attention} = startDesk();
    attention.attend(attendant);
    const lease = {deskId: 'other', fence: 2, since: NOW, label: 'Firefox', present: true};
    session.softphone.set({lease, own: false});
    session.ringing.set([call()]);
    await turn();
    expect(notes()).to.equal(0);
    expect(attention.state.value.ring).to.equal('elsewhere');
    session.softphone.set({lease, own: true});
    expect(attention.state.value.ring).to.equal('ringing');
  });

  it('[DV-32] of two pages of one browser without such a word one rings, and the other when the first goes', async () => {
    const [one, two] = [startDesk(), startDesk()];
    for (const {session, attention} of [one, two]) {
      session.softphone.set({lease: null, own: false});
      session.ringing.set([call()]);
      attention.attend(attendant);
    }
    await new Promise<void>((resolve) => {
      one.attention.state.subscribe(() => one.attention.state.value.ring === 'ringing' && resolve());
    });
    expect(two.attention.state.value.ring).to.equal('elsewhere');
    const taken = new Promise<void>((resolve) => {
      two.attention.state.subscribe(() => two.attention.state.value.ring === 'ringing' && resolve());
    });
    await one.attention.dispose();
    await taken;
  });

  it('[CB-8] [DV-30] a callback rings by itself with the agent’s tune twice over, where a customer’s call has it once', async () => {
    const {session, attention} = startDesk();
    attention.attend(attendant);
    session.ringing.set([call()]);
    await turn();
    const once = lastPeriod();
    session.ringing.set([ringing({kind: 'callback'})]);
    expect(attention.state.value.ring).to.equal('ringing');
    const twice = lastPeriod();
    const length = once.findLastIndex((sample) => sample !== 0) + 1;
    const apart = (from: number) =>
      Math.max(...twice.subarray(from, from + length).map((sample, n) => Math.abs(sample - (once[n] ?? 0))));
    expect(length).to.be.above(0);
    expect([apart(0), apart(length)]).to.deep.equal([0, 0]);
    expect(twice.length - once.length, 'the pause after it is as long').to.equal(length);
  });

  it('[EL-10] [DV-33] while the browser holds the sound back it says so, and rings after a click anywhere', async () => {
    let allowed = false;
    const {session, attention, page} = startDesk({allowed: false});
    const told = new Promise<void>((resolve) => {
      attention.state.subscribe(({ring}) => ring === 'blocked' && resolve());
    });
    attention.attend(attendant);
    session.ringing.set([call()]);
    await told;
    expect(notes()).to.equal(0);
    allowed = true;
    expect(allowed).to.equal(true);
    page.dispatchEvent(new Event('pointerup'));
    for (const each of FakeContext.made) each.run();
    expect(attention.state.value).to.include({ring: 'ringing', sound: 'unlocked'});
    expect(notes()).to.be.above(1);
  });

  it('[DV-34] can be switched off; a silent element silences the page; an emergency callback cannot be', async () => {
    const {session, attention} = startDesk();
    const leave = attention.attend(attendant);
    session.devices.prefer({ringtoneOff: true});
    session.ringing.set([call()]);
    await turn();
    expect(notes()).to.equal(0);
    session.devices.prefer({ringtoneOff: false});
    expect(attention.state.value.ring).to.equal('ringing');
    const unsilence = attention.attend({...attendant, silent: true});
    expect(attention.state.value.ring).to.equal('quiet');
    unsilence();
    session.devices.prefer({ringtoneOff: true});
    const each = call();
    session.ringing.set([{...each, contact: {...each.contact, kind: 'emergency-callback'}}]);
    expect(attention.state.value.ring).to.equal('ringing');
    leave();
  });

  it('[EM-23] responders who ring back are heard on a page that shows nothing else that rings, such as a dialer alone', async () => {
    const {session, attention} = startDesk();
    session.ringing.set([call()]);
    await turn();
    expect(attention.state.value.ring).to.equal('quiet');
    session.ownEmergency.set(rungBack());
    await turn();
    expect(attention.state.value.ring).to.equal('ringing');
    session.ownEmergency.set(null);
    expect(attention.state.value.ring).to.equal('quiet');
  });

  it('[EC-11] of responders who ring back a test is said to be one, in the title of a hidden page too', async () => {
    const {session, attention, page} = startDesk();
    attention.attend(attendant);
    page.hide();
    session.ownEmergency.set(rungBack());
    expect(page.title).to.equal('Emergency services are calling back');
    session.ownEmergency.set(null);
    session.ownEmergency.set(rungBack({test: true}));
    expect(page.title).to.equal('TEST: Emergency services are calling back');
  });

  it('[DV-35] the title of a hidden page says so and is the host’s again afterwards', async () => {
    const {session, attention, page} = startDesk();
    attention.attend(attendant);
    session.ringing.set([call()]);
    expect(page.title, 'somebody looks').to.equal('CRM');
    page.hide();
    expect(page.title).to.equal('☎ 1');
    page.hide(false);
    expect(page.title).to.equal('CRM');
    page.hide();
    page.title = 'CRM · Case 7';
    session.ringing.set([]);
    expect(page.title).to.equal('CRM · Case 7');
    session.devices.prefer({titleOff: true});
    session.ringing.set([call()]);
    expect(page.title).to.equal('CRM · Case 7');
  });

  it('[DV-36] a hidden page shows one notice for each ring, without the number, and closes it with the ring', async () => {
    const {session, attention, page, shown} = startDesk();
    attention.attend(attendant);
    page.hide();
    session.ringing.set([call()]);
    expect(shown).to.have.length(1);
    expect(shown[0]?.heading).to.equal('Incoming call');
    expect(shown[0]?.options).to.include({requireInteraction: true, silent: true, body: 'Billing'});
    expect(JSON.stringify(shown[0])).to.not.match(/\d{4}/);
    session.ringing.set([call(), call('contact-2')]);
    expect(shown).to.have.length(2);
    shown[1]?.onclick?.();
    expect(page.focused).to.equal(1);
    expect(shown[1]?.closed).to.equal(true);
    session.ringing.set([]);
    expect(shown.every(({closed}) => closed)).to.equal(true);
  });

  it('[DV-36] no notice where somebody looks, where it was switched off, or where the browser says no', async () => {
    const {session, attention, page, shown} = startDesk();
    attention.attend(attendant);
    session.ringing.set([call()]);
    expect(shown).to.have.length(0);
    session.devices.prefer({notificationsOff: true});
    page.hide();
    expect(shown).to.have.length(0);
    const denied = startDesk({permission: 'denied'});
    denied.attention.attend(attendant);
    denied.page.hide();
    denied.session.ringing.set([call()]);
    expect(denied.shown).to.have.length(0);
    expect(denied.attention.state.value.notifications).to.equal('denied');
  });
});
