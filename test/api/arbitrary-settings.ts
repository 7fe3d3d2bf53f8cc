import fc from 'fast-check';
import type {DeskSettings} from '../../src/api/wire/events.ts';
import type {ConfirmedLocation} from '../../src/domain/confirmed-location.ts';
import type {EmergencyCountry} from '../../src/domain/emergency-numbers.ts';
import {base, digits, few, flag, id, record, text, time} from './arbitrary-parts.ts';

export const emergency = fc.constantFrom('routed', 'carrier', 'none', 'simulated');

const countries: fc.Arbitrary<EmergencyCountry> = record({
  country: text,
  callingCode: digits,
  numbers: fc.array(digits, few),
  aliases: fc.dictionary(digits, digits, {maxKeys: 3, noNullPrototype: true}),
  test: fc.option(digits),
});

const location: fc.Arbitrary<ConfirmedLocation | null> = fc.option(
  record({address: text, country: text, confirmedAt: time}),
);

export const settings: fc.Arbitrary<DeskSettings> = record({
  wrapUpReasons: fc.array(record({id, label: text, standard: flag}), few),
  presenceChoices: fc.array(record({base, reason: fc.option(id), label: text}), few),
  country: fc.constantFrom('US', 'DK', 'PL'),
  emergencyCountries: fc.array(countries, few),
  emergency,
  outbound: fc.option(record({profile: text, callerNumber: text})),
  desk: record({autoAnswer: flag, numbersMasked: flag, telephone: fc.option(text)}),
  location,
});
