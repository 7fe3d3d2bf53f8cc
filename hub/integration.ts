import * as v from 'valibot';
import {flag, list, text} from './configuration-fields.ts';

const REQUESTS = 'a number of requests a minute from 6 to 100000';

const hosts = v.pipe(
  list,
  v.everyItem(
    (each) =>
      /^(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?::\d{1,5})?$/i.test(each),
    'hosts such as crm.example.com,*.example.com, separated by commas',
  ),
);

/** What other systems may do at the hub, and what the hub tells them (docs/digital-contacts.md, docs/webhooks.md). */
export const integrationFields = {
  CORDBOARD_LINK_HOSTS: v.optional(hosts, ''),
  CORDBOARD_FLOW_HTTP_HOSTS: v.optional(hosts, ''),
  CORDBOARD_API_REQUESTS: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,6}$/, REQUESTS),
      v.transform(Number),
      v.minValue(6, REQUESTS),
      v.maxValue(100_000, REQUESTS),
    ),
    '600',
  ),
  CORDBOARD_WEBHOOKS: v.optional(text),
  CORDBOARD_WEBHOOK_PRIVATE: flag,
};

export type Integration = {
  /** Hosts that contacts may link to; none: no links. */
  readonly linkHosts: readonly string[];
  /** Hosts that flows may ask; an inner address only if it is listed itself. None: no flow asks anybody. */
  readonly flowHosts: readonly string[];
  /** Of one client, at all hubs together. */
  readonly requestsPerMinute: number;
  readonly webhooksFile: string | null;
  /** Webhooks may lead into the inner network. */
  readonly webhooksPrivate: boolean;
};

type Given = v.InferOutput<v.ObjectSchema<typeof integrationFields, undefined>>;

export function readIntegration(env: Given): Integration {
  return {
    linkHosts: env.CORDBOARD_LINK_HOSTS,
    flowHosts: env.CORDBOARD_FLOW_HTTP_HOSTS,
    requestsPerMinute: env.CORDBOARD_API_REQUESTS,
    webhooksFile: env.CORDBOARD_WEBHOOKS ?? null,
    webhooksPrivate: env.CORDBOARD_WEBHOOK_PRIVATE,
  };
}
