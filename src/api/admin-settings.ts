import * as v from 'valibot';
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

const template = v.optional(v.nullable(v.object({subject: v.string(), body: v.string()})), null);

const settingsSchema = v.object({
  country: v.string(),
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

/** Null for what is not in that form. */
export function decodeSettings(received: unknown): Received<SettingTexts> | null {
  const item = v.safeParse(items, received);
  const parsed = v.safeParse(settingsSchema, received);
  if (!item.success || !parsed.success) return null;
  const {country, emergency} = parsed.output;
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
    },
  };
}

export function encodeSettings({item}: Received<SettingTexts>, texts: SettingTexts): object {
  const {country, numbers, notifications, testNotifications, mailLanguage, zone} = texts;
  const emergency = v.safeParse(items, item['emergency']);
  return {
    ...item,
    country,
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
  if (first !== 'emergency') return null;
  if (second === 'template') {
    const language = third === 'pl' ? 'pl' : 'en';
    return {name: fourth === 'subject' ? `subject-${language}` : `body-${language}`, place: null};
  }
  const name = SETTING_NAMES.find((each) => each === second);
  return name === undefined ? null : {name, place: /^\d+$/.test(third) ? Number(third) : null};
}
