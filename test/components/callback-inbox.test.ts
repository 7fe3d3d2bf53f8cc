import {expect} from '@open-wc/testing';
import {defineCallbackLists} from '../../src/components/define-callback-lists.ts';
import type {CallbackView, InboxQuestion} from '../../src/services/ports.ts';
import {callbackView} from '../support/callback-scenes.ts';
import {
  cleanUp,
  deep,
  deepAll,
  drawn,
  expectAccessible,
  litWarnings,
  mount,
  setScheme,
  settled,
  textOf,
  the,
} from '../support/component-harness.ts';
import {fails} from '../support/fake-inbox.ts';
import {DONE, FakeSession} from '../support/fake-session.ts';
import {INBOX_SCENES, SEVERAL, SUPERVISED, buildInbox, pageOf} from '../support/inbox-scenes.ts';

type Shown = {readonly root: HTMLElement; readonly session: FakeSession};

async function shown(name: string, session = new FakeSession()): Promise<Shown> {
  const root = mount(buildInbox(name, session));
  await arrived(root);
  return {root, session};
}

/** What the hub answered has come and is drawn. */
async function arrived(root: Element): Promise<void> {
  await drawn(root);
  await new Promise((resolve) => requestAnimationFrame(resolve));
  await drawn(root);
}

async function press(root: Element, selector: string): Promise<void> {
  the(root, selector).click();
  await settled(root);
}

async function choose(root: Element, id: string, value: string): Promise<void> {
  const field = the(root, `#${id}`);
  if (!(field instanceof HTMLSelectElement || field instanceof HTMLInputElement))
    throw new TypeError(`${id} is no field`);
  field.value = value;
  field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? 'change' : 'input', {bubbles: true}));
  await arrived(root);
}

const row = (root: Element, id: string): HTMLElement => the(root, `[data-row="${id}"]`);
const ids = (root: Element): readonly (string | undefined)[] =>
  deepAll(root, '[data-row]').map(({dataset}) => dataset['row']);
const buttons = (root: Element, id: string): readonly string[] =>
  [...row(root, id).querySelectorAll('button')].map((each) => textOf(each));
const key = (root: Element, name: string): void => {
  deepFocused(root)?.dispatchEvent(
    new KeyboardEvent('keydown', {key: name, bubbles: true, composed: true, cancelable: true}),
  );
};
function deepFocused(root: Element): Element | null {
  return the(root, 'cordboard-callback-inbox').shadowRoot?.activeElement ?? null;
}

