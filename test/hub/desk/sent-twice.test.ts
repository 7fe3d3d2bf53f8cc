import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {connectBare} from '../../support/desk-client.ts';
import {type TestHub, startTestHub} from '../../support/test-hub.ts';
import {assertConsistent, availableDesk, customerCalls, errorsOf, offerOf} from './scenes.ts';

const refused = (code: string) => ({status: 'refused', code});
const DONE = {status: 'done', result: null};

describe('a call from ring to wrap-up, with each command sent twice', () => {
  let hub: TestHub;

  before(async () => {
    hub = await startTestHub({timings: {ringVoiceMs: 2_000}});
  });

  after(async () => {
    assert.deepEqual(errorsOf(hub), []);
    await hub?.stop();
  });

  it('[HO-6] [WU-2] [WU-8] [HU-26] sent twice, a command is done once and answered twice', async () => {
    const desk = await connectBare(hub.url, await hub.issuer.token('anna'));
    await desk.resume();
    const twice = async (name: string, body: object, expected: object) => {
      const commandId = crypto.randomUUID();
      const answers = await Promise.all([
        desk.command(name, {...body, commandId}),
        desk.command(name, {...body, commandId}),
      ]);
      assert.deepEqual(
        [...answers, await desk.command(name, {...body, commandId})],
        [expected, expected, expected],
        name,
      );
    };
    await twice('SetPresence', {base: 'available', reason: null}, DONE);
    const contactId = await customerCalls(hub);
    const offered = await desk.events.find('an offer', (event) => event.type === 'ContactOffered');
    assert.ok(offered.type === 'ContactOffered');
    assert.deepEqual(await desk.command('SignOut', {}), refused('offer-ringing'));
    await twice('AcceptOffer', {offerId: offered.offer.id, fence: offered.offer.fence}, DONE);
    await twice('HoldContact', {contactId}, DONE);
    await twice('EndContact', {contactId}, refused('customer-held'));
    assert.deepEqual(await desk.command('HoldContact', {contactId}), DONE);
    await twice('ResumeContact', {contactId}, DONE);
    await twice('EndContact', {contactId}, DONE);
    assert.deepEqual(await desk.command('EndContact', {contactId}), DONE);
    assert.deepEqual(await desk.command('HoldContact', {contactId}), refused('not-yours'));
    assert.deepEqual(
      await desk.command('SubmitWrapUp', {contactId, reasonId: 'no-such-reason', note: ''}),
      refused('invalid-reason'),
    );
    await twice('SubmitWrapUp', {contactId, reasonId: 'solved', note: ''}, DONE);
    assert.deepEqual(
      await desk.command('SubmitWrapUp', {contactId, reasonId: 'solved', note: ''}),
      refused('already-wrapped-up'),
    );
    await desk.events.find('the end', (event) => event.type === 'ContactReleased');
    const types = desk.events.all.map((event) => event.type);
    assert.deepEqual(types, [
      'PresenceChanged',
      'ContactOffered',
      'OfferAccepted',
      'ContactConnected',
      'ContactHeld',
      'ContactResumed',
      'ContactEnded',
      'ContactReleased',
    ]);
    const [row] = await hub.query('select count(*)::int as participants from participant where contact_id = $1', [
      contactId,
    ]);
    assert.deepEqual(row, {participants: 2});
    await desk.stop();
  });

  it('[PO-7] while it rings an agent cannot sign out; after it rang out it cannot be accepted', async () => {
    const anna = await availableDesk(hub, 'anna');
    const {offer} = await offerOf(anna, await customerCalls(hub));
    assert.deepEqual(await anna.hub.send('SignOut', {}), refused('offer-ringing'));
    await anna.event('OfferNoAnswer');
    assert.deepEqual(
      await anna.hub.send('AcceptOffer', {offerId: offer.id, fence: offer.fence}),
      refused('offer-gone'),
    );
    assert.deepEqual(
      await anna.hub.send('DeclineOffer', {offerId: offer.id, fence: offer.fence}),
      refused('offer-gone'),
    );
    assert.deepEqual(await anna.hub.send('SignOut', {}), DONE);
    await anna.stop();
  });

  it('[HU-26] an accept after the time is over, before the timer fired, is refused too', async () => {
    const ben = await availableDesk(hub, 'ben');
    await customerCalls(hub);
    const {offer} = await ben.event('OfferPresented');
    await hub.query(`delete from timer where kind = 'offer-ring-out'`);
    await hub.query(`update offer set expires_at = now() - interval '1 millisecond' where id = $1`, [offer.id]);
    assert.deepEqual(
      await ben.hub.send('AcceptOffer', {offerId: offer.id, fence: offer.fence}),
      refused('offer-expired'),
    );
    await assertConsistent(hub);
    await ben.stop();
  });
});
