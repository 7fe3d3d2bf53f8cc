import {sql} from 'kysely';
import type {HubLog} from '../logger.ts';
import type {HubStore} from '../store/hub-store.ts';
import type {MediaProcess} from './media-client.ts';
import {MediaError} from './media-error.ts';

/** Digits that could not begin within this are not played: the person has gone on by then. */
const LATE_S = 5;

type Request = {
  readonly seq: number;
  readonly command_id: string;
  readonly leg_id: string;
  readonly media_process_id: string | null;
  readonly digits: string | null;
  readonly late: boolean;
};

/**
 * Plays what agents pressed. A hub that dies between playing and noting it asks again under the same name, and the media
 * process answers that it was played: nothing sounds twice. What is late is asked about and not played. Nothing is asked before
 * the process has the contact's newest plan: under the one before, the customer may hear music still, and take no digits.
 */
export class DigitRequests {
  readonly #store: HubStore;
  readonly #media: Pick<MediaProcess, 'digits'>;
  readonly #log: HubLog;

  constructor(store: HubStore, media: Pick<MediaProcess, 'digits'>, log: HubLog) {
    this.#store = store;
    this.#media = media;
    this.#log = log;
  }

  /** In the order of pressing; legs do not wait for one another. */
  async play(processId: string): Promise<void> {
    const {rows} = await sql<Request>`
      select r.seq, r.command_id, r.leg_id, r.media_process_id, r.digits,
        r.created_at < now() - make_interval(secs => ${LATE_S}) as late
      from digit_request r join contact c on c.id = r.contact_id
      where r.outcome is null and c.media_process_id = ${processId}
        and (c.media_version >= c.version or r.created_at < now() - make_interval(secs => ${LATE_S}))
      order by r.seq limit 500`.execute(this.#store.db);
    const byLeg = Map.groupBy(rows, (row) => row.leg_id);
    await Promise.all([...byLeg.values()].map((requests) => this.#playInOrder(requests, processId)));
  }

  async #playInOrder(requests: readonly Request[], processId: string): Promise<void> {
    for (const request of requests) {
      const outcome = await this.#playOne(request, processId);
      if (outcome === null) return;
      await this.#note(request, outcome);
    }
  }

  /** Null: the process is out of reach, and is asked again at the next look. */
  async #playOne(request: Request, processId: string): Promise<'played' | 'lost' | null> {
    const {leg_id: legId, command_id: commandId, late} = request;
    // Whether the process that is gone played them, nobody knows: so they are not played again.
    if (request.media_process_id !== processId || request.digits === null) return 'lost';
    try {
      const requestId = `${commandId}/${request.seq}`;
      const {played} = await this.#media.digits({legId, requestId, digits: request.digits, late});
      return played ? 'played' : 'lost';
    } catch (error) {
      if (!(error instanceof MediaError)) throw error;
      this.#log.warn({legId, code: error.code}, 'digits could not be played');
      return error.code === 'media-unreachable' || error.code === 'media-timeout' ? null : 'lost';
    }
  }

  #note({seq, command_id}: Request, outcome: 'played' | 'lost'): Promise<void> {
    return this.#store.decide(async (work) => {
      await work.tx.updateTable('digit_request').set({outcome, digits: null}).where('seq', '=', seq).execute();
      work.wake(`digits:${command_id}`);
    });
  }
}
