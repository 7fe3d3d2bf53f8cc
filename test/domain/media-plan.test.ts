import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import fc from 'fast-check';
import {
  customerOf,
  isCustomerHeld,
  isJoined,
  type Contact,
  type JoinedParticipant,
  type Participant,
  type Seat,
} from '../../src/domain/contact.ts';
import {planMedia, type AudioSource} from '../../src/domain/media-plan.ts';
import {
  AGENT,
  AGENT_LEG,
  CUSTOMER_LEG,
  NOW,
  OPEN,
  OTHER_AGENT,
  accept,
  after,
  agentParty,
  connected,
  inbound,
  legOf,
  outbound,
  postCall,
  withConsulted,
} from './contact-fixtures.ts';
import {lived} from './contact-walk.ts';

const MUSIC = {kind: 'music'} as const;
const SILENCE = {kind: 'silence'} as const;
const hears = (...legIds: readonly string[]): AudioSource => ({kind: 'legs', legIds});

const customerParty = {kind: 'customer', address: '+12015554471', name: null} as const;
const dialParty = {kind: 'dial-number', address: '+4520123456', name: null} as const;

const someSeats: fc.Arbitrary<Seat[]> = fc
  .subarray(['main', 'consult-1'], {minLength: 1})
  .chain((ids) =>
    fc.tuple(
      ...ids.map((conversationId) => fc.record({conversationId: fc.constant(conversationId), held: fc.boolean()})),
    ),
  );

/** Somebody in a call of several: customer, agents, a dial number; held, muted, lost or without a leg. */
function someone(index: number): fc.Arbitrary<Participant> {
  const who =
    [
      {role: 'customer', party: customerParty} as const,
      {role: 'primary', party: agentParty(AGENT)} as const,
      {role: 'consulted', party: agentParty(OTHER_AGENT)} as const,
      {role: 'dial-number', party: dialParty} as const,
    ][index] ?? ({role: 'conferenced', party: agentParty(`agent-${index}`)} as const);
  return fc
    .record({seats: someSeats, muted: fc.boolean(), lost: fc.boolean(), legged: fc.boolean(), gone: fc.boolean()})
    .map((each) => {
      const id = `participant-${index}`;
      if (each.gone) return {id, ...who, status: 'left', leftAt: NOW, leftReason: 'ended'};
      const leg = each.legged ? legOf(`leg-${index}`, 'browser', each.lost ? 'lost' : 'connected') : null;
      return {
        id,
        ...who,
        status: 'joined',
        joinedAt: NOW,
        leg,
        seats: each.seats,
        muted: each.muted,
        lostAt: each.lost ? NOW : null,
      };
    });
}

const conferences: fc.Arbitrary<Contact> = fc
  .tuple(
    fc.constantFrom(connected(), outbound(), postCall()),
    fc.nat(5).chain((count) => fc.tuple(...Array.from({length: count + 1}, (_, index) => someone(index)))),
  )
  .map(([contact, participants]) => ({...contact, participants}));

const contacts = fc.oneof(lived, conferences);

function joinedWithLeg(contact: Contact): JoinedParticipant[] {
  return contact.participants.filter(isJoined).filter((each) => each.leg !== null);
}

function heardBy(contact: Contact, listener: JoinedParticipant): readonly string[] {
  const source = planMedia(contact)[listener.leg?.id ?? ''];
  return source?.kind === 'legs' ? source.legIds : [];
}

/** Connected and not lost: before that, whoever waits for this voice hears music. */
function isThere(each: JoinedParticipant): boolean {
  return each.leg?.status === 'connected' && each.lostAt === null;
}

/** A supervisor who only listens is no company. */
function isListening(each: JoinedParticipant): boolean {
  return each.role === 'supervisor' && each.muted;
}

/** The rule said once more, over pairs of conversations instead of over people. */
function together({participants}: Contact, one: JoinedParticipant, other: JoinedParticipant): boolean {
  const seatsOf = (each: JoinedParticipant): readonly Seat[] => {
    const there = each.role === 'supervisor' ? participants.find(({id}) => id === each.monitors) : each;
    return isJoined(there) ? there.seats : [];
  };
  const open = (each: JoinedParticipant): string[] =>
    seatsOf(each).flatMap((seat) => (seat.held ? [] : [seat.conversationId]));
  return one !== other && open(one).some((id) => open(other).includes(id));
}

function forEveryContact(check: (contact: Contact) => void): void {
  fc.assert(fc.property(contacts, check), {numRuns: 500});
}

