import type {Refusal} from '../../domain/refusal.ts';

/** The call a phone is in. A phone is told its whole state each time; there is nothing to miss. */
export type PhoneCall = {
  readonly callId: string;
  readonly legId: string;
  readonly epoch: number;
  readonly direction: 'outgoing' | 'incoming';
  readonly status: 'ringing' | 'connected' | 'ended';
  /** Number of the other side, as the network shows it. */
  readonly peer: string;
  readonly endReason: string | null;
  /** The hub has lost this phone's audio: it joins again. */
  readonly lost: boolean;
};

export type PhoneState = {
  readonly number: string;
  readonly call: PhoneCall | null;
  readonly emergency: 'routed' | 'carrier' | 'none' | 'simulated';
};

/** Values a caller would have given to a voice menu, by variable name. */
export type CallData = Readonly<Record<string, string>>;

export type PhoneCommandBodies = {
  PlaceCall: {readonly to: string; readonly name: string | null; readonly data: CallData};
  AnswerCall: {readonly callId: string};
  DeclineCall: {readonly callId: string};
  HangUpCall: {readonly callId: string};
  ConnectCall: {readonly callId: string; readonly epoch: number; readonly sdp: string};
};

export type PhoneCommandName = keyof PhoneCommandBodies;

export type PhoneReply =
  | {readonly status: 'done'; readonly sdp: string | null}
  | {readonly status: 'refused'; readonly code: Refusal};
