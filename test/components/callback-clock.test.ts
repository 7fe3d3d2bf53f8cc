import {expect} from '@open-wc/testing';
import {wallTimeAt} from '../../src/domain/zone-time.ts';
import {buildScheduler, callbackView} from '../support/callback-scenes.ts';
import {NOW} from '../support/component-contacts.ts';
import {cleanUp, deepAll, drawn, mount, settled, textOf, the} from '../support/component-harness.ts';
import {FakeSession} from '../support/fake-session.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const TOO_SOON = 'It has to begin at least 30 minutes from now.';

/** What the hub answers has come, and is drawn. */
async function arrived(root: Element): Promise<void> {
  await settled(root);
  await new Promise((resolve) => requestAnimationFrame(resolve));
  await drawn(root);
}

function input(root: Element, id: string): HTMLInputElement {
  const field = the(root, `#${id}`);
  if (!(field instanceof HTMLInputElement)) throw new TypeError(`${id} is no field`);
  return field;
}

/** A form for the customer of a contact, whose time begins so many minutes from the hub's now. */
async function writtenFor(session: FakeSession, startMs: number): Promise<HTMLElement> {
  const root = mount(buildScheduler('scheduler-filled', session));
  await arrived(root);
  const {date, time} = wallTimeAt('UTC', startMs);
  for (const [id, value] of Object.entries({zone: 'UTC', date, start: time, end: '20:00'})) {
    const field = input(root, id);
    field.value = value;
    field.dispatchEvent(new Event('input', {bubbles: true}));
  }
  await drawn(root);
  the(root, '#schedule-button').click();
  await settled(root);
  return root;
}

const faults = (root: Element): readonly string[] => deepAll(root, '.fault').map((each) => textOf(each));

describe('the callback scheduler on a machine with a wrong clock', () => {
  const rightNow = Date.now;

  afterEach(() => {
    Date.now = rightNow;
    cleanUp();
  });

  for (const [how, offMs] of [
    ['an hour behind', -HOUR_MS],
    ['an hour ahead', HOUR_MS],
  ] as const) {
    it(`[CB-38] where it is ${how}, the hub’s clock says what is too soon`, async () => {
      Date.now = () => NOW + offMs;
      const session = new FakeSession();
      const late = await writtenFor(session, NOW + 15 * MINUTE_MS);
      expect(faults(late)).to.deep.equal([TOO_SOON]);
      expect(session.names).to.deep.equal([]);
      cleanUp();
      const early = await writtenFor(session, NOW + 45 * MINUTE_MS);
      expect(faults(early)).to.deep.equal([]);
      expect(session.names).to.deep.equal(['schedule']);
    });
  }

  it('[CB-38] where the desk itself is an hour behind, the hub’s refusal stands at the time, with what to do, and what was written stays', async () => {
    const session = new FakeSession();
    session.now = NOW - HOUR_MS;
    const startMs = NOW - 15 * MINUTE_MS;
    const root = await writtenFor(session, startMs);
    expect(session.names).to.deep.equal(['schedule']);
    session.last.answer({
      status: 'refused',
      code: 'invalid-callback',
      problems: [{field: 'start', fault: 'too-soon'}],
    });
    await arrived(root);
    expect(faults(root)).to.deep.equal([TOO_SOON]);
    const start = input(root, 'start');
    expect(start.matches(':focus')).to.equal(true);
    expect(start.getAttribute('aria-invalid')).to.equal('true');
    expect(textOf(the(root, `#${start.getAttribute('aria-describedby')}`))).to.equal(TOO_SOON);
    expect([start.value, input(root, 'date').value, input(root, 'end').value]).to.deep.equal([
      wallTimeAt('UTC', startMs).time,
      wallTimeAt('UTC', startMs).date,
      '20:00',
    ]);
    expect(textOf(the(root, '.said'))).to.equal('');
    // A later time is not judged by what was said of the earlier one.
    start.value = wallTimeAt('UTC', NOW + HOUR_MS).time;
    start.dispatchEvent(new Event('input', {bubbles: true}));
    await drawn(root);
    expect(faults(root)).to.deep.equal([]);
    the(root, '#schedule-button').click();
    await settled(root);
    expect(session.names).to.deep.equal(['schedule', 'schedule']);
  });
});

describe('a callback that is about to begin', () => {
  afterEach(cleanUp);

  it('[PK-196] is changed in all but its time, which may not be as near', async () => {
    const session = new FakeSession();
    const near = {date: '2020-01-01', start: '02:00', end: '03:00', zone: 'UTC'};
    session.callbackList = Promise.resolve([callbackView(near)]);
    const root = mount(buildScheduler('', session));
    await arrived(root);
    the(root, '#tab-manage').click();
    await settled(root);
    the(root, '#edit-button').click();
    await arrived(root);
    the(root, '#schedule-button').click();
    await settled(root);
    expect([session.names, faults(root)]).to.deep.equal([['edit'], []]);
    session.last.answer({status: 'refused', code: 'callback-changed'});
    await arrived(root);
    const end = input(root, 'end');
    end.value = '03:30';
    end.dispatchEvent(new Event('input', {bubbles: true}));
    await drawn(root);
    the(root, '#schedule-button').click();
    await settled(root);
    expect([session.names, faults(root)]).to.deep.equal([['edit'], [TOO_SOON]]);
  });
});