describe('who hears whom', () => {
  it('[DM-16] a plan names the joined legs of a voice contact, all of them and no others', () => {
    forEveryContact((contact) => {
      const plan = planMedia(contact);
      const expected =
        contact.status === 'ended' || contact.channel !== 'voice'
          ? []
          : joinedWithLeg(contact).map((each) => each.leg?.id);
      assert.deepEqual(new Set(Object.keys(plan)), new Set(expected));
      for (const source of Object.values(plan))
        if (source.kind === 'legs') assert.ok(source.legIds.length > 0 && source.legIds.every((id) => id in plan));
    });
    assert.deepEqual(planMedia(connected('chat')), {});
    assert.deepEqual(planMedia({...connected(), channel: 'chat'}), {});
    assert.deepEqual(planMedia(after(connected(), {type: 'end', agentId: AGENT})), {});
  });

  it('[DM-19] exactly those hear each other who share a conversation where neither is held; muted and lost ones are not heard', () => {
    forEveryContact((contact) => {
      if (contact.channel !== 'voice') return;
      const legged = joinedWithLeg(contact);
      for (const listener of legged.filter(({role}) => role !== 'supervisor')) {
        const audible = legged.filter((other) => together(contact, listener, other) && !other.muted && isThere(other));
        assert.deepEqual(
          heardBy(contact, listener),
          audible.map((each) => each.leg?.id),
        );
      }
    });
  });

  it('[DM-17] a customer without company hears music; silence only beside somebody who is muted', () => {
    forEveryContact((contact) => {
      const legged = joinedWithLeg(contact);
      for (const customer of legged.filter((each) => each.party.kind !== 'agent' && contact.channel === 'voice')) {
        const company = legged.filter(
          (other) => together(contact, customer, other) && isThere(other) && !isListening(other),
        );
        const source = planMedia(contact)[customer.leg?.id ?? ''];
        const waits = contact.status === 'waiting' || contact.status === 'offered';
        const announced = waits && customer.role === 'customer' ? contact.announcement : null;
        if (company.length === 0) assert.deepEqual(source, announced === null ? MUSIC : {kind: 'sound', ...announced});
        else assert.deepEqual(source?.kind, company.some((other) => !other.muted) ? 'legs' : 'silence');
      }
    });
  });

  it('[DM-18] a customer on hold hears music and nobody hears them', () => {
    let held = 0;
    fc.assert(
      fc.property(
        lived.filter((contact) => isCustomerHeld(contact) && customerLegOf(contact) !== null),
        (contact) => {
          held += 1;
          const plan = planMedia(contact);
          const leg = customerLegOf(contact) ?? assert.fail();
          assert.deepEqual(plan[leg], MUSIC);
          for (const source of Object.values(plan)) assert.ok(source.kind !== 'legs' || !source.legIds.includes(leg));
        },
      ),
      {numRuns: 30},
    );
    assert.ok(held > 0);
  });
});

/** A callback rings its customer on a leg of its own; one that is lost may be gone. */
function customerLegOf(contact: Contact): string | null {
  const customer = customerOf(contact);
  return isJoined(customer) ? (customer.leg?.id ?? null) : null;
}

describe('the plan of a call on its way', () => {
  const cases: readonly (readonly [string, string, Contact, Record<string, AudioSource>])[] = [
    ['DM-17', 'waiting: music', inbound(), {[CUSTOMER_LEG]: MUSIC}],
    ['DM-17', 'ringing at an agent: music', after(inbound(), OPEN), {[CUSTOMER_LEG]: MUSIC}],
    [
      'DM-20',
      'dialling: the agent hears ringback, the customer has no audio yet',
      outbound(),
      {[AGENT_LEG]: {kind: 'ringback', country: 'US'}},
    ],
    [
      'DM-19',
      'connected: each the other',
      connected(),
      {[CUSTOMER_LEG]: hears(AGENT_LEG), [AGENT_LEG]: hears(CUSTOMER_LEG)},
    ],
    [
      'DM-19',
      'muted agent: the customer hears silence',
      after(connected(), {type: 'mute', agentId: AGENT}),
      {[CUSTOMER_LEG]: SILENCE, [AGENT_LEG]: hears(CUSTOMER_LEG)},
    ],
    [
      'DM-18',
      'on hold: music, and silence for the agent',
      after(connected(), {type: 'hold', agentId: AGENT}),
      {[CUSTOMER_LEG]: MUSIC, [AGENT_LEG]: SILENCE},
    ],
    [
      'DM-17',
      "answered, the agent's audio not there yet: music until it is",
      after(inbound(), OPEN, accept(legOf(AGENT_LEG, 'browser', 'new'))),
      {[CUSTOMER_LEG]: MUSIC, [AGENT_LEG]: hears(CUSTOMER_LEG)},
    ],
    [
      'DM-17',
      'the agent is away: music',
      after(connected(), {type: 'lose-leg', legId: AGENT_LEG}),
      {[CUSTOMER_LEG]: MUSIC, [AGENT_LEG]: hears(CUSTOMER_LEG)},
    ],
    [
      'DM-20',
      'the customer is away: silence',
      after(connected(), {type: 'lose-leg', legId: CUSTOMER_LEG}),
      {[CUSTOMER_LEG]: hears(AGENT_LEG), [AGENT_LEG]: SILENCE},
    ],
    ['DM-20', 'the customer has left: silence', postCall(), {[AGENT_LEG]: SILENCE}],
    ['DM-17', 'an agent without audio is no company', after(inbound(), OPEN, accept(null)), {[CUSTOMER_LEG]: MUSIC}],
    [
      'DM-19',
      'three in a call: each hears the two others',
      withConsulted(connected()),
      {
        [CUSTOMER_LEG]: hears(AGENT_LEG, 'leg-other'),
        [AGENT_LEG]: hears(CUSTOMER_LEG, 'leg-other'),
        'leg-other': hears(CUSTOMER_LEG, AGENT_LEG),
      },
    ],
  ];
  for (const [id, name, contact, expected] of cases) {
    it(`[${id}] ${name}`, () => assert.deepEqual(planMedia(contact), expected));
  }

  const withAgentSeats = (...seats: readonly Seat[]): Contact => {
    const contact = connected();
    const participants = contact.participants.map((each) =>
      each.status === 'joined' && each.role === 'primary' ? {...each, seats} : each,
    );
    return {...contact, participants};
  };

  it('[DM-20] an agent all of whose seats are held hears music; one open seat without company is silent', () => {
    const held = {conversationId: 'main', held: true};
    assert.deepEqual(planMedia(withAgentSeats(held)), {[CUSTOMER_LEG]: MUSIC, [AGENT_LEG]: MUSIC});
    const consulting = withAgentSeats(held, {conversationId: 'consult-1', held: false});
    assert.deepEqual(planMedia(consulting), {[CUSTOMER_LEG]: MUSIC, [AGENT_LEG]: SILENCE});
  });
});
