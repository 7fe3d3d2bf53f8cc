/** A page with its hub, its sound and its clock in the hands of a test of its emergency. */
import {SdkError} from '../../../src/api/errors.ts';
import type {Sending} from '../../../src/api/hub-client.ts';
import type {CommandName, CommandReply} from '../../../src/api/wire/commands.ts';
import type {EmergencyView} from '../../../src/api/wire/emergency.ts';
import {matchAnywhere, matchEmergency} from '../../../src/domain/emergency-match.ts';
import {EMERGENCY_COUNTRIES} from '../../../src/domain/emergency-numbers.ts';
import {HubEmergencyService} from '../../../src/services/emergency/hub-emergency-service.ts';
import type {LegJoin, VoiceError, VoiceLeg, VoiceLegState} from '../../../src/services/voice/voice-adapter.ts';

export const NOW = 1_800_000_000_000;

export function view(changes: Partial<EmergencyView> = {}): EmergencyView {
  return {
    callId: 'call-1',
    status: 'dialling',
    why: null,
    number: '911',
    test: false,
    dialledAt: NOW,
    connectedAt: null,
    callbackNumber: '+12015550190',
    callbackEndsAt: NOW + 3_600_000,
    locked: true,
    holdsPresence: true,
    contacts: 'nobody',
    leg: {id: 'leg-1', epoch: 0, lost: false},
    version: 1,
    ...changes,
  };
}

type FakeLeg = VoiceLeg & {hungUp: boolean; become(state: VoiceLegState): void; fail(error: VoiceError): void};

type Sent = {
  readonly name: CommandName;
  readonly body: object;
  /** By which the hub knows one that is sent again; undefined: it knows each as another. */
  readonly commandId: string | undefined;
  /** Asked before it goes out, on each connection. */
  isWanted(): boolean;
  answer(reply: CommandReply): void;
  break(error: SdkError): void;
};

type Given = {readonly ownsSound?: boolean; readonly connected?: boolean; readonly country?: string | null};

/** A page with its hub, its sound and its clock in the test's hands. @param country null: it does not know it yet */
export function page({ownsSound = true, connected = true, country = 'US'}: Given = {}) {
  let [owns, home] = [ownsSound, country];
  const sent: Sent[] = [];
  const joins: LegJoin[] = [];
  const legs: FakeLeg[] = [];
  let refusal: VoiceError | null = null;
  const later: {ms: number; task: () => void; live: boolean}[] = [];
  const service = new HubEmergencyService({
    hub: {
      send: (name: CommandName, body: object, sending?: Sending) =>
        new Promise((resolve, reject) => {
          const {isWanted = () => true, commandId} = sending ?? {};
          sent.push({name, body, commandId, isWanted, answer: (reply) => resolve(reply as never), break: reject});
        }),
    },
    connected: () => connected,
    adapter: {
      join: async (join) => {
        joins.push(join);
        if (refusal !== null) return {ok: false, error: refusal};
        const leg = fakeLeg(join);
        legs.push(leg);
        return {ok: true, value: leg};
      },
    },
    ownsSound: () => owns,
    mails: {handle: () => undefined},
    match: (typed) => (home === null ? matchAnywhere(typed) : matchEmergency(typed, home, EMERGENCY_COUNTRIES)),
    after: (ms, task) => {
      const entry = {ms, task, live: true};
      later.push(entry);
      return () => {
        entry.live = false;
      };
    },
  });
  return {
    service,
    sent,
    joins,
    legs,
    refuse: (error: VoiceError | null) => {
      refusal = error;
    },
    getSound: (): void => {
      owns = true;
      service.handleSound();
    },
    /** The page is told its country, as by the first snapshot. */
    learn: (told: string): void => {
      home = told;
      service.handleAgent('anna');
    },
    tell: (own: EmergencyView | null) => service.handle({own, alerts: [], mailId: null}),
    /** Runs what is to be run after so long. */
    pass: async (ms: number): Promise<void> => {
      for (const each of later.filter((entry) => entry.live && entry.ms <= ms)) {
        each.live = false;
        each.task();
      }
      await settled();
    },
  };
}

function fakeLeg({legId, epoch}: LegJoin): FakeLeg {
  const listeners = new Map<string, (value: never) => void>();
  const leg = {
    legId,
    epoch,
    state: 'connecting' as VoiceLegState,
    playback: 'playing' as const,
    muted: false,
    remoteStream: null,
    hungUp: false,
    mute: () => {
      leg.muted = true;
    },
    unmute: () => {
      leg.muted = false;
    },
    sendDtmf: async () => ({ok: true, value: undefined}) as const,
    resumeAudio: async () => ({ok: true, value: undefined}) as const,
    rejoin: async (next: number) => {
      leg.epoch = next;
      return {ok: true, value: undefined} as const;
    },
    quality: () => Promise.reject(new Error('not asked')),
    hangUp: () => {
      leg.hungUp = true;
    },
    on: (event: string, listener: (value: never) => void) => {
      listeners.set(event, listener);
      return () => listeners.delete(event);
    },
    become: (state: VoiceLegState) => {
      leg.state = state;
      listeners.get('stateChanged')?.(state as never);
    },
    fail: (error: VoiceError) => listeners.get('failed')?.(error as never),
  };
  return leg;
}

export const SIGN_IN = new SdkError('sign-in-required', 'Your sign-in has run out: sign in again.');
export const noToken = (): Promise<never> => Promise.reject(SIGN_IN);
export const none = (): void => undefined;
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
export const PLACED: CommandReply = {status: 'done', result: {callId: 'call-1'}};
