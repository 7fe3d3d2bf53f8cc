import {expect} from '@open-wc/testing';
import {define} from '../../src/components/define-all.ts';
import {CordboardSession} from '../../src/components/session/session.ts';
import type {CallbackView} from '../../src/services/ports.ts';
import {CHOICES, SCHEDULER_SCENES, callbackView} from '../support/callback-scenes.ts';
import {dialledContact} from '../support/component-contacts.ts';
import {
  cleanUp,
  deep,
  deepAll,
  drawn,
  expectAccessible,
  mount,
  setScheme,
  settled,
  textOf,
  the,
} from '../support/component-harness.ts';
import {DONE, FakeSession} from '../support/fake-session.ts';
import {arrived, press, shown, type, value} from '../support/scheduler-harness.ts';

const faults = (root: Element): readonly string[] => deepAll(root, '.fault').map((each) => textOf(each));
describe('the callback scheduler', () => {
  afterEach(cleanUp);

  it('[CB-28] has two tabs, Schedule open first, and arrows go between them', async () => {
    const {root} = await shown('scheduler-many');
    const tabs = deepAll(root, '[role="tab"]');
    expect(tabs.map((each) => textOf(each))).to.deep.equal(['Schedule callback', 'Manage callbacks (3)']);
    expect(tabs.map((each) => each.ariaSelected)).to.deep.equal(['true', 'false']);
    tabs[0]?.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowRight', bubbles: true, composed: true}));
    await settled(root);
    expect(deep(root, '#form') === null).to.equal(true);
    expect(deepAll(root, '[part="item"]').length).to.equal(3);
  });

  it('[CB-29] [CB-33] [CB-36] [CB-37] [CB-40] [CB-41] [CB-43] [CB-55] sends what was filled in, with times by the customer’s clock', async () => {
    const {root, session} = await shown();
    await type(root, 'number', '(201) 555-0123');
    await type(root, 'name', 'Ada Nkemelu');
    await type(root, 'date', '2026-11-24');
    await type(root, 'start', '10:00');
    await type(root, 'end', '11:30');
    await type(root, 'zone', 'America/New_York');
    await type(root, 'reason', 'Invoice 7');
    await press(root, '#schedule-button');
    expect(faults(root)).to.deep.equal([]);
    expect([session.last.name, ...session.last.args]).to.deep.equal([
      'schedule',
      {
        ...{number: '(201) 555-0123', name: 'Ada Nkemelu', reason: 'Invoice 7', queueId: 'billing', assigneeId: null},
        ...{date: '2026-11-24', start: '10:00', end: '11:30', zone: 'America/New_York'},
      },
      null,
    ]);
    session.callbackList = Promise.resolve([callbackView()]);
    session.last.answer(DONE);
    await arrived(root);
    expect(textOf(the(root, '.said'))).to.include('Scheduled: Ada Nkemelu');
    expect(deepAll(root, '[part="item"]').length).to.equal(1);
  });

  it('[CB-40] shows both clocks: the customer’s, and what it is for the agent', async () => {
    const {root} = await shown();
    await type(root, 'date', '2026-11-24');
    await type(root, 'start', '10:00');
    await type(root, 'end', '11:30');
    await type(root, 'zone', 'Pacific/Kiritimati');
    expect(textOf(the(root, '#for-you'))).to.match(/for you$/);
    await type(root, 'zone', Intl.DateTimeFormat().resolvedOptions().timeZone);
    expect(textOf(the(root, '#for-you'))).to.equal('The same time for you');
    await type(root, 'zone', 'Nowhere');
    expect(textOf(the(root, '#for-you'))).to.equal('');
  });

  it('[CB-29] [CB-30] [CB-35] [CB-38] [CB-42] what is wrong is said at its field with what to do, and the first has the focus', async () => {
    const {root, session} = await shown();
    await type(root, 'number', '12345');
    await type(root, 'name', 'Al');
    await type(root, 'date', '2020-01-01');
    await type(root, 'reason', 'x'.repeat(251));
    await press(root, '#schedule-button');
    expect(session.names).to.deep.equal([]);
    expect(faults(root)).to.deep.equal([
      'A phone number has at least 7 digits.',
      'A name has at least 3 characters.',
      'It has to begin at least 30 minutes from now.',
      'A reason has at most 250 characters.',
    ]);
    expect(the(root, '#number').matches(':focus')).to.equal(true);
    expect(the(root, '#number').getAttribute('aria-describedby')).to.equal('number-fault');
    await type(root, 'number', '201 555 0123');
    expect(faults(root).length).to.equal(3);
  });

  it('[PK-5] an emergency number is said to be none while it is typed', async () => {
    const {root} = await shown();
    await type(root, 'number', '911');
    expect(faults(root)).to.deep.equal(['This is an emergency number. Nobody can be called back there.']);
  });

  it('[PK-2] a time that the clocks leave out is said with the next there is', async () => {
    const {root} = await shown();
    await type(root, 'zone', 'Europe/Warsaw');
    await type(root, 'date', '2027-03-28');
    await type(root, 'start', '02:30');
    await type(root, 'end', '04:00');
    await press(root, '#schedule-button');
    expect(faults(root)).to.include('The clocks are put forward over this time there. The next time there is: 03:00.');
  });

  it('[CB-57] what only the hub knows to be wrong stands at its field too', async () => {
    const {root, session} = await shown('scheduler-filled');
    await press(root, '#schedule-button');
    session.last.answer({
      status: 'refused',
      code: 'invalid-callback',
      problems: [{field: 'queue', fault: 'not-yours'}],
    });
    await arrived(root);
    expect(faults(root)).to.deep.equal(['Neither you nor that agent works in this queue.']);
    expect(the(root, '#queue').matches(':focus')).to.equal(true);
  });

  it('[PK-116] that a customer asked for the number themselves stands at the number, with what to do', async () => {
    const {root, session} = await shown('scheduler-many');
    await press(root, '#tab-manage');
    await press(root, '#edit-button');
    await settled(root);
    await press(root, '#other-number-button');
    await type(root, 'number', '+12015550188');
    await press(root, '#schedule-button');
    session.last.answer({
      status: 'refused',
      code: 'invalid-callback',
      problems: [{field: 'number', fault: 'promised'}],
    });
    await arrived(root);
    expect(faults(root)).to.deep.equal([
      'The customer asked for a call at the number that was there: it cannot be changed. Delete this callback and schedule a new one.',
    ]);
    expect(the(root, '#number').matches(':focus')).to.equal(true);
  });

  it('[CB-48] [CB-55] [CB-56] [CB-57] is assigned to anybody, me, or a buddy with their queues', async () => {
    const {root, session} = await shown('scheduler-filled');
    const queues = (): readonly string[] =>
      [...the(root, '#queue').querySelectorAll('option')].map((each) => each.value);
    expect(queues()).to.deep.equal(['', 'billing']);
    await press(root, '#assign-certain');
    the(root, '#assign-certain').dispatchEvent(new Event('change'));
    await drawn(root);
    await press(root, '#schedule-button');
    expect(faults(root)).to.include('Choose an agent of your team.');
    await type(root, 'assignee', 'agent-3');
    expect(queues()).to.deep.equal(['', 'billing', 'claims']);
    await type(root, 'queue', 'claims');
    await press(root, '#schedule-button');
    expect(session.last.args[0]).to.include({assigneeId: 'agent-3', queueId: 'claims'});
  });

  it('[CB-5] [CB-26] [PO-22] in a call the customer is filled in, and the number need not be seen', async () => {
    const session = new FakeSession();
    const contact = dialledContact({id: 'contact-1'});
    session.contactList.set([contact]);
    const {root} = await shown('scheduler-contact', session);
    expect(value(root, 'name').length).to.be.greaterThan(2);
    expect(deep(root, '#number') === null).to.equal(true);
    await press(root, '#schedule-button');
    expect(session.last.args[0]).to.include({number: null});
    expect(session.last.args[1]).to.equal('contact-1');
    await press(root, '#other-number-button');
    expect(the(root, '#number').matches(':focus')).to.equal(true);
  });

  it('[CB-44] [CB-59] Manage has those of the customer and one’s own apart', async () => {
    const session = new FakeSession();
    session.contactList.set([dialledContact({id: 'contact-1'})]);
    const {root} = await shown('scheduler-contact', session);
    expect(session.askedCallbacks).to.deep.equal([{kind: 'own'}, {kind: 'contact', contactId: 'contact-1'}]);
    await press(root, '#tab-manage');
    expect(deepAll(root, 'h3').map((each) => textOf(each))).to.deep.equal(['Of this customer', 'Yours']);
  });

  it('[CB-45] [PK-7] one is changed; if somebody else was faster that is said, and what they made of it is one press away', async () => {
    const {root, session} = await shown('scheduler-many');
    await press(root, '#tab-manage');
    await press(root, '#edit-button');
    await settled(root);
    expect(textOf(the(root, '#tab-schedule'))).to.equal('Change callback');
    await type(root, 'reason', 'Refund');
    await press(root, '#schedule-button');
    expect([session.last.name, session.last.args[0], session.last.args[1]]).to.deep.equal(['edit', 'callback-1', 1]);
    session.last.answer({status: 'refused', code: 'callback-changed'});
    session.latestCallback.set(callbackView({version: 2, reason: 'By somebody else'}));
    await arrived(root);
    expect(textOf(the(root, '.conflict'))).to.include('Somebody else has changed this callback.');
    await press(root, '#reload-button');
    expect(value(root, 'reason')).to.equal('By somebody else');
    expect(deep(root, '.conflict') === null).to.equal(true);
  });

  it('[CB-46] one is deleted after a question, and kept by default', async () => {
    const {root, session} = await shown('scheduler-many');
    await press(root, '#tab-manage');
    await press(root, '#delete-button');
    await settled(root);
    expect(the(root, '#keep-button').matches(':focus')).to.equal(true);
    expect(session.names).to.deep.equal([]);
    await press(root, '#delete-now-button');
    expect([session.last.name, ...session.last.args]).to.deep.equal(['remove', 'callback-1', 1]);
    session.callbackList = Promise.resolve([]);
    session.last.answer(DONE);
    await arrived(root);
    expect(deepAll(root, '[part="item"]').length).to.equal(0);
    expect(textOf(the(root, '.said'))).to.include('Deleted: Ada Nkemelu');
  });

  it('[CB-47] after its start there is nothing to press', async () => {
    const {root} = await shown('scheduler-begun');
    await press(root, '#tab-manage');
    expect(deepAll(root, '[part~="edit-button"], [part~="delete-button"]').length).to.equal(0);
    expect(textOf(the(root, '[part="item"]'))).to.include('it can no longer be changed');
  });

  it('[CB-23] where none are set up that is said, and there is no form', async () => {
    const session = new FakeSession();
    session.callbackChoices = Promise.resolve({...CHOICES, ready: false});
    const {root} = await shown('', session);
    expect(textOf(the(root, '#panel'))).to.include('Callbacks are not set up here.');
    expect(deep(root, '#schedule-button') === null).to.equal(true);
  });

  it('[PK-14] what cannot be read is said, and read again by a press', async () => {
    const session = new FakeSession();
    const failing = Promise.reject(new Error('The hub did not answer in time.'));
    failing.catch(() => undefined);
    session.callbackList = failing;
    const {root} = await shown('', session);
    expect(textOf(the(root, '#panel'))).to.include('The hub did not answer in time.');
    session.callbackList = Promise.resolve<readonly CallbackView[]>([]);
    await press(root, '#retry-button');
    await arrived(root);
    expect(deep(root, '#schedule-button') !== null).to.equal(true);
  });

  it('[PK-14] a request that the page cancels is not sent', async () => {
    const {root, session} = await shown('scheduler-filled');
    root.addEventListener('cordboard-callback-schedule-request', (event) => event.preventDefault());
    await press(root, '#schedule-button');
    expect(session.names).to.deep.equal([]);
  });

  it('[CB-27] it works alone in a page', async () => {
    define();
    const root = document.createElement('cordboard-session');
    if (!(root instanceof CordboardSession)) throw new TypeError('cordboard-session is not defined');
    root.session = new FakeSession();
    root.append(document.createElement('cordboard-callback-scheduler'));
    await arrived(mount(root));
    expect(deep(root, '#schedule-button') !== null).to.equal(true);
    expect(deep(root, '#close-button') === null).to.equal(true);
  });

  for (const scheme of ['light', 'dark'] as const) {
    for (const name of Object.keys(SCHEDULER_SCENES)) {
      it(`[PK-14] ${name} is accessible, ${scheme}`, async () => {
        setScheme(scheme);
        const {root} = await shown(name);
        await expectAccessible(root);
        await press(root, '#tab-manage');
        await expectAccessible(root);
      });
    }
  }
});
