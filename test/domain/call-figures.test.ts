import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {entersQueue, isAbandoned, isRepeated} from '../../src/domain/call-figures.ts';
import type {Contact} from '../../src/domain/contact.ts';
import {
  AGENT_LEG,
  CUSTOMER_LEG,
  NOW,
  OPEN,
  after,
  connected,
  inbound,
  legOf,
  outbound,
  toBeCalled,
} from './contact-fixtures.ts';

const HANG_UP = {type: 'hang-up-customer'} as const;
const PROMISE = {type: 'promise-callback', announcement: {sound: 'callback-promised.en', startedAtMs: NOW}} as const;
const SUPPORT = {queue: {id: 'support', name: 'Support'}, priority: 3, dnis: null, variables: []};
const ANSWER = {type: 'answer-leg', legId: 'leg-number'} as const;

const inFlow: Contact = {...inbound(), queue: null};
const vanished = after(connected(), {type: 'lose-leg', legId: AGENT_LEG}, {type: 'give-up-leg', legId: AGENT_LEG});
const LEAD_TO_NUMBER = {
  type: 'lead-to-number',
  queue: inbound().queue,
  dialled: {
    participantId: 'number-1',
    address: '+12015550999',
    name: null,
    leg: legOf('leg-number', 'trunk', 'ringing'),
  },
} as const;
const ledToNumber = after(inbound(), LEAD_TO_NUMBER);

describe('calls that come to a queue', () => {
  const CAME: Readonly<Record<string, readonly [before: Contact | null, now: Contact]>> = {
    'it comes in': [null, inbound()],
    'a flow leads it there': [inFlow, after(inFlow, {type: 'enqueue', destination: SUPPORT})],
    'a flow leads it to a number, and has a queue behind that': [inFlow, after(inFlow, LEAD_TO_NUMBER)],
    'another queue leads it on': [inbound(), after(inbound(), {type: 'enqueue', destination: SUPPORT})],
  };
  const DID_NOT: Readonly<Record<string, readonly [before: Contact | null, now: Contact]>> = {
    'it is in a flow': [null, inFlow],
    'it rings': [inbound(), after(inbound(), OPEN)],
    'its queue leads it to a number': [inbound(), ledToNumber],
    'an offer came back': [after(inbound(), OPEN), inbound()],
    'its agent vanished': [connected(), vanished],
    'an agent gives it to another queue': [vanished, {...vanished, queue: SUPPORT.queue}],
    'it is to be called back': [null, toBeCalled()],
    'an agent placed it': [null, outbound()],
    'it is a chat': [null, inbound('chat')],
    'it has ended': [inbound(), after(inbound(), HANG_UP)],
  };
  for (const [name, [before, now]] of Object.entries(CAME))
    it(`[PK-103] are counted where ${name}`, () => assert.equal(entersQueue(before, now), true));
  for (const [name, [before, now]] of Object.entries(DID_NOT))
    it(`[PK-103] are not counted where ${name}`, () => assert.equal(entersQueue(before, now), false));
});

describe('calls that are abandoned', () => {
  const gone = (contact: Contact) => [contact, after(contact, HANG_UP)] as const;
  const LEFT: Readonly<Record<string, readonly [before: Contact, now: Contact]>> = {
    'they wait': gone(inbound()),
    'it rings': gone(after(inbound(), OPEN)),
    'their audio does not come back': [
      after(inbound(), {type: 'lose-leg', legId: CUSTOMER_LEG}),
      after(inbound(), {type: 'lose-leg', legId: CUSTOMER_LEG}, {type: 'give-up-leg', legId: CUSTOMER_LEG}),
    ],
    'a number is rung for them': gone(ledToNumber),
  };
  const OTHERWISE: Readonly<Record<string, readonly [before: Contact, now: Contact]>> = {
    'somebody has answered': gone(connected()),
    'their agent vanished': gone(vanished),
    'a number has answered': gone(after(ledToNumber, ANSWER)),
    'they are promised a call': gone(after(inbound(), PROMISE)),
    'no queue has them yet': gone(inFlow),
    'they still wait': [inbound(), after(inbound(), OPEN)],
    'a chat ends': gone(inbound('chat')),
    'they are turned away': [
      inbound(),
      after(inbound(), {type: 'turn-away', announcement: null}, {type: 'end-by-flow'}),
    ],
  };
  for (const [name, [before, now]] of Object.entries(LEFT))
    it(`[PK-104] are counted where ${name}`, () => assert.equal(isAbandoned(before, now), true));
  for (const [name, [before, now]] of Object.entries(OTHERWISE))
    it(`[PK-104] are not counted where ${name}`, () => assert.equal(isAbandoned(before, now), false));
});

describe('calls that are repeated', () => {
  for (const [missedAt, reachedAt, repeated] of [
    [null, null, false],
    [null, NOW, false],
    [NOW, null, true],
    [NOW, NOW - 1, true],
    [NOW, NOW, false],
    [NOW - 1, NOW, false],
  ] as const)
    it(`[PK-105] missed ${missedAt === null ? 'never' : missedAt - NOW}, reached ${reachedAt === null ? 'never' : reachedAt - NOW}: ${repeated}`, () =>
      assert.equal(isRepeated({missedAt, reachedAt}), repeated));
});
