import {expect} from '@open-wc/testing';
import {cleanUp, deep, expectAccessible, setScheme, settled, textOf, the} from '../support/component-harness.ts';
import {adminOf, press, type} from '../support/admin-harness.ts';
import {CUSTOMER_SCENES} from '../support/admin-scenes.ts';

describe('what is kept of a customer, for administrators', () => {
  afterEach(cleanUp);

  for (const scene of Object.keys(CUSTOMER_SCENES)) {
    for (const scheme of ['light', 'dark'] as const) {
      it(`[PK-97] ${scene} is accessible, colours included (${scheme})`, async () => {
        setScheme(scheme);
        const {view} = await adminOf(scene);
        await expectAccessible(view);
      });
    }
  }

  it('[PK-97] a number is looked for as it was typed; none is said at the field', async () => {
    const {root, session} = await adminOf('admin-customers');
    await press(root, '#find-button');
    expect(textOf(the(root, '#number-fault'))).to.include('Enter the customer’s phone number');
    expect(session.administered.customers.asked).to.deep.equal([]);
    await type(root, '#number', ' (201) 555-0123 ');
    await press(root, '#find-button');
    expect(session.administered.customers.asked).to.deep.equal(['find (201) 555-0123']);
    session.administered.customers.state.set({status: 'invalid', number: '(201) 555-0123'});
    await settled(root);
    await settled(root);
    expect(textOf(the(root, '#number-fault'))).to.include('7 to 15 digits');
  });

  it('[PK-97] what there is is counted, and erased only after a question, which Escape takes back', async () => {
    const {root, session, view} = await adminOf('admin-customers-found');
    const found = textOf(the(view, '[part="findings"]'));
    for (const part of ['Kept of (201) 555-0123', 'Closed callbacks', 'Requests for a call', '12', 'address book'])
      expect(found).to.include(part);
    expect(found).not.to.include('Messages kept for other systems');
    await press(root, '#erase-button');
    expect(textOf(the(view, '.doubt'))).to.include('cannot be undone');
    await expectAccessible(view);
    the(view, '#keep-button').dispatchEvent(
      new KeyboardEvent('keydown', {key: 'Escape', bubbles: true, composed: true}),
    );
    await settled(root);
    expect(deep(view, '.doubt') === null).to.equal(true);
    expect(session.administered.customers.asked).to.deep.equal([]);
    await press(root, '#erase-button');
    await press(root, '#erase-now-button');
    expect(session.administered.customers.asked).to.deep.equal(['erase']);
  });

  it('[PK-97] a copy is asked for, and what stands in the way or was done is said', async () => {
    const {root, session, view} = await adminOf('admin-customers-found');
    await press(root, '#export-button');
    expect(session.administered.customers.asked).to.deep.equal(['export']);
    cleanUp();
    expect(textOf((await adminOf('admin-customers-open')).view)).to.include('Somebody is in contact');
    cleanUp();
    expect(textOf((await adminOf('admin-customers-erased')).view)).to.match(
      /Erased what was kept of .*4 callbacks, 13 contacts/,
    );
    cleanUp();
    expect(textOf((await adminOf('admin-customers-none')).view)).to.include('Nothing is kept');
    expect(view.isConnected).to.equal(false);
  });
});
