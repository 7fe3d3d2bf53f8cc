import type {Refusal} from '../../src/domain/refusal.ts';
import {describe} from '../background/repeating-task.ts';
import type {HubLog} from '../logger.ts';
import type {HubStore} from '../store/hub-store.ts';
import type {MediaProcess} from './media-client.ts';
import {MediaError} from './media-error.ts';

type Given = {
  readonly store: Pick<HubStore, 'decide'>;
  readonly log: HubLog;
  /** This hub's own media process; null while there is none. */
  readonly media: () => Pick<MediaProcess, 'echo' | 'endEcho'> | null;
};

/** Who asks: one connection of one agent's desk. */
export type EchoDesk = {readonly connectionId: string; readonly agentId: string; readonly roles: readonly string[]};

export type EchoJoin = {
  readonly legId: string;
  readonly epoch: number;
  readonly sdp: string;
  readonly deadlineAt: number;
};

type Echo = {readonly legId: string; readonly mediaLegId: string};

/**
 * Test calls: an agent hears themselves a second later. No contact and no row knows of them; they end with the desk's
 * connection, and by themselves in the media process.
 */
export class EchoCalls {
  readonly #given: Given;
  /** By connection: one test call a desk. */
  readonly #echoes = new Map<string, Echo>();

  constructor(given: Given) {
    this.#given = given;
  }

  /** Safe to send twice: the media process gives the same answer to the same offer. Another leg replaces the first. */
  async connect(desk: EchoDesk, join: EchoJoin): Promise<{readonly sdp: string} | {readonly refused: Refusal}> {
    const refused = await this.#refusal(desk, join.deadlineAt);
    if (refused !== null) return {refused};
    const media = this.#given.media();
    if (media === null) return {refused: 'internal'};
    const echo = this.#echoOf(desk.connectionId, join.legId);
    try {
      const {answer} = await media.echo({legId: echo.mediaLegId, epoch: join.epoch, offer: join.sdp});
      // The desk went, or began another one, while this one was being answered.
      if (this.#echoes.get(desk.connectionId) === echo) return {sdp: answer};
      this.#close(echo);
      return {refused: 'stale-join'};
    } catch (error) {
      if (!(error instanceof MediaError)) throw error;
      this.#given.log.warn({code: error.code}, 'a test call could not be connected');
      return {refused: error.code === 'stale-epoch' || error.code === 'epoch-taken' ? 'stale-join' : 'internal'};
    }
  }

  /** Idempotent: one that has ended by itself is ended. */
  end(connectionId: string, legId: string): void {
    const echo = this.#echoes.get(connectionId);
    if (echo?.legId !== legId) return;
    this.#echoes.delete(connectionId);
    this.#close(echo);
  }

  /** The desk's connection is gone. */
  leave(connectionId: string): void {
    const echo = this.#echoes.get(connectionId);
    if (echo !== undefined) this.end(connectionId, echo.legId);
  }

  async #refusal({agentId, roles}: EchoDesk, deadlineAt: number): Promise<Refusal | null> {
    if (!roles.includes('agent')) return 'not-permitted';
    return this.#given.store.decide(async (work): Promise<Refusal | null> => {
      if (deadlineAt < work.now) return 'command-late';
      const call = await work.tx
        .selectFrom('participant')
        .select('id')
        .where('agent_id', '=', agentId)
        .where('exclusive', '=', true)
        .where('status', 'in', ['invited', 'joined'])
        .executeTakeFirst();
      return call === undefined ? null : 'in-a-call';
    });
  }

  /** The media process's leg has a name of ours: a desk that names somebody else's leg reaches nobody. */
  #echoOf(connectionId: string, legId: string): Echo {
    const before = this.#echoes.get(connectionId);
    if (before?.legId === legId) return before;
    if (before !== undefined) this.#close(before);
    const echo = {legId, mediaLegId: crypto.randomUUID()};
    this.#echoes.set(connectionId, echo);
    return echo;
  }

  /** One the process does not know, or one of a process that is gone, is as ended as it can be. */
  #close(echo: Echo): void {
    this.#given
      .media()
      ?.endEcho(echo.mediaLegId)
      .catch((error: unknown) => {
        if (error instanceof MediaError) return;
        this.#given.log.error({error: describe(error)}, 'a test call could not be ended');
      });
  }
}
