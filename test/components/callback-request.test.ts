import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {defineCallbackRequest} from '../../src/callback-request.ts';
import {at, faults, focused, press, question, set, shown, type} from '../support/callback-request-harness.ts';
import {
  FORM,
  REQUEST_SCENES,
  asking,
  buildRequest,
  buildRequestOf,
  slotsFor,
} from '../support/callback-request-scenes.ts';
import {cleanUp, drawn, expectAccessible, setScheme, textOf, the} from '../support/component-harness.ts';

describe('the callback form of a customer', () => {
  before(() => defineCallbackRequest());
  afterEach(cleanUp);

  for (const scene of Object.keys(REQUEST_SCENES)) {
    for (const scheme of ['light', 'dark'] as const) {
      it(`[PK-72] ${scene} is accessible, colours included (${scheme})`, async () => {
        setScheme(scheme);
        const {element} = await shown(buildRequest(scene));
        await expectAccessible(element);
      });
    }
  }

  for (const step of [1, 2, 3, 4, 5]) {
    for (const scheme of ['light', 'dark'] as const) {
      it(`[PK-72] question ${step} is accessible, with what is wrong in it (${scheme})`, async () => {
        setScheme(scheme);
        const built = await at(step, asking({now: {possible: false, opensAt: null}}));
        await expectAccessible(built.element);
        if (step < 3) await type(built, step === 1 ? '#number' : '#name', '');
        await press(built, '#next-button');
        await expectAccessible(built.element);
      });
    }
    it(`[PK-72] question ${step} fits 320 px at 200 % text, and right to left`, async () => {
      const built = await at(step, {...asking({slots: slotsFor(30)}), trouble: {refused: 'offline', retryAt: null}});
      if (step === 3) await press(built, '#when-slot');
      document.documentElement.style.fontSize = '200%';
      built.element.style.inlineSize = '320px';
      for (const dir of ['ltr', 'rtl']) {
        document.documentElement.dir = dir;
        await drawn(built.element);
        expect(the(built.element, '.card').scrollWidth, dir).to.be.at.most(320);
      }
      document.documentElement.style.fontSize = '';
    });
  }

  it('[PK-62] [PK-72] by keyboard alone: a number, a name, as soon as possible, nothing about it, agreed, sent', async () => {
    const built = await shown(buildRequestOf(asking()));
    built.element.focus();
    await sendKeys({type: '020 7946 0018'});
    await sendKeys({press: 'Enter'});
    await drawn(built.element);
    expect(question(built)).to.equal('Question 2 of 5');
    expect(focused(built)).to.equal('name');
    await sendKeys({type: 'Ada Nkemelu'});
    await sendKeys({press: 'Enter'});
    await drawn(built.element);
    expect(focused(built)).to.equal('when-now');
    await sendKeys({press: 'Enter'});
    await drawn(built.element);
    expect(focused(built)).to.equal('about');
    await press(built, '#next-button');
    expect(focused(built)).to.equal('check');
    the(built.element, '#consent').focus();
    await sendKeys({press: 'Space'});
    await sendKeys({press: 'Enter'});
    expect(built.requests.sent).to.deep.equal([
      {
        ...{name: 'Ada Nkemelu', number: '020 7946 0018', zone: Intl.DateTimeFormat().resolvedOptions().timeZone},
        ...{website: '', reason: '', email: null, when: {kind: 'now'}, consent: {version: '2026-10'}},
      },
    ]);
  });

  it('[PK-62] Back loses nothing, and each answer can be gone back to from the last question', async () => {
    const built = await at(4);
    await type(built, '#topic', 'My bill');
    await type(built, '#reason', 'It is wrong');
    await press(built, '#back-button');
    await press(built, '#back-button');
    expect(focused(built)).to.equal('name');
    for (let each = 0; each < 3; each += 1) await press(built, '#next-button');
    const answers = textOf(the(built.element, '.answers'));
    expect(answers).to.include('Ada Nkemelu').and.include('My bill: It is wrong').and.include('As soon as possible');
    await press(built, '[data-step=number]');
    expect(focused(built)).to.equal('number');
  });

  it('[PK-61] the number stays as it was typed, and is shown as it will be called', async () => {
    const built = await shown(buildRequestOf(asking()));
    const called = () => textOf(the(built.element, '.called')).replaceAll(/[\u2066\u2069]/g, '');
    expect(called()).to.equal('');
    await type(built, '#number', '(020) 7946-0018');
    expect(called()).to.equal('We call +44 207 946 0018 (United Kingdom)');
    await type(built, '#number', '+48 601234567');
    expect(called()).to.equal('We call +48 601 234 567');
    await type(built, '#number', '12');
    expect(called()).to.equal('');
  });

  it('[PK-66] what is wrong is said at its field with what to do, and the focus is there', async () => {
    const built = await shown(buildRequestOf(asking()));
    for (const [number, said] of [
      ['', 'Enter your phone number.'],
      ['12345', 'This number is too short. Enter all of it, with the area code.'],
      ['1234567890123456', 'This number is too long. A phone number has at most 15 digits.'],
      ['020 abc 0018', 'Use digits, spaces, and the signs + - ( ) . only.'],
      ['020+79460018', 'A plus can only stand at the beginning.'],
      ['999', 'This is an emergency number. If you need help now, dial it on your phone.'],
    ] as const) {
      await type(built, '#number', number);
      await press(built, '#next-button');
      expect(faults(built)).to.deep.equal([said]);
      expect(focused(built)).to.equal('number');
      expect(the(built.element, '#number').getAttribute('aria-describedby')).to.include('number-fault');
    }
    await type(built, '#number', '020 7946 0018');
    expect(faults(built)).to.deep.equal([]);
    await press(built, '#next-button');
    for (const [name, said] of [
      ['', 'Enter your name, so that we know whom to ask for.'],
      ['Al', 'A name has at least 3 characters.'],
      ['x'.repeat(251), 'A name has at most 250 characters. Shorten it.'],
    ] as const) {
      await type(built, '#name', name);
      await press(built, '#next-button');
      expect(faults(built)).to.deep.equal([said]);
    }
    await type(built, '#name', 'عائشة بنت عبد الرحمن');
    await press(built, '#next-button');
    expect(question(built)).to.equal('Question 3 of 5');
  });

  it('[PK-66] a time, a reason and an address that will not do are refused before anything is sent', async () => {
    const built = await at(3);
    await press(built, '#when-slot');
    await press(built, '#next-button');
    expect(faults(built)).to.deep.equal(['Choose one of the times.']);
    await press(built, '.times input');
    await press(built, '#next-button');
    await type(built, '#reason', '😀'.repeat(251));
    await type(built, '#email', 'ada@');
    await press(built, '#next-button');
    expect(faults(built).map((each) => each.slice(0, 17))).to.deep.equal(['This is too long.', 'Enter an e-mail a']);
    expect(focused(built)).to.equal('reason');
    await type(built, '#reason', '😀'.repeat(250));
    await type(built, '#email', '');
    await press(built, '#next-button');
    await press(built, '#next-button');
    expect(textOf(the(built.element, '.problems'))).to.include('We need your agreement');
    expect(built.requests.sent).to.deep.equal([]);
  });

  it('[PK-66] what the hub finds wrong is listed, leads to its field, and goes when that is changed', async () => {
    const built = await at(5);
    await press(built, '#consent');
    await press(built, '#next-button');
    await set(built, {status: 'sending', form: FORM});
    const problems = [
      {field: 'number', fault: 'premium'},
      {field: 'name', fault: 'never-heard-of'},
    ];
    await set(built, {...asking(), problems});
    const listed = the(built.element, '.problems');
    expect(built.element.shadowRoot?.activeElement).to.equal(listed);
    expect(textOf(listed)).to.include('We cannot call numbers of this kind').and.include('Something is not right here');
    await press(built, '.problems .link');
    expect(focused(built)).to.equal('number');
    expect(faults(built)).to.have.length(1);
    await type(built, '#number', '020 7946 0019');
    expect(faults(built)).to.have.length(0);
  });

  it('[PK-66] [PK-71] while it is sent another press does nothing; the trap is nobody’s to reach', async () => {
    const built = await at(5);
    await press(built, '#consent');
    await press(built, '#next-button');
    for (const status of ['proving', 'sending'] as const) {
      await set(built, {status, form: FORM});
      await press(built, '#next-button');
      expect(the(built.element, '#next-button').getAttribute('aria-busy')).to.equal('true');
    }
    expect(built.requests.sent).to.have.length(1);
    const trap = the(built.element, '[name=website]');
    expect([trap.tabIndex, trap.closest('[aria-hidden=true]') === null]).to.deep.equal([-1, false]);
  });

  it('[PK-69] nothing that was written is lost when it does not get through, and it is sent again as it was', async () => {
    const built = await at(5);
    await press(built, '#consent');
    await press(built, '#next-button');
    await set(built, {status: 'sending', form: FORM});
    await set(built, {...asking(), trouble: {refused: 'offline', retryAt: null}});
    expect(textOf(the(built.element, '[role=alert]'))).to.include('What you wrote is still here');
    await press(built, '#next-button');
    const [first, second] = built.requests.sent;
    expect(second).to.deep.equal(first);
  });
});
