import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import * as v from 'valibot';
import {queryResultSchemas, querySchemas} from '../../src/api/wire/command-schemas.ts';
import {decodeSpeaking} from '../../src/api/wire/decode.ts';
import {toWire} from '../../src/api/wire/time.ts';

const SINCE = Date.UTC(2026, 10, 20, 14, 32, 7);
const presence = {base: 'away', reason: 'lunch', since: SINCE} as const;
const work = {
  contactId: 'contact-1',
  channel: 'voice',
  status: 'connected',
  role: 'conferenced',
  phase: 'joined',
  queue: null,
  since: SINCE,
  refusal: 'post-call',
} as const;
const agent = {id: 'agent-1', name: 'Mira', team: null, presence, connected: true, engaged: true, readiness: null};
const queue = {id: 'claims', name: 'Claims', waiting: 2, longestSince: SINCE, available: 0, connected: 1, open: true};
const targets = {
  agents: [{agentId: 'agent-2', name: 'Ada', team: 'Claims', presence, engaged: false, refusal: 'agent-busy'}],
  queues: [{queueId: 'claims', name: 'Claims', waiting: 0, available: 1, refusal: null}],
  entryPoints: [{entryPointId: 'sales', name: 'Sales', number: null, refusal: null}],
};

function received(value: unknown): unknown {
  return JSON.parse(JSON.stringify(toWire(value)));
}

describe('what desks ask about the centre around them', () => {
  it('[DM-27] agents with their work, queues and targets arrive as they were sent', () => {
    const {ListAgents, ListQueues, ListTargets} = queryResultSchemas;
    const agents = {agents: [{...agent, work: [work]}]};
    assert.deepEqual(v.parse(ListAgents, received(agents)), agents);
    const queues = {queues: [queue, {...queue, longestSince: null}]};
    assert.deepEqual(v.parse(ListQueues, received(queues)), queues);
    assert.deepEqual(v.parse(ListTargets, received(targets)), targets);
  });

  it('[DM-30] a hub of an earlier release says nothing of work, a later one may have another reason', () => {
    assert.deepEqual(v.parse(queryResultSchemas.ListAgents, received({agents: [agent]})), {
      agents: [{...agent, work: []}],
    });
    const later = {...targets, queues: [{...targets.queues[0], refusal: 'too-late-in-the-day'}]};
    assert.equal(v.parse(queryResultSchemas.ListTargets, received(later)).queues[0]?.refusal, 'internal');
  });

  it('[DM-28] targets are listed for a consult or a transfer of one contact', () => {
    for (const purpose of ['consult', 'transfer'])
      assert.ok(v.safeParse(querySchemas.ListTargets, {contactId: 'contact-1', purpose}).success);
    for (const bad of [
      {contactId: 'contact-1'},
      {contactId: '', purpose: 'consult'},
      {contactId: 'c', purpose: 'listen'},
    ])
      assert.ok(!v.safeParse(querySchemas.ListTargets, bad).success);
  });

  it('[DM-29] who is speaking is read, or refused by its path', () => {
    const speaking = {contactId: 'contact-1', participantIds: ['participant-1', 'participant-2']};
    assert.deepEqual(decodeSpeaking({...speaking, addedLater: 1}), {value: speaking});
    const bad = decodeSpeaking({...speaking, participantIds: ['participant-1', 12015550123]});
    assert.ok('malformed' in bad && bad.malformed.startsWith('participantIds.1: expected '), JSON.stringify(bad));
    assert.ok('malformed' in bad && !bad.malformed.includes('2015550'));
  });
});
