import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {DigitLog} from '../../src/components/call-keypad/digit-log.ts';
import {TonePlayer, type ToneContext} from '../../src/components/dial-pad/tone-player.ts';
import {progressTone} from '../../src/domain/dial-tones.ts';
import {AGENT_ID, after} from '../support/component-contacts.ts';
import {
  cleanUp,
  deep,
  deepAll,
  drawn,
  expectAccessible,
  mount,
  settled,
  textOf,
  the,
} from '../support/component-harness.ts';
import {buildDialerScene, failedContact, talkingContact} from '../support/dialer-scenes.ts';
import {DONE, type FakeSession} from '../support/fake-session.ts';

type Call = {readonly panel: HTMLElement; readonly session: FakeSession};

async function inCall(scene: string): Promise<Call> {
  const {root, element, session, act} = buildDialerScene(scene);
  mount(root);
  await drawn(root);
  await act();
  await settled(root);
  return {panel: element, session};
}

async function settledTwice(panel: HTMLElement): Promise<void> {
  await settled(panel);
  await settled(panel);
}

/** The digits that were sent, command by command. */
function sentDigits({session}: Call): readonly unknown[] {
  return session.sent.flatMap((each) => (each.name === 'sendDigits' ? [each.args[1]] : []));
}

describe('the keypad of a call', () => {
  afterEach(cleanUp);

  it('[DL-35] sends one command at a time, and with the next all that was pressed meanwhile', async () => {
    const call = await inCall('call-keypad');
    expect(sentDigits(call)).to.deep.equal(['1']);
    expect(textOf(the(call.panel, '.digits'))).to.equal('159#');
    call.session.last.answer(DONE);
    await settledTwice(call.panel);
    expect(sentDigits(call)).to.deep.equal(['1', '59#']);
    call.session.last.answer(DONE);
    await settledTwice(call.panel);
    expect(deep(call.panel, '.digits .pending')?.textContent).to.equal('');
    expect(textOf(the(call.panel, '.digits'))).to.equal('159#');
  });

  it('[DL-35] after a refusal nothing behind it is sent, the log says only what was heard, and the reason is read', async () => {
    const call = await inCall('call-keypad');
    call.session.last.answer(DONE);
    await settledTwice(call.panel);
    call.session.last.answer({status: 'refused', code: 'digits-lost'});
    await settledTwice(call.panel);
    expect(textOf(the(call.panel, '.digits'))).to.equal('1');
    expect(textOf(the(call.panel, 'cordboard-call-keypad'))).to.include('These digits may not have been heard.');
    the(call.panel, '[data-key="7"]').click();
    await settledTwice(call.panel);
    expect(sentDigits(call)).to.deep.equal(['1', '59#', '7']);
    expect(textOf(the(call.panel, 'cordboard-call-keypad'))).not.to.include('may not have been heard');
  });

  it('[DL-36] announces each digit, hides them on demand, and then reads none', async () => {
    const call = await inCall('call-keypad');
    const said = the(call.panel, 'cordboard-call-keypad').shadowRoot?.querySelector('[role="status"]');
    expect(said?.textContent.trim()).to.equal('Sent #');
    the(call.panel, '#hide-button').click();
    await drawn(call.panel);
    expect(textOf(the(call.panel, '.digits'))).to.equal('4 digits sent, hidden');
    the(call.panel, '[data-key="0"]').click();
    await settled(call.panel);
    expect(said?.textContent.trim()).to.equal('');
    the(call.panel, '#hide-button').click();
    await drawn(call.panel);
    expect(textOf(the(call.panel, '.digits'))).to.equal('159#0');
  });

  it('[DL-20] keys of the keyboard count in the pad and nowhere else', async () => {
    const call = await inCall('call-keypad');
    the(call.panel, '[data-key="1"]').focus();
    await sendKeys({press: '8'});
    await settled(call.panel);
    expect(textOf(the(call.panel, '.digits'))).to.equal('159#8');
    the(call.panel, '#mute-button').focus();
    await sendKeys({press: '7'});
    await settled(call.panel);
    expect(textOf(the(call.panel, '.digits'))).to.equal('159#8');
  });

  it('[DL-20] the keys have names to be read by, and room for a thumb', async () => {
    const call = await inCall('call-keypad');
    const keys = deepAll(the(call.panel, 'cordboard-call-keypad'), '.key');
    expect(keys.map((each) => each.ariaLabel).join('; ')).to.equal(
      '1; 2, A B C; 3, D E F; 4, G H I; 5, J K L; 6, M N O; 7, P Q R S; 8, T U V; 9, W X Y Z; star; 0; pound',
    );
    for (const each of keys) {
      const {width, height} = each.getBoundingClientRect();
      expect(Math.min(width, height)).to.be.at.least(44);
    }
  });

  it('[DL-33] [HO-5] on hold the keypad is there, does not work and says why', async () => {
    const call = await inCall('call-keypad');
    call.session.last.answer(DONE);
    call.session.contactList.set([after(talkingContact(), {type: 'hold', agentId: AGENT_ID})]);
    await settledTwice(call.panel);
    const before = sentDigits(call).length;
    expect(textOf(the(call.panel, '#keypad-button-why'))).to.include('The customer is on hold and hears music.');
    the(call.panel, '[data-key="5"]').click();
    await settled(call.panel);
    expect(the(call.panel, '[data-key="5"]').ariaDisabled).to.equal('true');
    expect(sentDigits(call).length).to.equal(before);
  });

  it('[DL-35] as many digits as one command carries, never more', () => {
    const log = new DigitLog();
    for (let n = 0; n < 40; n += 1) log.press(String(n % 10));
    expect(log.take()).to.have.length(32);
    expect(log.take()).to.equal('');
    log.settle(true);
    expect(log.take()).to.have.length(8);
    log.settle(true);
    expect(log.sent).to.have.length(40);
  });

  it('[DL-21] holding 0 in the dialer gives a plus', async () => {
    const {root, element, act} = buildDialerScene('dialer-keypad');
    mount(root);
    await drawn(root);
    await act();
    await settled(root);
    Reflect.set(element, 'number', '');
    await drawn(element);
    const zero = the(element, '[data-key="0"]');
    const {setTimeout: real} = globalThis;
    const due: (() => void)[] = [];
    Reflect.set(globalThis, 'setTimeout', (call: () => void) => due.push(call));
    zero.dispatchEvent(new PointerEvent('pointerdown', {bubbles: true}));
    globalThis.setTimeout = real;
    for (const call of due) call();
    zero.dispatchEvent(new PointerEvent('pointerup', {bubbles: true}));
    zero.click();
    await settled(element);
    expect(Reflect.get(element, 'number')).to.equal('+');
    zero.click();
    await settled(element);
    expect(Reflect.get(element, 'number')).to.equal('+0');
  });
});

