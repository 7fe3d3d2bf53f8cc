import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {controlsFor} from '../../src/domain/controls.ts';
import {DIGITS, PAD_KEYS, digitHertz, parseDigits} from '../../src/domain/dial-digits.ts';
import {progressTone, toneCountryOf, toneOfFailure} from '../../src/domain/dial-tones.ts';
import {dialNumberForm, parseDialNumber} from '../../src/domain/dial-number.ts';
import {toE164} from '../../src/domain/e164.ts';
import type {Contact, Participant} from '../../src/domain/contact.ts';
import {AGENT, OTHER_AGENT, after, connected, inbound, outbound, postCall} from './contact-fixtures.ts';

function withCustomerLeg(contact: Contact, status: 'connected' | 'lost'): Contact {
  const participants = contact.participants.map((each): Participant =>
    each.role === 'customer' && each.status === 'joined'
      ? {...each, leg: {id: 'customer-leg', kind: 'trunk', epoch: 1, status}}
      : each,
  );
  return {...contact, participants};
}

/** `on`, `off: why` or `hidden`. */
function keypad(contact: Contact, agentId: string = AGENT): string {
  const {keypad: control} = controlsFor(contact, agentId);
  if (!control.visible) return 'hidden';
  return control.enabled ? 'on' : `off: ${control.why}`;
}

describe('the keypad of a call', () => {
  const talking = withCustomerLeg(connected(), 'connected');
  const cases: readonly (readonly [string, Contact, string])[] = [
    ['waiting', inbound(), 'hidden'],
    ['dialling', outbound(), 'off: not-connected'],
    ['connected', talking, 'on'],
    ['muted', after(talking, {type: 'mute', agentId: AGENT}), 'on'],
    ['on hold', after(talking, {type: 'hold', agentId: AGENT}), 'off: digits-held'],
    ['the customer’s sound is lost', withCustomerLeg(talking, 'lost'), 'off: not-connected'],
    ['the customer has left', postCall(), 'off: not-connected'],
    ['wrap-up', after(talking, {type: 'end', agentId: AGENT}), 'hidden'],
  ];
  for (const [name, contact, expected] of cases)
    it(`[DL-33] ${name}: ${expected}`, () => assert.equal(keypad(contact), expected));

  it('[DL-33] somebody else’s call has none', () => assert.equal(keypad(talking, OTHER_AGENT), 'hidden'));
});

describe('digits', () => {
  it('[DL-30] each has two tones of its own, and its event code is its place', () => {
    const pairs = Array.from(DIGITS).map((digit) => digitHertz(digit)?.join('+'));
    assert.equal(new Set(pairs).size, 16);
    assert.deepEqual(digitHertz('5'), [770, 1336]);
    assert.deepEqual(digitHertz('#'), [941, 1477]);
    assert.equal(DIGITS.indexOf('#'), 11);
    assert.equal(digitHertz('E'), null);
    assert.equal(digitHertz('toString'), null);
  });

  it('[DL-20] the pad has every digit of a telephone once, in its place', () => {
    assert.equal(PAD_KEYS.map(({key}) => key).join(''), '123456789*0#');
  });

  for (const [typed, expected] of [
    ['12 34-#', '1234#'],
    ['٣', '3'],
    ['a', 'A'],
    ['', null],
    ['1+2', null],
    ['E', null],
  ] as const)
    it(`[DL-33] '${typed}' is ${expected}`, () => assert.equal(parseDigits(typed), expected));
});

describe('tones of a call’s progress', () => {
  const table = [
    ['ringback', 'US', '440+480 2000, - 4000'],
    ['ringback', 'GB', '400+450 400, - 200, 400+450 400, - 2000'],
    ['ringback', 'DE', '425 1000, - 4000'],
    ['busy', 'CA', '480+620 500, - 500'],
    ['busy', 'IE', '400 375, - 375'],
    ['busy', undefined, '425 500, - 500'],
    ['congestion', 'US', '480+620 250, - 250'],
    ['congestion', 'GB', '400 400, - 350, 400 225, - 525'],
    ['congestion', 'toString', '425 250, - 250'],
    ['unobtainable', 'US', '950 330, 1400 330, 1800 330, - 1000'],
    ['unobtainable', 'GB', '400 1000'],
  ] as const;
  for (const [tone, country, expected] of table) {
    it(`[DL-40] ${tone} of ${country ?? 'no country'}: ${expected}`, () => {
      const steps = progressTone(tone, country).map(({hertz, ms}) => `${hertz.join('+') || '-'} ${ms}`);
      assert.equal(steps.join(', '), expected);
    });
  }

  it('[DL-40] the called number says whose tones are heard', () => {
    assert.equal(toneCountryOf('+12015532447'), 'US');
    assert.equal(toneCountryOf('+442079460958'), 'GB');
    assert.equal(toneCountryOf('+4520123456'), undefined);
    assert.equal(toneCountryOf('••• ••• 4471'), undefined);
  });

  it('[DL-41] every end that reached nobody has a tone, an ordinary end has none', () => {
    assert.deepEqual(
      (['busy', 'declined', 'no-answer', 'unobtainable', 'failed', 'agent-ended', 'customer-hung-up'] as const).map(
        toneOfFailure,
      ),
      ['busy', 'busy', 'congestion', 'unobtainable', 'congestion', null, null],
    );
  });
});

describe('the form of a number', () => {
  for (const [id, number, country, expected] of [
    ['CO-17', '+12015532447', 'GB', 'us'],
    ['CO-18', '+11234567890', 'US', 'us'],
    ['CO-18', '+4520123456', 'US', 'e164'],
    ['CO-18', ':+4520123456', 'US', 'e164'],
    ['CO-19', '01161123456789', 'US', 'idd'],
    ['CO-19', '0061123456789', 'GB', 'idd'],
    ['CO-19', '01161123456789', 'GB', 'local'],
    ['CO-14', '4711', 'US', 'local'],
  ] as const)
    it(`[${id}] ${number} in ${country} is ${expected}`, () => assert.equal(dialNumberForm(number, country), expected));

  it('[DL-7] a plus behind a digit is a fault, one behind other signs is not', () => {
    assert.deepEqual(parseDialNumber('12+345'), {ok: false, fault: 'misplaced-plus'});
    assert.deepEqual(parseDialNumber(':+12015532447'), {ok: true, number: ':+12015532447'});
    assert.equal(toE164(':+12015532447', '44'), '+12015532447');
  });

  it('[DL-8] the zero that is dialled only inside a country is left out', () => {
    assert.equal(toE164('02079460958', '44'), '+442079460958');
    assert.equal(toE164('0612345678', '39'), '+390612345678');
    assert.equal(toE164('20123456', '45'), '+4520123456');
  });
});
