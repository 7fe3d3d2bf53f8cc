import {expect} from '@open-wc/testing';
import {adminOf, press, type, valueOf, works} from '../support/admin-harness.ts';
import {cleanUp, deepAll, expectAccessible, settled, textOf, the} from '../support/component-harness.ts';
import {ENTRY_POINTS, showOrganisation} from '../support/admin-scenes.ts';

describe('how customers are called back, in the administrator’s view', () => {
  afterEach(cleanUp);

  const choices = (view: Element) => deepAll(view, '#entry-point option').map((each) => textOf(each));
  const saved = ({session}: Awaited<ReturnType<typeof adminOf>>) =>
    session.administered.saves.map(({keys, typed}) => ({keys, typed}));

  it('[CB-23] [CB-24] [CB-25] of the entry points those that take calls and are in use can be chosen, or none', async () => {
    const admin = await adminOf('admin-callbacks');
    const {view} = admin;
    expect(choices(view)).to.deep.equal(['None', 'Billing line · +12015550100', 'Support line · +12015550101']);
    expect(valueOf(view, '#entry-point')).to.equal('billing-line');
    await type(view, '#entry-point', 'support-line');
    await press(view, '#save-entry-point');
    expect(saved(admin)).to.deep.equal([{keys: ['callbackEntryPoint'], typed: ['support-line']}]);
    await expectAccessible(view);
  });

  it('[CB-25] one that is no longer in use is said to be, and is no choice once another was taken', async () => {
    const {view, session} = await adminOf('admin-callbacks-wrong');
    expect(choices(view)).to.include('old-line (not in use)');
    expect(valueOf(view, '#entry-point')).to.equal('old-line');
    showOrganisation(session, [], {callbackEntryPoint: 'billing-line'}, ENTRY_POINTS.slice(0, 1));
    await settled(view);
    expect(choices(view)).to.deep.equal(['None', 'Billing line · +12015550100']);
  });

  it('[CB-23] [PK-181] without one it is said what does not work, and where there is none at all, that too', async () => {
    const {view} = await adminOf('admin-callbacks-none');
    expect(textOf(view)).to.include('No callbacks can be made').and.include('There is no entry point that takes calls');
    await expectAccessible(view);
  });

  it('[PK-181] the calling hours are saved together, and not backwards; the hub’s words stand beside them', async () => {
    const admin = await adminOf('admin-callbacks-wrong');
    const {view, session} = admin;
    expect(textOf(the(view, '#hours-problem'))).to.include('The end has to be later than the beginning.');
    expect(the(view, '#hours-from').getAttribute('aria-invalid')).to.equal('true');
    expect(works(view, '#save-hours')).to.equal(false);
    await type(view, '#hours-from', '09:30');
    await type(view, '#hours-to', '24:00');
    await press(view, '#save-hours');
    expect(saved(admin)).to.deep.equal([{keys: ['callbackFrom', 'callbackTo'], typed: ['09:30', '24:00']}]);
    session.administered.book.refused(
      ['callbackFrom', 'callbackTo'],
      new Map([['callbackTo', {expected: 'a time of day, and a later one', place: null}]]),
    );
    await settled(view);
    expect(textOf(the(view, '#hours-problem'))).to.include('It expects: a time of day, and a later one');
    await expectAccessible(view);
  });

  it('[CB-12] whether agents may cancel a web callback is switched here, and undone', async () => {
    const admin = await adminOf('admin-callbacks');
    const {view} = admin;
    await press(view, '#web-cancel');
    await press(view, '#save-web-cancel');
    expect(saved(admin)).to.deep.equal([{keys: ['callbackWebCancel'], typed: ['no']}]);
    admin.session.administered.saves[0]?.done();
    await settled(view);
    await press(view, '#undo-web-cancel');
    expect(saved(admin).at(-1)).to.deep.equal({keys: ['callbackWebCancel'], typed: ['yes']});
  });
});