describe('a call that reached nobody', () => {
  afterEach(cleanUp);

  for (const [reason, says] of [
    ['busy', 'The line is busy'],
    ['no-answer', 'Nobody answered'],
    ['declined', 'The call was declined'],
    ['unobtainable', 'This number cannot be reached'],
  ] as const) {
    it(`[DL-41] ${reason}: says so and what next`, async () => {
      const {panel} = await inCall(`call-${reason}`);
      const progress = the(panel, 'cordboard-call-progress');
      expect(textOf(progress)).to.include(says).and.include('Redial').and.include('Close');
    });
  }

  it('[DL-42] Close sends the standard reason; Redial does so and then calls again', async () => {
    const {panel, session} = await inCall('call-busy');
    the(panel, '#redial-button').click();
    await settled(panel);
    expect(session.last).to.deep.include({name: 'submitWrapUp', args: ['contact-1', 'resolved', '']});
    session.last.answer(DONE);
    await settledTwice(panel);
    expect(session.last).to.deep.include({name: 'redial', args: ['contact-1']});
  });

  it('[DL-42] when the wrap-up is refused nobody is called, and the refusal is read', async () => {
    const {panel, session} = await inCall('call-busy');
    the(panel, '#redial-button').click();
    await settled(panel);
    session.last.answer({status: 'refused', code: 'invalid-reason'});
    await settledTwice(panel);
    expect(session.names).not.to.include('redial');
    expect(textOf(the(panel, 'cordboard-call-progress'))).to.include('This reason is no longer offered.');
  });

  it('[DL-43] Redial is the biggest of it; another reason and the note are folded away, the time is not', async () => {
    const {panel, session} = await inCall('call-busy');
    const redial = the(panel, '#redial-button');
    expect(redial.matches('.primary')).to.equal(true);
    expect(deepAll(panel, '.button.primary')).to.deep.equal([redial]);
    const reasons = the(panel, '[part="reasons"]');
    expect(reasons.checkVisibility(), 'the reasons').to.equal(false);
    expect(the(panel, '#more-time-button').checkVisibility(), 'More time').to.equal(true);
    await expectAccessible(panel);
    the(panel, 'summary').click();
    await drawn(panel);
    expect(reasons.checkVisibility()).to.equal(true);
    the(panel, 'input[value="follow-up"]').click();
    the(panel, '#submit-button').click();
    await settled(panel);
    expect(session.last).to.deep.include({name: 'submitWrapUp', args: ['contact-1', 'follow-up', '']});
  });

  it('[DL-43] after a call that reached somebody the wrap-up is open', async () => {
    const {panel, session} = await inCall('call-busy');
    session.contactList.set([after(talkingContact(), {type: 'end', agentId: AGENT_ID})]);
    await settled(panel);
    expect(the(panel, '[part="reasons"]').checkVisibility()).to.equal(true);
    expect(the(panel, '#submit-button').matches('.primary')).to.equal(true);
  });

  it('[DL-41] an ordinary end, an incoming call and a call under way have none', async () => {
    const {panel, session} = await inCall('call-busy');
    session.contactList.set([after(talkingContact(), {type: 'end', agentId: AGENT_ID})]);
    await settled(panel);
    expect(deep(panel, '[part="progress"]')).to.equal(null);
    session.contactList.set([{...failedContact('busy'), direction: 'inbound'}]);
    await settled(panel);
    expect(deep(panel, '[part="progress"]')).to.equal(null);
  });

  it('[PO-25] [PO-26] while it rings out the agent sees the configured variables, and no secure one', async () => {
    const {panel} = await inCall('call-dialling');
    expect(textOf(the(panel, '[part="variables"]'))).to.equal('Reason Renewal');
    expect(textOf(panel)).to.include('Ringing at the other end');
  });
});

