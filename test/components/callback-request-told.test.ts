import {expect} from '@open-wc/testing';
import {
  CallbackCancelledEvent,
  CallbackRequestEvent,
  CallbackRequestedEvent,
  defineCallbackRequest,
} from '../../src/callback-request.ts';
import {at, focused, press, set, shown, type} from '../support/callback-request-harness.ts';
import {FORM, asking, buildRequest, buildRequestOf, requested} from '../support/callback-request-scenes.ts';
import {
  cleanUp,
  deep,
  deepAll,
  drawn,
  expectAccessible,
  litWarnings,
  mount,
  textOf,
  the,
} from '../support/component-harness.ts';

describe('what a customer is told of callbacks', () => {
  before(() => defineCallbackRequest());
  afterEach(cleanUp);

  it('[PK-64] the wait is said as it is, or that nobody knows; while it is closed, from when on', async () => {
    expect(textOf((await at(3)).element)).to.include('At the moment in about 4 minutes');
    const unknown = await at(3, asking({now: {possible: true, waitMs: null}, slots: []}));
    expect(textOf(unknown.element)).to.include('We cannot say how long').and.include('All times are taken');
    const opensAt = Date.parse('2026-12-01T08:00:00Z');
    const closed = await at(3, asking({now: {possible: false, opensAt}}));
    expect(deep(closed.element, '#when-now')).to.equal(null);
    expect(textOf(closed.element)).to.include('We are open again tomorrow at');
  });

  it('[PK-63] where there is no form it is said why, and what may help can be done', async () => {
    for (const [scene, words, retry] of [
      ['request-cannot-load', 'Check your internet connection', true],
      ['request-refused', 'Callbacks are not available here', false],
      ['request-limited', 'Try again today at', true],
      ['request-closed', 'We are open again tomorrow at', true],
      ['request-closed-for-good', 'We cannot say yet when we are open again', true],
    ] as const) {
      const {element, requests} = await shown(buildRequest(scene));
      expect(textOf(element)).to.include(words);
      expect(deep(element, '#retry-button') !== null, scene).to.equal(retry);
      if (retry) the(element, '#retry-button').click();
      expect(requests.asked.length > 0 || !retry).to.equal(true);
    }
  });

  it('[PK-65] times of the day chosen, by the clock of the zone chosen, on the day the clocks go back too', async () => {
    const change = Date.parse('2026-10-25T00:00:00Z');
    const slots = [0, 1, 2].map((hour) => ({
      startsAt: change + hour * 3_600_000,
      endsAt: change + (hour + 1) * 3_600_000,
    }));
    const built = await at(3, asking({slots}));
    built.requests.at = change - 86_400_000;
    await press(built, '#when-slot');
    await press(built, '#zone-button');
    expect(focused(built)).to.equal('zone');
    await type(built, '#zone', 'Europe/London');
    expect(built.requests.asked.at(-1)).to.deep.equal(['load', {language: 'en', zone: 'Europe/London'}]);
    const times = deepAll(built.element, '.time').map((each) => textOf(each));
    expect(times).to.have.length(3);
    expect(new Set(times).size).to.equal(3);
    expect(times[0]).to.match(/1:00.AM.+/);
    expect(textOf(the(built.element, '#day'))).to.include('Tomorrow');
    await press(built, '.times input');
    await press(built, '#next-button');
    await press(built, '#next-button');
    expect(textOf(the(built.element, '.answers'))).to.match(/Tomorrow between 1:00.AM.+ and 1:00.AM.+, London time/);
  });

  it('[PK-73] the page is told of Send, which it may cancel, and of the request', async () => {
    const built = await at(5);
    const events: Event[] = [];
    for (const name of ['cordboard-callback-request', 'cordboard-callback-requested', 'cordboard-callback-cancelled'])
      built.element.addEventListener(name, (event) => events.push(event));
    built.element.addEventListener('cordboard-callback-request', (event) => event.preventDefault(), {once: true});
    await press(built, '#consent');
    await press(built, '#next-button');
    expect(built.requests.sent).to.deep.equal([]);
    await press(built, '#next-button');
    expect(built.requests.sent).to.have.length(1);
    await set(built, {status: 'sending', form: FORM});
    await set(built, requested());
    expect(built.element.shadowRoot?.activeElement?.className).to.equal('title');
    await set(built, requested({}, {cancelling: 'pending'}));
    await set(built, requested({status: 'cancelled', cancellable: false}));
    expect(events.map((each) => each.constructor)).to.deep.equal([
      ...[CallbackRequestEvent, CallbackRequestEvent, CallbackRequestedEvent, CallbackCancelledEvent],
    ]);
  });

  it('[PK-73] what the page knows later takes the place of nothing that was written', async () => {
    const built = await shown(buildRequestOf(asking()));
    await type(built, '#number', '020 1');
    built.element.number = '020 7946 0018';
    await drawn(built.element);
    expect(Reflect.get(the(built.element, '#number'), 'value')).to.equal('020 1');
  });

  it('[PK-68] each state of a request says what happens next', async () => {
    for (const [scene, words] of [
      ['request-scheduled', 'We call you today between 2:00'],
      ['request-waiting', 'Number 3 in line.'],
      ['request-next', 'You are next.'],
      ['request-calling', 'We are calling you now'],
      ['request-talked', 'Thank you.'],
      ['request-again', 'We try again today at 2:00'],
      ['request-unreached', 'Ask for another call'],
      ['request-late', 'We are sorry.'],
      ['request-cancelled', 'Nobody calls you'],
      ['request-out-of-reach', 'this is how it was'],
      ['request-forgotten', 'no longer kept'],
      ['request-resuming-offline', 'Your request stands'],
    ] as const) {
      const {element} = await shown(buildRequest(scene));
      expect(textOf(element).replaceAll('\u202f', ' '), scene).to.include(words);
    }
  });

  it('[PK-202] [PK-112] says that of several requests for a number the earliest time is kept, in both languages', async () => {
    for (const [scene, words] of [
      ['request-scheduled', 'we call at the earliest of those times, which may be before the one shown here.'],
      [
        'request-scheduled-pl',
        'zadzwonimy w najwcześniejszym z podanych w nich terminów, być może przed tym, który tu widzisz.',
      ],
    ] as const) {
      const {element} = await shown(buildRequest(scene));
      expect(textOf(element)).to.include(words);
    }
  });

  it('[PK-67] it is asked before it is cancelled; not through, it says so', async () => {
    const built = await shown(buildRequest('request-waiting'));
    await press(built, '#cancel-button');
    expect(focused(built)).to.equal('doubt');
    await press(built, '#keep-button');
    expect(focused(built)).to.equal('cancel-button');
    expect(built.requests.asked).not.to.include('cancel');
    await press(built, '#cancel-button');
    await expectAccessible(built.element);
    await press(built, '#cancel-now-button');
    expect(built.requests.asked).to.include('cancel');
    await set(built, requested({}, {cancelling: {refused: 'offline', retryAt: null}}));
    expect(textOf(the(built.element, '[role=alert]'))).to.include('not cancelled yet');
  });

  it('[PK-60] reads nothing before it is seen; what stands inside is for pages without scripts', async () => {
    const {element, requests} = buildRequestOf({status: 'idle'});
    const plain = document.createElement('form');
    plain.textContent = 'plain';
    element.append(plain);
    const far = mount(document.createElement('div'));
    far.style.paddingBlockStart = '5000px';
    far.append(element);
    await drawn(element);
    expect(requests.asked).to.deep.equal([]);
    expect(plain.checkVisibility()).to.equal(false);
    const read = Promise.withResolvers<void>();
    requests.load = async () => read.resolve();
    element.scrollIntoView();
    await read.promise;
    scrollTo(0, 0);
  });

  it('[PK-60] attributes that are missing or wrong do not throw, and no state makes Lit warn', async () => {
    const element = document.createElement('cordboard-callback-request');
    element.setAttribute('hub-url', 'not an address');
    element.setAttribute('site-key', 'k');
    element.setAttribute('language', '%%');
    mount(element);
    await drawn(element);
    expect(litWarnings()).to.deep.equal([]);
  });
});
