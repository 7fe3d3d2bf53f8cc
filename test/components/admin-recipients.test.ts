import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {type AdminView, adminOf, editOf, press, type, valueOf, works} from '../support/admin-harness.ts';
import {ADMIN_AGENTS, adminAgent, showOrganisation} from '../support/admin-scenes.ts';
import {cleanUp, deepAll, settled, textOf, the} from '../support/component-harness.ts';

const BEN = '#field-agent_32ben';
const names = ({view}: AdminView): readonly string[] =>
  deepAll(the(view, 'cordboard-emergency-recipients'), '[part="name"] > bdi:first-child').map(textOf);
const row = ({view}: AdminView, id: string): HTMLElement => the(view, `[data-row="${id}"]`);

describe('who is told of emergency calls', () => {
  afterEach(cleanUp);

  it('[EM-35] each agent has a field “Emergency call notifications”, saved by itself and with its state in words', async () => {
    const admin = await adminOf('admin');
    const {view, session} = admin;
    expect(the(view, BEN).getAttribute('aria-label')).to.equal('Emergency call notifications: Ben Okafor');
    expect(valueOf(view, '#field-agent_32anna')).to.include('sofia.lindqvist@northwind.example');
    await type(view, BEN, 'ben.lead@northwind.example');
    expect(textOf(row(admin, 'ben'))).to.include('Not saved');
    await press(view, '#save-agent_32ben');
    expect(session.administered.saves.map(({keys, typed}) => ({keys, typed}))).to.deep.equal([
      {keys: ['agent ben'], typed: ['ben.lead@northwind.example']},
    ]);
    expect(textOf(row(admin, 'ben'))).to.include('Saving…');
    session.administered.saves[0]?.done();
    await settled(view);
    expect(textOf(row(admin, 'ben'))).to.include('Saved');
    expect(textOf(row(admin, 'anna'))).not.to.include('Saved');
    await press(view, '#undo-agent_32ben');
    expect(session.administered.saves.at(-1)?.typed).to.deep.equal(['']);
  });

  it('[EM-35] undo before saving brings back what the hub has; a failure says why and what was typed stays', async () => {
    const admin = await adminOf('admin');
    const {view, session} = admin;
    await type(view, '#field-agent_32anna', 'other@northwind.example');
    await press(view, '#undo-agent_32anna');
    expect(valueOf(view, '#field-agent_32anna')).to.include('sofia.lindqvist@northwind.example');
    expect(editOf(admin, 'agent anna')).to.equal(null);
    await type(view, BEN, 'ben.lead@northwind.example');
    await press(view, '#save-agent_32ben');
    session.administered.book.failed(['agent ben'], 'The hub cannot be reached.');
    await settled(view);
    expect(textOf(row(admin, 'ben')))
      .to.include('Save failed')
      .and.include('The hub cannot be reached.');
    expect(valueOf(view, BEN)).to.equal('ben.lead@northwind.example');
    expect(works(view, '#save-agent_32ben')).to.equal(true);
  });

  it('[EM-36] several addresses go with semicolons between them, and each is judged by itself while it is typed', async () => {
    const admin = await adminOf('admin');
    const {view, session} = admin;
    const field = await type(view, BEN, 'one@northwind.example; x@y; ONE@northwind.example; two');
    const faults = textOf(the(view, '#faults-agent_32ben'));
    expect(faults)
      .to.include('“x@y” is not an e-mail address')
      .and.include('“ONE@northwind.example” is there twice')
      .and.include('“two” is not an e-mail address');
    expect(field.getAttribute('aria-invalid')).to.equal('true');
    expect(field.getAttribute('aria-describedby')).to.equal('faults-agent_32ben');
    expect(works(view, '#save-agent_32ben')).to.equal(false);
    await press(view, '#save-agent_32ben');
    expect(session.administered.saves).to.have.length(0);
    await type(view, BEN, 'one@northwind.example;two@northwind.example;\n');
    expect(textOf(the(view, '#faults-agent_32ben'))).to.equal('');
    await press(view, '#save-agent_32ben');
    expect(session.administered.saves[0]?.typed).to.deep.equal(['one@northwind.example; two@northwind.example']);
    const many = Array.from({length: 21}, (_unused, at) => `p${at}@northwind.example`).join(';');
    await type(view, '#field-notifications', many);
    expect(textOf(the(view, '#faults-notifications'))).to.equal('“p20@northwind.example” is too many: 20 at most');
  });

  it('[EM-36] Enter saves what is right, and nothing else; the keyboard goes from the field to Save and Undo', async () => {
    const {view, session} = await adminOf('admin');
    the(view, BEN).focus();
    await sendKeys({type: 'x@y'});
    await sendKeys({press: 'Enter'});
    await settled(view);
    expect(session.administered.saves).to.have.length(0);
    await sendKeys({type: '.example'});
    await sendKeys({press: 'Tab'});
    expect(active()).to.equal('save-agent_32ben');
    await sendKeys({press: 'Tab'});
    expect(active()).to.equal('undo-agent_32ben');
    the(view, BEN).focus();
    await sendKeys({press: 'Enter'});
    await settled(view);
    await settled(view);
    expect(session.administered.saves.map(({typed}) => typed)).to.deep.equal([['x@y.example']]);
  });

  it('[EM-35] the organisation has a list for everybody else and one for test calls', async () => {
    const {view, session} = await adminOf('admin');
    await type(view, '#field-notifications', 'all@northwind.example');
    await type(view, '#field-testNotifications', 'test@northwind.example');
    await press(view, '#save-notifications');
    await press(view, '#save-testNotifications');
    expect(session.administered.saves.map(({keys}) => keys)).to.deep.equal([['notifications'], ['testNotifications']]);
  });

  it('[EC-72] that nobody is told of some agents’ calls stands above everything', async () => {
    const {view, session} = await adminOf('admin-nobody');
    expect(textOf(view)).to.include('Nobody is told when 4 agents call for help');
    session.administered.set('notifications', 'all@northwind.example');
    await settled(view);
    expect(textOf(view)).not.to.include('Nobody is told');
  });

  it('[EC-63] somebody else’s change is shown beside what was typed, and one of the two is chosen', async () => {
    const admin = await adminOf('admin');
    const {view, session} = admin;
    await type(view, BEN, 'mine@northwind.example');
    session.administered.set('agent ben', 'theirs@northwind.example');
    await settled(view);
    expect(textOf(row(admin, 'ben')))
      .to.include('Somebody else changed this meanwhile')
      .and.include('theirs@northwind');
    expect(valueOf(view, BEN)).to.equal('mine@northwind.example');
    expect(works(view, '#save-agent_32ben')).to.equal(false);
    await press(view, '#keep-agent_32ben');
    await press(view, '#save-agent_32ben');
    expect(session.administered.saves[0]?.typed).to.deep.equal(['mine@northwind.example']);
    await type(view, '#field-agent_32dana', 'mine@northwind.example');
    session.administered.set('agent dana', 'theirs@northwind.example');
    await settled(view);
    await press(view, '#take-agent_32dana');
    expect(valueOf(view, '#field-agent_32dana')).to.equal('theirs@northwind.example');
  });

  it('[EC-70] agents are found by name, id, team and address, and by what they have; nobody leaves under one’s hands', async () => {
    const admin = await adminOf('admin');
    const {view, session} = admin;
    for (const [text, found] of [
      ['okafor', ['Ben Okafor']],
      ['DANA', ['Dana Whitfield']],
      ['field-serv', ['Chidi Park']],
      ['reception@', ['Anna Kowalska']],
    ] as const) {
      await type(view, '#search', text);
      expect(names(admin)).to.deep.equal(found);
    }
    await type(view, '#search', 'nobody of that name');
    expect(textOf(view)).to.include('No agent matches');
    await press(view, '#clear-button');
    expect(names(admin)).to.have.length(ADMIN_AGENTS.length);
    await type(view, '#show', 'own');
    expect(names(admin)).to.deep.equal(['Anna Kowalska', 'Chidi Park']);
    await type(view, '#show', 'none');
    await type(view, BEN, 'ben.lead@northwind.example');
    await press(view, '#save-agent_32ben');
    session.administered.saves[0]?.done();
    await settled(view);
    expect(names(admin)).to.include('Ben Okafor');
    await type(view, '#show', 'unsaved');
    expect(names(admin)).to.deep.equal(['Ben Okafor']);
  });

  it('[EC-70] of a thousand agents those in sight are drawn, and what was typed at one is there after a scroll', async () => {
    const admin = await adminOf('admin-many');
    const {view, session} = admin;
    const drawnRows = deepAll(view, '[data-row]').length;
    expect(drawnRows).to.be.greaterThan(10).and.lessThan(200);
    expect(the(view, '[part="table"]').getAttribute('aria-rowcount')).to.equal('1001');
    session.administered.type('agent agent-990', 'late@northwind.example');
    await type(view, '#search', 'Agent 0991');
    expect(valueOf(view, '#field-agent_32agent-990')).to.equal('late@northwind.example');
  });

  it('[EC-70] without agents it says so, and the lists for everybody are there', async () => {
    const {view, session} = await adminOf('admin-empty');
    expect(textOf(view)).to.include('No agents are listed');
    expect(deepAll(view, 'textarea')).to.have.length(2);
    showOrganisation(session, [adminAgent({id: 'ß €', name: 'عائشة'})]);
    await settled(view);
    expect(deepAll(view, 'textarea')).to.have.length(3);
  });
});

/** The identifier of what has the focus, however deep. */
function active(): string {
  let found = document.activeElement;
  while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
  return found?.id ?? '';
}
