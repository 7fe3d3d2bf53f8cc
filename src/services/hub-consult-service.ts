import type {HubEvent, Snapshot, Speaking} from '../api/wire/events.ts';
import type {TargetLists} from '../api/wire/views.ts';
import type {TargetWish} from '../domain/target.ts';
import type {Commands, Queries} from './commands.ts';
import type {LostCallback} from '../api/wire/callbacks.ts';
import {outcomeOf} from './outcome.ts';
import type {CallNews, ConsultService, Outcome} from './ports.ts';
import {type Store, WritableStore} from './store.ts';

type PlainCommand =
  | 'EndConsult'
  | 'ExitConsult'
  | 'ToggleConsult'
  | 'HoldConsult'
  | 'ResumeConsult'
  | 'BeginConference'
  | 'ExitConference'
  | 'CompleteTransfer'
  | 'BargeIn'
  | 'StopMonitoring';

/** More than a person reads; the oldest go first, but what the hub keeps stays. */
const NEWS_MAX = 5;

/** The commands of a call of several. What becomes of them is in the contact itself; what is news stands beside it. */
export class HubConsultService implements ConsultService {
  readonly #hub: Commands & Queries;
  readonly #news = new WritableStore<readonly CallNews[]>([]);
  readonly #speaking = new WritableStore<ReadonlyMap<string, readonly string[]>>(new Map());

  constructor(hub: Commands & Queries) {
    this.#hub = hub;
  }

  get news(): Store<readonly CallNews[]> {
    return this.#news;
  }

  get speaking(): Store<ReadonlyMap<string, readonly string[]>> {
    return this.#speaking;
  }

