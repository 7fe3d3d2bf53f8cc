import type {Channel} from '../../domain/channel.ts';
import type {ContactLabel} from '../../domain/contact-label.ts';
import type {BasePresence, SystemPresenceReason} from '../../domain/presence.ts';
import type {AdministrationWords} from './english-administration.ts';
import type {AgentWords} from './english-agent.ts';
import {SETTINGS_WORD, englishAttention} from './english-attention.ts';
import type {DeviceWords, GoOnlineWords} from './english-devices.ts';
import {englishDialer, englishKeypad} from './english-dialer.ts';
import type {ConnectionWords} from './english-connection.ts';
import type {ConsultWords} from './english-consult.ts';
import {englishNews} from './english-news.ts';
import {englishEmergency} from './english-emergency.ts';
import {englishAvailability, englishOffer} from './english-offer.ts';
import type {ProgressWords} from './english-progress.ts';
import {englishRefusals} from './english-refusals.ts';
import type {TaskWords} from './english-tasks.ts';
import {englishTelephone} from './english-telephone.ts';
import type {CallbackWords} from './english-callbacks.ts';
import type {ReadinessWords} from './english-readiness.ts';
import type {CustomerWords} from './english-customers.ts';
import type {FigureWords} from './english-figures.ts';
import type {InboxWords} from './english-inbox.ts';
import type {PromptWords} from './english-prompts.ts';
import type {SupervisorWords} from './english-supervisor.ts';
import type {TroubleWords, VoiceWords} from './english-voice.ts';
import type {UnderWayWords} from './english-under-way.ts';
import type {VoicemailWords} from './english-voicemail.ts';
import type {WrapUpWords} from './english-wrap-up.ts';

/** Their English is loaded with the elements that use it; here is what a translation says in its place. */
const LATE_CONNECTION: Partial<ConnectionWords> = {};
const LATE_AGENT: Partial<AgentWords> = {};
const LATE_CONSULT: Partial<ConsultWords> = {};
const LATE_ADMINISTRATION: Partial<AdministrationWords> = {};
const LATE_SUPERVISOR: Partial<SupervisorWords> = {};
const LATE_READINESS: Partial<ReadinessWords> = {};
const LATE_TASKS: Partial<TaskWords> = {};
const LATE_CALLBACKS: Partial<CallbackWords> = {};
const LATE_INBOX: Partial<InboxWords> = {};
const LATE_FIGURES: Partial<FigureWords> = {};
const LATE_CUSTOMERS: Partial<CustomerWords> = {};
const LATE_PROMPTS: Partial<PromptWords> = {};
const LATE_VOICEMAIL: Partial<VoicemailWords> = {};
const LATE_VOICE: Partial<VoiceWords> = {};
const LATE_UNDER_WAY: Partial<UnderWayWords> = {};
const LATE_TROUBLE: Partial<TroubleWords> = {};
const LATE_PROGRESS: Partial<ProgressWords> = {};
const LATE_WRAP_UP: Partial<WrapUpWords> = {};
const LATE_DEVICES: Partial<DeviceWords> & Pick<DeviceWords, 'open'> = {open: SETTINGS_WORD};
const LATE_GO_ONLINE: Partial<GoOnlineWords> = {};

/**
 * Every word a person reads, in English. A translation overrides any part of it (`strings` of `cordboard-session`);
 * what it leaves out stays English. A sentence with a value in it is a function, since languages differ in word order.
 */
