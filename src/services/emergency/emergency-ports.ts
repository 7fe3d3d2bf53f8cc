import type {EmergencyAlert, EmergencyView} from '../../api/wire/emergency.ts';
import type {Outcome} from '../ports.ts';
import type {Store} from '../store.ts';
import type {VoiceErrorCode} from '../voice/voice-adapter.ts';

/**
 * A dial that the hub has not answered yet; `number` is the one to dial on any telephone here, whatever was typed.
 * `out-of-reach`: not within a second, or it cannot be asked at all; the person is told to use another telephone, while the desk
 * goes on trying. `given-up`: it has tried for long enough, and stays with the person until they call again or close it.
 * `refused`: the hub does not call this number, and is asked no more.
 */
export type EmergencyAttempt = {
  readonly number: string;
  readonly test: boolean;
  readonly status: 'placing' | 'out-of-reach' | 'given-up' | 'refused';
};

/** The sound of the agent's own emergency on this page. */
export type EmergencySound =
  | {readonly status: 'idle' | 'connecting' | 'connected' | 'reconnecting' | 'autoplay-blocked' | 'elsewhere'}
  | {readonly status: 'failed'; readonly code: VoiceErrorCode};

/** The agent's own emergency, and for a supervisor those of others. */
export type EmergencyService = {
  readonly own: Store<EmergencyView | null>;
  readonly alerts: Store<readonly EmergencyAlert[]>;
  readonly attempt: Store<EmergencyAttempt | null>;
  readonly sound: Store<EmergencySound>;
  /** Calls an emergency number of the agent's country, as typed. Asks nothing and waits for nothing. */
  dial(number: string): Promise<Outcome>;
  /** Takes the call of responders who ring back, on this page. */
  answer(): Promise<Outcome>;
  /** Hangs up, or says that a dropped call is done with ([EM-39]). */
  end(): Promise<Outcome>;
  /** What was said of a dial that did not get through is read. */
  dismissAttempt(): void;
  /** The microphone, while the emergency is on ([EM-26]: inside the device settings). */
  setMuted(muted: boolean): void;
  readonly muted: Store<boolean>;
  /** Plays sound after the browser blocked it; call it from a click. */
  resumeAudio(): Promise<void>;
};
