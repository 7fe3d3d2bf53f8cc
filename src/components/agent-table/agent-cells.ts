import {nothing, type TemplateResult} from 'lit';
import type {ContactLabel} from '../../domain/contact-label.ts';
import type {PresenceChoice} from '../../domain/presence.ts';
import type {AgentSummary, AgentWork, Readiness} from '../../services/ports.ts';
import {PRESENCE_LOOKS, presenceWords} from '../agent-bar/presence-words.ts';
import type {HtmlTag} from '../base/prefixed-html.ts';
import {type IconName, icon} from '../icons/icons.ts';
import type {SupervisorWords} from '../strings/english-supervisor.ts';
import type {Strings} from '../strings/english.ts';
import {LABEL_LOOKS} from '../templates/contact-texts.ts';

export type CellContext = {
  readonly html: HtmlTag;
  readonly strings: Strings;
  readonly words: SupervisorWords;
  readonly choices: readonly PresenceChoice[];
};

/** The state in word, icon and colour, and what keeps the agent from being reached in spite of it. */
export function stateCell(agent: AgentSummary, {html, strings, words, choices}: CellContext): TemplateResult<1> {
  const {presence, connected, readiness} = agent;
  const look = PRESENCE_LOOKS[presence.base];
  const problem = presence.base === 'offline' ? null : connected ? problemOf(readiness, words) : words.noDesk;
  return html`<span class="state"
      ><span class="tone ${look.tone}">${icon(look.icon)}</span
      ><bdi>${presenceWords(presence, choices, strings)}</bdi></span
    >${
      problem === null ? nothing : html`<span class="problem">${icon(connected ? 'alert' : 'offline')}${problem}</span>`
    }`;
}

/** What they are on: channel, queue, their part in it where they are not in control, and how far it is. */
export function workWords(work: AgentWork, {html, strings, words}: CellContext): TemplateResult<1> {
  const label = labelOf(work);
  const look = LABEL_LOOKS[label];
  const role = work.role === 'primary' || work.role === 'supervisor' ? null : words.roles[work.role];
  return html`<span class="job-words">
    ${icon(iconOf(work))}<span class="visually-hidden">${strings.channels[work.channel]}</span>
    <bdi class="job-queue">${work.queue ?? strings.channels[work.channel]}</bdi>
    <span class="chip ${look.tone}">${icon(look.icon)}${strings.labels[label]}</span>
    ${role === null ? nothing : html`<span class="quiet-word">${role}</span>`}
  </span>`;
}

function labelOf({phase, role, status}: AgentWork): ContactLabel {
  if (phase === 'wrap-up') return 'wrap-up';
  if (role === 'supervisor') return 'listening';
  switch (status) {
    case 'dialling':
    case 'post-call':
    case 'waiting':
    case 'ended':
      return status;
    case 'offered':
      return 'ringing';
    default:
      return 'connected';
  }
}

function iconOf({channel}: AgentWork): IconName {
  return channel === 'voice' ? 'phone' : channel;
}

function problemOf(readiness: Readiness | null, words: SupervisorWords): string | null {
  if (readiness?.microphone === 'denied' || readiness?.microphone === 'missing') return words.noMicrophone;
  return readiness?.sound === 'blocked' ? words.soundBlocked : null;
}
