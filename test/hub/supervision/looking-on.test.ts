import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {type TestDesk, connectDesk} from '../../support/desk-client.ts';
import {type TestHub, startTestHub} from '../../support/test-hub.ts';
import {availableDesk, becomeAvailable, customerCalls, errorsOf, offerOf} from '../desk/scenes.ts';

describe('a page that only looks on', () => {
  let hub: TestHub;
  let anna: TestDesk;
  let sofia: TestDesk;
  let shows = false;

  before(async () => {
    hub = await startTestHub();
    anna = await availableDesk(hub, 'anna');
    const options = {takesWork: () => shows, roles: ['agent', 'supervisor']};
    sofia = await connectDesk(hub, 'sofia', 'Sofia', options);
  });

  after(async () => {
    assert.deepEqual(errorsOf(hub), []);
    for (const each of [sofia, anna]) await each?.stop();
    await hub?.stop();
  });

  async function targets(contactId: string): Promise<readonly string[]> {
    const {agents} = await anna.hub.ask('ListTargets', {contactId, purpose: 'consult'});
    return agents.map(({name}) => name);
  }

  it('[SU-37] is given nothing, though its agent is Available, and nobody can ask them', async () => {
    await becomeAvailable(sofia);
    const contactId = await customerCalls(hub);
    const {offer} = await offerOf(anna, contactId);
    await anna.hub.send('AcceptOffer', {offerId: offer.id, fence: offer.fence});
    assert.deepEqual(await targets(contactId), []);
    const second = await customerCalls(hub);
    await anna.event('ContactConnected');
    assert.deepEqual(await hub.query('select status from contact where id = $1', [second]), [{status: 'waiting'}]);
    assert.deepEqual(
      sofia.events.all.filter(({type}) => type === 'ContactOffered'),
      [],
    );
    shows = true;
    sofia.hub.tellTakesWork();
    await offerOf(sofia, second);
    assert.deepEqual(await targets(contactId), ['Sofia']);
  });

  it('[SU-37] once it shows nothing more that rings, its agent is away as without a desk', async () => {
    shows = false;
    sofia.hub.tellTakesWork();
    const gone = async () => (await hub.query(`select 1 from timer where kind = 'desk-grace'`)).length > 0;
    while (!(await gone())) await new Promise((resolve) => setImmediate(resolve));
  });
});
