import * as v from 'valibot';
import {DEFAULT_CALLBACK_REQUEST_LIMITS} from '../../src/domain/callback-request-limits.ts';
import {CALLBACK_REASON_MAX} from '../../src/domain/callback-customer.ts';
import {isAddress} from '../../src/domain/mail-addresses.ts';
import {country, key, list, text} from './fields.ts';

const MINUTE_MS = 60_000;
const DEFAULT_SLOTS = {lengthMs: 30 * MINUTE_MS, perSlot: null, days: 7};

const whole = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

const slots = v.strictObject({
  lengthMs: v.optional(
    v.picklist([15 * MINUTE_MS, 30 * MINUTE_MS, 45 * MINUTE_MS, 60 * MINUTE_MS]),
    DEFAULT_SLOTS.lengthMs,
  ),
  /** How many customers one slot takes; null: as many as come. */
  perSlot: v.optional(v.nullable(whole(1, 10_000)), DEFAULT_SLOTS.perSlot),
  days: v.optional(whole(1, 31), DEFAULT_SLOTS.days),
});

const language = v.pipe(v.string(), v.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a language tag such as pl'));

const consent = v.strictObject({
  /** Kept with every request: change it with the words. */
  version: v.pipe(text(64), v.regex(/^\S+$/, 'a version without spaces')),
  texts: v.record(language, text(2_000)),
});

/** What customers may ask for on the pages of a site. */
const siteCallbacksObject = v.strictObject({
  queue: key,
  topics: list(text(CALLBACK_REASON_MAX), 50),
  consent,
  /** Whose numbers are called back; empty: the organisation's own country. */
  countries: list(country, 100),
  /** Null: only as soon as somebody is free. */
  slots: v.optional(v.nullable(slots), DEFAULT_SLOTS),
  /** Whom confirmations are from; null: none are sent. */
  mailFrom: v.optional(
    v.nullable(v.pipe(v.string(), v.check(isAddress, 'an e-mail address such as desk@example.com'))),
    null,
  ),
});

export type SiteCallbacks = v.InferOutput<typeof siteCallbacksObject>;

/** Null: its pages cannot ask for callbacks. */
export const siteCallbacks = v.optional(v.nullable(siteCallbacksObject), null);

const perDay = (fallback: number) => v.optional(whole(1, 1_000_000), fallback);
const {perAddress, perAddressHard, perAddressPlain, perNetwork, perNetworkHard} = DEFAULT_CALLBACK_REQUEST_LIMITS;
const {perNumber, perPrefix, perSite, perOrganisation} = DEFAULT_CALLBACK_REQUEST_LIMITS;

/** How many a day. */
export const callbackRequests = v.optional(
  v.strictObject({
    perAddress: perDay(perAddress),
    perAddressHard: perDay(perAddressHard),
    perAddressPlain: perDay(perAddressPlain),
    perNetwork: perDay(perNetwork),
    perNetworkHard: perDay(perNetworkHard),
    perNumber: perDay(perNumber),
    perPrefix: perDay(perPrefix),
    perSite: perDay(perSite),
    perOrganisation: perDay(perOrganisation),
  }),
  {},
);
