import {expect} from '@open-wc/testing';
import {setViewport} from '@web/test-runner-commands';
import {SdkError} from '../../src/api/errors.ts';
import {polish} from '../../src/components/strings/polish.ts';
import {agentView, FakeSession} from '../support/fake-session.ts';
import {
  NOW,
  connectedContact,
  dialledContact,
  heldContact,
  missedContact,
  wrapUpContact,
} from '../support/component-contacts.ts';
import {cleanUp, deep, deepAll, deskOf, drawn, expectAccessible, textOf, the} from '../support/component-harness.ts';

const LONG = 'Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh, Maria Anna Josephine von und zu';

/** Many tasks and missed contacts, no connection, and a call. */
function crowded(name: string): FakeSession {
  const session = new FakeSession();
  const mails = ['a', 'b', 'c', 'd', 'e'].map((id) =>
    connectedContact({id, name: 'Lee', channel: 'email', subject: 'Re: contract'}),
  );
  session.contactList.set([
    ...mails,
    connectedContact({id: 'call', name, queue: 'Billing, refunds and disputes (Europe)'}),
  ]);
  session.missedContacts.set(['m1', 'm2', 'm3'].map((id) => missedContact({offerId: id, contactId: id})));
  session.connectionState.set({
    status: 'reconnecting',
    since: NOW - 8_000,
    error: new SdkError('hub-unreachable', 'Out of reach.'),
  });
  return session;
}

function bar(panel: Element): HTMLElement {
  return the(panel, '#presence-button');
}

/** The first word that is on two lines; empty when there is none. */
function brokenWordOf(label: Element): string {
  const text = [...label.childNodes].find((each): each is Text => each instanceof Text && each.data.trim() !== '');
  for (const {0: word, index} of text?.data.matchAll(/[^\s-]+/gu) ?? []) {
    const range = new Range();
    if (text === undefined) continue;
    range.setStart(text, index);
    range.setEnd(text, index + word.length);
    if (range.getClientRects().length > 1) return word;
  }
  return '';
}

