import {faultOfCallbackNumber, callbackPerson} from '../../domain/callback-customer.ts';
import {type CallbackTimeLimits, callbackWindow, isSameTime} from '../../domain/callback-time.ts';
import {nextCallingTime} from '../../domain/calling-hours.ts';
import type {EmergencyCountry} from '../../domain/emergency-numbers.ts';
import {wallTimeAt} from '../../domain/zone-time.ts';
import type {
  CallbackChoices,
  CallbackProblem,
  CallbackQueue,
  CallbackView,
  CallbackWish,
} from '../../services/ports.ts';

/** What the agent has filled in so far. `number` null: that of the contact, or of the callback that is changed. */
export type CallbackDraft = CallbackWish & {readonly assign: 'anybody' | 'me' | 'certain'};

const MINUTE_MS = 60_000;
const STEP_MS = 15 * MINUTE_MS;
const HOUR_MS = 60 * MINUTE_MS;

export type DraftContext = {
  readonly now: number;
  readonly zone: string;
  readonly limits: CallbackTimeLimits;
  /** Who the contact is of; null without one. */
  readonly customer: {readonly name: string; readonly hasNumber: boolean} | null;
  readonly queueId: string;
};

/** A form to begin with: an hour long, at the next quarter at which people there may be called. */
export function newDraft({now, zone, limits, customer, queueId}: DraftContext): CallbackDraft {
  const earliest = Math.ceil((now + limits.leadMs + MINUTE_MS) / STEP_MS) * STEP_MS;
  const startsAt = latestStart(zone, nextCallingTime(limits.hours, zone, earliest), limits);
  const start = wallTimeAt(zone, startsAt);
  return {
    number: customer?.hasNumber === true ? null : '',
    name: customer?.name ?? '',
    reason: '',
    queueId,
    assigneeId: null,
    assign: 'anybody',
    date: start.date,
    start: start.time,
    end: wallTimeAt(zone, startsAt + HOUR_MS).time,
    zone,
  };
}

/** An hour that would go past the end of the calling hours, or of the day, begins when they begin again. */
function latestStart(zone: string, startsAt: number, {hours}: CallbackTimeLimits): number {
  const end = wallTimeAt(zone, startsAt + HOUR_MS);
  const fits = end.date === wallTimeAt(zone, startsAt).date && end.time <= hours.to;
  return fits ? startsAt : nextCallingTime(hours, zone, startsAt + HOUR_MS);
}

/** [CB-45] What an existing callback is changed from; its number stays unless another one is typed. */
export function draftOf(callback: CallbackView, ownId: string): CallbackDraft {
  const assigneeId = callback.assignee?.agentId ?? null;
  return {
    number: null,
    name: callback.name ?? '',
    reason: callback.reason,
    queueId: callback.queue.id,
    assigneeId,
    assign: assigneeId === null ? 'anybody' : assigneeId === ownId ? 'me' : 'certain',
    date: callback.date ?? '',
    start: callback.start ?? '',
    end: callback.end ?? '',
    zone: callback.zone,
  };
}

/** What goes to the hub. */
export function wishOf({assign, ...draft}: CallbackDraft, ownId: string): CallbackWish {
  const assigneeId = assign === 'anybody' ? null : assign === 'me' ? ownId : draft.assigneeId;
  return {...draft, assigneeId};
}

export type Checking = {
  readonly choices: CallbackChoices;
  readonly country: string;
  readonly emergencyCountries: readonly EmergencyCountry[];
  readonly now: number;
  /** Who fills it in. */
  readonly ownId: string;
  /** The callback that is changed, as it was; null: it is a new one. */
  readonly edited: CallbackView | null;
};

/** [PK-210] Whether it can be the agent's own. [PK-211] One that is stays so, also where they take no calls by now. */
export function mayBeOwn({choices, edited, ownId}: Checking): boolean {
  return !choices.takesNoCalls || edited?.assignee?.agentId === ownId;
}

/** [CB-56] [PK-211] Who else can have it: who has it already is among them, of whichever team they are by now. */
export function buddiesFor({choices: {buddies}, edited, ownId}: Checking): CallbackChoices['buddies'] {
  const kept = edited?.assignee ?? null;
  const known = kept === null || kept.agentId === ownId || buddies.some(({agentId}) => agentId === kept.agentId);
  return known ? buddies : [...buddies, {...kept, queueIds: []}];
}

/** [CB-41] [CB-57] The queues that fit who is to call; [PK-211] where that stays, also the one that it waits in. */
export function queuesFor(checking: Checking, draft: CallbackDraft): readonly CallbackQueue[] {
  const {choices, edited, ownId} = checking;
  const {assigneeId} = wishOf(draft, ownId);
  const buddy = draft.assign === 'certain' ? choices.buddies.find(({agentId}) => agentId === assigneeId) : undefined;
  const fitting = choices.queues.filter(({id, own}) => own || buddy?.queueIds.includes(id) === true);
  if (edited === null || fitting.some(({id}) => id === edited.queue.id)) return fitting;
  const staysTheirs = assigneeId === (edited.assignee?.agentId ?? null);
  return staysTheirs ? [...fitting, {...edited.queue, own: false}] : fitting;
}

/** Everything that is wrong with it, as the hub will judge it too. */
export function problemsOf(draft: CallbackDraft, checking: Checking): readonly CallbackProblem[] {
  const {choices, country, emergencyCountries, now, edited} = checking;
  const person = callbackPerson({...draft, number: draft.number ?? ''}, country, emergencyCountries);
  const known = 'problems' in person ? person.problems : [];
  // [PK-196] A time that is not changed may be nearer than a new one could be.
  const window = edited !== null && isSameTime(edited, draft) ? null : callbackWindow(draft, now, choices.limits);
  const knowsQueue = queuesFor(checking, draft).some(({id}) => id === draft.queueId);
  return [
    // The number that the hub knows needs no check here.
    ...known.filter(({field}) => field !== 'number' || draft.number !== null),
    ...(window !== null && 'problems' in window ? window.problems : []),
    ...(knowsAgent(draft, checking) ? [] : [{field: 'assignee', fault: 'unknown'} as const]),
    ...(knowsQueue ? [] : [{field: 'queue', fault: 'unknown'} as const]),
  ];
}

function knowsAgent({assign, assigneeId}: CallbackDraft, checking: Checking): boolean {
  if (assign === 'me') return mayBeOwn(checking);
  return assign === 'anybody' || buddiesFor(checking).some(({agentId}) => agentId === assigneeId);
}

/** Said while it is typed, since it is dangerous to think that it is taken ([PK-5]). */
export function isEmergency(draft: CallbackDraft, {country, emergencyCountries}: Checking): boolean {
  return draft.number !== null && faultOfCallbackNumber(draft.number, country, emergencyCountries) === 'emergency';
}
