import fc from 'fast-check';
import type {World} from './world.ts';

/**
 * One thing that somebody does or that goes wrong. Numbers name an agent, a phone or a hub; each means whatever is
 * there to be meant when the step is taken, so that any sequence makes sense.
 */
export type Step =
  | {readonly type: 'call'; readonly phone: number; readonly line: number}
  | {readonly type: 'phone-answer' | 'phone-decline' | 'phone-hang-up'; readonly phone: number}
  | {
      readonly type: 'available' | 'idle' | 'answer' | 'decline' | 'hold' | 'resume' | 'mute' | 'end' | 'wrap-up';
      readonly agent: number;
    }
  | {readonly type: 'dial'; readonly agent: number; readonly phone: number}
  | {readonly type: 'reload'; readonly agent: number}
  | {readonly type: 'kill' | 'cut' | 'freeze' | 'thaw'; readonly hub: number}
  | {readonly type: 'clock'; readonly hub: number; readonly offsetMs: number};

const LINES = ['+12015550100', '+12015550101'];
const who = fc.nat(100);
const HOUR_MS = 3_600_000;

const people: fc.Arbitrary<Step> = fc.oneof(
  {weight: 6, arbitrary: fc.record({type: fc.constant('call' as const), phone: who, line: fc.nat(1)})},
  {
    weight: 2,
    arbitrary: fc.record({type: fc.constantFrom('phone-answer', 'phone-decline', 'phone-hang-up'), phone: who}),
  },
  {weight: 4, arbitrary: fc.record({type: fc.constantFrom('available', 'available', 'available', 'idle'), agent: who})},
  {weight: 8, arbitrary: fc.record({type: fc.constantFrom('answer', 'answer', 'answer', 'decline'), agent: who})},
  {weight: 3, arbitrary: fc.record({type: fc.constantFrom('hold', 'resume', 'mute'), agent: who})},
  {weight: 6, arbitrary: fc.record({type: fc.constantFrom('end', 'wrap-up', 'wrap-up'), agent: who})},
  {weight: 1, arbitrary: fc.record({type: fc.constant('dial' as const), agent: who, phone: who})},
);

const faults: fc.Arbitrary<Step> = fc.oneof(
  {weight: 2, arbitrary: fc.record({type: fc.constant('kill' as const), hub: who})},
  {weight: 3, arbitrary: fc.record({type: fc.constant('cut' as const), hub: who})},
  {weight: 2, arbitrary: fc.record({type: fc.constant('reload' as const), agent: who})},
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('clock' as const),
      hub: who,
      offsetMs: fc.constantFrom(-HOUR_MS, 0, HOUR_MS),
    }),
  },
);

/** A hub that stands still answers nobody until its desks give it up, which takes half a minute: for long histories. */
const standstill: fc.Arbitrary<Step> = fc.record({type: fc.constantFrom('freeze', 'thaw', 'thaw'), hub: who});

/**
 * Steps taken at the same time; the next ones begin when all of them have their answers.
 * @param kind `long` has everything, `short` leaves out what takes long by its nature, `calm` all that goes wrong
 */
export function historyOf(rounds: number, kind: 'calm' | 'short' | 'long'): fc.Arbitrary<readonly (readonly Step[])[]> {
  const wrong =
    kind === 'short' ? faults : fc.oneof({weight: 8, arbitrary: faults}, {weight: 1, arbitrary: standstill});
  const step = fc.oneof({weight: 9, arbitrary: people}, {weight: kind === 'calm' ? 0 : 1, arbitrary: wrong});
  const round = fc.array(step, {minLength: 2, maxLength: 6});
  return fc.array(round, {minLength: rounds, maxLength: rounds});
}

/** Takes one step. Resolves with its answer; what makes no sense just now is not done. */
export async function take(world: World, step: Step): Promise<void> {
  switch (step.type) {
    case 'call':
    case 'phone-answer':
    case 'phone-decline':
    case 'phone-hang-up':
      return takeByPhone(world, step);
    case 'kill':
      return world.kill(step.hub);
    case 'freeze':
      return world.freeze(step.hub);
    case 'thaw':
      return world.thaw(step.hub);
    case 'cut':
      return world.cut(step.hub);
    case 'clock':
      return world.setClock(step.hub, step.offsetMs);
    default:
      return takeByAgent(world, step);
  }
}

type PhoneStep = Extract<Step, {phone: number}> & {type: 'call' | `phone-${string}`};

async function takeByPhone(world: World, step: PhoneStep): Promise<void> {
  const phone = world.phones[step.phone % world.phones.length];
  if (phone === undefined) return;
  const callId = phone.call?.callId;
  if (step.type === 'call') {
    if (callId !== undefined) return;
    const to = LINES[step.line] ?? '';
    return phone.send('PlaceCall', {to, name: null, data: {}}, phone.number);
  }
  if (callId === undefined) return;
  const name = ({'phone-answer': 'AnswerCall', 'phone-decline': 'DeclineCall', 'phone-hang-up': 'HangUpCall'} as const)[
    step.type
  ];
  return phone.send(name, {callId}, callId);
}

async function takeByAgent(world: World, step: Extract<Step, {agent: number}>): Promise<void> {
  const agent = world.agents[step.agent % world.agents.length];
  if (agent === undefined) return;
  const [offer] = agent.ringing;
  const contact = agent.held.at(-1);
  switch (step.type) {
    case 'reload':
      return agent.open();
    case 'available':
    case 'idle':
      await agent.send(
        'SetPresence',
        {base: step.type === 'idle' ? 'away' : 'available', reason: null},
        agent.name,
        step.type,
      );
      return;
    case 'dial': {
      const phone = world.phones[step.phone % world.phones.length];
      if (phone !== undefined) await agent.send('Dial', {number: phone.number}, phone.number);
      return;
    }
    case 'answer':
    case 'decline': {
      if (offer === undefined) return;
      const name = step.type === 'answer' ? 'AcceptOffer' : 'DeclineOffer';
      await agent.send(name, {offerId: offer.id, fence: offer.fence}, offer.id, offer.contactId);
      return;
    }
    default: {
      if (contact === undefined) return;
      const contactId = contact.id;
      if (step.type === 'wrap-up')
        await agent.send('SubmitWrapUp', {contactId, reasonId: 'solved', note: ''}, contactId);
      else await agent.send(COMMAND_OF[step.type], {contactId}, contactId);
    }
  }
}

const COMMAND_OF = {hold: 'HoldContact', resume: 'ResumeContact', mute: 'MuteContact', end: 'EndContact'} as const;
