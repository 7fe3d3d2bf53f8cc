import {type EmergencyCall, hasCall} from '../../src/domain/emergency-call.ts';
import {planEmergencyMedia} from '../../src/domain/emergency-media.ts';
import {type TaskLog, describe} from '../background/repeating-task.ts';
import type {HubStore} from '../store/hub-store.ts';
import {run} from '../store/statement.ts';
import type {MediaProcess} from '../voice/media-client.ts';
import type {LegSummary} from '../voice/media/protocol.ts';
import {MediaError} from '../voice/media-error.ts';
import {applyToEmergency} from './apply-to-emergency.ts';
import {lockByLeg} from './emergency-store.ts';

type Behind = {readonly call: EmergencyCall; readonly media_version: number};
type Open = {readonly leg_id: string; readonly epoch: number; readonly offer: string};

/** Brings the media process to what the emergencies say, beside the contacts and by the same means (0007). */
export class EmergencyAudio {
  readonly #store: HubStore;
  readonly #media: MediaProcess;
  readonly #log: TaskLog;
  /** Legs that joined here. */
  readonly #legs = new Set<string>();
  #last: Promise<void> = Promise.resolve();

  constructor(store: HubStore, media: MediaProcess, log: TaskLog) {
    this.#store = store;
    this.#media = media;
    this.#log = log;
  }

  /**
   * The process was taken over: whatever it was told before, it is told again, and what it lost meanwhile is lost.
   * @returns the emergencies it carries
   */
  async takeOver(processId: string, present: readonly LegSummary[]): Promise<readonly string[]> {
    const text = 'update emergency_call set media_version = 0 where media_process_id = $1 returning id';
    const carried = (await run<{id: string}>({tx: this.#store.db}, text, [processId])).map(({id}) => id);
    await this.compare(processId, present);
    return carried;
  }

  async bringUpToDate(processId: string): Promise<void> {
    await this.#answerDescriptions(processId);
    const text = `
      select state as call, media_version from emergency_call where media_process_id = $1 and media_version < version`;
    const behind = await run<Behind>({tx: this.#store.db}, text, [processId]);
    // What goes wrong with one keeps nothing from the others.
    await Promise.all(behind.map(({call}) => this.#apply(call)));
  }

  /** What the process saw of a leg, in its order, and not behind what it saw of others. False: it is no emergency's. */
  handle(leg: LegSummary): boolean {
    if (!this.#legs.has(leg.legId)) return false;
    if (leg.state !== 'connecting') {
      this.#last = this.#last
        .then(() => this.#takeState(leg))
        .catch((error: unknown) => {
          this.#log.error({error: describe(error)}, 'the state of a leg could not be stored');
        });
    }
    return true;
  }

  async settled(): Promise<void> {
    await this.#last;
  }

  /** After a pause in which words may have been missed: what is not there is lost. */
  async compare(processId: string, present: readonly LegSummary[]): Promise<void> {
    const text = 'select state as call from emergency_call where media_process_id = $1 and ongoing';
    for (const {call} of await run<{call: EmergencyCall}>({tx: this.#store.db}, text, [processId])) {
      if (!hasCall(call)) continue;
      for (const {id: legId, epoch} of [call.legs.agent, call.legs.responder]) {
        if (epoch === 0) continue;
        const leg = present.find((each) => each.legId === legId);
        this.#legs.add(legId);
        this.handle({legId, epoch, state: leg?.state === 'connected' ? 'connected' : 'closed'});
      }
    }
    await this.#last;
  }

  async #takeState({legId, epoch, state}: LegSummary): Promise<void> {
    await this.#store.decide(async (work) => {
      const stored = await lockByLeg(work, legId);
      const status = state === 'connected' ? 'connected' : 'lost';
      if (stored === null) this.#legs.delete(legId);
      else await applyToEmergency(work, stored, {type: 'leg', legId, epoch, status});
    });
  }

  async #answerDescriptions(processId: string): Promise<void> {
    const text = `
      select d.leg_id, d.epoch, d.offer from emergency_description d join emergency_call c on c.id = d.call_id
      where c.media_process_id = $1 and d.answer is null and d.failure is null`;
    const open = await run<Open>({tx: this.#store.db}, text, [processId]);
    await Promise.all(open.map((row) => this.#answer(row)));
  }

  async #answer({leg_id: legId, epoch, offer}: Open): Promise<void> {
    this.#legs.add(legId);
    const outcome = await this.#connect(legId, epoch, offer);
    if (outcome === null) return;
    const text = 'update emergency_description set answer = $3, failure = $4 where leg_id = $1 and epoch = $2';
    const {answer = null, failure = null} = outcome;
    await run({tx: this.#store.db}, text, [legId, epoch, answer, failure]);
  }

  /** Null when the process is out of reach: it is asked again at the next look. */
  async #connect(legId: string, epoch: number, offer: string): Promise<{answer?: string; failure?: string} | null> {
    try {
      return await this.#media.connect({legId, epoch, offer});
    } catch (error) {
      if (!(error instanceof MediaError)) throw error;
      return error.code === 'media-unreachable' || error.code === 'media-timeout' ? null : {failure: error.code};
    }
  }

  async #apply(call: EmergencyCall): Promise<void> {
    const {country} = this.#store.settings;
    if (hasCall(call)) {
      const hears = planEmergencyMedia(call, country);
      await this.#media.plan({contactId: call.id, version: call.version, hears});
    } else await this.#media.end(call.id);
    const text = 'update emergency_call set media_version = $2 where id = $1 and media_version < $2';
    await run({tx: this.#store.db}, text, [call.id, call.version]);
  }
}
