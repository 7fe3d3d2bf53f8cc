import type {SendOutcome} from '../../domain/mail-delivery.ts';
import type {BasePresence} from '../../domain/presence.ts';
import type {Refusal} from '../../domain/refusal.ts';
import type {TargetWish} from '../../domain/target.ts';
import type {CallbackFigures, FiguresQuestion, InboxChoices, InboxPage, InboxQuestion} from './callback-inbox.ts';
import type {CallbackChoices, CallbackProblem, CallbackScope, CallbackView, CallbackWish} from './callbacks.ts';
import type {EmergencyMail} from './emergency.ts';
import type {
  AddressEntry,
  AgentSummary,
  IceServer,
  QueueSummary,
  Readiness,
  RecentContact,
  SoftphoneLease,
  TargetLists,
} from './views.ts';

/** Each command has an identifier, so that it may be sent twice, and a time after which the hub does not act on it. */
export type CommandEnvelope = {readonly commandId: string; readonly deadlineAt: number};

/** Command → what it carries. The name is the hub method's. */
export type CommandBodies = {
  SetPresence: {readonly base: BasePresence; readonly reason: string | null};
  /** A desk of the agent shows the offer: the ring time begins. */
  PresentOffer: {readonly offerId: string; readonly fence: number};
  AcceptOffer: {readonly offerId: string; readonly fence: number};
  DeclineOffer: {readonly offerId: string; readonly fence: number};
  /** The number as typed. */
  Dial: {readonly number: string};
  /** Calls the customer of a recent contact again. */
  Redial: {readonly contactId: string};
  /** [0-9*#A-D], heard by the customer ([DTMF, RFC 4733]). */
  SendDigits: {readonly contactId: string; readonly digits: string};
  HoldContact: {readonly contactId: string};
  ResumeContact: {readonly contactId: string};
  MuteContact: {readonly contactId: string};
  UnmuteContact: {readonly contactId: string};
  EndContact: {readonly contactId: string};
  ExtendWrapUp: {readonly contactId: string};
  SubmitWrapUp: {readonly contactId: string; readonly reasonId: string; readonly note: string};
  ConnectLeg: {readonly contactId: string; readonly legId: string; readonly epoch: number; readonly sdp: string};
  /** Asks for the sound on this page. Without `takeOver` only when no page that is connected has it. */
  ClaimSoftphone: {readonly deskId: string; readonly label: string; readonly takeOver: boolean};
  ReleaseSoftphone: {readonly deskId: string};
  ReportReadiness: {readonly deskId: string; readonly readiness: Readiness};
  /** Where the agent works, in one line, for whoever comes to help; said outside of an emergency. */
  ConfirmLocation: {readonly address: string; readonly country: string};
  /** Nothing is known of where the agent works any more. */
  ForgetLocation: Record<never, never>;
  /** Puts missed contacts away; all of them when `offerIds` is null. */
  DismissMissed: {readonly offerIds: readonly string[] | null};
  /** The agent has read that the callback came out of their hands. */
  DismissLostCallback: {readonly callbackId: string};
  /** A test call: the media process sends back what it hears, a second later. */
  ConnectEcho: {readonly legId: string; readonly epoch: number; readonly sdp: string};
  EndEcho: {readonly legId: string};
  /** A supervisor sets another agent's presence. */
  SetAgentPresence: {readonly agentId: string; readonly base: BasePresence; readonly reason: string | null};
  /** Asks somebody else about a contact. `holdsCustomer` counts in a conference only: alone, a customer is always held. */
  Consult: {readonly contactId: string; readonly target: TargetWish; readonly holdsCustomer: boolean};
  EndConsult: {readonly contactId: string};
  /** The asked agent leaves. */
  ExitConsult: {readonly contactId: string};
  ToggleConsult: {readonly contactId: string};
  HoldConsult: {readonly contactId: string};
  ResumeConsult: {readonly contactId: string};
  BeginConference: {readonly contactId: string};
  ExitConference: {readonly contactId: string};
  /** Takes back who was asked into the conference and has not come: their consult, or the place of a number that rings. */
  CancelInvitation: {readonly contactId: string; readonly invitationId: string};
  /** Gives the customer away without asking first. */
  Transfer: {readonly contactId: string; readonly target: TargetWish};
  /** Gives the customer to who is being consulted. */
  CompleteTransfer: {readonly contactId: string};
  /** `version`: the variable's as the agent saw it; another one means that somebody else was first. */
  SetVariable: {
    readonly contactId: string;
    readonly name: string;
    readonly value: string | null;
    readonly version: number;
  };
  SuggestWrapUp: {readonly contactId: string; readonly reasonId: string | null; readonly note: string};
  /** A supervisor listens to an agent's call. */
  Monitor: {readonly contactId: string; readonly agentId: string};
  BargeIn: {readonly contactId: string};
  StopMonitoring: {readonly contactId: string};
  /** A supervisor signs an agent out; refused while something rings there or a call is open. */
  SignOutAgent: {readonly agentId: string};
  SignOut: Record<never, never>;
  /** [CB-43] `contactId`: the contact it is promised in; null: without one ([CB-27]). */
  ScheduleCallback: CallbackWish & {readonly contactId: string | null};
  /** [CB-45] `version`: the callback's as the agent saw it. */
  EditCallback: CallbackWish & {readonly callbackId: string; readonly version: number};
  /** [CB-46] */
  DeleteCallback: {readonly callbackId: string; readonly version: number};
  /** A supervisor cancels a callback, until somebody calls for it. */
  CancelCallback: {readonly callbackId: string; readonly version: number};
  /** A supervisor gives a callback to anybody of a queue. */
  MoveCallback: {readonly callbackId: string; readonly version: number; readonly queueId: string};
  /** An emergency number of the agent's country, as typed; nothing refuses it ([EM-12]). */
  DialEmergency: {readonly number: string};
  /** Takes the call of responders who ring back. */
  AnswerEmergency: {readonly callId: string; readonly seenLegId?: string | null | undefined};
  /** Hangs up, or says that a dropped call is done with ([EM-39]). */
  /** `seenLegId`: the agent's leg that the person saw, `null` for none; another call that came meanwhile goes on. */
  EndEmergency: {readonly callId: string; readonly seenLegId?: string | null | undefined};
  JoinEmergency: {readonly callId: string; readonly legId: string; readonly epoch: number; readonly sdp: string};
  /** The desk is about to send the mail of this id from the agent's mailbox ([EM-31]). */
  TakeEmergencyMail: {readonly mailId: string; readonly deskId: string};
  ReportEmergencyMail: {readonly mailId: string; readonly deskId: string; readonly outcome: SendOutcome};
};