export const english = {
  common: {
    dismiss: 'Dismiss',
    retry: 'Try again',
    unknownCaller: 'Unknown caller',
    webCall: 'Web call',
    waiting: 'Still waiting for the hub to answer…',
    failed: (message: string) => message,
    seconds: (count: number) => (count === 1 ? '1 second' : `${count} seconds`),
    minutes: (count: number) => (count === 1 ? '1 minute' : `${count} minutes`),
  },
  connection: LATE_CONNECTION,
  agent: LATE_AGENT,
  presence: {
    available: 'Available',
    busy: 'Busy',
    'do-not-disturb': 'Do not disturb',
    away: 'Idle',
    offline: 'Offline',
  } satisfies Record<BasePresence, string>,
  presenceReasons: {
    rona: 'RONA',
    declined: 'Declined',
    inactive: 'Inactive',
    'signed-in': 'Just signed in',
    'channel-failure': 'Not reachable',
    supervisor: 'Set by a supervisor',
  } satisfies Record<SystemPresenceReason, string>,
  channels: {voice: 'Call', chat: 'Chat', email: 'E-mail', social: 'Social message'} satisfies Record<Channel, string>,
  labels: {
    ringing: 'Ringing',
    waiting: 'Waiting',
    dialling: 'Dialling',
    connected: 'Connected',
    'on-hold': 'Call on Hold',
    'consult-requested': 'Consult Requested',
    consulting: 'Consulting',
    'consult-on-hold': 'Consult on Hold',
    conference: 'Conference',
    'post-call': 'Post Call',
    listening: 'Listening',
    speaking: 'Speaking',
    'wrap-up': 'Wrap-up',
    ended: 'Ended',
    reconnecting: 'Reconnecting',
  } satisfies Record<ContactLabel, string>,
  underWay: LATE_UNDER_WAY,
  tasks: LATE_TASKS,
  interaction: {
    region: (name: string) => `Contact with ${name}`,
    inbound: 'Inbound',
    outbound: 'Outbound',
    duration: 'Time on this contact',
    mute: 'Mute',
    unmute: 'Unmute',
    muted: 'You are muted: the customer does not hear you.',
    mutedForAll: 'You are muted: nobody hears you.',
    unmuted: 'You are no longer muted.',
    hold: 'Hold',
    resume: 'Resume',
    end: 'End',
    customerHearsMusic: 'Customer hears music',
    customerHearsRinging: 'Ringing at the other end',
    details: 'Details',
    secure: 'Protected',
    emptyValue: 'none',
    lost: 'Your audio dropped out. The customer hears music while this page reconnects it.',
    yes: 'Yes',
    no: 'No',
    controls: 'Call controls',
    digitalControls: 'Contact controls',
    open: 'Open',
    customerLeft: 'Customer has left',
    postCall: 'The customer has left. Whoever is still there can go on talking.',
    waitsOnHold: 'You are on hold and hear music',
    nobodyHearsYou: 'Nobody hears you',
    everybodyHearsYou: 'Everybody hears you',
    othersHearYou: 'Everybody hears you but the customer',
    consultHearsYou: 'Whoever is in the consult hears you, the customer does not',
    inConsult: 'The agent is in a consult: the customer does not hear it',
    agentOnHold: 'The agent is on hold: nobody hears you',
    consult: 'Consult',
    transfer: 'Transfer',
    exitConference: 'Exit conference',
    suggest: 'Suggest wrap-up',
    bargeIn: 'Barge in',
    stopMonitoring: 'Stop',
    oneMoment: (what: string) => `One moment: ${what}`,
    missingPart: 'A part of the desk did not load. Check the network, then try again.',
  },
  news: englishNews,
  consult: LATE_CONSULT,
  supervisor: LATE_SUPERVISOR,
  administration: LATE_ADMINISTRATION,
  offer: englishOffer,
  availability: englishAvailability,
  wrapUp: LATE_WRAP_UP,
  dial: englishDialer,
  keypad: englishKeypad,
  emergency: englishEmergency,
  readiness: LATE_READINESS,
  callbacks: LATE_CALLBACKS,
  inbox: LATE_INBOX,
  figures: LATE_FIGURES,
  customers: LATE_CUSTOMERS,
  prompts: LATE_PROMPTS,
  voicemail: LATE_VOICEMAIL,
  progress: LATE_PROGRESS,
  voice: LATE_VOICE,
  trouble: LATE_TROUBLE,
  devices: LATE_DEVICES,
  goOnline: LATE_GO_ONLINE,
  telephone: englishTelephone,
  attention: englishAttention,
  refusals: englishRefusals,
};

export type Strings = typeof english;