describe('tones made in the page', () => {
  it('[DL-40] busy is two tones, half a second of four, as a rendering of them has it', async () => {
    const rate = 8_000;
    const context = new OfflineAudioContext(1, rate * 2, rate);
    const player = new TonePlayer(() => asTones(context));
    player.repeat(progressTone('busy', 'US'), 2_000);
    const samples = (await context.startRendering()).getChannelData(0);
    for (const [from, sounds] of [
      [0.1, true],
      [0.6, false],
      [1.1, true],
      [1.6, false],
    ] as const) {
      const part = samples.slice(from * rate, (from + 0.3) * rate);
      expect(power(part, 480, rate) > 1e-4, `480 Hz at ${from} s`).to.equal(sounds);
      expect(power(part, 620, rate) > 1e-4, `620 Hz at ${from} s`).to.equal(sounds);
    }
    expect(Math.max(...samples)).to.be.below(0.1);
  });

  it('[DL-22] a key is its own two tones, quiet, for as long as a digit', async () => {
    const rate = 8_000;
    const context = new OfflineAudioContext(1, rate / 2, rate);
    new TonePlayer(() => asTones(context)).key('5');
    const samples = (await context.startRendering()).getChannelData(0);
    const part = samples.slice(0.02 * rate, 0.1 * rate);
    expect(power(part, 770, rate)).to.be.above(1e-5);
    expect(power(part, 1336, rate)).to.be.above(1e-5);
    expect(power(part, 697, rate)).to.be.below(1e-6);
    expect(Math.max(...samples.slice(0.2 * rate))).to.equal(0);
  });
});

function asTones(context: OfflineAudioContext): ToneContext {
  return Object.assign(context, {resume: async () => undefined});
}

function power(samples: Float32Array, hertz: number, rate: number): number {
  let [real, imaginary] = [0, 0];
  samples.forEach((value, n) => {
    real += value * Math.cos((2 * Math.PI * hertz * n) / rate);
    imaginary += value * Math.sin((2 * Math.PI * hertz * n) / rate);
  });
  return (2 * (real * real + imaginary * imaginary)) / (samples.length * samples.length);
}
