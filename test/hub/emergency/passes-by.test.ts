import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {setImmediate as immediate} from 'node:timers/promises';
import {SdkError} from '../../../src/api/errors.ts';
import {type TestDesk, type TestPhone, connectDesk, connectPhone} from '../../support/desk-client.ts';
import type {LegPeer} from '../../support/leg-peer.ts';
import {BILLING_LINE, type TestHub} from '../../support/test-hub.ts';
import {SUPPORT_LINE, customerCalls, errorsOf} from '../desk/scenes.ts';
import {type Person, goAvailable, person} from '../parties/scenes.ts';
import {answer, dials, ends, hubForEmergencies, isStatus, responders, speakAs} from './emergency-world.ts';

const FLOW_LINE = '+12015550102';

type File = {readonly queues: readonly object[]; readonly entryPoints: readonly object[]};

/** Nothing gets through: one queue never opens, one wants what nobody can, one line has a flow that hangs up, one call fills the centre. */
function shutCentre(file: object): object {
  const {queues, entryPoints, ...rest}: File = Object(file);
  const [billing, support] = queues;
  const [billingLine, supportLine] = entryPoints;
  return {
    ...rest,
    hours: [{id: 'never', name: 'Never', zone: 'UTC'}],
    skills: [{id: 'welsh', name: 'Welsh'}],
    flows: [{id: 'bye', name: 'Says goodbye', steps: [{id: 'bye', kind: 'end'}]}],
    limits: {concurrentCalls: 1},
    queues: [
      {...billing, hours: 'never'},
      {...support, skills: {welsh: 5}},
    ],
    entryPoints: [
      {...billingLine, whenClosed: 'end'},
      supportLine,
      {...supportLine, id: 'flow-line', name: 'A line with a flow', number: FLOW_LINE, flow: 'bye'},
    ],
  };
}

