import {expect} from '@open-wc/testing';
import type {Contact} from '../../src/domain/contact.ts';
import {NOW} from '../support/component-contacts.ts';
import {
  cleanUp,
  deepAll,
  drawn,
  expectAccessible,
  mount,
  setScheme,
  settled,
  textOf,
  the,
} from '../support/component-harness.ts';
import {messagesOf, SEVERAL_MESSAGES} from '../support/voicemail-scenes.ts';
import {DONE, FakeSession} from '../support/fake-session.ts';
import {drawnWhole, names, press, row, tick, viewOf} from '../support/supervisor-harness.ts';
import {
  SUPERVISOR_SCENES,
  buildSupervisor,
  listenedContact,
  listenedElsewhere,
  show,
} from '../support/supervisor-scenes.ts';

describe('a supervisor’s view', () => {
  afterEach(cleanUp);

  for (const scene of Object.keys(SUPERVISOR_SCENES)) {
    for (const scheme of ['light', 'dark'] as const) {
      it(`[EL-1] ${scene} is accessible, colours included (${scheme})`, async () => {
        setScheme(scheme);
        const {view} = await viewOf(scene);
        await expectAccessible(view);
      });
    }
  }

  it('[SU-20] of a queue: who waits, the longest wait, who could be offered something, who is signed in', async () => {
    const {view, session, root} = await viewOf('supervisor');
    expect(textOf(row(view, 'billing'))).to.match(/Billing .*4 .*01:35 .*0 .*5/);
    expect(textOf(row(view, 'mail'))).to.include('none');
    expect(textOf(row(view, 'night'))).to.include('Closed');
    session.now = NOW + 5_000;
    await tick(root);
    expect(textOf(row(view, 'billing'))).to.include('01:40');
  });

  it('[SU-21] of an agent: state in word, icon and colour, since when, and each contact with its part and time', async () => {
    const {view} = await viewOf('supervisor');
    const anna = row(view, 'anna');
    expect(textOf(anna)).to.match(/Anna Kowalska.*Billing team.*Available.*07:00.*Call.*Billing.*Connected.*04:12/);
    expect(anna.querySelector('.tone.positive .icon-available')).not.to.equal(null);
    expect(textOf(row(view, 'ben')))
      .to.include('Idle · Lunch')
      .and.include('no contact');
    const chidi = textOf(row(view, 'chidi'));
    expect(chidi).to.match(/Wrap-up.*00:21.*Chat.*Technical support.*Connected.*E-mail.*1:00:00/);
    expect(textOf(row(view, 'dana'))).to.match(/Post Call.*Conference/);
    expect(textOf(row(view, 'ede'))).to.include('No microphone');
    expect(textOf(row(view, 'fay'))).to.include('No desk open');
    expect(textOf(row(view, 'gil')))
      .to.include('Offline')
      .and.not.include('No desk open');
  });

  it('[SU-28] each state says what is the case, and what to do', async () => {
    const said: readonly (readonly [scene: string, words: readonly string[]])[] = [
      ['supervisor-signed-out', ['Sign in']],
      ['supervisor-loading', ['Looking at agents and queues']],
      ['supervisor-empty', ['No queue is set up', 'Nobody has signed in']],
      ['supervisor-failed', ['could not be read', 'did not answer in time', 'Try again']],
      ['supervisor-forbidden', ['This view is for supervisors', 'Ask your administrator']],
      ['supervisor-outdated', ['This is how it was at', 'Anna Kowalska']],
      ['supervisor-reconnecting', ['No connection since', 'Listening to Anna Kowalska']],
    ];
    for (const [scene, words] of said) {
      const {view} = await viewOf(scene);
      for (const each of words) expect(textOf(view), scene).to.include(each);
      cleanUp();
    }
  });

  it('[PK-91] [EL-80] callbacks, their figures and voicemail are tabs beside it, loaded when they are looked at, and walked by arrow keys', async () => {
    const {view, session, root} = await viewOf('supervisor');
    session.callbackInbox.answer = () => ({callbacks: [], next: null, count: 0, more: false, scope: 'all'});
    expect(session.callbackInbox.asked.length).to.equal(0);
    const key = async (press: string, name: string): Promise<void> => {
      the(view, '[role="tab"][aria-selected="true"]').dispatchEvent(
        new KeyboardEvent('keydown', {key: press, bubbles: true, composed: true}),
      );
      await customElements.whenDefined(name);
      await settled(root);
      await new Promise((resolve) => requestAnimationFrame(resolve));
      await drawn(root);
    };
    await key('ArrowRight', 'cordboard-callback-inbox');
    expect(textOf(the(view, 'cordboard-callback-inbox'))).to.include('Nobody waits to be called back');
    await expectAccessible(view);
    session.voicemail.answer = () => messagesOf(SEVERAL_MESSAGES, {scope: 'all'});
    await key('ArrowRight', 'cordboard-voicemail');
    expect(textOf(the(view, 'cordboard-voicemail')))
      .to.include('Ada Nkemelu')
      .and.include('Delete');
    await expectAccessible(view);
    await key('End', 'cordboard-callback-figures');
    expect(textOf(the(view, 'cordboard-callback-figures'))).to.include('No callbacks in this time');
    await expectAccessible(view);
    await key('Home', 'cordboard-queue-table');
    expect(names(view)).to.include('Anna Kowalska');
  });

  it('[SU-28] what failed is asked for again by its button, and the answer is shown', async () => {
    const {view, session, root} = await viewOf('supervisor-failed');
    await press(root, the(view, '#retry-button'));
    expect(session.supervision.refreshed).to.equal(1);
    show(session);
    await drawnWhole(root);
    expect(names(view)).to.include('Anna Kowalska');
  });

  it('[SU-29] out of the page it asks nothing, and looks again when it is put back', async () => {
    const {session, root} = await viewOf('supervisor');
    expect(session.supervision.watching).to.equal(1);
    const element = the(root, 'cordboard-supervisor');
    element.remove();
    expect(session.supervision.watching).to.equal(0);
    root.append(element);
    await settled(root);
    await settled(root);
    expect(session.supervision.watching).to.equal(1);
    expect(names(the(root, 'cordboard-supervisor-view'))).to.include('Anna Kowalska');
  });

  it('[SU-26] who listens sees to whom, and that nobody hears them; the buttons send what they say', async () => {
    const {view, session, root} = await viewOf('supervisor-listening');
    const bar = the(view, 'cordboard-listening');
    expect(textOf(bar)).to.match(/Listening to Anna Kowalska.*Nobody hears you.*Billing.*00:42.*Barge in.*Stop/);
    expect(textOf(bar)).not.to.include('Ada Nkemelu');
    expect(
      deepAll(bar, 'button').map(({ariaLabel}) => ariaLabel),
      'their words are their names',
    ).to.deep.equal([null, null]);
    await press(root, the(bar, '#barge-in-button'));
    expect([session.last.name, ...session.last.args]).to.deep.equal(['bargeIn', 'call-1']);
    expect(the(bar, '#barge-in-button').getAttribute('aria-busy')).to.equal('true');
    expect(textOf(bar), 'until the hub says so').to.include('Nobody hears you');
    session.last.answer(DONE);
    session.contactList.set([listenedContact(false)]);
    await drawn(root);
    expect(textOf(bar)).to.match(/Speaking with Anna Kowalska.*Everybody hears you/);
    expect(textOf(the(bar, '#barge-in-button'))).to.equal('Mute');
    await press(root, the(bar, '#barge-in-button'));
    expect(session.last.name).to.equal('mute');
    await press(root, the(bar, '#stop-button'));
    expect(session.last.name).to.equal('stopMonitoring');
    session.contactList.set([]);
    await drawn(root);
    expect(textOf(bar)).to.equal('');
  });

  it('[SU-26] it says which conversation it is, and who hears them there', async () => {
    const {view, session, root} = await viewOf('supervisor-listening');
    const bar = the(view, 'cordboard-listening');
    const said = async (contact: Contact): Promise<string> => {
      session.contactList.set([contact]);
      await drawn(root);
      return textOf(bar);
    };
    expect(await said(listenedContact(false))).to.match(
      /Speaking with Anna Kowalska and the customer.*Everybody hears you, the customer too/,
    );
    expect(bar.matches(':state(speaking)')).to.equal(true);
    expect(await said(listenedElsewhere('consult'))).to.match(
      /Listening to Anna Kowalska.*In a consult, without the customer. Nobody hears you/,
    );
    expect(await said(listenedElsewhere('consult', false)))
      .to.match(/Speaking with Anna Kowalska.*In a consult: whoever is in it hears you, the customer does not/)
      .and.not.to.match(/and the customer|Everybody/);
    expect(await said(listenedElsewhere('on-hold'))).to.match(/Listening to Anna Kowalska.*on hold.*Nobody hears you/);
    expect(await said(listenedElsewhere('on-hold', false))).to.match(
      /Listening to Anna Kowalska.*on hold: nobody hears you until they are back/,
    );
    expect(bar.matches(':state(speaking)')).to.equal(false);
  });

  it('[SU-26] the focus stays in the bar when a button goes, and is not chosen from', async () => {
    const {view, session, root} = await viewOf('supervisor-listening');
    const bar = the(view, 'cordboard-listening');
    the(bar, '#stop-button').focus();
    session.contactList.set([{...listenedContact(), status: 'post-call', connectedAt: NOW, customerLeftAt: NOW}]);
    await drawn(root);
    expect(bar.shadowRoot?.activeElement?.id).to.equal('stop-button');
    expect(the(bar, '#barge-in-button').getAttribute('aria-disabled')).to.equal('true');
    expect(textOf(bar)).to.include('The customer has left');
  });

  it('[SU-27] that another one is listened to now, or nobody, is said until it is put away', async () => {
    const {view, session, root} = await viewOf('supervisor-moved');
    expect(textOf(the(view, '.notices'))).to.include('You listen to Anna Kowalska now');
    await press(root, the(view, '[part~="dismiss-news-7"]'));
    expect(textOf(the(view, '.notices'))).to.equal('');
    session.callNews.set([{id: '9', contactId: 'call-1', at: NOW, kind: 'monitoring-moved', agentName: null}]);
    await drawn(root);
    expect(textOf(the(view, '.notices'))).to.include('There is nobody left to listen to');
  });

  it('[SU-27] beside a panel of the same session the panel says it', async () => {
    const session = new FakeSession();
    const root = buildSupervisor('supervisor-moved', session);
    root.prepend(document.createElement('cordboard-communication-panel'));
    mount(root);
    await drawn(root);
    await settled(root);
    expect(textOf(the(root, 'cordboard-communication-panel'))).to.include('You listen to Anna Kowalska now');
    expect(textOf(the(the(root, 'cordboard-supervisor-view'), '.notices'))).to.equal('');
  });

  it('[EL-7] a request that the page cancels sends nothing', async () => {
    const {root, view, session} = await viewOf('supervisor-listening');
    for (const type of ['cordboard-barge-in-request', 'cordboard-stop-monitoring-request'] as const)
      root.addEventListener(type, (event) => event.preventDefault());
    await press(root, the(view, '#barge-in-button'));
    await press(root, the(view, '#stop-button'));
    expect(session.names).to.deep.equal([]);
  });

  it('[SU-32] nothing needs sideways scrolling, and no target is too small', async () => {
    for (const [scene, dir] of [
      ['supervisor-listening', 'ltr'],
      ['supervisor-long', 'ltr'],
      ['supervisor-arabic', 'rtl'],
    ] as const) {
      document.documentElement.dir = dir;
      const {root, view} = await viewOf(scene);
      for (const width of [320, 345, 480, 620, 1_024, 1_850]) {
        root.style.display = 'block';
        root.style.inlineSize = `${width}px`;
        await drawn(root);
        expect(view.scrollWidth, `${scene} at ${width}`).to.be.at.most(width);
        for (const each of deepAll(view, '*'))
          if (each.getClientRects().length > 0 && !each.matches('.visually-hidden, .visually-hidden *, .why'))
            expect(overflows(each, root), `${scene} at ${width}: ${each.localName}.${each.className}`).to.equal(false);
        for (const button of deepAll(view, 'button, select, input')) {
          if (button.getClientRects().length === 0) continue;
          const {width: wide, height} = button.getBoundingClientRect();
          expect(Math.min(wide, height), `${scene} at ${width}: ${button.id}`).to.be.at.least(24);
        }
      }
      cleanUp();
    }
  });
});

function overflows(element: Element, root: Element): boolean {
  const {left, right} = element.getBoundingClientRect();
  const {left: least, right: most} = root.getBoundingClientRect();
  return left < least - 1 || right > most + 1;
}
