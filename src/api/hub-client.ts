import {HubLink, type LinkState} from './hub-link.ts';
import {SdkError} from './errors.ts';
import {sendUntil} from './send-until.ts';
import type {
  CommandBodies,
  CommandName,
  CommandReply,
  QueryBodies,
  QueryName,
  QueryResults,
  ResumeRequest,
  VoiceQualityReport,
} from './wire/commands.ts';
import {type Emergencies, EMERGENCIES} from './wire/emergency.ts';
import {
  decodeEmergencies,
  decodeEvent,
  decodeQueryResult,
  decodeReply,
  decodeSnapshot,
  decodeSpeaking,
} from './wire/decode.ts';
import type {HubEvent, Snapshot, Speaking} from './wire/events.ts';
import {CHANGE_DESK, DELIVER, DESK_PATH, PROTOCOLS, REPORT_QUALITY, RESUME, SPEAKING} from './wire/protocol.ts';
import {toWire} from './wire/time.ts';

export type HubClientOptions = {
  readonly hubUrls: readonly string[];
  readonly getToken: (renew: boolean) => Promise<string>;
  /** The whole state, on each new connection. Its `missed` events are facts of the past, already part of the state. */
  readonly onSnapshot: (snapshot: Snapshot) => void;
  /** Each event once, in order. */
  readonly onEvent: (event: HubEvent) => void;
  /** Who is heard speaking; as often as that changes, and not kept. */
  readonly onSpeaking?: (speaking: Speaking) => void;
  /** The agent's own emergency, and for supervisors that others have one: whole, whenever it is another. */
  readonly onEmergencies?: (emergencies: Emergencies) => void;
  readonly onState: (state: LinkState) => void;
  /** This page, to the hub: one as long as the page lives. */
  readonly deskId: string;
  /** Whether this page can show what rings; asked on each connection. Default: it can. */
  readonly takesWork?: () => boolean;
};

/** How a command is sent, where that matters. */
export type Sending = {
  /** Asked on each connection; false: it is not sent any more. */
  readonly isWanted?: () => boolean;
  /** The identifier of one that was given up and is now sent again: the hub does the work once. Default: a new one. */
  readonly commandId?: string;
};

/** How long a command may take, with reconnecting, before it is given up. */
const COMMAND_DEADLINE_MS = 10_000;

/** The desk's edge to the hub: numbered events in, commands with an identifier and a deadline out. */
export class HubClient {
  readonly #link: HubLink;
  readonly #options: HubClientOptions;
  #lastSeq: number | null = null;
  /** The hub's clock minus this page's monotonic one. */
  #clockOffsetMs = Date.now() - performance.now();

  constructor(options: HubClientOptions) {
    this.#options = options;
    this.#link = new HubLink({
      hubUrls: options.hubUrls,
      path: DESK_PATH,
      getToken: options.getToken,
      receivers: {
        [DELIVER]: (events) => this.#deliver(events),
        [SPEAKING]: (speaking) => this.#hear(speaking),
        [EMERGENCIES]: (emergencies) => this.#takeEmergencies(emergencies),
      },
      greet: async (invoke) => this.#take(await invoke(RESUME, this.#request())),
      onState: options.onState,
    });
  }

  #request(): ResumeRequest {
    const {deskId} = this.#options;
    return {protocols: PROTOCOLS, lastSeq: this.#lastSeq, deskId, takesWork: this.#takesWork};
  }

  get #takesWork(): boolean {
    return this.#options.takesWork?.() ?? true;
  }

  /** The page can show what rings, or cannot any more. Without a connection the next one says it. */
  tellTakesWork(): void {
    this.#link.tell(CHANGE_DESK, {takesWork: this.#takesWork});
  }

  /** The hub's time in epoch milliseconds. */
  now(): number {
    return performance.now() + this.#clockOffsetMs;
  }

  start(): void {
    this.#link.start();
  }

  async stop(): Promise<void> {
    this.#lastSeq = null;
    await this.#link.stop();
  }

  /**
   * Sends a command until the hub has answered or the deadline has passed. A reply lost on the way is asked for again
   * with the same identifier: the hub does the work once.
   * @throws {SdkError} `hub-timeout`, `hub-unreachable`, `sign-in-required`, `malformed-message` or `closed`
   */
  async send<Name extends CommandName>(
    name: Name,
    body: CommandBodies[Name],
    {isWanted, commandId = crypto.randomUUID()}: Sending = {},
  ): Promise<CommandReply<Name>> {
    const deadlineAt = new Date(this.now() + COMMAND_DEADLINE_MS).toISOString();
    const received = await sendUntil(this.#link, name, {...body, commandId, deadlineAt}, COMMAND_DEADLINE_MS, isWanted);
    const reply = decodeReply<Name>(received);
    if ('malformed' in reply)
      throw new SdkError(
        'malformed-message',
        'The hub answered in a way this desk does not understand: reload the page.',
      );
    return reply.value;
  }

  /**
   * Asks for something that changes nothing.
   * @throws {SdkError} as {@link send}
   */
  async ask<Name extends QueryName>(name: Name, body: QueryBodies[Name]): Promise<QueryResults[Name]> {
    const decoded = decodeQueryResult(
      name,
      await sendUntil(this.#link, name, {...Object(toWire(body))}, COMMAND_DEADLINE_MS),
    );
    if ('malformed' in decoded)
      throw new SdkError('malformed-message', `The hub's answer is not understood (${decoded.malformed}).`);
    return decoded.value;
  }

  /** Tells how the sound is. Lost when there is no connection: the next report says more. */
  reportQuality(report: VoiceQualityReport): void {
    this.#link.tell(REPORT_QUALITY, report);
  }

  #take(received: unknown): void {
    const decoded = decodeSnapshot(received);
    if ('malformed' in decoded)
      throw new SdkError('malformed-message', `The hub's snapshot is not understood (${decoded.malformed}).`);
    this.#clockOffsetMs = decoded.value.now - performance.now();
    this.#lastSeq = decoded.value.seq;
    this.#options.onSnapshot(decoded.value);
    this.#options.onEmergencies?.(decoded.value.emergencies);
  }

  #takeEmergencies(received: unknown): void {
    const decoded = decodeEmergencies(received);
    if ('value' in decoded) this.#options.onEmergencies?.(decoded.value);
  }

  /** What is not understood here is no loss: the next one says it all. */
  #hear(received: unknown): void {
    const decoded = decodeSpeaking(received);
    if ('value' in decoded) this.#options.onSpeaking?.(decoded.value);
  }

  #deliver(events: unknown): void {
    for (const received of Array.isArray(events) ? events : []) {
      const decoded = decodeEvent(received);
      // An event this desk does not know (a newer hub's): what it is about comes with the next snapshot.
      if ('malformed' in decoded) continue;
      if (this.#lastSeq !== null && decoded.value.seq <= this.#lastSeq) continue;
      this.#lastSeq = decoded.value.seq;
      this.#options.onEvent(decoded.value);
    }
  }
}
