import type {HubClient} from '../api/hub-client.ts';

/** Commands out; what comes of them arrives as events. */
export type Commands = Pick<HubClient, 'send'>;

/** Questions that change nothing. */
export type Queries = Pick<HubClient, 'ask'>;
