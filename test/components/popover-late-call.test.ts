import {expect} from '@open-wc/testing';
import {resetMouse, sendMouse, setViewport} from '@web/test-runner-commands';
import {NOW, ringing} from '../support/component-contacts.ts';
import {cleanUp, deep, deepAll, deskOf, drawn, the} from '../support/component-harness.ts';
import {FakeSession} from '../support/fake-session.ts';

function chats(count: number) {
  return Array.from({length: count}, (_unused, at) =>
    ringing({id: `c${at}`, name: `Chat ${at}`, channel: 'chat', offeredAt: NOW - 4_000 + at}),
  );
}

async function popoverWith(count: number) {
  const session = new FakeSession();
  session.ringing.set(chats(count));
  const {popover} = await deskOf('', session);
  const ring = async (...more: readonly ReturnType<typeof ringing>[]) => {
    session.ringing.set([...session.ringing.value, ...more]);
    await drawn(popover);
  };
  return {popover, session, ring};
}

type Popover = Awaited<ReturnType<typeof popoverWith>>['popover'];

function card(popover: Popover, id: string): HTMLElement {
  return the(popover, `[data-offer="offer-${id}"]`);
}

function middleOf(element: Element): readonly [number, number] {
  const {left, top, width, height} = element.getBoundingClientRect();
  return [Math.round(left + width / 2), Math.round(top + height / 2)];
}

/** Whether a click there would reach this card. */
function isOnTop(popover: Popover, element: HTMLElement, at: Element): boolean {
  return popover.shadowRoot?.elementFromPoint(...middleOf(at)) === element;
}

function expectWhole(popover: Popover, call: HTMLElement, when: string): void {
  const {top, bottom} = call.shadowRoot?.querySelector('.card')?.getBoundingClientRect() ?? new DOMRect(0, -1);
  expect(top, `${when}: its top`).to.be.at.least(0);
  expect(bottom, `${when}: its end`).to.be.at.most(innerHeight);
  for (const each of ['#name', '#accept-button', '#decline-button'])
    expect(isOnTop(popover, call, the(call, each)), `${when}: ${each} is covered`).to.equal(true);
}

describe('cordboard-popover when a call comes', () => {
  beforeEach(() => setViewport({width: 800, height: 600}));
  afterEach(async () => {
    await resetMouse();
    cleanUp();
  });

  for (const [where, id] of [
    ['low', 'c4'],
    ['high', 'c1'],
  ] as const) {
    it(`[EL-61] [EL-39] [PO-9] while the pointer is ${where} in the stack, it is whole, and what is pointed at stays`, async () => {
      const {popover, session, ring} = await popoverWith(7);
      const shown = () => deepAll(popover, 'cordboard-offer-card').length;
      if (id === 'c1') the(popover, '.scroller').scrollTop = -10_000;
      const button = the(card(popover, id), '#accept-button');
      const [x, y] = middleOf(button);
      await sendMouse({type: 'move', position: [x, y]});
      await ring(ringing({id: 'call'}));
      expect(middleOf(button), 'the button has moved').to.deep.equal([x, y]);
      expect(isOnTop(popover, card(popover, id), button), 'the button is covered').to.equal(true);
      expectWhole(popover, card(popover, 'call'), 'while the pointer is there');
      expect(the(popover, '[part="range"]').textContent).to.equal('1–5 of 8');
      expect(shown()).to.equal(5);
      session.ringing.set(session.ringing.value.filter(({contact}) => contact.id !== 'call'));
      await drawn(popover);
      expect(middleOf(button), 'the button has moved as the call went').to.deep.equal([x, y]);
      await ring(ringing({id: 'again'}));
      await sendMouse({type: 'move', position: [10, 10]});
      await drawn(popover);
      expectWhole(popover, card(popover, 'again'), 'after it');
      expect(shown()).to.equal(5);
      expect(deep(popover, '.gap')).to.equal(null);
    });
  }

  it('[EL-61] it stays in sight while the others are scrolled, and they fade out at the edge', async () => {
    const {popover, ring} = await popoverWith(4);
    await ring(ringing({id: 'call'}));
    await setViewport({width: 800, height: 440});
    const scroller = the(popover, '.scroller');
    expect(scroller.scrollHeight).to.be.above(scroller.clientHeight);
    expectWhole(popover, card(popover, 'call'), 'at first');
    const under =
      the(popover, '.footer').getBoundingClientRect().top - card(popover, 'call').getBoundingClientRect().bottom;
    const over = card(popover, 'call').getBoundingClientRect().top - card(popover, 'c3').getBoundingClientRect().bottom;
    expect(under, 'between call and footer as between cards').to.be.closeTo(over, 1);
    scroller.scrollTop = -10_000;
    expectWhole(popover, card(popover, 'call'), 'scrolled');
    expect(isOnTop(popover, card(popover, 'c0'), card(popover, 'c0')), 'the first card is reached').to.equal(true);
    expect(getComputedStyle(scroller).maskImage).to.include('gradient');
  });

  it('[EL-39] the footer comes once the pointer has left: it would push the cards up', async () => {
    const {popover, ring} = await popoverWith(1);
    const button = the(card(popover, 'c0'), '#accept-button');
    const [x, y] = middleOf(button);
    await sendMouse({type: 'move', position: [x, y]});
    await ring(ringing({id: 'other', channel: 'chat'}));
    expect(deep(popover, '#accept-all-button')).to.equal(null);
    expect(middleOf(button)[1]).to.be.closeTo(y, 1);
    await sendMouse({type: 'move', position: [10, 10]});
    await drawn(popover);
    expect(the(popover, '#accept-all-button').textContent).to.include('Accept 2 requests');
  });

  it('[PO-11] [EL-39] what appears under a pointer that rests is not pointed at: all can be accepted at once', async () => {
    const {popover, session} = await popoverWith(1);
    const [x, y] = middleOf(the(card(popover, 'c0'), '#accept-button'));
    session.ringing.set([]);
    await drawn(popover);
    await sendMouse({type: 'move', position: [x, y]});
    session.ringing.set(chats(1));
    await drawn(popover);
    // The browser notices what is under the pointer with the next frames.
    while (!the(popover, '[part="stack"]').matches(':hover')) await new Promise(requestAnimationFrame);
    session.ringing.set(chats(3));
    await drawn(popover);
    expect(the(popover, '#accept-all-button').textContent).to.include('Accept 3 requests');
  });
});
