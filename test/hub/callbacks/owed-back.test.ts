import assert from 'node:assert/strict';
import {after, afterEach, before, beforeEach, describe, it} from 'node:test';
import {lockNumbers} from '../../../hub/callbacks/requests/lock-number.ts';
import {findLine, takeIn} from '../../../hub/phone/inbound-call.ts';
import {run} from '../../../hub/store/statement.ts';
import {BILLING_LINE, type TestHub} from '../../support/test-hub.ts';
import {accept, becomeIdle, errorsOf, offerOf} from '../desk/scenes.ts';
import {until} from '../flows/scenes.ts';
import {callbacksOf} from '../overflow/overflow-world.ts';
import {type Person, endAll, goAvailable, hangUp, person, talking} from '../parties/scenes.ts';
import {breakOff, speak, timeIsUp} from './broken-calls.ts';
import {CUSTOMER, hubForCallbacks} from './callback-world.ts';

const ENDED = `exists (select 1 from contact where id = $1 and status = 'ended')`;
const WAITS_FOR_NUMBER = `exists (
  select 1 from pg_locks where locktype = 'advisory' and not granted
    and database = (select oid from pg_database where datname = current_database()))`;

describe('a customer who is back before their call is given up', {timeout: 120_000}, () => {
  let hub: TestHub;
  let anna: Person;
  let ben: Person;

  before(async () => {
    hub = await hubForCallbacks();
  });

  beforeEach(async () => {
    anna = await person(hub);
    ben = await person(hub);
  });

  afterEach(async () => {
    // First, so that none is queued behind our back.
    await hub.query('delete from callback');
    await endAll(hub);
    for (const each of [anna, ben]) await each.stop();
  });

  after(async () => {
    await hub?.stop();
    assert.deepEqual(errorsOf(hub), []);
  });

  /** Anna speaks with a customer, and then both are gone. */
  async function brokenOff() {
    const contactId = await talking(hub, anna, {from: CUSTOMER});
    await becomeIdle(anna);
    await speak(hub, contactId, anna.agentId);
    return {contactId, ...(await breakOff(hub, contactId, anna.agentId))};
  }

  async function givenUp({contactId, agent, customer}: Awaited<ReturnType<typeof brokenOff>>): Promise<void> {
    await timeIsUp(hub, agent, customer);
    await until(hub, 'they are given up', ENDED, [contactId]);
  }

  /** By a line that has several calls of one number: a switchboard's, or that of a carrier who knows of the loss before we do. */
  async function redials(): Promise<string> {
    return hub.store.decide(async (work) => {
      const line = await findLine(work, 'number', BILLING_LINE);
      assert.ok(line !== undefined);
      const caller = {address: CUSTOMER, name: null, data: {}, mediaProcessId: null};
      return takeIn(work, line, caller, {actor: 'phone'});
    });
  }

  /** The newer call is answered, and both are heard. */
  async function benAnswers(contactId: string): Promise<void> {
    await goAvailable(ben);
    await accept(ben, await offerOf(ben, contactId));
    await becomeIdle(ben);
    await speak(hub, contactId, ben.agentId);
  }

  it('[PK-128] is owed nothing while they wait again', async () => {
    const broken = await brokenOff();
    await redials();
    await givenUp(broken);
    assert.deepEqual(await callbacksOf(hub, CUSTOMER), []);
  });

  it('[PK-128] nor while somebody speaks to them', async () => {
    const broken = await brokenOff();
    await benAnswers(await redials());
    await givenUp(broken);
    assert.deepEqual(await callbacksOf(hub, CUSTOMER), []);
  });

  it('[PK-128] nor once somebody has spoken to them', async () => {
    const broken = await brokenOff();
    const second = await redials();
    await benAnswers(second);
    await hangUp(hub, second);
    await givenUp(broken);
    assert.deepEqual(await callbacksOf(hub, CUSTOMER), []);
  });

  it('[PK-128] is owed one where the newer call is lost as well', async () => {
    const first = await brokenOff();
    const second = await redials();
    await speakAlone(second);
    await givenUp(first);
    assert.equal((await callbacksOf(hub, CUSTOMER)).length, 1);
  });

  it('[PK-128] is owed one where an agent still writes of a call before', async () => {
    const earlier = await talking(hub, ben, {from: CUSTOMER});
    await becomeIdle(ben);
    await speak(hub, earlier, ben.agentId);
    await hangUp(hub, earlier);
    await givenUp(await brokenOff());
    assert.equal((await callbacksOf(hub, CUSTOMER)).length, 1);
  });

  it('[PK-129] who decides about the number is waited for before anybody’s row is held, so that neither waits on the other', async () => {
    const broken = await brokenOff();
    await hub.store.decide(async (work) => {
      await lockNumbers(work, CUSTOMER);
      await timeIsUp(hub, broken.agent, broken.customer);
      await until(hub, 'it waits for the number', WAITS_FOR_NUMBER, []);
      await run(work, 'select 1 from agent where id = $1 for update nowait', [anna.agentId]);
    });
    await until(hub, 'they are given up', ENDED, [broken.contactId]);
    await until(hub, 'it is made', 'exists (select 1 from callback where number = $1)', [CUSTOMER]);
  });

  /** The customer of a call that nobody has answered is lost. */
  async function speakAlone(contactId: string): Promise<void> {
    await hub.query(`update participant set lost_at = now() where contact_id = $1 and role = 'customer'`, [contactId]);
  }
});
