import {html, nothing, type TemplateResult} from 'lit';
import type {CallbackView, InboxChoices, InboxPage} from '../../services/ports.ts';
import {timesHere, timesIn, whenOf} from '../callback-scheduler/clocks.ts';
import type {Commands} from '../controllers/command-controller.ts';
import {type IconName, icon} from '../icons/icons.ts';
import type {CallbackWords} from '../strings/english-callbacks.ts';
import type {InboxWords} from '../strings/english-inbox.ts';

/** What is about to be done with a callback, as it was when its button was pressed. */
export type InboxDoubt = {readonly what: 'remove' | 'cancel' | 'give'; readonly callback: CallbackView};

export type InboxRowView = {
  readonly words: InboxWords;
  readonly callbackWords: CallbackWords;
  readonly ownId: string;
  readonly now: number;
  readonly scope: InboxPage['scope'];
  readonly choices: InboxChoices;
  /** Own ones can be opened to be changed. */
  readonly changeable: boolean;
  readonly commands: Commands;
  readonly doubt: InboxDoubt | null;
  readonly onOpen: (callback: CallbackView) => void;
  readonly onDoubt: (doubt: InboxDoubt | null) => void;
  readonly onDo: (doubt: InboxDoubt, queueId: string) => void;
};

const LOOKS: {readonly [status in CallbackView['status']]: readonly [tone: string, symbol: IconName]} = {
  scheduled: ['', 'clock'],
  queued: ['accent', 'queue'],
  kept: ['positive', 'check'],
  unreached: ['danger', 'phone-missed'],
  cancelled: ['', 'close'],
  expired: ['warning', 'alert'],
};

/** How it stands, in word, icon and colour, and how often somebody called. */
export function stateCell({status, cancelledBy, attempts}: CallbackView, view: InboxRowView): TemplateResult<1> {
  const {words, callbackWords} = view;
  const [tone, symbol] = LOOKS[status];
  return html`<span class="chip ${tone}">${icon(symbol)}<span>${callbackWords.statuses[status]}</span></span>
    ${cancelledBy === null ? nothing : html`<span class="line">${words.cancelledBy[cancelledBy]}</span>`}
    ${attempts === 0 ? nothing : html`<span class="line">${words.attempts(attempts)}</span>`}`;
}

export function customerCell({name, number, reason}: CallbackView, {words}: InboxRowView): TemplateResult<1> {
  return html`<bdi class="name">${name ?? words.noName}</bdi>
    <bdi dir="ltr" class="line">${number}</bdi>
    ${reason === '' ? nothing : html`<bdi class="line reason">${reason}</bdi>`}`;
}

/** By the customer's clock and by the own one; when it is tried again, or when it was closed. */
export function whenCell(callback: CallbackView, {words}: InboxRowView): TemplateResult<1> {
  const {date, zone, startsAt, dueAt, closedAt} = callback;
  const here = date === null ? null : timesHere(zone, callback);
  const again = dueAt !== null && dueAt > startsAt ? words.nextTry(momentOf(dueAt)) : null;
  return html`${date === null ? html`<span>${words.soon}</span>` : html`<span>${whenOf(callback)}</span>`}
  ${date === null ? nothing : html`<span class="line"><bdi dir="ltr">${zone}</bdi></span>`}
  ${here === null ? nothing : html`<span class="line">${words.forYou(here)}</span>`}
  ${again === null ? nothing : html`<span class="line">${again}</span>`}
  ${closedAt === null ? nothing : html`<span class="line">${words.closed(momentOf(closedAt))}</span>`}`;
}

export function queueCell({queue, assignee}: CallbackView, {words, ownId}: InboxRowView): TemplateResult<1> {
  const whose =
    assignee === null ? words.forAnybody : assignee.agentId === ownId ? words.forMe : words.forAgent(assignee.name);
  return html`<bdi>${queue.name}</bdi> <span class="line"><bdi>${whose}</bdi></span>`;
}

/** What kind it is, who promised it and through what. */
export function madeCell({kind, source, createdBy, createdAt}: CallbackView, view: InboxRowView): TemplateResult<1> {
  const {words, ownId} = view;
  const by =
    createdBy === null ? words.sources[source] : createdBy.agentId === ownId ? words.byMe : words.by(createdBy.name);
  return html`<span>${words.kinds[kind]}</span> <span class="line"><bdi>${by}</bdi></span>
    <span class="line">${momentOf(createdAt)}</span>`;
}

/** A moment by the clock here. */
function momentOf(at: number): string {
  return timesIn(new Intl.DateTimeFormat().resolvedOptions().timeZone, {startsAt: at, endsAt: at});
}
