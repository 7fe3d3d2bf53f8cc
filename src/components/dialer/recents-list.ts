import {html, nothing, type TemplateResult} from 'lit';
import type {RecentContact} from '../../services/ports.ts';
import type {CommandState} from '../controllers/command-controller.ts';
import {icon, type IconName} from '../icons/icons.ts';
import type {Strings} from '../strings/english.ts';
import {actionButton} from '../templates/action-button.ts';
import {addressText} from '../templates/contact-texts.ts';
import type {DialSearch} from './dial-search.ts';

export type RecentsList = {
  readonly recents: DialSearch['recents'];
  readonly strings: Strings;
  readonly why: string | null;
  readonly redialState: (contactId: string) => CommandState;
  readonly onRedial: (contactId: string) => void;
  readonly onRetry: () => void;
};

/** Calls of the last days, newest first, each with one press to call again. */
export function recentsList(given: RecentsList): TemplateResult<1> {
  const {recents, strings, onRetry} = given;
  const words = strings.dial;
  if (recents.status === 'failed') {
    return html`<div class="nothing" role="status">
      <p>${words.recentsFailed}</p>
      ${actionButton({part: 'retry-button', label: strings.common.retry, icon: 'undo', onPress: onRetry})}
    </div>`;
  }
  if (recents.status !== 'done') return html`<div class="nothing" role="status"><p>${words.recentsLoading}</p></div>`;
  if (recents.found.length === 0) return html`<div class="nothing" role="status"><p>${words.recentsEmpty}</p></div>`;
  return html`<ul part="recents" class="recents" aria-label=${words.recents}>
    ${recents.found.map((each) => recentItem(each, given))}
  </ul>`;
}

function recentItem(recent: RecentContact, {strings, why, redialState, onRedial}: RecentsList): TemplateResult<1> {
  const words = strings.dial;
  const address = addressText(recent.address, strings);
  const who = recent.name ?? address;
  const what = `${words.directions[recent.direction]}, ${words.outcomes[recent.outcome]}`;
  return html`<li class="recent ${recent.outcome}">
    ${icon(iconOf(recent))}
    <div class="who">
      <p class="name" dir="auto">${who}</p>
      <p class="facts">
        ${recent.name === null ? nothing : html`<bdi dir="ltr">${address}</bdi> · `}${what} ·
        <time datetime=${new Date(recent.startedAt).toISOString()}>${timeOf(recent.startedAt)}</time>
      </p>
    </div>
    ${actionButton({
      part: `redial-${recent.contactId}`,
      label: words.redialWord,
      name: words.redial(who),
      icon: 'phone',
      iconOnly: true,
      why,
      state: redialState(recent.contactId),
      onPress: () => onRedial(recent.contactId),
    })}
  </li>`;
}

function iconOf({direction, outcome}: RecentContact): IconName {
  if (outcome === 'missed') return 'phone-missed';
  return direction === 'inbound' ? 'phone-in' : 'phone-out';
}

/** The day only where it is not today. */
function timeOf(at: number): string {
  const isToday = new Date(at).toDateString() === new Date().toDateString();
  return new Intl.DateTimeFormat(document.documentElement.lang || undefined, {
    timeStyle: 'short',
    ...(isToday ? {} : {dateStyle: 'medium'}),
  }).format(at);
}
