import {expect} from '@open-wc/testing';
import {setViewport} from '@web/test-runner-commands';
import {NOW, dialledContact, ringing, variable} from '../support/component-contacts.ts';
import {
  cleanUp,
  deep,
  deepAll,
  deskOf,
  drawn,
  expectAccessible,
  mount,
  settled,
  textOf,
  the,
} from '../support/component-harness.ts';
import {DONE, FakeSession, failure} from '../support/fake-session.ts';

function shownIn(popover: Element): readonly (string | null)[] {
  return deepAll(popover, 'cordboard-offer-card').map((each) => each.getAttribute('data-offer'));
}

function chats(count: number, offeredAt: number = NOW - 4_000) {
  return Array.from({length: count}, (_unused, at) =>
    ringing({id: `c${at}`, name: `Chat ${at}`, channel: 'chat', offeredAt: offeredAt + at}),
  );
}

/** Long enough for what is watched to be seen, and for what follows to be asked for. */
function threeFrames(): Promise<unknown> {
  return new Promise((resolve) =>
    requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
}

function point(popover: Element, type: 'pointerenter' | 'pointerleave', pointerType = 'mouse'): void {
  the(popover, '.stack').dispatchEvent(new PointerEvent(type, {pointerType}));
}

/** Sets the timers of this length aside until they are called. */
async function withLateTimers(ms: number, act: (late: (() => void)[]) => Promise<void>): Promise<void> {
  const {setTimeout: real} = globalThis;
  const late: (() => void)[] = [];
  Reflect.set(globalThis, 'setTimeout', (call: () => void, after?: number) =>
    after === ms ? late.push(call) : real(call, after),
  );
  try {
    await act(late);
  } finally {
    globalThis.setTimeout = real;
  }
}

describe('cordboard-popover with several requests', () => {
  afterEach(cleanUp);

  it('[PO-11] accepts all digital requests by one press, each by a command of its own, and never a call', async () => {
    const {popover, session} = await deskOf('ringing-eight');
    const button = the(popover, '#accept-all-button');
    expect(button.textContent.trim()).to.equal('Accept 7 requests');
    button.click();
    await settled(popover);
    const accepted = session.sent.filter(({name}) => name === 'accept').map(({args}) => args[0]);
    expect(accepted).to.have.length(7);
    expect(accepted).not.to.include('offer-call');
    expect(the(popover, '#accept-all-button').ariaBusy).to.equal('true');
    expect(the(popover, '#accept-all-button').textContent).to.include('Accepting 7 requests…');
    const card = the(popover, '[data-offer="offer-mail"]');
    expect(the(card, '#accept-button').ariaBusy).to.equal('true');
    await expectAccessible(popover);
    the(popover, '#accept-all-button').click();
    await settled(popover);
    expect(
      session.sent.filter(({name}) => name === 'accept'),
      'a second press sends nothing',
    ).to.have.length(7);
  });

  it('[PO-11] is not offered for one request, nor for calls', async () => {
    const {popover, session} = await deskOf('ringing');
    expect(deep(popover, '#accept-all-button')).to.equal(null);
    session.ringing.set([ringing({id: 'a'}), ringing({id: 'b'}), ringing({id: 'c', channel: 'chat'})]);
    await drawn(popover);
    expect(deep(popover, '#accept-all-button')).to.equal(null);
  });

  it('[PO-11] names those that could not be accepted, and why', async () => {
    const session = new FakeSession();
    session.ringing.set(chats(5));
    const {popover} = await deskOf('', session);
    the(popover, '#accept-all-button').click();
    await settled(popover);
    const [one, two, three, four, five] = session.sent.filter(({name}) => name === 'accept');
    session.ringing.set([]);
    one?.answer(DONE);
    two?.answer({status: 'refused', code: 'capacity-full'});
    three?.answer({status: 'refused', code: 'capacity-full'});
    four?.answer(failure('The hub did not answer in time. Try again.'));
    five?.answer(DONE);
    for (let turn = 0; turn < 4; turn += 1) await settled(popover);
    const problem = the(popover, '[role="alert"]');
    expect(textOf(problem))
      .to.include('3 of 5 requests could not be accepted.')
      .and.include('Chat 1, Chat 2: You are at your limit.')
      .and.include('Chat 3: The hub did not answer in time.');
    await expectAccessible(popover);
    the(popover, '#dismiss-button').click();
    await drawn(popover);
    expect(deep(popover, '[role="alert"]')).to.equal(null);
  });

  it('[PO-11] a page may keep single requests back', async () => {
    const {popover, root, session} = await deskOf('ringing-eight');
    root.addEventListener('cordboard-offer-accept-request', (event) => {
      if (event.offerId === 'offer-mail') event.preventDefault();
    });
    the(popover, '#accept-all-button').click();
    await settled(popover);
    const accepted = session.sent.filter(({name}) => name === 'accept').map(({args}) => args[0]);
    expect(accepted).to.have.length(6);
    expect(accepted).not.to.include('offer-mail');
  });

  it('[EL-36] after all are accepted the focus goes to the call that still rings, not to its buttons', async () => {
    const {popover, session} = await deskOf('ringing-eight');
    the(popover, '#accept-all-button').focus();
    the(popover, '#accept-all-button').click();
    await settled(popover);
    session.ringing.set(session.ringing.value.filter(({contact}) => contact.channel === 'voice'));
    for (const command of session.sent) command.answer(DONE);
    for (let turn = 0; turn < 4; turn += 1) await settled(popover);
    expect(document.activeElement).to.equal(popover);
    expect(deep(popover, 'cordboard-offer-card')?.shadowRoot?.activeElement?.localName).to.equal('h3');
  });

  it('[EL-36] after all are accepted and nothing rings the focus goes back to where it was', async () => {
    const input = mount(document.createElement('input'));
    const session = new FakeSession();
    session.ringing.set(chats(3));
    const {popover} = await deskOf('', session);
    input.focus();
    the(popover, '#accept-all-button').focus();
    session.ringing.set([]);
    await settled(popover);
    await settled(popover);
    expect(document.activeElement).to.equal(input);
  });

  it('[PO-13] an emergency callback is on top of all, and the shortcut is for it', async () => {
    const {popover} = await deskOf('emergency-callback');
    expect(shownIn(popover)).to.deep.equal(['offer-r2', 'offer-r1', 'offer-r3']);
    const card = the(popover, '[data-offer="offer-r2"]');
    expect(textOf(card)).to.include('Emergency services call back');
    expect(the(card, '#accept-button').getAttribute('aria-keyshortcuts')).to.equal('Alt+Shift+A');
    expect(the(the(popover, '[data-offer="offer-r3"]'), '#accept-button').hasAttribute('aria-keyshortcuts')).to.equal(
      false,
    );
  });

  it('[EL-39] nothing moves under the pointer: what is new comes on top, what goes leaves a gap', async () => {
    const session = new FakeSession();
    session.ringing.set(chats(3));
    const {popover} = await deskOf('', session);
    point(popover, 'pointerenter');
    const place = () => the(popover, '[data-offer="offer-c1"]').getBoundingClientRect().top;
    const before = place();
    session.ringing.set([...chats(3), ringing({id: 'call'})]);
    await drawn(popover);
    expect(shownIn(popover)[0]).to.equal('offer-call');
    expect(place()).to.be.closeTo(before, 1);
    session.ringing.set([...chats(2), ringing({id: 'call'})]);
    await drawn(popover);
    expect(shownIn(popover)).to.deep.equal(['offer-call', 'offer-c0', 'offer-c1']);
    expect(place()).to.be.closeTo(before, 1);
    point(popover, 'pointerleave');
    await drawn(popover);
    expect(shownIn(popover)).to.deep.equal(['offer-c0', 'offer-c1', 'offer-call']);
    expect(deep(popover, '.gap')).to.equal(null);
  });

  it('[EL-39] a finger points at nothing: the order is at once what it should be', async () => {
    const session = new FakeSession();
    session.ringing.set(chats(2));
    const {popover} = await deskOf('', session);
    point(popover, 'pointerenter', 'touch');
    session.ringing.set([...chats(2), ringing({id: 'call'})]);
    await drawn(popover);
    expect(shownIn(popover)).to.deep.equal(['offer-c0', 'offer-c1', 'offer-call']);
  });

  it('[EL-40] many at once are told in one sentence', async () => {
    const {popover, session} = await deskOf('');
    const region = the(popover, '[aria-live="assertive"]');
    session.ringing.set([...chats(3), ringing({id: 'call'}), ringing({id: 'mail', channel: 'email'})]);
    await drawn(popover);
    expect(textOf(region)).to.equal('5 new requests: 1 call, 1 e-mail, 3 chats. Alt+Shift+A answers.');
  });

  it('[EL-40] what follows closely is told together, an emergency at once', async () => {
    await withLateTimers(1_500, async (late) => {
      const {popover, session} = await deskOf('');
      const region = the(popover, '[aria-live="assertive"]');
      const ring = async (...more: readonly ReturnType<typeof ringing>[]) => {
        session.ringing.set([...session.ringing.value, ...more]);
        await drawn(popover);
      };
      await ring(ringing({id: 'first'}));
      expect(textOf(region)).to.include('Incoming call: Ada Nkemelu');
      for (const each of chats(4)) await ring(each);
      expect(textOf(region)).to.include('Incoming call: Ada Nkemelu');
      for (const call of late.splice(0)) call();
      await drawn(popover);
      expect(textOf(region)).to.include('4 new requests: 4 chats.');
      await ring(ringing({id: 'emergency', name: null, address: '911', kind: 'emergency-callback'}));
      expect(textOf(region)).to.include('Emergency services call back: 911');
    });
  });

  it('[PO-9] [EL-44] two hundred at once are five cards, one count and one sentence', async () => {
    const {popover, session} = await deskOf('');
    session.ringing.set([...chats(199), ringing({id: 'call'})]);
    await drawn(popover);
    expect(shownIn(popover)).to.deep.equal(['offer-c0', 'offer-c1', 'offer-c2', 'offer-c3', 'offer-call']);
    expect(the(popover, '[part="range"]').textContent).to.equal('1–5 of 200');
    expect(textOf(the(popover, '[aria-live="assertive"]'))).to.include('200 new requests: 1 call, 199 chats.');
    expect(deepAll(popover, '*').length).to.be.below(500);
  });

  it('[EL-42] a text that is cut can be shown whole by a button, and a short one has none', async () => {
    const long = 'A reason that is as long as people tell it when they are asked for one. '.repeat(6).trim();
    const session = new FakeSession();
    session.ringing.set([ringing({variables: [variable('reason', 'Reason', long, 1)]})]);
    const {popover} = await deskOf('', session);
    await threeFrames();
    await drawn(popover);
    const value = the(popover, 'dd');
    expect(value.scrollHeight).to.be.above(value.clientHeight + 1);
    const more = the(popover, '[part="more-button"]');
    expect(more.ariaExpanded).to.equal('false');
    more.click();
    await drawn(popover);
    expect(value.scrollHeight).to.be.at.most(value.clientHeight + 1);
    expect(the(popover, '[part="more-button"]').ariaExpanded).to.equal('true');
    await expectAccessible(popover);
  });

  it('[PO-25] [PO-26] an outgoing call shows at most six variables in their order, secure ones never, and can be given up', async () => {
    const variables = [7, 6, 5, 4, 3, 2, 1].map((place) =>
      variable(`v${place}`, `Label ${place}`, `value ${place}`, place),
    );
    const session = new FakeSession();
    session.contactList.set([
      dialledContact({variables: [...variables, variable('card', 'Card', '8812', 0, {secure: true})]}),
    ]);
    const {panel, popover} = await deskOf('', session);
    expect(deepAll(popover, 'cordboard-offer-card'), 'the panel shows it with its controls').to.have.length(0);
    panel.remove();
    await settled(popover);
    await settled(popover);
    expect(textOf(popover)).to.include('Calling…').and.include('Ada Nkemelu').and.not.include('8812');
    expect(deepAll(popover, 'dt').map((each) => each.textContent)).to.deep.equal(
      [1, 2, 3, 4, 5, 6].map((each) => `Label ${each}`),
    );
    await expectAccessible(popover);
    the(popover, '#end-button').click();
    await settled(popover);
    expect(session.last).to.deep.include({name: 'end', args: ['contact-1']});
  });

  it('[PO-22] masks what the organisation protects: names that are numbers, and the number among the variables', async () => {
    const {panel, popover, session} = await deskOf('masked');
    session.ringing.set([
      ringing({
        name: '+1 201 555 4471',
        variables: [variable('ani', 'ANI', '(201) 555-4471', 1), variable('zip', 'ZIP', '10001', 2)],
      }),
    ]);
    await drawn(popover);
    await drawn(panel);
    const everything = [popover, panel].map((each) => `${textOf(each)} ${labelsIn(each)}`).join(' ');
    expect(everything).to.include('••• ••• 4471').and.include('10001');
    expect(everything).not.to.match(/555.?4471/);
    expect(document.title).not.to.match(/555/);
  });

  it('[EL-52] in a window as low as a page at 400 %, name and buttons of what rings are in sight together', async () => {
    try {
      await setViewport({width: 320, height: 256});
      for (const scene of ['ringing', 'long-ringing', 'ringing-eight', 'emergency-callback']) {
        const {popover} = await deskOf(scene);
        await threeFrames();
        const urgent = deepAll(popover, '#accept-button[aria-keyshortcuts]')[0]?.getRootNode();
        if (!(urgent instanceof ShadowRoot)) throw new Error('no card is urgent');
        for (const each of ['#name', '#accept-button', '#decline-button']) {
          const {top, bottom} = the(urgent, each).getBoundingClientRect();
          expect(top, `${scene} ${each}`).to.be.at.least(-1);
          expect(bottom, `${scene} ${each}`).to.be.at.most(257);
        }
        cleanUp();
      }
    } finally {
      await setViewport({width: 800, height: 600});
    }
  });

  it('[EL-51] when the time is over by the hub’s clock it says so, and no bell rings on', async () => {
    const {popover} = await deskOf('time-up');
    expect(textOf(popover)).to.include('The time is up.');
    expect(textOf(popover)).to.include('0');
    await expectAccessible(popover);
  });
});

function labelsIn(root: Element): string {
  return deepAll(root, '[aria-label], [title]')
    .map((each) => `${each.ariaLabel ?? ''} ${each.title}`)
    .join(' ');
}
