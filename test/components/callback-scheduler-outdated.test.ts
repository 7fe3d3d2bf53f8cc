import {expect} from '@open-wc/testing';
import {SdkError} from '../../src/api/errors.ts';
import type {CallbackView, ConnectionState} from '../../src/services/ports.ts';
import {callbackView} from '../support/callback-scenes.ts';
import {NOW} from '../support/component-contacts.ts';
import {cleanUp, deep, deepAll, settled, textOf, the} from '../support/component-harness.ts';
import {FakeSession} from '../support/fake-session.ts';
import {arrived, press, shown, type, value} from '../support/scheduler-harness.ts';

const AWAY: ConnectionState = {status: 'reconnecting', since: NOW, error: new SdkError('hub-unreachable', 'no way')};

describe('a callback scheduler that was not told all', () => {
  afterEach(cleanUp);

  it('[PK-200] [PK-7] who neither promised it nor has it is told of nothing by the hub: on such a refusal it is read again', async () => {
    const {root, session} = await shown('scheduler-many');
    await press(root, '#tab-manage');
    await press(root, '#edit-button');
    await settled(root);
    await press(root, '#schedule-button');
    session.callbackList = Promise.resolve([callbackView({version: 2, reason: 'By somebody else'})]);
    session.last.answer({status: 'refused', code: 'callback-changed'});
    await arrived(root);
    expect(textOf(the(root, '.conflict'))).to.include('Somebody else has changed this callback.');
    // Said once: the refusal beside it says the same.
    expect(textOf(the(root, '[part="message"]'))).to.equal('');
    await press(root, '#reload-button');
    expect(value(root, 'reason')).to.equal('By somebody else');
    await press(root, '#schedule-button');
    expect([session.last.name, session.last.args[1]]).to.deep.equal(['edit', 2]);
    session.callbackList = Promise.resolve([]);
    session.last.answer({status: 'refused', code: 'callback-gone'});
    await arrived(root);
    expect(textOf(the(root, '.conflict'))).to.include('This callback is no longer there.');
    await press(root, '#leave-button');
    expect(deepAll(root, '[part="item"]').length).to.equal(0);
  });

  it('[PK-200] [CB-47] one whose time has begun meanwhile is said to be that, and offers nothing', async () => {
    const {root, session} = await shown('scheduler-many');
    await press(root, '#tab-manage');
    await press(root, '#edit-button');
    await settled(root);
    await press(root, '#schedule-button');
    session.callbackList = Promise.resolve([
      callbackView({version: 2, startsAt: NOW - 1_000, endsAt: NOW + 3_000_000, status: 'queued', dueAt: null}),
    ]);
    session.last.answer({status: 'refused', code: 'callback-begun'});
    await arrived(root);
    expect(textOf(the(root, '.conflict'))).to.include('it can no longer be changed');
    expect(deep(root, '#reload-button') === null).to.equal(true);
  });

  it('[PK-200] one that was to be deleted stands there as it is now, and is deleted as that', async () => {
    const {root, session} = await shown('scheduler-many');
    await press(root, '#tab-manage');
    await press(root, '#delete-button');
    await press(root, '#delete-now-button');
    session.callbackList = Promise.resolve([callbackView({version: 2, reason: 'By somebody else'})]);
    session.last.answer({status: 'refused', code: 'callback-changed'});
    await arrived(root);
    expect(textOf(the(root, '[part="item"]'))).to.include('By somebody else');
    await press(root, '#delete-button');
    await press(root, '#delete-now-button');
    expect([session.last.name, ...session.last.args]).to.deep.equal(['remove', 'callback-1', 2]);
  });

  it('[PK-200] what is refused of another one is said, also while the one that is being changed is another by now', async () => {
    const session = new FakeSession();
    const other = callbackView({id: 'callback-2', name: 'Grace Achterberg'});
    session.callbackList = Promise.resolve([callbackView(), other]);
    const {root} = await shown('', session);
    await press(root, '#tab-manage');
    await press(root, '[data-callback="callback-1"] #edit-button');
    await settled(root);
    await press(root, '#schedule-button');
    session.callbackList = Promise.resolve([callbackView({version: 2, reason: 'By somebody else'}), other]);
    session.last.answer({status: 'refused', code: 'callback-changed'});
    await arrived(root);
    expect(textOf(the(root, '[part="message"]'))).to.equal('');
    await press(root, '#tab-manage');
    await press(root, '[data-callback="callback-2"] #delete-button');
    await press(root, '#delete-now-button');
    session.last.answer({status: 'refused', code: 'callback-begun'});
    await arrived(root);
    expect(textOf(the(root, '[part="message"]'))).to.include('The time of this callback has begun');
    await press(root, '#tab-schedule');
    expect(textOf(the(root, '.conflict'))).to.include('Somebody else has changed this callback.');
  });

  it('[PK-201] what changed while the hub was away is read when it is back, and what is being written stays', async () => {
    const {root, session} = await shown('scheduler-many');
    await type(root, 'name', 'Grace Achterberg');
    session.connectionState.set(AWAY);
    session.callbackList = Promise.resolve([callbackView({version: 2, reason: 'By somebody else'})]);
    await arrived(root);
    session.connectionState.set({status: 'connected'});
    await arrived(root);
    expect(value(root, 'name')).to.equal('Grace Achterberg');
    await press(root, '#tab-manage');
    expect(deepAll(root, '[part="item"]').length).to.equal(1);
    expect(textOf(the(root, '[part="item"]'))).to.include('By somebody else');
  });

  it('[PK-201] where it cannot be read, for the hub is away again, what is there and what is being written stays', async () => {
    const {root, session} = await shown('scheduler-many');
    await type(root, 'name', 'Grace Achterberg');
    const read = Promise.withResolvers<readonly CallbackView[]>();
    session.callbackList = read.promise;
    session.connectionState.set(AWAY);
    await arrived(root);
    session.connectionState.set({status: 'connected'});
    await arrived(root);
    session.connectionState.set(AWAY);
    read.reject(new Error('The hub did not answer in time.'));
    await arrived(root);
    expect(value(root, 'name')).to.equal('Grace Achterberg');
    session.callbackList = Promise.resolve([]);
    session.connectionState.set({status: 'connected'});
    await arrived(root);
    await press(root, '#tab-manage');
    expect(deepAll(root, '[part="item"]').length).to.equal(0);
  });
});
