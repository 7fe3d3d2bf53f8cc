import type {SiteCallbacks} from '../../organisation/site-callbacks-schema.ts';
import type {OpeningHours} from '../../../src/domain/opening-hours.ts';
import type {SlotRules} from '../../../src/domain/callback-slots.ts';
import {runForOne} from '../../store/statement.ts';
import type {Work} from '../../store/unit-of-work.ts';
import {callbackEntryPoint} from '../callback-choices.ts';

export type RequestSite = {
  readonly id: string;
  readonly origins: readonly string[];
  readonly callbacks: SiteCallbacks;
  /** Of its queue; null: it never closes. */
  readonly opening: OpeningHours | null;
};

export type FoundSite = RequestSite | 'site-refused' | 'callbacks-not-set-up';

type Row = {
  readonly id: string;
  readonly origins: readonly string[];
  readonly callbacks: SiteCallbacks | null;
};

const SITE = 'select id, origins, callbacks from site where key = $1';
/** Only a queue that is served. */
const QUEUE = `
  select opening_hours.rule from queue left join opening_hours on opening_hours.id = queue.hours_id
  where queue.id = $1 and queue.active and 'voice' = any(queue.channels)`;

/** Whatever is wrong with key or page, the answer is one. @param ownPage it came from a page of the hub's own */
export async function findSite(work: Work, key: string, origin: string, ownPage = false): Promise<FoundSite> {
  const site = await runForOne<Row>(work, SITE, [key]);
  if (site === null || !(ownPage || site.origins.includes(origin))) return 'site-refused';
  const {id, origins, callbacks} = site;
  if (callbacks === null || (await callbackEntryPoint(work)) === null) return 'callbacks-not-set-up';
  const queue = await runForOne<{rule: OpeningHours | null}>(work, QUEUE, [callbacks.queue]);
  return queue === null ? 'callbacks-not-set-up' : {id, origins, callbacks, opening: queue.rule};
}

/** Null: the site offers no times. */
export function slotRulesOf(work: Work, {callbacks: {slots}, opening}: RequestSite, zone: string): SlotRules | null {
  if (slots === null) return null;
  const {leadMs, aheadMs, hours: calling} = work.settings.callbacks.limits;
  return {lengthMs: slots.lengthMs, days: slots.days, leadMs, aheadMs, opening, calling, zone};
}

/** The words to agree to, in the best language there is. */
export function consentOf({consent: {version, texts}}: SiteCallbacks, language: string) {
  const wanted = [language, language.split('-')[0] ?? '', 'en', Object.keys(texts)[0] ?? ''];
  const found = wanted.find((each) => Object.hasOwn(texts, each)) ?? '';
  return {version, language: found, text: texts[found] ?? ''};
}
