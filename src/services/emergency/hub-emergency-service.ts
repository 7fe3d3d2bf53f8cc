import {SdkError} from '../../api/errors.ts';
import type {Emergencies, EmergencyAlert, EmergencyView} from '../../api/wire/emergency.ts';
import {NO_EMERGENCIES} from '../../api/wire/emergency.ts';
import {DIAL_WANTED_MS} from '../../domain/emergency-call.ts';
import type {EmergencyMatch} from '../../domain/emergency-match.ts';
import type {Commands} from '../commands.ts';
import {outcomeOf} from '../outcome.ts';
import type {Outcome} from '../ports.ts';
import {type Store, WritableStore} from '../store.ts';
import type {VoiceCarrier} from '../voice/late-voice.ts';
import {EmergencyLeg} from './emergency-leg.ts';
import type {EmergencyMailer} from './emergency-mailer.ts';
import type {EmergencyAttempt, EmergencyService, EmergencySound} from './emergency-ports.ts';

type Edges = {
  readonly hub: Commands;
  /** Whether the hub can be asked now. */
  readonly connected: () => boolean;
  readonly adapter: Pick<VoiceCarrier, 'join'>;
  readonly ownsSound: () => boolean;
  readonly mails: Pick<EmergencyMailer, 'handle'>;
  readonly match: (typed: string) => EmergencyMatch;
  /** Seam for tests: runs the task later; the result takes it back. */
  readonly after?: (ms: number, task: () => void) => () => void;
};

/** Longer than this nobody waits for help without being told (design §6.4: in the same second). */
const TOLD_AFTER_MS = 1_000;
/** Who needs help is not made to press again. */
const AGAIN_AFTER_MS = 1_000;

/** `commandId`: of all its tries; one whose answer was lost may have made a call that is over by now ([EC-174]). */
type Dial = {readonly typed: string; readonly commandId: string; readonly inTime: () => boolean};

/** The agent's emergency as the hub tells it, and the commands of it. Nothing of the desk stands before a dial. */
export class HubEmergencyService implements EmergencyService {
  readonly #edges: Required<Edges>;
  readonly #own = new WritableStore<EmergencyView | null>(null);
  readonly #alerts = new WritableStore<readonly EmergencyAlert[]>([]);
  readonly #attempt = new WritableStore<EmergencyAttempt | null>(null);
  readonly #leg: EmergencyLeg;
  /** The last one, as long as its person may want it. */
  #dial: Dial | null = null;
  /** Who is signed in; null: nobody yet. */
  #agentId: string | null = null;
  /** Of the agent's emergency when they dialled last; -1: of none. */
  #versionAtDial = -1;

  constructor(edges: Edges) {
    this.#edges = {after: later, ...edges};
    this.#leg = new EmergencyLeg(this.#edges);
  }

  get own(): Store<EmergencyView | null> {
    return this.#own;
  }

  get alerts(): Store<readonly EmergencyAlert[]> {
    return this.#alerts;
  }

  get attempt(): Store<EmergencyAttempt | null> {
    return this.#attempt;
  }

  get sound(): Store<EmergencySound> {
    return this.#leg.sound;
  }

  get muted(): Store<boolean> {
    return this.#leg.muted;
  }

  async dial(typed: string): Promise<Outcome> {
    const dial: Dial = {typed, commandId: crypto.randomUUID(), inTime: within(DIAL_WANTED_MS)};
    this.#dial = dial;
    this.#versionAtDial = this.#own.value?.version ?? -1;
    const {connected, after} = this.#edges;
    this.#show(typed, connected() ? 'placing' : 'out-of-reach');
    const cancel = after(TOLD_AFTER_MS, () => dial === this.#dial && this.#becomes('out-of-reach'));
    const outcome = await this.#place(dial);
    cancel();
    if (dial === this.#dial) this.#takeOutcome(dial, outcome);
    return outcome;
  }

  /** The hub is told what was typed, a person what reaches help on any telephone: 9911 is a habit of this one. */
  #show(number: string, status: EmergencyAttempt['status']): void {
    const {kind, local = number}: {kind: string; local?: string} = this.#edges.match(number);
    this.#attempt.set({number: local, test: kind === 'test', status});
  }

  /** Unless the agent is done with it. What was dialled before the country was known is the local number once it is ([EC-177]). */
  #becomes(status?: EmergencyAttempt['status']): void {
    const attempt = this.#attempt.value;
    if (attempt !== null) this.#show(attempt.number, status ?? attempt.status);
  }

  /** A no of the hub's is final but for one that is too late; whatever else went wrong is tried again. */
  #takeOutcome(dial: Dial, outcome: Outcome): void {
    if (outcome.status === 'done') return this.#attempt.set(null);
    if (this.#attempt.value === null) return;
    const again = outcome.status === 'failed' || outcome.code === 'command-late';
    if (!again) return this.#becomes('refused');
    if (!dial.inTime()) return this.#becomes('given-up');
    this.#becomes('out-of-reach');
    this.#placeLater(dial);
  }

