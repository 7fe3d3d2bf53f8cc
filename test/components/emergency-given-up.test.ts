import {expect} from '@open-wc/testing';
import {cleanUp, deskOf, drawn, expectAccessible, textOf, the} from '../support/component-harness.ts';
import {FakeSession} from '../support/fake-session.ts';

describe('a dial for help that is tried no more', () => {
  afterEach(cleanUp);

  it('[EC-170] stays in sight with the number for another phone and Call again, and does not say that it goes on', async () => {
    const session = new FakeSession();
    const {panel} = await deskOf('connected', session);
    const text = () => textOf(the(panel, '[part="emergency"]'));
    session.emergencyAttempt.set({number: '911', test: false, status: 'out-of-reach'});
    await drawn(panel);
    expect(text()).to.include('It goes on trying.');
    session.emergencyAttempt.set({number: '911', test: false, status: 'given-up'});
    await drawn(panel);
    expect(text()).not.to.include('It goes on trying.');
    expect(text()).to.include('This desk does not get through').and.to.include('Use another phone and dial');
    expect(text()).to.include('Call 911 again').and.to.include('Close');
    await expectAccessible(panel);
  });
});
