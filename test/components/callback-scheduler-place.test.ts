import {expect} from '@open-wc/testing';
import type {CallbackView} from '../../src/services/ports.ts';
import {CHOICES, callbackView} from '../support/callback-scenes.ts';
import {AGENT_ID} from '../support/component-contacts.ts';
import {cleanUp, deep, deepAll, drawn, expectAccessible, settled, textOf, the} from '../support/component-harness.ts';
import {FakeSession} from '../support/fake-session.ts';
import {arrived, press, shown, type, value} from '../support/scheduler-harness.ts';

const NO_CALLS = 'You take no calls, so it cannot be yours.';
const OWN = {agentId: AGENT_ID, name: 'Mira Kovács'};

const faults = (root: Element): readonly string[] => deepAll(root, '.fault').map((each) => textOf(each));
const disabled = (root: Element, id: string): boolean => the(root, `#${id}`).matches(':disabled');
const queues = (root: Element): readonly string[] =>
  [...the(root, '#queue').querySelectorAll('option')].map((each) => textOf(each));

async function assigns(root: Element, to: 'anybody' | 'me' | 'certain'): Promise<void> {
  the(root, `#assign-${to}`).click();
  the(root, `#assign-${to}`).dispatchEvent(new Event('change'));
  await drawn(root);
}

/** The form of a callback that is changed. */
async function changing(callback: CallbackView, session = new FakeSession()) {
  session.callbackList = Promise.resolve([callback]);
  const {root} = await shown('', session);
  await press(root, '#tab-manage');
  await press(root, '#edit-button');
  await settled(root);
  return {root, session};
}

describe('whose a callback may be', () => {
  afterEach(cleanUp);

  it('[PK-210] who takes no calls is not offered to have it, nor is a team of such, and reads why', async () => {
    const session = new FakeSession();
    session.callbackChoices = Promise.resolve({...CHOICES, takesNoCalls: true, buddies: []});
    const {root} = await shown('', session);
    expect(['anybody', 'me', 'certain'].map((each) => disabled(root, `assign-${each}`))).to.deep.equal([
      false,
      true,
      true,
    ]);
    const said = textOf(the(root, '.assign'));
    for (const part of [NO_CALLS, 'Nobody else in your team takes calls.']) expect(said).to.include(part);
    await expectAccessible(root);
  });

  it('[PK-210] what only the hub knows of it by now stands at the choice', async () => {
    const {root, session} = await shown('scheduler-filled');
    await assigns(root, 'me');
    await press(root, '#schedule-button');
    session.last.answer({
      status: 'refused',
      code: 'invalid-callback',
      problems: [{field: 'assignee', fault: 'unknown'}],
    });
    await arrived(root);
    expect(faults(root)).to.deep.equal([NO_CALLS]);
    expect(the(root, '#assign-me').matches(':focus')).to.equal(true);
    expect(the(root, '#assign-me').getAttribute('aria-describedby')).to.equal('assignee-fault');
    await expectAccessible(root);
  });

  it('[PK-211] [PK-210] one that is theirs already stays so, where they take no calls by now, and work in no queue', async () => {
    const session = new FakeSession();
    session.callbackChoices = Promise.resolve({...CHOICES, takesNoCalls: true, queues: [], buddies: []});
    const lost = {id: 'losses', name: 'Losses'};
    const {root} = await changing(callbackView({kind: 'personal', assignee: OWN, queue: lost}), session);
    await type(root, 'reason', 'Refund');
    await assigns(root, 'anybody');
    expect(disabled(root, 'assign-me')).to.equal(false);
    await assigns(root, 'me');
    await press(root, '#schedule-button');
    expect(faults(root)).to.deep.equal([]);
    expect(session.names).to.deep.equal(['edit']);
    expect(session.last.args[2]).to.include({assigneeId: AGENT_ID, queueId: 'losses', reason: 'Refund'});
  });

  it('[PK-211] [PK-196] a queue and an agent that are not the editor’s to choose are shown by name, and stay', async () => {
    const zofia = {agentId: 'agent-9', name: 'Zofia Wójcik'};
    const queue = {id: 'losses', name: 'Losses'};
    const {root, session} = await changing(callbackView({kind: 'personal', assignee: zofia, queue}));
    expect([value(root, 'assignee'), value(root, 'queue')]).to.deep.equal(['agent-9', 'losses']);
    expect(textOf(the(root, '#assignee'))).to.include('Zofia Wójcik');
    expect(queues(root)).to.deep.equal(['Choose a queue', 'Billing', 'Losses']);
    await type(root, 'reason', 'Refund');
    await press(root, '#schedule-button');
    expect(faults(root)).to.deep.equal([]);
    expect(session.last.args[2]).to.include({assigneeId: 'agent-9', queueId: 'losses', reason: 'Refund'});
    session.last.answer({status: 'refused', code: 'callback-changed'});
    await arrived(root);
    // Whoever else shall call works in another queue.
    await type(root, 'assignee', 'agent-3');
    expect(queues(root)).to.deep.equal(['Choose a queue', 'Billing', 'Claims']);
    await press(root, '#schedule-button');
    expect(faults(root)).to.deep.equal(['Choose a queue.']);
    await type(root, 'assignee', 'agent-9');
    expect(queues(root)).to.include('Losses');
  });

  it('[PK-211] of another team nobody is offered for a new one', async () => {
    const zofia = {agentId: 'agent-9', name: 'Zofia Wójcik'};
    const {root} = await changing(callbackView({kind: 'personal', assignee: zofia}));
    await press(root, '#leave-button');
    await press(root, '#tab-schedule');
    await assigns(root, 'certain');
    expect(textOf(the(root, '#assignee'))).not.to.include('Zofia');
    expect(deep(root, '#leave-button') === null).to.equal(true);
  });
});
