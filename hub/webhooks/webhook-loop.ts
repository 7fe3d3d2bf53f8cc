import {RepeatingTask, describe} from '../background/repeating-task.ts';
import type {HubLog} from '../logger.ts';
import type {HubStore} from '../store/hub-store.ts';
import {applyEndpoints} from './apply-endpoints.ts';
import {type Delivery, claimDeliveries, finish, releaseDelivery} from './deliveries.ts';
import {WebhookSender} from './send.ts';
import {webhookHeaders} from './signature.ts';
import type {WebhookEndpoint} from './webhooks-file.ts';

const POLL_MS = 1_000;
const AT_ONCE_MAX = 8;

type Given = {
  readonly store: HubStore;
  readonly log: HubLog;
  readonly hubId: string;
  readonly endpoints: readonly WebhookEndpoint[];
  readonly mayBePrivate: boolean;
};

/**
 * Makes the operator's webhooks known and gets ready to send.
 * @param endpoints null: this hub has no file of them. The database is left as it is then, since other hubs may have one.
 */
export async function openWebhooks(
  endpoints: readonly WebhookEndpoint[] | null,
  given: Omit<Given, 'endpoints'>,
): Promise<WebhookLoop> {
  if (endpoints !== null) await given.store.decide((work) => applyEndpoints(work, endpoints));
  return new WebhookLoop({...given, endpoints: endpoints ?? []});
}

/** Sends what is to be told; each endpoint by itself, so that a slow one keeps no other waiting. */
export class WebhookLoop {
  readonly #lines: readonly EndpointLine[];
  readonly #sender: WebhookSender;

  constructor(given: Given) {
    this.#sender = new WebhookSender(given.mayBePrivate);
    this.#lines = given.endpoints.map((endpoint) => new EndpointLine(given, endpoint, this.#sender));
  }

  start(): void {
    for (const line of this.#lines) line.wake();
  }

  wake(): void {
    for (const line of this.#lines) line.wake();
  }

  async stop(): Promise<void> {
    await Promise.all(this.#lines.map((line) => line.stop()));
    this.#sender.close();
  }
}

class EndpointLine {
  readonly #given: Given;
  readonly #endpoint: WebhookEndpoint;
  readonly #sender: WebhookSender;
  readonly #task: RepeatingTask;
  readonly #sending = new Set<Promise<void>>();
  readonly #abort = new AbortController();

  constructor(given: Given, endpoint: WebhookEndpoint, sender: WebhookSender) {
    this.#given = given;
    this.#endpoint = endpoint;
    this.#sender = sender;
    this.#task = new RepeatingTask({name: 'webhooks', everyMs: POLL_MS, log: given.log, run: () => this.#take()});
  }

  wake(): void {
    this.#task.wake();
  }

  async stop(): Promise<void> {
    this.#abort.abort();
    await this.#task.stop();
    await Promise.all(this.#sending);
  }

  async #take(): Promise<void> {
    const limit = AT_ONCE_MAX - this.#sending.size;
    if (limit <= 0 || this.#abort.signal.aborted) return;
    const {store, hubId} = this.#given;
    const taken = await claimDeliveries(store.db, {endpointId: this.#endpoint.id, hubId, limit});
    for (const delivery of taken) {
      const sending = this.#deliver(delivery).finally(() => {
        this.#sending.delete(sending);
        this.wake();
      });
      this.#sending.add(sending);
    }
  }

  /** Never rejects: what could not be noted is sent again when its lease is over. */
  async #deliver(delivery: Delivery): Promise<void> {
    const {store, log, hubId} = this.#given;
    const {id: endpoint, url, secrets} = this.#endpoint;
    try {
      const {signal} = this.#abort;
      const attempt = await this.#sender.send({
        url,
        headers: webhookHeaders(delivery, secrets),
        body: delivery.body,
        signal,
      });
      if (!attempt.taken && signal.aborted) return await releaseDelivery(store.db, delivery.id, hubId);
      const outcome = await store.decide((work) => finish(work, {hubId, delivery, attempt, random: Math.random()}));
      const facts = {endpoint, webhookId: delivery.id, attempts: delivery.attempts};
      if (outcome === 'dead') log.error({...facts, attempt}, 'a webhook was given up: it is a dead letter now');
      else if (!attempt.taken && delivery.attempts === 1)
        log.warn({...facts, attempt}, 'a webhook was not taken and is sent again');
    } catch (error) {
      log.error({endpoint, error: describe(error)}, 'a webhook could not be noted and is sent again');
    }
  }
}
