import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {
  type BareDesk,
  type TestDesk,
  type TestPhone,
  connectBare,
  connectDesk,
  connectPhone,
} from '../../support/desk-client.ts';
import {type LegPeer, joinLeg} from '../../support/leg-peer.ts';
import {type TestHub, startTestHub} from '../../support/test-hub.ts';

const DONE = {status: 'done', result: null};
const NUMBER = '+12015550147';

describe('digits in a call', {timeout: 90_000}, () => {
  let hub: TestHub;
  let anna: TestDesk;
  let phone: TestPhone;
  let annaLeg: LegPeer;
  let customerLeg: LegPeer;
  let contactId: string;

  before(async () => {
    hub = await startTestHub();
    anna = await connectDesk(hub, 'anna');
    const claim = {deskId: anna.deskId, label: 'test', takeOver: false};
    assert.equal((await anna.hub.send('ClaimSoftphone', claim)).status, 'done');
    phone = await connectPhone(hub, NUMBER);
    const dialled = await anna.hub.send('Dial', {number: NUMBER});
    assert.ok(dialled.status === 'done');
    contactId = dialled.result.contactId;
  });

  after(async () => {
    await annaLeg?.close();
    await customerLeg?.close();
    for (const each of [phone, anna]) await each?.stop();
    await hub?.stop();
  });

  async function answered(): Promise<void> {
    const ringing = await phone.states.find('it rings', (state) => state.call?.status === 'ringing');
    const callId = ringing.call?.callId ?? '';
    await phone.client.send('AnswerCall', {callId});
    const {contact} = await anna.event('ContactConnected');
    const agent = contact.participants.find((each) => each.role === 'primary');
    assert.ok(agent?.status === 'joined' && agent.leg !== null);
    const legId = agent.leg.id;
    customerLeg = await joinLeg(async (sdp) => {
      const reply = await phone.client.send('ConnectCall', {callId, epoch: 1, sdp});
      assert.ok(reply.status === 'done' && reply.sdp !== null);
      return reply.sdp;
    });
    annaLeg = await joinLeg(async (sdp) => {
      const reply = await anna.hub.send('ConnectLeg', {contactId, legId, epoch: 1, sdp});
      assert.ok(reply.status === 'done');
      return reply.result.sdp;
    });
    await anna.events.find(
      'both are connected',
      (event) =>
        event.type === 'ContactChanged' &&
        event.contact.participants.every((each) => each.status === 'joined' && each.leg?.status === 'connected'),
    );
  }

  /** What the customer's leg got from this place on. */
  async function heard(from: number, count: number): Promise<string> {
    await customerLeg.digits.find('the digits', () => customerLeg.digits.all.length >= from + count);
    return customerLeg.digits.all
      .slice(from)
      .map(({digit}) => digit)
      .join('');
  }

  it('[DL-33] are refused while the other side is rung', async () => {
    assert.deepEqual(await anna.hub.send('SendDigits', {contactId, digits: '1'}), {
      status: 'refused',
      code: 'not-connected',
    });
  });

  it('[DL-30] [DL-33] reach the customer in the order of the commands, and nothing of them stays in the database', async () => {
    await answered();
    assert.deepEqual(await anna.hub.send('SendDigits', {contactId, digits: '12'}), DONE);
    assert.deepEqual(await anna.hub.send('SendDigits', {contactId, digits: '3#'}), DONE);
    assert.equal(await heard(0, 4), '123#');
    assert.ok(customerLeg.digits.all.every(({ms}) => ms === 100));
    assert.deepEqual(await hub.query('select digits, outcome from digit_request order by seq'), [
      {digits: null, outcome: 'played'},
      {digits: null, outcome: 'played'},
    ]);
    assert.deepEqual(await hub.query(`select detail from audit where action = 'send-digits' order by id`), [
      {detail: {count: 2}},
      {detail: {count: 2}},
    ]);
    assert.ok(hub.log.lines.every((line) => !JSON.stringify(line).includes('123#')));
  });

  it('[DL-31] a command that is sent twice sounds once, also over a restart of the hub', async () => {
    const from = customerLeg.digits.all.length;
    const bare = await resumed();
    const command = {commandId: crypto.randomUUID(), contactId, digits: '42'};
    const [one, other] = await Promise.all([bare.command('SendDigits', command), bare.command('SendDigits', command)]);
    assert.deepEqual([one, other], [DONE, DONE]);
    await bare.stop();
    // As when a hub is killed: its media process goes on, and the next hub adopts it.
    Object.assign(hub.configuration.media, {keep: true});
    await hub.restart();
    Object.assign(hub.configuration.media, {keep: false});
    const again = await resumed();
    assert.deepEqual(await again.command('SendDigits', command), DONE);
    assert.deepEqual(await again.command('SendDigits', {contactId, digits: '9'}), DONE);
    assert.equal(await heard(from, 3), '429');
    await again.stop();
  });

  it('[DL-31] what a hub that died had played and not noted is not played again by the next', async () => {
    const from = customerLeg.digits.all.length;
    const bare = await resumed();
    const command = {commandId: crypto.randomUUID(), contactId, digits: '77'};
    assert.deepEqual(await bare.command('SendDigits', command), DONE);
    await hub.query(`update digit_request set outcome = null, digits = '77' where command_id = $1`, [
      command.commandId,
    ]);
    assert.deepEqual(await bare.command('SendDigits', {contactId, digits: '5'}), DONE);
    assert.equal(await heard(from, 3), '775');
    const rows = await hub.query('select outcome from digit_request where command_id = $1', [command.commandId]);
    assert.deepEqual(rows, [{outcome: 'played'}]);
    await bare.stop();
  });

  it('[DL-34] digits nobody could begin in time, or of a media process that is gone, are refused and never play', async () => {
    const from = customerLeg.digits.all.length;
    for (const change of [`created_at = now() - interval '6 seconds'`, `media_process_id = gen_random_uuid()`]) {
      const [row] = await hub.query<{seq: number}>(
        `insert into digit_request (actor, command_id, contact_id, leg_id, media_process_id, digits)
         select 'test', gen_random_uuid()::text, id, gen_random_uuid(), media_process_id, '666' from contact where id = $1
         returning seq`,
        [contactId],
      );
      await hub.query(
        `update digit_request set ${change}, leg_id = (select id from leg where contact_id = $2 and address is not null)
        where seq = $1 and outcome is null`,
        [row?.seq, contactId],
      );
    }
    assert.deepEqual(await anna.hub.send('SendDigits', {contactId, digits: '1'}), DONE);
    assert.equal(await heard(from, 1), '1');
    const rows = await hub.query(`select outcome, digits from digit_request where actor = 'test'`);
    assert.deepEqual(rows, Array(2).fill({outcome: 'lost', digits: null}));
  });

  it('[DL-33] are refused on hold, with the reason, and of a contact that is somebody else’s', async () => {
    assert.equal((await anna.hub.send('HoldContact', {contactId})).status, 'done');
    assert.deepEqual(await anna.hub.send('SendDigits', {contactId, digits: '1'}), {
      status: 'refused',
      code: 'digits-held',
    });
    assert.equal((await anna.hub.send('ResumeContact', {contactId})).status, 'done');
    const ben = await connectDesk(hub, 'ben');
    assert.deepEqual(await ben.hub.send('SendDigits', {contactId, digits: '1'}), {
      status: 'refused',
      code: 'not-yours',
    });
    await ben.stop();
  });

  it('[DL-33] other characters, none, and more than 32 are malformed', async () => {
    const bare = await resumed();
    for (const digits of ['', '1 2', '+1', 'E', '1'.repeat(33), 5]) {
      const answer = await bare.command('SendDigits', {contactId, digits});
      assert.match(JSON.stringify(answer), /invalid-command/);
    }
    await bare.stop();
  });

  async function resumed(): Promise<BareDesk> {
    const bare = await connectBare(hub.url, await hub.issuer.token('anna', {name: 'anna'}));
    await bare.resume();
    return bare;
  }
});