describe('cordboard-communication-panel in a narrow box', () => {
  afterEach(async () => {
    cleanUp();
    await setViewport({width: 800, height: 600});
  });

  for (const [width, height, name] of [
    [345, 800, 'Ada Nkemelu'],
    [345, 800, LONG],
    [360, 720, 'Ada Nkemelu'],
    [360, 600, 'Ada Nkemelu'],
    [320, 640, LONG],
  ] as const) {
    it(`[EL-63] at ${width} by ${height} pixels the call of ${name.slice(0, 3)}… has its controls in sight`, async () => {
      await setViewport({width, height});
      const {panel} = await deskOf('', crowded(name));
      await drawn(panel);
      for (const id of ['mute-button', 'hold-button', 'end-button']) {
        const {top, bottom} = the(panel, `#${id}`).getBoundingClientRect();
        expect(top, id).to.be.at.least(0);
        expect(bottom, id).to.be.at.most(height);
      }
      const list = the(panel, '#list').getBoundingClientRect();
      expect(list.height, 'a task and the beginning of the next').to.be.at.least(60);
    });
  }

  it('[EL-64] the state has one place for short and for long names, and a number one line', async () => {
    await setViewport({width: 345, height: 800});
    const places = [];
    for (const name of ['Bo', 'Ada Nkemelu', LONG]) {
      const session = new FakeSession();
      session.contactList.set([
        connectedContact({name, queue: 'Billing, refunds and disputes (premium)', address: '+44 20 7946 0018 55'}),
      ]);
      const {panel} = await deskOf('', session);
      const heading = the(panel, 'h2').getBoundingClientRect();
      const chip = the(panel, '[part="state"]').getBoundingClientRect();
      expect(chip.top, name).to.be.at.least(heading.bottom);
      expect(the(panel, '.heading-timer').getBoundingClientRect().top, name).to.be.below(chip.top);
      places.push(chip.left);
      expect(the(panel, '[part="address"]').getBoundingClientRect().height, `${name}: its number`).to.be.below(24);
      cleanUp();
    }
    expect(new Set(places).size).to.equal(1);
  });

  it('[EL-64] four controls are two and two, seven leave End a row of its own', async () => {
    await setViewport({width: 345, height: 800});
    const {panel} = await deskOf('connected');
    const controls = the(panel, '[part="controls"]');
    const rows = () => {
      const tops = [...controls.children].map((each) => Math.round(each.getBoundingClientRect().top));
      return [...new Set(tops)].map((top) => tops.filter((each) => each === top).length);
    };
    expect(rows()).to.deep.equal([3, 3]);
    const more = controls.lastElementChild?.cloneNode(true);
    if (more === undefined) throw new Error('no controls');
    controls.append(more);
    expect(rows()).to.deep.equal([3, 3, 1]);
    expect(controls.lastElementChild?.getBoundingClientRect().width).to.be.closeTo(
      controls.getBoundingClientRect().width,
      1,
    );
    for (let count = 0; count < 3; count += 1) controls.firstElementChild?.remove();
    expect(rows()).to.deep.equal([2, 2]);
  });

  for (const width of [320, 345, 416, 584, 1320])
    for (const [language, strings] of [
      ['English', {}],
      ['Polish', polish],
    ] as const)
      it(`[EL-72] at ${width} px no word of a control is broken, in ${language}`, async () => {
        await setViewport({width, height: 720});
        for (const scene of ['connected', 'consulting', 'conference', 'conferenced', 'barged-in']) {
          const {root, panel} = await deskOf(scene);
          root.strings = strings;
          await drawn(root);
          for (const label of deepAll(panel, '.controls .button > span')) {
            expect(brokenWordOf(label), scene).to.equal('');
            expect(label.scrollWidth, `${scene}: ${textOf(label)}`).to.be.at.most(label.clientWidth + 1);
          }
          cleanUp();
        }
      });

  it('[EL-65] what comes in the place of another button is a button of its own, and only the pointer makes colours pass', async () => {
    const {panel, session} = await deskOf('connected');
    const hold = the(panel, '#hold-button');
    const end = the(panel, '#end-button');
    const controls = [...the(panel, '[part="controls"]').children].map((each) => each.querySelector('button')?.id);
    session.contactList.set([connectedContact({id: 'mail', channel: 'email', link: 'https://mail.example.com/1'})]);
    await drawn(panel);
    expect(controls).to.include('hold-button');
    expect(the(panel, '#end-button')).to.equal(end);
    expect(hold.isConnected).to.equal(false);
    expect(getComputedStyle(end).transitionDuration).to.equal('0s');
  });
});

describe('the state in the bar', () => {
  afterEach(cleanUp);

  it('[EL-62] in a call it says so, since when, and what counts after it', async () => {
    const session = new FakeSession();
    session.contactList.set([heldContact()]);
    const {panel} = await deskOf('', session);
    expect(textOf(bar(panel))).to.equal('In a call then Available');
    expect(bar(panel).ariaLabel).to.equal('Your state: In a call then Available. Change it');
    expect(textOf(the(the(panel, 'cordboard-agent-bar'), 'cordboard-timer'))).to.equal('04:12');
    await expectAccessible(panel);
    session.agent.set(agentView('away', 'lunch'));
    await drawn(panel);
    expect(textOf(bar(panel))).to.equal('In a call then Idle · Lunch');
  });

  it('[EL-62] in a wrap-up it says so; with digital contacts alone the presence is what counts', async () => {
    const {panel, session} = await deskOf('wrap-up');
    expect(textOf(bar(panel))).to.equal('Wrapping up then Available');
    session.contactList.set([
      connectedContact({id: 'chat', channel: 'chat'}),
      wrapUpContact({id: 'mail', channel: 'email'}),
    ]);
    await drawn(panel);
    expect(textOf(bar(panel))).to.equal('Available');
    session.contactList.set([dialledContact()]);
    await drawn(panel);
    expect(textOf(bar(panel))).to.equal('In a call then Available');
    session.contactList.set([]);
    await drawn(panel);
    expect(deep(panel, '.then')).to.equal(null);
  });

  it('[EL-62] in Polish too', async () => {
    const {panel, root} = await deskOf('connected');
    root.strings = polish;
    await drawn(root);
    expect(textOf(bar(panel))).to.equal('W rozmowie potem Dostępny');
    expect(deepAll(panel, '.then')).to.have.length(1);
  });
});
