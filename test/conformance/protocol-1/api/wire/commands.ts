import type {BasePresence} from '../../domain/presence.ts';
import type {Refusal} from '../../domain/refusal.ts';

/** Each command has an identifier, so that it may be sent twice, and a time after which the hub does not act on it. */
export type CommandEnvelope = {readonly commandId: string; readonly deadlineAt: number};

/** Command → what it carries. The name is the hub method's. */
export type CommandBodies = {
  SetPresence: {readonly base: BasePresence; readonly reason: string | null};
  AcceptOffer: {readonly offerId: string; readonly fence: number};
  DeclineOffer: {readonly offerId: string; readonly fence: number};
  Dial: {readonly number: string};
  HoldContact: {readonly contactId: string};
  ResumeContact: {readonly contactId: string};
  MuteContact: {readonly contactId: string};
  UnmuteContact: {readonly contactId: string};
  EndContact: {readonly contactId: string};
  ExtendWrapUp: {readonly contactId: string};
  SubmitWrapUp: {readonly contactId: string; readonly reasonId: string; readonly note: string};
  ConnectLeg: {readonly contactId: string; readonly legId: string; readonly epoch: number; readonly sdp: string};
  SignOut: Record<never, never>;
};

export type CommandName = keyof CommandBodies;

/** What a command answers beside "done". */
export type CommandResults = {[name in Exclude<CommandName, 'Dial' | 'ConnectLeg'>]: null} & {
  Dial: {readonly contactId: string};
  ConnectLeg: {readonly sdp: string};
};

/** The answer to a command: done, or refused by a rule. Anything else is an error of the connection. */
export type CommandReply<Name extends CommandName = CommandName> =
  | {readonly status: 'done'; readonly result: CommandResults[Name]}
  | {readonly status: 'refused'; readonly code: Refusal};

/** What a desk says on each new connection. */
export type ResumeRequest = {
  /** Protocol versions it speaks. */
  readonly protocols: readonly number[];
  /** Number of the last event it applied; null when it has none. */
  readonly lastSeq: number | null;
};
