import type {EmergencyFindings} from '../../domain/emergency-readiness.ts';
import type {AttentionState} from '../attention/attention-ports.ts';
import type {Commands} from '../commands.ts';
import {outcomeOf} from '../outcome.ts';
import type {ConnectionState, Readiness} from '../ports.ts';
import type {Store} from '../store.ts';
import type {DeviceState, MicrophoneState} from './device-ports.ts';

type Edges = {
  readonly hub: Commands;
  readonly deskId: string;
  readonly connection: Store<ConnectionState>;
  readonly devices: Store<DeviceState>;
  readonly attention: Store<AttentionState>;
  /** What stands between the agent and help; null: nobody has looked yet. */
  readonly emergency: Store<EmergencyFindings | null>;
  /** Only the page that has the sound reports: what another one cannot do costs no call. */
  readonly soundHere: () => boolean;
};

/** Tells the hub what this desk can do, once, and again when it changes; supervisors see who may miss calls. */
export class ReadinessReport {
  readonly #edges: Edges;
  readonly #unsubscribe: readonly (() => void)[];
  #told = '';
  #waiting = false;

  constructor(edges: Edges) {
    this.#edges = edges;
    const stores: readonly Store<unknown>[] = [edges.connection, edges.devices, edges.attention, edges.emergency];
    this.#unsubscribe = stores.map((store) => store.subscribe(() => this.#soon()));
  }

  dispose(): void {
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
  }

  /** One click changes several things: they are told together. */
  #soon(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    queueMicrotask(() => {
      this.#waiting = false;
      void this.#report();
    });
  }

  async #report(): Promise<void> {
    const {hub, deskId, connection, devices, attention, emergency, soundHere} = this.#edges;
    // Another agent, or this one again, must be told anew.
    if (connection.value.status === 'signed-out') this.#told = '';
    if (connection.value.status !== 'connected' || !soundHere()) return;
    const readiness = readinessOf(devices.value.permission, attention.value, emergency.value);
    const text = JSON.stringify(readiness);
    if (text === this.#told) return;
    this.#told = text;
    const outcome = await outcomeOf(hub.send('ReportReadiness', {deskId, readiness}));
    if (outcome.status === 'failed' && this.#told === text) this.#told = '';
  }
}

/** What a supervisor is told; why it is so stays with the agent. */
export function readinessOf(
  permission: MicrophoneState,
  {sound, notifications}: Pick<AttentionState, 'sound' | 'notifications'>,
  emergency: EmergencyFindings | null,
): Readiness {
  const known = {microphone: microphoneWord(permission), sound, notifications};
  return emergency === null ? known : {...known, emergency};
}

function microphoneWord(permission: MicrophoneState): Readiness['microphone'] {
  if (permission.status === 'granted') return 'granted';
  if (permission.status !== 'failed') return 'unknown';
  switch (permission.problem) {
    case 'missing':
    case 'busy':
    case 'failed':
      return 'missing';
    case 'dismissed':
      return 'unknown';
    default:
      return 'denied';
  }
}
