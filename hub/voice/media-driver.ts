import {sql} from 'kysely';
import {RepeatingTask, describe} from '../background/repeating-task.ts';
import {EmergencyAudio} from '../emergency/emergency-audio.ts';
import {OthersAudio} from '../emergency/others-audio.ts';
import type {HubLog} from '../logger.ts';
import {SoundFiles, promptFolder} from '../prompts/sound-files.ts';
import {readContacts} from '../store/contact-store.ts';
import type {HubStore} from '../store/hub-store.ts';
import {CallerSignals} from './caller-signals.ts';
import {planContact} from './contact-plan.ts';
import {DigitRequests} from './digit-requests.ts';
import {LegStates} from './leg-states.ts';
import type {MediaProcess} from './media-client.ts';
import type {MediaHello} from './media/protocol.ts';
import {MediaError} from './media-error.ts';
import {RecordedChunks, type StoreChunk} from './recorded-chunks.ts';
import {tellSpeaking} from './speaking.ts';

const EVERY_MS = 1_000;
const BATCH_MAX = 100;

/**
 * Brings a media process to what the database says: descriptions that want an answer, contacts whose plan is older
 * than the contact. Level-triggered, so a hub that takes over, or was killed between two messages, ends at the same audio.
 */
export class MediaDriver {
  readonly #store: HubStore;
  readonly #media: MediaProcess;
  readonly #log: HubLog;
  readonly #states: LegStates;
  readonly #emergencies: EmergencyAudio;
  readonly #others: OthersAudio;
  readonly #digits: DigitRequests;
  readonly #callers: CallerSignals;
  /** Null: nobody stores what is recorded. */
  readonly #recorded: RecordedChunks | null;
  readonly #task: RepeatingTask;
  readonly #sounds: SoundFiles;
  /** Apart: what the other waits for must not keep it. */
  readonly #emergencyTask: RepeatingTask;
  #processId = '';
  readonly #forget: (() => void)[] = [];

  /**
   * @param urgentStore for the sound of emergencies, which waits for nothing ordinary ([EC-56])
   * @param rest.runDir the folder of the media process
   */
  constructor(
    store: HubStore,
    urgentStore: HubStore,
    media: MediaProcess,
    log: HubLog,
    {runDir, onRecorded}: {readonly runDir: string; readonly onRecorded: StoreChunk | null},
  ) {
    this.#sounds = new SoundFiles(store.db, promptFolder(runDir));
    this.#store = store;
    this.#media = media;
    this.#log = log;
    this.#states = new LegStates(store, log);
    this.#emergencies = new EmergencyAudio(urgentStore, media, log);
    this.#others = new OthersAudio(urgentStore, media);
    this.#digits = new DigitRequests(store, media, log);
    this.#callers = new CallerSignals(store, log);
    const processId = (): string => this.#processId;
    this.#recorded = onRecorded === null ? null : new RecordedChunks({media, processId, log, store: onRecorded});
    this.#task = new RepeatingTask({name: 'media', everyMs: EVERY_MS, log, run: () => this.#bringUpToDate()});
    const help = (): Promise<void> => this.#tryEmergencies();
    this.#emergencyTask = new RepeatingTask({name: 'calls', everyMs: EVERY_MS, log, run: help});
  }

  get processId(): string {
    return this.#processId;
  }

  wake(): void {
    this.#task.wake();
    this.#emergencyTask.wake();
  }

