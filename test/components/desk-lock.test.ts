import {expect} from '@open-wc/testing';
import {CordboardSession} from '../../src/components/session/session.ts';
import type {DeskLockChangedEvent} from '../../src/components/session/session.events.ts';
import {cleanUp, deskOf, settled} from '../support/component-harness.ts';
import {FakeSession} from '../support/fake-session.ts';

describe('a page around a desk in an emergency', () => {
  afterEach(cleanUp);

  it('[EM-11] [EC-38] takes its Save and Refresh away from the press on until the desk is itself again, and is told nothing else', async () => {
    const session = new FakeSession();
    const {root: element, panel} = await deskOf('connected', session);
    if (!(element instanceof CordboardSession)) throw new TypeError('no session');
    const told: DeskLockChangedEvent[] = [];
    const listen = (event: DeskLockChangedEvent): void => void told.push(event);
    element.addEventListener('cordboard-desk-lock-changed', listen);
    expect(element.locked).to.equal(false);
    session.emergencyAttempt.set({number: '911', test: false, status: 'placing'});
    await settled(panel);
    expect(element.locked).to.equal(true);
    session.emergencyAttempt.set({number: '911', test: false, status: 'out-of-reach'});
    await settled(panel);
    session.emergencyAttempt.set(null);
    await settled(panel);
    expect(element.locked).to.equal(false);
    expect(told.map(({locked}) => locked)).to.deep.equal([true, false]);
    const own = Object.keys(told[0] ?? {});
    expect(own.filter((name) => name !== 'isTrusted')).to.deep.equal(['locked']);
  });
});
