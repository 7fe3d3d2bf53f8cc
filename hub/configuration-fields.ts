import {isIP} from 'node:net';
import * as v from 'valibot';
import {isAddress} from '../src/domain/mail-addresses.ts';

/** What a setting may look like. Each message completes the sentence "CORDBOARD_… must be …" and never quotes the value. */
export const port = v.pipe(
  v.string(),
  v.regex(/^\d+$/, 'a port number'),
  v.transform(Number),
  v.integer(),
  v.maxValue(65_535, 'a port number up to 65535'),
);
export const text = v.pipe(v.string(), v.minLength(1));
export const webAddress = v.pipe(v.string(), v.url('a web address such as https://login.example.com'));
export const list = v.pipe(
  v.string(),
  v.transform((value) =>
    value
      .split(',')
      .map((each) => each.trim())
      .filter((each) => each !== ''),
  ),
);
export const origins = v.pipe(
  list,
  v.everyItem(
    (origin) => URL.canParse(origin) && new URL(origin).origin === origin,
    'origins such as https://crm.example.com, separated by commas',
  ),
);
export const portRange = v.pipe(
  v.string(),
  v.regex(/^\d+-\d+$/, 'a range such as 40000-40999'),
  v.transform((value) => {
    const [from, to] = value.split('-').map(Number);
    return {from: from ?? 0, to: to ?? 0};
  }),
  v.check(({from, to}) => from >= 1_024 && to <= 65_535 && from <= to, 'a range such as 40000-40999'),
);
export const flag = v.pipe(
  v.optional(v.picklist(['0', '1']), '0'),
  v.transform((value) => value === '1'),
);

/** The hub's own address as browsers write it: perhaps a path, never a query. */
export const publicUrl = v.pipe(
  v.string(),
  v.check(isPlainWebAddress, 'a web address such as https://hub-1.example.com, with a path if there is one'),
  v.transform((value) => value.replace(/\/+$/, '')),
);

function isPlainWebAddress(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const {protocol, search, hash, username} = new URL(value);
  return /^https?:$/.test(protocol) && search === '' && hash === '' && username === '';
}

export const networks = v.pipe(
  list,
  v.everyItem(isNetwork, 'addresses or networks such as 10.0.0.7,192.168.0.0/16, separated by commas'),
);

function isNetwork(value: string): boolean {
  const [address = '', prefix, ...rest] = value.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128));
}

const ICE_EXAMPLE = 'a JSON list such as [{"urls": ["turn:turn.example.com:3478"]}]';

/** As a browser's `RTCIceServer`, with the credentials optional. */
export const iceServers = v.pipe(
  v.string(),
  v.rawTransform(({dataset, addIssue, NEVER}) => {
    try {
      const parsed: unknown = JSON.parse(dataset.value);
      return parsed;
    } catch {
      addIssue({message: ICE_EXAMPLE});
      return NEVER;
    }
  }),
  v.array(
    v.object({
      urls: v.pipe(
        v.union([v.string(), v.array(v.string())]),
        v.transform((urls) => (typeof urls === 'string' ? [urls] : urls)),
        v.check((urls) => urls.length > 0 && urls.every((url) => /^(stuns?|turns?):[^\s]+$/.test(url)), ICE_EXAMPLE),
      ),
      username: v.optional(v.nullable(v.string()), null),
      credential: v.optional(v.nullable(v.string()), null),
    }),
    ICE_EXAMPLE,
  ),
);

/** Long enough that nobody guesses it. */
export const secret = v.pipe(
  v.string(),
  v.check((value) => value.length >= 16, 'a secret of at least 16 characters'),
);

export const mailServer = v.pipe(
  v.string(),
  v.check(isMailServer, 'a mail server such as smtps://user:password@mail.example.com'),
);
export const mailAddress = v.pipe(v.string(), v.check(isAddress, 'an e-mail address such as desk@example.com'));

function isMailServer(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const {protocol, hostname} = new URL(value);
  return /^smtps?:$/.test(protocol) && hostname !== '';
}