  #place(dial: Dial): Promise<Outcome> {
    // What waits for a connection may get it hours later, or from somebody else's sign-in ([EC-170], [EC-171]).
    const isWanted = (): boolean => dial === this.#dial && dial.inTime();
    const {typed: number, commandId} = dial;
    // Told as it happens: what the caller waits for must not keep the sound from the call.
    const placed = this.#edges.hub.send('DialEmergency', {number}, {isWanted, commandId}).then((reply) => {
      if (reply.status === 'done') this.#leg.claim(reply.result.callId);
      return reply;
    });
    return outcomeOf(placed);
  }

  /**
   * Until it gets through, its time is over, the agent is done with it, or dials anew; a dial that goes on with a call makes no
   * second one.
   */
  #placeLater(dial: Dial): void {
    const isOpen = (): boolean => dial === this.#dial && this.#attempt.value !== null;
    const place = async (): Promise<void> => {
      if (!isOpen()) return;
      if (!dial.inTime()) return this.#becomes('given-up');
      const outcome = await this.#place(dial);
      if (isOpen()) this.#takeOutcome(dial, outcome);
    };
    this.#edges.after(AGAIN_AFTER_MS, () => void place());
  }

  answer(): Promise<Outcome> {
    return this.#onOwn('AnswerEmergency');
  }

  end(): Promise<Outcome> {
    return this.#onOwn('EndEmergency');
  }

  dismissAttempt(): void {
    this.#dial = null;
    this.#attempt.set(null);
  }

  setMuted(muted: boolean): void {
    this.#leg.setMuted(muted);
  }

  resumeAudio(): Promise<void> {
    return this.#leg.resumeAudio();
  }

  /** Whether this is the agent's leg of the emergency, and no contact's. */
  hasLeg(legId: string): boolean {
    return this.#own.value?.leg?.id === legId;
  }

  /** @throws {SdkError} `media-failed` when the hub does not connect it */
  async connectLeg(legId: string, epoch: number, sdp: string): Promise<string> {
    const callId = this.#own.value?.callId ?? '';
    const reply = await this.#edges.hub.send('JoinEmergency', {callId, legId, epoch, sdp});
    if (reply.status === 'done') return reply.result.sdp;
    throw new SdkError('media-failed', 'The hub did not connect the audio. Try again.');
  }

  handle({own, alerts, mailId}: Emergencies): void {
    this.#edges.mails.handle(mailId);
    const before = this.#own.value;
    // Two ways lead here, a snapshot and a message of its own: the newer state counts.
    if (own !== null && before?.callId === own.callId && own.version < before.version) return;
    this.#own.set(own);
    this.#alerts.set(alerts);
    // What was there before the dial says nothing of it: a snapshot may come long before the hub has it.
    if (own !== null && own.status !== 'over' && own.version > this.#versionAtDial) this.#attempt.set(null);
    this.#leg.handle(own);
  }

  /** This page got the sound of the agent's pages, or lost it. */
  handleSound(): void {
    this.#leg.soundMoved();
  }

  /**
   * [EC-171] Who is signed in, told before anything is sent: a dial goes out in the name of who made it or not at all. One that was
   * made before anybody was known, or by an agent whose sign-in was renewed, goes on. The country is known by then.
   */
  handleAgent(agentId: string): void {
    if (this.#agentId !== null && this.#agentId !== agentId) this.dismissAttempt();
    this.#agentId = agentId;
    this.#becomes();
  }

  handleSignedOut(): void {
    this.#agentId = null;
    this.dismissAttempt();
    this.handle(NO_EMERGENCIES);
  }

  dispose(): void {
    this.#dial = null;
    this.#leg.dispose();
  }

  async #onOwn(name: 'AnswerEmergency' | 'EndEmergency'): Promise<Outcome> {
    const own = this.#own.value;
    if (own === null) return {status: 'refused', code: 'contact-gone'};
    const {callId} = own;
    if (name === 'AnswerEmergency') this.#leg.claim(callId);
    return outcomeOf(this.#edges.hub.send(name, {callId, seenLegId: own.leg?.id ?? null}));
  }
}

/**
 * By both clocks: the page's own stands still while the computer sleeps, and the other one may be set back. Set ahead meanwhile it
 * ends a dial early, but in sight of the person, and the next press counts from there.
 */
function within(ms: number): () => boolean {
  const running = performance.now() + ms;
  const wall = Date.now() + ms;
  return () => performance.now() < running && Date.now() < wall;
}

function later(ms: number, task: () => void): () => void {
  const timer = setTimeout(task, ms);
  return () => clearTimeout(timer);
}