describe('the inbox of callbacks', () => {
  afterEach(cleanUp);

  for (const scene of Object.keys(INBOX_SCENES)) {
    for (const scheme of ['light', 'dark'] as const) {
      it(`[PK-91] ${scene} is accessible, colours included (${scheme})`, async () => {
        setScheme(scheme);
        const {root} = await shown(scene);
        await expectAccessible(the(root, 'cordboard-callback-inbox'));
      });
    }
  }

  it('[PK-91] each state says what is the case, and what to do', async () => {
    const said: readonly (readonly [scene: string, words: readonly string[]])[] = [
      ['inbox-loading', ['Reading callbacks']],
      ['inbox-empty', ['Nobody waits to be called back', 'A callback is a promise', 'Show closed ones too']],
      ['inbox-one', ['Ada Nkemelu', '1 callback']],
      ['inbox-many', ['more than 1,000 callbacks', 'Next']],
      ['inbox-failed', ['could not be read', 'did not answer in time', 'Try again']],
      ['inbox-forbidden', ['may not see callbacks', 'Ask your administrator']],
      ['inbox-one-polish', ['Zaplanowane', '1 oddzwonienie']],
    ];
    for (const [scene, words] of said) {
      const {root} = await shown(scene);
      for (const each of words) expect(textOf(the(root, 'cordboard-callback-inbox')), scene).to.include(each);
      cleanUp();
    }
  });

  it('[PK-81] of each: state in word and icon, customer, both clocks, queue and whose, kind, source and attempts', async () => {
    const {root} = await shown('inbox');
    expect(textOf(row(root, 'waits'))).to.match(
      /Waiting for an agent.*No name.*As soon as possible.*Billing.*Direct callback.*from the line/,
    );
    expect(row(root, 'waits').querySelector('.icon-queue')).not.to.equal(null);
    expect(textOf(row(root, 'again'))).to.match(
      /called 2 times.*Jón Árnason.*Europe\/London.*next try.*Claims.*on a web page/,
    );
    expect(textOf(row(root, 'personal'))).to.match(/for Chidi Okafor.*Personal callback.*by Łucja/);
    expect(textOf(row(root, 'mine'))).to.include('for you');
    expect(textOf(row(root, 'own'))).to.include('by you');
    for (const [id, word] of [
      ['kept', 'Done'],
      ['unreached', 'Not reached'],
      ['cancelled', 'by the customer'],
      ['expired', 'Given up'],
    ] as const)
      expect(textOf(row(root, id))).to.include(word);
    expect(textOf(row(root, 'own'))).to.include('••• ••• 0123');
  });

  it('[PK-81] [PK-82] [PK-83] what is chosen is asked for, from the first page on', async () => {
    const {root, session} = await shown('inbox-supervisor');
    const {callbackInbox} = session;
    const open: InboxQuestion['filter'] = {kind: null, status: 'open', queueId: null, whose: {kind: 'any'}, text: ''};
    expect(callbackInbox.last).to.deep.equal({filter: open, order: 'due', descending: false, after: null});
    await choose(root, 'state', 'kept');
    await choose(root, 'kind', 'web');
    await choose(root, 'queue-filter', 'claims');
    await choose(root, 'whose', 'agent agent-2');
    await choose(root, 'search', '100%');
    const filter = {
      kind: 'web',
      status: 'kept',
      queueId: 'claims',
      whose: {kind: 'agent', agentId: 'agent-2'},
      text: '100%',
    };
    expect(callbackInbox.last.filter).to.deep.equal(filter);
    await press(root, '.created .sort');
    await arrived(root);
    expect([callbackInbox.last.order, callbackInbox.last.descending]).to.deep.equal(['created', true]);
    await press(root, '.created .sort');
    await arrived(root);
    expect(callbackInbox.last.descending).to.equal(false);
    expect(the(root, '.created').ariaSort).to.equal('ascending');
  });

  it('[PK-91] where nothing matches one press shows all', async () => {
    const {root, session} = await shown('inbox-empty');
    await choose(root, 'search', 'nobody');
    expect(textOf(the(root, '.none'))).to.include('No callback matches');
    await press(root, '#clear-button');
    await arrived(root);
    expect(session.callbackInbox.last.filter.text).to.equal('');
    expect(textOf(the(root, '.none'))).to.include('There has been no callback yet');
  });

  it('[PK-83] pages are turned there and back; one that has become empty leads to the one before', async () => {
    const {root, session} = await shown('inbox-many');
    const {callbackInbox} = session;
    await press(root, '#next-button');
    await arrived(root);
    expect(callbackInbox.last.after).to.deep.equal({key: 'k', id: 'i'});
    await press(root, '#previous-button');
    await arrived(root);
    expect(callbackInbox.last.after).to.equal(null);
    callbackInbox.answer = ({after}) => (after === null ? pageOf(SEVERAL) : pageOf([]));
    await press(root, '#next-button');
    await arrived(root);
    await arrived(root);
    expect(ids(root)).to.have.length(SEVERAL.length);
    expect(deep(root, '#previous-button') === null).to.equal(true);
  });

  it('[PK-84] [PK-85] an agent changes and deletes their own before they begin; a supervisor cancels and gives away what is open', async () => {
    const {root} = await shown('inbox');
    expect(buttons(root, 'own')).to.deep.equal(['Change', 'Delete']);
    for (const id of ['waits', 'personal', 'again', 'kept']) expect(buttons(root, id), id).to.deep.equal([]);
    cleanUp();
    const {root: supervised} = await shown('inbox-supervisor');
    expect(buttons(supervised, 'waits')).to.deep.equal(['Give away', 'Cancel callback']);
    expect(buttons(supervised, 'own')).to.deep.equal(['Change', 'Give away', 'Cancel callback']);
    expect(buttons(supervised, 'kept')).to.deep.equal([]);
  });

  it('[PK-84] it asks first, and sends the version that was seen; the focus goes along', async () => {
    const {root, session} = await shown('inbox-supervisor');
    await press(root, '#cancel-waits');
    await arrived(root);
    expect(deepFocused(root)?.id).to.equal('keep-button');
    await expectAccessible(the(root, 'cordboard-callback-inbox'));
    key(root, 'Escape');
    await arrived(root);
    expect(session.names).to.deep.equal([]);
    expect(deepFocused(root)?.getAttribute('data-row')).to.equal('waits');
    await press(root, '#cancel-waits');
    // Somebody changes it while the question is open.
    session.callbackInbox.answer = () => pageOf([{...SEVERAL[0], version: 5} as CallbackView], {scope: 'all'});
    session.latestCallback.set(callbackView({id: 'waits', version: 5}));
    await arrived(root);
    await press(root, '#do-button');
    expect([session.last.name, ...session.last.args]).to.deep.equal(['cancel', 'waits', 1]);
    session.last.answer({status: 'refused', code: 'callback-changed'});
    await arrived(root);
    expect(textOf(the(root, '.notices'))).to.include('Somebody else has changed this callback');
    await press(root, '#cancel-waits');
    await press(root, '#do-button');
    expect(session.last.args).to.deep.equal(['waits', 5]);
    session.last.answer(DONE);
    await arrived(root);
    expect(textOf(the(root, '.said'))).to.include('Cancelled');
  });

  it('[PK-85] gives one to the queue that is chosen', async () => {
    const {root, session} = await shown('inbox-supervisor');
    await press(root, '#give-waits');
    const queue = the(root, '#give-queue');
    expect(queue instanceof HTMLSelectElement && queue.value).to.equal('billing');
    if (queue instanceof HTMLSelectElement) queue.value = 'claims';
    await press(root, '#do-button');
    expect([session.last.name, ...session.last.args]).to.deep.equal(['move', 'waits', 1, 'claims']);
    session.last.answer(DONE);
    await arrived(root);
    expect(textOf(the(root, '.said'))).to.include('Given to Claims');
  });

  it('[PK-91] a page may keep callbacks elsewhere: what it cancels is not sent', async () => {
    const {root, session} = await shown('inbox-supervisor');
    root.addEventListener('cordboard-callback-cancel-request', (event) => event.preventDefault());
    await press(root, '#cancel-waits');
    await press(root, '#do-button');
    expect(session.names).to.deep.equal([]);
  });

  it('[PK-91] what the hub tells is read at once, nothing moves under the pointer, and the arrows walk the rows', async () => {
    const {root, session} = await shown('inbox');
    const body = the(root, '[role="rowgroup"] ~ [role="rowgroup"]');
    body.dispatchEvent(new PointerEvent('pointerenter', {pointerType: 'mouse'}));
    session.callbackInbox.answer = () => pageOf([callbackView({id: 'new'}), ...SEVERAL.slice(1)]);
    session.latestCallback.set(callbackView({id: 'new'}));
    await arrived(root);
    await arrived(root);
    expect(ids(root)).to.deep.equal([...SEVERAL.slice(1).map(({id}) => id), 'new']);
    body.dispatchEvent(new PointerEvent('pointerleave', {pointerType: 'mouse'}));
    await arrived(root);
    expect(ids(root)[0]).to.equal('new');
    row(root, 'new').focus();
    key(root, 'ArrowDown');
    await arrived(root);
    expect(deepFocused(root)?.getAttribute('data-row')).to.equal('own');
    key(root, 'End');
    await arrived(root);
    expect(deepFocused(root)?.getAttribute('data-row')).to.equal('expired');
    expect(deepAll(root, '[data-row][tabindex="0"]').length).to.equal(1);
  });

  it('[PK-91] what is known stays while the hub does not answer, and says so; out of the page it asks nothing', async () => {
    const {root, session} = await shown('inbox');
    session.callbackInbox.answer = fails();
    session.latestCallback.set(callbackView());
    await arrived(root);
    await arrived(root);
    expect(ids(root)).to.have.length(SEVERAL.length);
    expect(textOf(the(root, '.notices'))).to.include('This is how it was at');
    const element = the(root, 'cordboard-callback-inbox');
    element.remove();
    const asked = session.callbackInbox.asked.length;
    session.latestCallback.set(callbackView({version: 9}));
    await new Promise((resolve) => requestAnimationFrame(resolve));
    expect(session.callbackInbox.asked.length).to.equal(asked);
    session.callbackInbox.answer = () => pageOf(SEVERAL.slice(0, 2));
    root.append(element);
    await arrived(root);
    await arrived(root);
    expect(ids(root)).to.have.length(2);
  });

  it('[PK-91] a page that shows them by themselves registers them under its own prefix', async () => {
    await defineCallbackLists('listed');
    for (const name of ['listed-callback-inbox', 'listed-callback-figures'])
      expect(customElements.get(name) !== undefined, name).to.equal(true);
  });

  it('[PK-91] what failed is read again by its button; properties may be set at any time; Lit warns of nothing', async () => {
    const session = new FakeSession();
    session.callbackInbox.choices = SUPERVISED;
    const {root} = await shown('inbox-failed', session);
    session.callbackInbox.answer = () => pageOf(SEVERAL);
    await press(root, '#retry-button');
    await arrived(root);
    expect(ids(root)).to.have.length(SEVERAL.length);
    expect(litWarnings()).to.deep.equal([]);
  });
});