describe('responders who ring back', {timeout: 120_000}, () => {
  let hub: TestHub;
  let psap: TestPhone;
  let line: TestPhone;
  let anna: Person;
  const others: TestDesk[] = [];
  const legs: LegPeer[] = [];

  before(async () => {
    hub = await hubForEmergencies({organisation: shutCentre, timings: {deskGraceMs: 1_000, ringVoiceMs: 1_000}});
    psap = await responders(hub);
    line = await connectPhone(hub, '+12015550179');
  });

  afterEach(async () => {
    await Promise.all(legs.splice(0).map((each) => each.close()));
    await hub.query('delete from emergency_call');
    await hub.query('delete from agent_emergency');
    await hub.query('delete from emergency_number');
    await anna?.stop();
    for (const each of others.splice(0)) await each.stop();
  });

  after(async () => {
    for (const each of [line, psap]) await each?.stop();
    await hub?.stop();
    assert.deepEqual(errorsOf(hub), []);
  });

  function calls(to: string): Promise<unknown> {
    return line.client.send('PlaceCall', {to, name: null, data: {}});
  }

  /** An agent who has called for help, and ended it. @returns the number on which they can be reached */
  async function hasCalled(): Promise<string> {
    anna = await person(hub);
    await goAvailable(anna);
    const own = await dials(anna);
    await ends(anna, own.callId);
    return own.callbackNumber ?? assert.fail('no number');
  }

  /** So much time, by the database's clock. */
  async function passed(ms: number): Promise<void> {
    const [begun] = await hub.query<{at: number}>('select clock_timestamp() as at');
    const until = new Date((begun?.at ?? Number.NaN) + ms);
    while ((await hub.query('select 1 where clock_timestamp() > $1::timestamptz', [until])).length === 0)
      await immediate();
  }

  async function contacts(): Promise<number> {
    return (await hub.query(`select 1 from contact where status <> 'ended'`)).length;
  }

  it('[EM-20] pass by opening hours, skills, flows and limits, which stop every other call', async () => {
    const number = await hasCalled();
    assert.deepEqual(await calls(BILLING_LINE), {status: 'refused', code: 'closed'});
    // It waits for somebody who speaks Welsh, and is all the calls that the centre carries.
    await customerCalls(hub, {to: SUPPORT_LINE});
    assert.equal(await contacts(), 1);
    assert.deepEqual(await calls(SUPPORT_LINE), {status: 'refused', code: 'limit-reached'});
    assert.deepEqual(await calls(FLOW_LINE), {status: 'refused', code: 'limit-reached'});
    const from = anna.emergencies.all.length;
    assert.deepEqual(await calls(number), {status: 'done', sdp: null});
    const rung = await isStatus(anna, 'ringing-back', from);
    assert.deepEqual(await anna.hub.send('AnswerEmergency', {callId: rung.callId}), {status: 'done', result: null});
    await isStatus(anna, 'connected', from);
    // Not one of the contacts, in no queue, and no offer of anything.
    assert.equal(await contacts(), 1);
    assert.deepEqual(
      anna.events.all.filter(({type}) => type === 'ContactOffered'),
      [],
    );
    await ends(anna, rung.callId);
  });

  it('[EM-23] ring on while no desk of the agent is connected, in no queue, until one comes', async () => {
    const number = await hasCalled();
    const before = await contacts();
    await anna.stop();
    const offline = 'select 1 from agent where id = $1 and presence_base = $2';
    while ((await hub.query(offline, [anna.agentId, 'offline'])).length === 0) await immediate();
    const ben = await connectDesk(hub, 'ben');
    others.push(ben);
    await goAvailable(ben);
    assert.deepEqual(await calls(number), {status: 'done', sdp: null});
    // Longer than an offer rings, and than a desk is waited for.
    await passed(3_000);
    const [row] = await hub.query<{status: string}>(`select state->>'status' as status from emergency_call`);
    assert.equal(row?.status, 'ringing-back');
    assert.equal(line.states.all.at(-1)?.call?.status, 'connected', 'who rings is on the line and hears it ring');
    assert.equal(await contacts(), before);
    assert.equal(ben.emergencies.all.at(-1)?.own ?? null, null);
    assert.equal(ben.events.all.filter(({type}) => type === 'ContactOffered').length, 0);
    const again = await connectDesk(hub, anna.subject);
    others.push(again);
    const rung = await isStatus(again, 'ringing-back');
    assert.deepEqual(await again.hub.send('AnswerEmergency', {callId: rung.callId}), {status: 'done', result: null});
    await isStatus(again, 'connected');
  });

  it('[EC-102] a token that runs out in the emergency: the desk comes back with a new one, and without one the sound goes on', async () => {
    anna = await person(hub);
    const {subject} = anna;
    await anna.stop();
    let stingy = false;
    const desk = await connectDesk(hub, subject, subject, {
      token: async () => {
        if (stingy) throw new SdkError('sign-in-required', 'Your sign-in has ended: press Sign in.');
        return hub.issuer.token(subject, {name: subject, expiresInS: 3});
      },
    });
    others.push(desk);
    const own = await dials(desk);
    await answer(psap, own);
    legs.push(await speakAs(desk, own));
    await isStatus(desk, 'connected');
    const states = desk.states.all.length;
    await desk.states.find('the token ran out', ({status}) => status === 'reconnecting', states);
    await desk.states.find('a new one', ({status}) => status === 'connected', states);
    const known = desk.emergencies.all.at(-1)?.own;
    assert.deepEqual([known?.callId, known?.status, known?.leg?.lost], [own.callId, 'connected', false]);
    stingy = true;
    await desk.states.find('none is to be had', ({status}) => status === 'unauthorised', states);
    await passed(2_000);
    const text = `select state->>'status' as status, state#>>'{legs,agent,status}' as leg from emergency_call`;
    assert.deepEqual(await hub.query(text), [{status: 'connected', leg: 'connected'}]);
    assert.equal(desk.events.all.filter(({type}) => type === 'SignedOut').length, 0);
  });
});
