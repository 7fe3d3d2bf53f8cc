import type {CallSource, ClickToCallView, CordboardClickToCall, MicrophoneLevel} from '../../src/click-to-call.ts';
import {WritableStore} from '../../src/services/store.ts';

/** A call that is as a test says. */
export class FakeCall implements CallSource {
  readonly view = new WritableStore<ClickToCallView>({status: 'idle'});
  readonly level = new WritableStore<MicrophoneLevel>({level: 0, speech: false});
  readonly asked: unknown[] = [];

  async start(given: unknown): Promise<void> {
    this.asked.push(['start', given]);
  }

  async resume(): Promise<void> {
    this.asked.push('resume');
  }

  hangUp(): void {
    this.asked.push('hangUp');
  }

  mute(muted: boolean): void {
    this.asked.push(['mute', muted]);
  }

  async resumeSound(): Promise<void> {
    this.asked.push('resumeSound');
  }
}

const MINUTE_MS = 60_000;

const talking = (status: 'waiting' | 'connected' | 'on-hold' | 'agent-lost' | 'reconnecting', change = {}) => ({
  ...{status, since: Date.now() - 2 * MINUTE_MS, muted: false, blocked: false},
  ...change,
});

/** Every state a visitor can see, by name. */
export const CLICK_TO_CALL_SCENES: Readonly<Record<string, ClickToCallView>> = {
  idle: {status: 'idle'},
  asking: {status: 'asking'},
  'microphone-denied': {status: 'microphone', problem: 'microphone-denied'},
  'microphone-missing': {status: 'microphone', problem: 'microphone-missing'},
  'microphone-busy': {status: 'microphone', problem: 'microphone-busy'},
  'insecure-context': {status: 'microphone', problem: 'insecure-context'},
  connecting: {status: 'connecting'},
  resuming: {status: 'resuming'},
  waiting: talking('waiting'),
  'sound-blocked': talking('waiting', {blocked: true}),
  connected: talking('connected'),
  muted: talking('connected', {muted: true}),
  'on-hold': talking('on-hold'),
  'agent-lost': talking('agent-lost'),
  reconnecting: talking('reconnecting'),
  ended: {status: 'ended', talkedMs: 252_000},
  unanswered: {status: 'ended', talkedMs: null},
  closed: {status: 'closed', opensAt: Date.parse('2026-11-23T13:00:00Z')},
  'closed-for-good': {status: 'closed', opensAt: null},
  busy: {status: 'busy', opensAt: null},
  'too-many': {status: 'too-many', opensAt: null},
  offline: {status: 'offline', opensAt: null},
  failed: {status: 'failed', opensAt: null},
  refused: {status: 'refused', opensAt: null},
};

export function buildCall(view: ClickToCallView, language = 'en'): {element: CordboardClickToCall; call: FakeCall} {
  const call = new FakeCall();
  const element = document.createElement('cordboard-click-to-call') as CordboardClickToCall;
  element.source = call;
  element.language = language;
  call.view.set(view);
  call.level.set({level: 0.4, speech: true});
  return {element, call};
}
