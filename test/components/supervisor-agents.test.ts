import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {NOW} from '../support/component-contacts.ts';
import {cleanUp, deep, deepAll, drawn, settled, textOf, the} from '../support/component-harness.ts';
import {frame, names, press, row, viewOf} from '../support/supervisor-harness.ts';
import {AGENTS, agentSummary, agentWork, crowd, show} from '../support/supervisor-scenes.ts';

describe('the agents of a supervisor’s view', () => {
  afterEach(cleanUp);

  async function choose(root: Element, view: Element, label: string, value: string): Promise<void> {
    const select = the(view, `select[aria-label="${label}"]`);
    if (!(select instanceof HTMLSelectElement)) throw new Error('no choice');
    select.value = [...select.options].find(({text}) => text === value)?.value ?? '';
    select.dispatchEvent(new Event('change'));
    await drawn(root);
  }

  it('[SU-22] are found by name and team, and chosen by state, team and queue', async () => {
    const {root, view} = await viewOf('supervisor');
    const search = the(view, '#search');
    search.focus();
    await sendKeys({type: 'szabo'});
    await drawn(root);
    expect(names(view)).to.deep.equal(['Ede Szabó']);
    expect(textOf(the(view, 'cordboard-agent-table'))).to.include('1 of 7 agents');
    for (let at = 0; at < 5; at += 1) await sendKeys({press: 'Backspace'});
    await choose(root, view, 'State', 'Available');
    expect(names(view)).to.deep.equal(['Anna Kowalska', 'Chidi Park', 'Dana Lee', 'Ede Szabó']);
    await choose(root, view, 'All teams', 'No team');
    expect(names(view)).to.deep.equal(['Dana Lee']);
    await choose(root, view, 'All teams', 'All teams');
    await choose(root, view, 'State', 'Wrapping up');
    expect(names(view)).to.deep.equal(['Chidi Park']);
    await choose(root, view, 'State', 'All states');
    await choose(root, view, 'All queues', 'E-mail');
    expect(names(view)).to.deep.equal(['Chidi Park']);
    await choose(root, view, 'State', 'Offline');
    expect(names(view)).to.deep.equal([]);
    expect(textOf(view)).to.include('No agent matches');
    await press(root, the(view, '#clear-button'));
    expect(names(view)).to.have.length(7);
  });

  it('[SU-23] are sorted by the heading that is pressed, and the other way round by a second press', async () => {
    const {root, view} = await viewOf('supervisor');
    const table = the(view, 'cordboard-agent-table');
    const head = (name: string): HTMLElement => the(table, `[aria-label="Sort by ${name}"]`);
    const sortOf = (name: string): string | null => head(name).closest('[role="columnheader"]')?.ariaSort ?? null;
    expect([sortOf('Agent'), sortOf('Since')]).to.deep.equal(['ascending', null]);
    await press(root, head('Since'));
    expect(names(view).slice(0, 2)).to.deep.equal(['Gil Novak', 'Fay Moreau']);
    expect([sortOf('Agent'), sortOf('Since')]).to.deep.equal([null, 'descending']);
    await press(root, head('Since'));
    expect(names(view).at(-1)).to.equal('Gil Novak');
    await press(root, head('State'));
    expect(names(view).slice(4)).to.deep.equal(['Fay Moreau', 'Ben Okafor', 'Gil Novak']);
    await press(root, head('On'));
    expect(names(view).slice(0, 2)).to.deep.equal(['Anna Kowalska', 'Dana Lee']);
    await press(root, head('Agent'));
    await press(root, head('Agent'));
    expect(names(view)[0]).to.equal('Gil Novak');
    await press(root, the(the(view, 'cordboard-queue-table'), '[aria-label="Sort by Longest wait"]'));
    expect(deepAll(the(view, 'cordboard-queue-table'), '[data-row]').map(({dataset}) => dataset['row'])).to.deep.equal([
      'billing',
      'support',
      'mail',
      'night',
    ]);
  });

  it('[SU-24] a state is set from the menu, by keyboard', async () => {
    const {root, view, session} = await viewOf('supervisor');
    const actions = the(row(view, 'ben'), 'cordboard-agent-actions');
    expect(the(actions, '#actions-button').ariaLabel).to.equal('Actions for Ben Okafor');
    actions.focus();
    await sendKeys({press: 'Enter'});
    await drawn(root);
    expect(actions.shadowRoot?.activeElement?.textContent).to.include('Lunch');
    await sendKeys({press: 'Home'});
    await sendKeys({press: 'Enter'});
    await settled(root);
    expect([session.last.name, ...session.last.args]).to.deep.equal(['setAgentPresence', 'ben', 'available', null]);
    expect(actions.shadowRoot?.activeElement?.id).to.equal('actions-button');
    expect(the(actions, '#actions-button').getAttribute('aria-busy')).to.equal('true');
  });

  it('[SU-24] an agent is signed out; with a contact open the menu says why not', async () => {
    const {root, view, session} = await viewOf('supervisor');
    const item = async (id: string): Promise<HTMLElement> => {
      const actions = the(row(view, id), 'cordboard-agent-actions');
      await press(root, the(actions, '#actions-button'));
      return the(actions, '[role="menuitem"]');
    };
    const anna = await item('anna');
    expect(anna.ariaDisabled).to.equal('true');
    expect(textOf(anna)).to.include('They have a contact open');
    await press(root, anna);
    expect(session.names).to.deep.equal([]);
    expect(textOf(await item('gil'))).to.include('They are not signed in');
    await press(root, await item('ben'));
    expect([session.last.name, ...session.last.args]).to.deep.equal(['signOutAgent', 'ben']);
    session.last.answer({status: 'refused', code: 'offer-ringing'});
    await settled(root);
    await drawn(root);
    expect(textOf(row(view, 'ben'))).to.include('A contact rings at their desk');
    const told = deepAll(the(view, 'cordboard-agent-table'), '[role="status"]').map(textOf);
    expect(told.join(' ')).to.include('Ben Okafor: A contact rings at their desk');
  });

  it('[SU-25] a call that can be listened to has Listen; where it does not work the button says why', async () => {
    const {root, view, session} = await viewOf('supervisor');
    const listen = (id: string): HTMLElement | null => deep(row(view, id), '.action button');
    expect(listen('ben')).to.equal(null);
    expect(listen('chidi'), 'a wrap-up, a chat, a mail').to.equal(null);
    expect(listen('dana')?.ariaDisabled).to.equal('true');
    expect(textOf(row(view, 'dana'))).to.include('The customer has left: listening cannot begin');
    const button = the(row(view, 'anna'), '.action button');
    expect(button.ariaLabel).to.equal('Listen to Anna Kowalska');
    await press(root, button);
    expect([session.last.name, ...session.last.args]).to.deep.equal(['listen', 'call-1', 'anna']);
    expect(button.getAttribute('aria-busy')).to.equal('true');
    session.last.answer({status: 'refused', code: 'nobody-there'});
    await settled(root);
    await drawn(root);
    expect(textOf(row(view, 'anna'))).to.include('There is nobody to listen to just now');
  });

  it('[SU-25] nobody listens to themselves, nor to a second call', async () => {
    const {view, session, root} = await viewOf('supervisor-listening');
    expect(textOf(row(view, 'anna'))).to.include('You are on a call already');
    show(session, [agentSummary({id: session.agent.value?.id ?? '', work: [agentWork()]})]);
    session.contactList.set([]);
    await drawn(root);
    expect(deep(view, '.job .action')).to.equal(null);
  });

  it('[SU-30] of a thousand those in sight are drawn, a frame after the queues, and all are counted', async () => {
    const {root, view, session} = await viewOf('supervisor-loading');
    const {agents, queues} = crowd(1_000, 100);
    show(session, agents, queues);
    await drawn(root);
    const drawnIn = (table: string): number => deepAll(the(view, table), '[part="row"]').length;
    expect([drawnIn('cordboard-queue-table'), drawnIn('cordboard-agent-table')]).to.deep.equal([20, 0]);
    await frame();
    await drawn(root);
    expect(drawnIn('cordboard-agent-table')).to.be.within(20, 120);
    expect(drawnIn('cordboard-queue-table')).to.be.at.most(80);
    expect(the(the(view, 'cordboard-agent-table'), '[role="table"]').getAttribute('aria-rowcount')).to.equal('1001');
    expect(textOf(the(view, '#agents-title'))).to.include('1000');
  });

  it('[SU-31] one stop of the Tab key; arrow keys walk the rows, and the focus stays when a row goes', async () => {
    const {root, view, session} = await viewOf('supervisor');
    const table = the(view, 'cordboard-agent-table');
    const stops = (): number =>
      deepAll(table, '[data-row]')
        .flatMap((each) => deepAll(each, 'button'))
        .filter((each) => each.tabIndex === 0 && each.getClientRects().length > 0).length;
    expect(stops(), 'Listen and the menu of the first row').to.equal(2);
    the(row(view, 'anna'), 'cordboard-agent-actions').focus();
    await sendKeys({press: 'ArrowDown'});
    await drawn(root);
    const focused = (): string | undefined =>
      table.shadowRoot?.activeElement?.closest<HTMLElement>('[data-row]')?.dataset['row'];
    expect(focused()).to.equal('ben');
    expect(stops()).to.equal(1);
    await sendKeys({press: 'End'});
    await drawn(root);
    expect(focused()).to.equal('gil');
    show(session, AGENTS.slice(0, 3));
    await drawn(root);
    await settled(root);
    expect(focused()).to.equal('anna');
  });

  it('[SU-33] while the pointer is among the rows they stay where they are', async () => {
    const {root, view, session} = await viewOf('supervisor');
    const table = the(view, 'cordboard-agent-table');
    await press(root, the(table, '[aria-label="Sort by State"]'));
    const before = names(view);
    const rows = the(table, '[role="presentation"]');
    rows.dispatchEvent(new PointerEvent('pointerenter', {pointerType: 'mouse'}));
    const [anna, ...others] = AGENTS;
    if (anna === undefined) throw new Error('unreachable');
    show(session, [{...anna, presence: {base: 'offline', reason: null, since: NOW}}, ...others]);
    await drawn(root);
    expect(names(view)).to.deep.equal(before);
    rows.dispatchEvent(new PointerEvent('pointerleave', {pointerType: 'mouse'}));
    await drawn(root);
    expect(names(view).slice(-2)).to.deep.equal(['Anna Kowalska', 'Gil Novak']);
  });
});