export type EmergencyCommandName =
  | 'DialEmergency'
  | 'AnswerEmergency'
  | 'EndEmergency'
  | 'JoinEmergency'
  | 'TakeEmergencyMail'
  | 'ReportEmergencyMail';

export type CommandName = keyof CommandBodies;

/** What a command answers beside "done". */
export type CommandResults = {
  [
    name in Exclude<
      CommandName,
      | 'Dial'
      | 'Redial'
      | 'ConnectLeg'
      | 'ConnectEcho'
      | 'ClaimSoftphone'
      | 'ScheduleCallback'
      | 'DialEmergency'
      | 'JoinEmergency'
      | 'TakeEmergencyMail'
    >
  ]: null;
} & {
  Dial: {readonly contactId: string};
  Redial: {readonly contactId: string};
  ConnectLeg: {readonly sdp: string};
  ConnectEcho: {readonly sdp: string};
  ClaimSoftphone: {readonly lease: SoftphoneLease};
  ScheduleCallback: {readonly callbackId: string};
  DialEmergency: {readonly callId: string};
  JoinEmergency: {readonly sdp: string};
  TakeEmergencyMail: {readonly mail: EmergencyMail};
};

/** Query → what it carries. A query changes nothing, has no identifier and may be asked again at any time. */
export type QueryBodies = {
  FindAddresses: {readonly text: string; readonly limit: number};
  ListRecents: Record<never, never>;
  ListIceServers: Record<never, never>;
  /** For supervisors. */
  ListAgents: Record<never, never>;
  /** For supervisors. */
  ListQueues: Record<never, never>;
  /** Whom the contact's agent could consult, or transfer to, as it is now. */
  ListTargets: {readonly contactId: string; readonly purpose: 'consult' | 'transfer'};
  /** [CB-44] [CB-59] Open ones, the next one first. */
  ListCallbacks: {readonly scope: CallbackScope};
  ListCallbackChoices: Record<never, never>;
  /** A page of all callbacks that concern who asks. */
  ListCallbackInbox: InboxQuestion;
  ListCallbackInboxChoices: Record<never, never>;
  /** For supervisors ([DC-28]). */
  ListCallbackFigures: FiguresQuestion;
};

export type QueryName = keyof QueryBodies;

export type QueryResults = {
  FindAddresses: {readonly entries: readonly AddressEntry[]};
  ListRecents: {readonly recents: readonly RecentContact[]};
  ListIceServers: {readonly iceServers: readonly IceServer[]};
  ListAgents: {readonly agents: readonly AgentSummary[]};
  ListQueues: {readonly queues: readonly QueueSummary[]};
  ListTargets: TargetLists;
  ListCallbacks: {readonly callbacks: readonly CallbackView[]};
  ListCallbackChoices: CallbackChoices;
  ListCallbackInbox: InboxPage;
  ListCallbackInboxChoices: InboxChoices;
  ListCallbackFigures: CallbackFigures;
};

/** What a desk tells without waiting for an answer: the sound as it is, every ten seconds of a call. */
export type VoiceQualityReport = {
  readonly contactId: string;
  readonly roundTripMs: number | null;
  readonly jitterMs: number | null;
  readonly lossPercent: number;
  readonly concealedPercent: number;
};

/** The answer to a command: done, or refused by a rule. Anything else is an error of the connection. */
export type CommandReply<Name extends CommandName = CommandName> =
  | {readonly status: 'done'; readonly result: CommandResults[Name]}
  /** `problems`: of what was filled in, each at its field. */
  | {readonly status: 'refused'; readonly code: Refusal; readonly problems?: readonly CallbackProblem[]};

/** What a desk says on each new connection. */
export type ResumeRequest = {
  /** Protocol versions it speaks. */
  readonly protocols: readonly number[];
  /** Number of the last event it applied; null when it has none. */
  readonly lastSeq: number | null;
  /** One page, as long as it lives; null from desks of protocol 1. */
  readonly deskId: string | null;
  /** False: the page only looks on, and could show nobody that something rings. */
  readonly takesWork: boolean;
};

/** What has changed about a page since it said who it is. */
export type DeskChange = {readonly takesWork: boolean};
