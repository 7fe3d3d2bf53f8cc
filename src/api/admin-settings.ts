import * as v from 'valibot';
import {DEFAULT_CALLING_HOURS} from '../domain/calling-hours.ts';
import {DEFAULT_TEMPLATES, type EmergencyMailTemplate, type MailLanguage} from '../domain/emergency-mail.ts';

/** The settings an administrator edits as text, by name. Those of a list have one entry a line. */
export const SETTING_NAMES = [
  'country',
  'numbers',
  'callbackNumbers',
  'notifications',
  'testNotifications',
  'mailLanguage',
  'zone',
  'subject-en',
  'body-en',
  'subject-pl',
  'body-pl',
  'callbackEntryPoint',
  'callbackFrom',
  'callbackTo',
  'callbackWebCancel',
] as const;
export type SettingName = (typeof SETTING_NAMES)[number];
export type SettingTexts = {readonly [name in SettingName]: string};

/** An agent of the organisation's list. */
export type AdminAgent = {
  readonly id: string;
  readonly name: string;
  readonly team: string | null;
  /** Who is told when they call for help; empty: those of the organisation. */
  readonly notifications: string;
};

/** [CB-25] A voice entry point that takes calls. */
export type AdminEntryPoint = {readonly id: string; readonly name: string; readonly number: string};

/** As the hub gave it: what this page does not know goes back unchanged. */
export type Received<T> = {readonly item: Readonly<Record<string, unknown>>; readonly view: T};

const items = v.record(v.string(), v.unknown());
const text = v.optional(v.string(), '');

const agentSchema = v.object({
  id: v.string(),
  name: v.optional(v.string()),
  userName: v.optional(v.string()),
  team: v.optional(v.nullable(v.string()), null),
  emergencyNotifications: text,
});

const entryPointsSchema = v.object({
  items: v.array(
    v.object({id: v.string(), name: v.string(), channel: v.string(), number: v.optional(v.nullable(v.string()), null)}),
  ),
});

const template = v.optional(v.nullable(v.object({subject: v.string(), body: v.string()})), null);

const callbacks = v.object({
  entryPoint: v.optional(v.nullable(v.string()), null),
  callingHours: v.optional(v.object({from: v.string(), to: v.string()}), DEFAULT_CALLING_HOURS),
  webCancel: v.optional(v.boolean(), true),
});

const settingsSchema = v.object({
  country: v.string(),
  callbacks: v.optional(callbacks, {}),
  emergency: v.object({
    callbackNumbers: v.optional(v.array(v.string()), []),
    numbers: v.optional(v.picklist(['all', '911']), 'all'),
    notifications: text,
    testNotifications: text,
    mailLanguage: v.optional(v.picklist(['en', 'pl']), 'en'),
    zone: v.optional(v.string(), 'UTC'),
    template: v.optional(v.object({en: template, pl: template}), {}),
  }),
});

/** Null for what is not in that form. */
export function decodeAgent(received: unknown): Received<AdminAgent> | null {
  const item = v.safeParse(items, received);
  const parsed = v.safeParse(agentSchema, received);
  if (!item.success || !parsed.success) return null;
  const {id, name, userName, team, emergencyNotifications} = parsed.output;
  return {item: item.output, view: {id, name: name ?? userName ?? id, team, notifications: emergencyNotifications}};
}

export function encodeAgent({item}: Received<AdminAgent>, notifications: string): object {
  return {...item, emergencyNotifications: notifications};
}

/** Those that take calls; null for what is not in that form. */
export function decodeEntryPoints(received: unknown): readonly AdminEntryPoint[] | null {
  const parsed = v.safeParse(entryPointsSchema, received);
  if (!parsed.success) return null;
  return parsed.output.items.flatMap(({id, name, channel, number}) =>
    channel === 'voice' && number !== null ? [{id, name, number}] : [],
  );
}

