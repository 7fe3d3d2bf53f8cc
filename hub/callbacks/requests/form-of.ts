import type {CallbackForm} from '../../../src/api/wire/callback-request.ts';
import type {Work} from '../../store/unit-of-work.ts';
import {type RequestSite, consentOf, findSite} from './find-site.ts';
import {freeSlots, nowOf} from './offered-times.ts';
import {newChallenge} from './proof.ts';
import {isUsedUp} from './request-limits.ts';
import {callbackSecret} from './secret.ts';

type Asking = {
  readonly key: string;
  readonly origin: string;
  readonly language: string;
  readonly zone: string;
  /** Fingerprint of the network address. */
  readonly caller: string;
  /** Of the wider network; null: it has none. */
  readonly network: string | null;
  /** Whether this hub can send mail. */
  readonly mail: boolean;
};

/** What may be asked for just now, by somebody in a zone. */
export async function formOf(
  work: Work,
  {key, origin, ...asking}: Asking,
): Promise<CallbackForm | 'site-refused' | 'callbacks-not-set-up'> {
  const site = await findSite(work, key, origin);
  if (typeof site === 'string') return site;
  const secret = await callbackSecret(work);
  const hard = await isUsedUp(work, asking);
  return {...(await offeredTo(work, site, asking)), proof: await newChallenge(secret, site.id, work.now, hard)};
}

/** The same without a proof of work. */
export async function offeredTo(
  work: Work,
  site: RequestSite,
  {language, zone, mail}: Pick<Asking, 'language' | 'zone' | 'mail'>,
): Promise<Omit<CallbackForm, 'proof'>> {
  const {callbacks} = site;
  return {
    country: work.settings.country,
    now: await nowOf(work, site),
    slots: await freeSlots(work, site, zone),
    consent: consentOf(callbacks, language),
    topics: callbacks.topics,
    mail: mail && callbacks.mailFrom !== null,
  };
}