  /** Takes the process over: what it carries is compared with the database, then kept up to date. */
  async start(hubId: string, place: string): Promise<void> {
    const hello = await this.#media.hello();
    this.#processId = hello.processId;
    const records = canRecord(hello);
    if (!records)
      this.#log.warn(
        {},
        'the media process is of a release that records nothing: no messages are taken until it is replaced',
      );
    await this.#store.db
      .insertInto('media_process')
      .values({id: hello.processId, hub_id: hubId, place, records})
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet({hub_id: hubId, place, records, heartbeat_at: sql`now()`, gone_at: null}),
      )
      .execute();
    this.#forget.push(
      this.#media.on('leg-state', (event) => {
        if (!this.#emergencies.handle(event)) this.#states.handle(event, this.#processId);
      }),
    );
    this.#forget.push(this.#media.on('speaking', (event) => void tellSpeaking(this.#store, this.#log, event)));
    this.#forget.push(this.#media.on('dtmf', (event) => this.#callers.pressed(event)));
    this.#forget.push(this.#media.on('sound-ended', (event) => this.#callers.soundEnded(event)));
    this.#forget.push(this.#media.on('recorded', (event) => this.#recorded?.recorded(event)));
    this.#forget.push(
      this.#media.on('reconnected', (again) => {
        this.#compare(again.legs).catch((error: unknown) => {
          this.#log.error({error: describe(error)}, 'the legs could not be compared after a pause');
        });
      }),
    );
    await this.#store.db
      .updateTable('contact')
      .set({media_version: 0})
      .where('media_process_id', '=', this.#processId)
      .where('status', '<>', 'ended')
      .execute();
    const emergencies = await this.#emergencies.takeOver(this.#processId, hello.legs);
    const others = hello.plans.map((plan) => plan.contactId).filter((id) => !emergencies.includes(id));
    await this.#endStrays(others);
    await this.#states.compare(this.#processId, hello.legs);
    this.#task.start();
    this.#emergencyTask.start();
  }

  async stop(): Promise<void> {
    for (const forget of this.#forget) forget();
    await Promise.all([this.#task.stop(), this.#emergencyTask.stop()]);
    await this.#states.settled();
    await this.#emergencies.settled();
    await this.#callers.settled();
    await this.#recorded?.stop();
  }

  async #compare(legs: Parameters<LegStates['compare']>[1]): Promise<void> {
    await this.#emergencies.compare(this.#processId, legs);
    await this.#states.compare(this.#processId, legs);
  }

  /** The process lives: other hubs leave its contacts alone. */
  async sign(): Promise<void> {
    await this.#store.db
      .updateTable('media_process')
      .set({heartbeat_at: sql`now()`, gone_at: null})
      .where('id', '=', this.#processId)
      .execute();
  }

  /** What another hub took over while nobody drove this process is not carried here any more. */
  async #endStrays(carried: readonly string[]): Promise<void> {
    if (carried.length === 0) return;
    const ours = await this.#store.db
      .selectFrom('contact')
      .select('id')
      .where('id', 'in', carried)
      .where('media_process_id', '=', this.#processId)
      .execute();
    const strays = carried.filter((id) => !ours.some((row) => row.id === id));
    await Promise.all(strays.map((id) => this.#media.end(id)));
  }

  async #bringUpToDate(): Promise<void> {
    if (!this.#media.isConnected) return;
    await this.#answerDescriptions();
    await this.#applyPlans();
    await this.#digits.play(this.#processId);
  }

  async #tryEmergencies(): Promise<void> {
    if (!this.#media.isConnected) return;
    const parts = [this.#others.bringUpToDate(this.#processId), this.#emergencies.bringUpToDate(this.#processId)];
    for (const part of await Promise.allSettled(parts)) {
      if (part.status === 'fulfilled') continue;
      this.#log.error({error: describe(part.reason)}, 'the audio of a call could not be brought up to date');
    }
  }

  async #answerDescriptions(): Promise<void> {
    const open = await this.#store.db
      .selectFrom('leg_description')
      .innerJoin('leg', 'leg.id', 'leg_description.leg_id')
      .innerJoin('contact', 'contact.id', 'leg.contact_id')
      .select(['leg_description.leg_id', 'leg_description.epoch', 'leg_description.offer'])
      .where('contact.media_process_id', '=', this.#processId)
      .where('leg_description.answer', 'is', null)
      .where('leg_description.failure', 'is', null)
      .whereRef('leg_description.epoch', '=', 'leg.epoch')
      .where('leg.closed_at', 'is', null)
      .execute();
    await Promise.all(open.map((row) => this.#answer(row.leg_id, row.epoch, row.offer)));
  }

  async #answer(legId: string, epoch: number, offer: string): Promise<void> {
    const outcome = await this.#connect(legId, epoch, offer);
    if (outcome === null) return;
    await this.#store.decide(async (work) => {
      await work.tx
        .updateTable('leg_description')
        .set(outcome)
        .where('leg_id', '=', legId)
        .where('epoch', '=', epoch)
        .execute();
      work.wake(`leg:${legId}`);
    });
  }

  /** Null when the process is out of reach: it is asked again at the next look. */
  async #connect(legId: string, epoch: number, offer: string): Promise<{answer: string} | {failure: string} | null> {
    try {
      return await this.#media.connect({legId, epoch, offer});
    } catch (error) {
      if (!(error instanceof MediaError)) throw error;
      this.#log.warn({legId, code: error.code}, 'a leg could not join its media process');
      return error.code === 'media-unreachable' || error.code === 'media-timeout' ? null : {failure: error.code};
    }
  }

  async #applyPlans(): Promise<void> {
    const behind = await this.#store.db
      .selectFrom('contact')
      .select('id')
      .where('media_process_id', '=', this.#processId)
      .whereRef('media_version', '<', 'version')
      .orderBy('created_at', 'desc')
      .limit(BATCH_MAX)
      .execute();
    const failed = (await Promise.all(behind.map((row) => this.#tryPlan(row.id)))).filter((done) => !done).length;
    if (behind.length === BATCH_MAX && failed < BATCH_MAX) this.#task.wake();
  }

  /** One contact that cannot be brought up to date must not keep the others' audio from it. */
  async #tryPlan(contactId: string): Promise<boolean> {
    try {
      await this.#applyPlan(contactId);
      return true;
    } catch (error) {
      this.#log.error({contactId, error: describe(error)}, 'the audio of a contact could not be brought up to date');
      return false;
    }
  }

  async #applyPlan(contactId: string): Promise<void> {
    const [contact] = await readContacts({tx: this.#store.db}, [contactId]);
    if (contact === undefined) return;
    if (contact.status === 'ended') await this.#media.end(contact.id);
    else {
      if (contact.announcement !== null) await this.#sounds.provide(contact.announcement.sound);
      const {plan} = await planContact({tx: this.#store.db}, contact);
      await this.#media.plan(plan);
      await this.#closeGoneLegs(contact.id);
    }
    await this.#store.db
      .updateTable('contact')
      .set({media_version: contact.version})
      .where('id', '=', contact.id)
      .where('media_version', '<', contact.version)
      .execute();
  }

  async #closeGoneLegs(contactId: string): Promise<void> {
    const gone = await this.#store.db
      .selectFrom('leg')
      .select('id')
      .where('contact_id', '=', contactId)
      .where('closed_at', 'is not', null)
      .where('epoch', '>', 0)
      .execute();
    await Promise.all(gone.map((row) => this.#close(row.id)));
  }

  /** A leg the process does not know is as closed as one can be. */
  async #close(legId: string): Promise<void> {
    try {
      await this.#media.close(legId);
    } catch (error) {
      if (!(error instanceof MediaError) || error.code !== 'unknown-leg') throw error;
    }
  }
}

/** One of a release before recordings does not speak of them. */
export function canRecord({recordings}: Pick<MediaHello, 'recordings'>): boolean {
  return recordings !== undefined;
}