  /** What the hub keeps is put away there: for every desk of the agent, and the next time they come. */
  dismissNews(id: string): void {
    const news = this.#news.value.find((each) => each.id === id);
    if (news?.kind === 'callback-lost')
      void outcomeOf(this.#hub.send('DismissLostCallback', {callbackId: news.contactId}));
    this.#keep((each) => each !== news);
  }

  listTargets(contactId: string, purpose: 'consult' | 'transfer'): Promise<TargetLists> {
    return this.#hub.ask('ListTargets', {contactId, purpose});
  }

  consult(contactId: string, target: TargetWish, holdsCustomer: boolean): Promise<Outcome> {
    return outcomeOf(this.#hub.send('Consult', {contactId, target, holdsCustomer}));
  }

  endConsult(contactId: string): Promise<Outcome> {
    return this.#tell('EndConsult', contactId);
  }

  exitConsult(contactId: string): Promise<Outcome> {
    return this.#tell('ExitConsult', contactId);
  }

  toggle(contactId: string): Promise<Outcome> {
    return this.#tell('ToggleConsult', contactId);
  }

  holdConsult(contactId: string): Promise<Outcome> {
    return this.#tell('HoldConsult', contactId);
  }

  resumeConsult(contactId: string): Promise<Outcome> {
    return this.#tell('ResumeConsult', contactId);
  }

  beginConference(contactId: string): Promise<Outcome> {
    return this.#tell('BeginConference', contactId);
  }

  exitConference(contactId: string): Promise<Outcome> {
    return this.#tell('ExitConference', contactId);
  }

  cancelInvitation(contactId: string, invitationId: string): Promise<Outcome> {
    return outcomeOf(this.#hub.send('CancelInvitation', {contactId, invitationId}));
  }

  transfer(contactId: string, target: TargetWish): Promise<Outcome> {
    return outcomeOf(this.#hub.send('Transfer', {contactId, target}));
  }

  completeTransfer(contactId: string): Promise<Outcome> {
    return this.#tell('CompleteTransfer', contactId);
  }

  suggestWrapUp(contactId: string, reasonId: string | null, note: string): Promise<Outcome> {
    return outcomeOf(this.#hub.send('SuggestWrapUp', {contactId, reasonId, note}));
  }

  bargeIn(contactId: string): Promise<Outcome> {
    return this.#tell('BargeIn', contactId);
  }

  stopMonitoring(contactId: string): Promise<Outcome> {
    return this.#tell('StopMonitoring', contactId);
  }

  #tell(name: PlainCommand, contactId: string): Promise<Outcome> {
    return outcomeOf(this.#hub.send(name, {contactId}));
  }

  /** What happened while there was no connection is news too, of the contacts that are still there. */
  handleSnapshot({missed, contacts, lostCallbacks}: Snapshot): void {
    this.#speaking.set(new Map());
    for (const event of missed) this.#note(event);
    this.#keep(
      (each) => each.kind !== 'callback-lost' && (isOver(each) || contacts.some(({id}) => id === each.contactId)),
    );
    for (const each of lostCallbacks) this.#add(newsOfLoss(each));
  }

  handleEvent(event: HubEvent): void {
    this.#note(event);
    if (event.type === 'ContactReleased') this.#forget(event.contactId);
  }

  handleSpeaking({contactId, participantIds}: Speaking): void {
    this.#speaking.set(new Map(this.#speaking.value).set(contactId, participantIds));
  }

  handleSignedOut(): void {
    this.#news.set([]);
    this.#speaking.set(new Map());
  }

  #note(event: HubEvent): void {
    // Whoever asks anew has read what became of the last time.
    if (event.type === 'ConsultRequested')
      this.#keep((each) => each.kind !== 'consult-failed' || each.contactId !== event.contact.id);
    // [CF-10] Once the customer has left there is nobody to be in control for.
    if (event.type === 'CustomerLeft')
      this.#keep((each) => each.kind !== 'control-passed' || each.contactId !== event.contact.id);
    if ('contact' in event && event.contact.status === 'ended')
      this.#keep((each) => each.kind === 'consult-failed' || isOver(each) || each.contactId !== event.contact.id);
    if (event.type === 'LostCallbackDismissed') this.#keep((each) => each.contactId !== event.callbackId);
    const news = newsOf(event);
    if (news !== null) this.#add(news);
  }

  #add(news: CallNews): void {
    const others = this.#news.value.filter((each) => each.kind !== news.kind || each.contactId !== news.contactId);
    const all = [...others, news];
    this.#news.set(all.filter(({kind}, at) => kind === 'callback-lost' || at >= all.length - NEWS_MAX));
  }

  #forget(contactId: string): void {
    this.#keep((each) => isOver(each) || each.contactId !== contactId);
    const speaking = new Map(this.#speaking.value);
    if (speaking.delete(contactId)) this.#speaking.set(speaking);
  }

  #keep(isKept: (each: CallNews) => boolean): void {
    const kept = this.#news.value.filter(isKept);
    if (kept.length < this.#news.value.length) this.#news.set(kept);
  }
}

/** That there is nobody left to listen to is said when the contact is gone; and a callback is no contact of theirs. */
function isOver(news: CallNews): boolean {
  if (news.kind === 'callback-lost') return true;
  return news.kind === 'monitoring-moved' && news.agentName === null;
}

function newsOf(event: HubEvent): CallNews | null {
  const head = {id: String(event.seq), at: event.occurredAt};
  switch (event.type) {
    case 'ConsultFailed': {
      const {contact, target, reason} = event;
      return {...head, kind: 'consult-failed', contactId: contact.id, contact, target, reason};
    }
    case 'ControlPassed':
      return {...head, kind: 'control-passed', contactId: event.contact.id, contact: event.contact};
    case 'CustomerLeft':
      return {...head, kind: 'customer-left', contactId: event.contact.id, contact: event.contact};
    case 'MonitoringMoved':
      return {...head, kind: 'monitoring-moved', contactId: event.contactId, agentName: event.agentName};
    case 'CallbackLost':
      return newsOfLoss(event.lost);
    default:
      return null;
  }
}

function newsOfLoss({callback, loss, lostAt}: LostCallback): CallNews {
  return {id: callback.id, at: lostAt, kind: 'callback-lost', contactId: callback.id, callback, loss};
}
