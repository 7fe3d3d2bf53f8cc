import fc from 'fast-check';
import {WEEKDAYS} from '../../../src/domain/opening-hours.ts';

const CHANNELS = ['voice', 'chat', 'email', 'social'] as const;
const label = fc.constantFrom('Billing', 'Łódź – Süd', 'お客様', "O'Hara & sons", 'x'.repeat(128), '100 % "sure"');
const some = <T>(all: readonly T[]) => fc.subarray([...all]);
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, {nil: undefined});

/** An object without the fields that came out undefined, as JSON would write it. */
function record<T extends object>(fields: {readonly [name in keyof T]: fc.Arbitrary<T[name]>}): fc.Arbitrary<object> {
  return fc
    .record(fields)
    .map((each) => Object.fromEntries(Object.entries(each).filter(([, value]) => value !== undefined)));
}

/** Some of a fixed few of each kind, named by each other where they may be. */
export const anyOrganisation: fc.Arbitrary<object> = fc
  .record({
    teams: some(['blue', 'red']),
    skills: some(['french', 'billing']),
    hours: some(['office', 'night']),
    profiles: some(['sales', 'service']),
    agents: some(['anna', 'ben', 'auth0|carl']),
    queues: fc.subarray(['first', 'second', 'third'], {minLength: 1}),
    flows: some(['menu', 'straight']),
  })
  .chain((ids) => {
    const levels = fc
      .uniqueArray(fc.constantFrom(...ids.skills, 'none'), {maxLength: 2})
      .chain((keys) =>
        fc
          .array(fc.integer({min: 1, max: 10}), {minLength: keys.length, maxLength: keys.length})
          .map((values) =>
            Object.fromEntries(keys.map((key, at) => [key, values[at]] as const).filter(([key]) => key !== 'none')),
          ),
      );
    const one = (all: readonly string[]) => maybe(fc.constantFrom(...all, null));
    const named = (all: readonly string[]) => fc.constant(all.map((id) => ({id, name: `The ${id}`})));
    const each = (all: readonly string[], fields: (id: string, at: number) => fc.Arbitrary<object>) =>
      fc.tuple(...all.map(fields)).map((items) => [...items]);
    return record({
      name: label,
      country: fc.constantFrom('US', 'GB', 'PL'),
      callerNumber: fc.constantFrom('+12015550100', '+48221234567'),
      dataProtection: maybe(fc.boolean()),
      contacts: maybe(fc.record({keepMs: fc.option(fc.integer({min: 14 * 86_400_000, max: 400 * 86_400_000}))})),
      limits: maybe(fc.record({concurrentCalls: fc.option(fc.integer({min: 1, max: 900}))})),
      timings: maybe(fc.record({ringVoiceMs: fc.integer({min: 1_000, max: 60_000})})),
      teams: named(ids.teams),
      skills: named(ids.skills),
      hours: each(ids.hours, (id) =>
        record({
          id: fc.constant(id),
          name: label,
          zone: fc.constantFrom('Europe/Warsaw', 'UTC'),
          weekly: fc.subarray([...WEEKDAYS], {minLength: 1}).map((days) => [{days, from: '08:00', to: '18:00'}]),
          holidays: maybe(fc.constant([{date: '2026-12-25', name: 'Christmas', open: [{from: '22:00', to: '02:00'}]}])),
        }),
      ),
      variables: fc.constant([
        {name: 'tier', label: 'Tier', popoverPlace: 1, outdialPlace: 3},
        {name: 'count', label: 'Count', type: 'integer', value: '3', popoverPlace: 2, outdialPlace: 2},
        {name: 'reason', label: 'Reason', editable: true, popoverPlace: 3, outdialPlace: 1},
        {name: 'pin', label: 'PIN', secure: true},
      ]),
      outboundProfiles: each(ids.profiles, (id, at) =>
        record({
          id: fc.constant(id),
          name: label,
          callerNumber: fc.constant('+12015550100'),
          standard: fc.constant(at === 0),
          variables: fc.shuffledSubarray(['tier', 'count', 'reason', 'pin'], {minLength: 4}),
        }),
      ),
      agents: each(ids.agents, (id, at) =>
        record({
          id: fc.constant(id),
          subject: fc.constant(id),
          userName: maybe(fc.constant(`${id}@Example.com`)),
          team: one(ids.teams),
          skills: maybe(levels),
          capacity: maybe(fc.record({chat: fc.integer({min: 0, max: 9})})),
          outboundProfile: one(ids.profiles),
          desk: maybe(fc.record({autoAnswer: fc.boolean()})),
          number: fc.constant(`+1201555020${at}`),
          device: maybe(fc.constantFrom('browser', 'telephone')),
          divertsAfterMs: maybe(fc.constantFrom(null, 0, 18_000, 25_000)),
        }),
      ),
      queues: each(ids.queues, (id) =>
        record({
          id: fc.constant(id),
          name: label,
          priority: maybe(fc.integer({min: 3, max: 9})),
          members: fc.oneof(
            fc.constant('everyone' as const),
            some(ids.agents),
            fc.record({agents: some(ids.agents), teams: some(ids.teams)}),
          ),
          skills: maybe(levels),
          hours: one(ids.hours),
        }),
      ),
      flows: each(ids.flows, (id) =>
        record({
          id: fc.constant(id),
          name: label,
          steps: fc.tuple(fc.constantFrom(...ids.queues), levels).map(([queue, skills]) => [
            {id: 'ask', kind: 'digits', sound: 'welcome', variable: 'count', next: 'q', onTimeout: 'q', onInvalid: 'q'},
            {id: 'q', kind: 'queue', queue, skills},
          ]),
        }),
      ),
      entryPoints: fc.subarray([...CHANNELS]).chain((channels) =>
        each(channels, (channel) =>
          record({
            id: fc.constant(`${channel}-door`),
            name: label,
            channel: fc.constantFrom(channel),
            number: fc.constant(channel === 'voice' ? '+12015550101' : undefined),
            queue: fc.constantFrom(...ids.queues),
            flow: channel === 'voice' ? one(ids.flows) : maybe(fc.constant(null)),
            variables: fc.constant(['tier', 'count', {name: 'reason', label: 'Why', value: null}, 'pin']),
            whenClosed: maybe(fc.constantFrom('assign', 'end')),
          }),
        ),
      ),
      wrapUpReasons: fc.tuple(label, maybe(fc.subarray(ids.queues, {minLength: 1}))).map(([text, queues]) => [
        {id: 'other', label: 'Other', standard: true},
        {id: 'sold', label: text, ...(queues === undefined ? {} : {queues})},
      ]),
      presences: fc.shuffledSubarray(
        [
          {base: 'available', label: 'Available'},
          {base: 'away', label: 'Idle'},
          {base: 'away', reason: 'lunch', label: 'Lunch'},
        ],
        {minLength: 3},
      ),
      addressBook: fc.uniqueArray(
        fc.record({id: fc.constantFrom('a', 'b', 'c'), name: label, number: fc.constantFrom('100', '+4822 123 45 67')}),
        {selector: ({id}) => id},
      ),
    });
  });