/** Null for what is not in that form. */
export function decodeSettings(received: unknown): Received<SettingTexts> | null {
  const item = v.safeParse(items, received);
  const parsed = v.safeParse(settingsSchema, received);
  if (!item.success || !parsed.success) return null;
  const {country, callbacks: calls, emergency} = parsed.output;
  const {numbers, notifications, testNotifications, mailLanguage, zone} = emergency;
  const {en, pl} = {
    en: emergency.template.en ?? DEFAULT_TEMPLATES.en,
    pl: emergency.template.pl ?? DEFAULT_TEMPLATES.pl,
  };
  return {
    item: item.output,
    view: {
      ...{country, numbers, notifications, testNotifications, mailLanguage, zone},
      callbackNumbers: emergency.callbackNumbers.join('\n'),
      ...{'subject-en': en.subject, 'body-en': en.body, 'subject-pl': pl.subject, 'body-pl': pl.body},
      ...{callbackEntryPoint: calls.entryPoint ?? '', callbackWebCancel: calls.webCancel ? 'yes' : 'no'},
      ...{callbackFrom: calls.callingHours.from, callbackTo: calls.callingHours.to},
    },
  };
}

export function encodeSettings({item}: Received<SettingTexts>, texts: SettingTexts): object {
  const {country, numbers, notifications, testNotifications, mailLanguage, zone} = texts;
  const emergency = v.safeParse(items, item['emergency']);
  const calls = v.safeParse(items, item['callbacks']);
  return {
    ...item,
    country,
    // A hub that says nothing of callbacks takes nothing of them.
    ...(calls.success ? {callbacks: {...calls.output, ...callbacksOf(texts)}} : {}),
    emergency: {
      ...(emergency.success ? emergency.output : {}),
      ...{numbers, notifications, testNotifications, mailLanguage, zone},
      callbackNumbers: linesOf(texts.callbackNumbers),
      template: {
        en: templateOf('en', {subject: texts['subject-en'], body: texts['body-en']}),
        pl: templateOf('pl', {subject: texts['subject-pl'], body: texts['body-pl']}),
      },
    },
  };
}

function callbacksOf(texts: SettingTexts): object {
  return {
    entryPoint: texts.callbackEntryPoint === '' ? null : texts.callbackEntryPoint,
    callingHours: {from: texts.callbackFrom, to: texts.callbackTo},
    webCancel: texts.callbackWebCancel === 'yes',
  };
}

/** The words that come with the hub are not written down: they may become better. */
function templateOf(language: MailLanguage, {subject, body}: EmergencyMailTemplate): EmergencyMailTemplate | null {
  const own = DEFAULT_TEMPLATES[language];
  return subject === own.subject && body === own.body ? null : {subject, body};
}

/** What stands in the lines, the empty ones left out. */
export function linesOf(typed: string): readonly string[] {
  return typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Which setting a place in the organisation (RFC 6901) belongs to, and where in its list; null: none of them. */
export function settingAt(pointer: string): {readonly name: SettingName; readonly place: number | null} | null {
  const [first = '', second = '', third = '', fourth = ''] = pointer.split('/').slice(1);
  if (first === 'country') return {name: 'country', place: null};
  if (first === 'callbacks') return callbackSettingAt(second, third);
  if (first !== 'emergency') return null;
  if (second === 'template') {
    const language = third === 'pl' ? 'pl' : 'en';
    return {name: fourth === 'subject' ? `subject-${language}` : `body-${language}`, place: null};
  }
  const name = SETTING_NAMES.find((each) => each === second);
  return name === undefined ? null : {name, place: /^\d+$/.test(third) ? Number(third) : null};
}

function callbackSettingAt(field: string, part: string): ReturnType<typeof settingAt> {
  switch (field) {
    case 'entryPoint':
      return {name: 'callbackEntryPoint', place: null};
    case 'callingHours':
      return {name: part === 'to' ? 'callbackTo' : 'callbackFrom', place: null};
    case 'webCancel':
      return {name: 'callbackWebCancel', place: null};
    default:
      return null;
  }
}
