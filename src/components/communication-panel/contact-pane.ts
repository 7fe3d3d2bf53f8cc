import {nothing, type TemplateResult} from 'lit';
import {type Contact, isJoined, isMultiParty, participantOfAgent} from '../../domain/contact.ts';
import {controlsFor} from '../../domain/controls.ts';
import {dialFailureOf} from '../../domain/dial-failure.ts';
import {queueOfWrapUp, reasonsOfQueue} from '../../domain/wrap-up-reasons.ts';
import type {AgentView, DeskSettings} from '../../services/ports.ts';
import type {HtmlTag} from '../base/prefixed-html.ts';
import {icon} from '../icons/icons.ts';
import {taskWords} from '../strings/english-tasks.ts';
import type {Strings} from '../strings/english.ts';
import type {WrapUpDrafts} from '../wrap-up/wrap-up.ts';
import type {DeskController} from './desk-controller.ts';
import type {PanelParts} from './panel-parts.ts';
import type {PanelScheduler} from './panel-scheduler.ts';

export type ContactPane = {
  readonly agent: AgentView;
  readonly settings: DeskSettings;
  readonly desk: DeskController;
  readonly masked: boolean;
  /** [EM-14] An emergency holds the agent in Do not disturb: whatever their own presence is, no contact comes. */
  readonly held: boolean;
  readonly drafts: WrapUpDrafts;
  readonly parts: PanelParts;
  readonly scheduler: PanelScheduler;
  readonly strings: Strings;
  readonly html: HtmlTag;
};

/** @param count what is in the task list, whether or not one of it is looked at */
export function contactPlace(
  chosen: Contact | undefined,
  count: number,
  pane: ContactPane,
): TemplateResult<1> | typeof nothing {
  return chosen === undefined ? emptyPane(count, pane) : contactPane(chosen, pane);
}

/** The contact the agent looks at: its controls, the wrap-up after it, or both while others go on talking ([CO-64]). */
function contactPane(contact: Contact, pane: ContactPane): TemplateResult<1> {
  const {scheduler, strings, html} = pane;
  return html`${phase(contact, pane)} ${scheduler.view(contact.id, strings, html)}`;
}

function phase(contact: Contact, pane: ContactPane): TemplateResult<1> {
  const {agent, html} = pane;
  const joined = isJoined(participantOfAgent(contact, agent.id));
  const wraps = controlsFor(contact, agent.id)['wrap-up'].visible;
  if (wraps && !joined)
    return html`<cordboard-call-progress
        class="progress"
        .contact=${contact}
        .agentId=${agent.id}
      ></cordboard-call-progress>
      ${wrapUp(contact, false, pane)}`;
  return interaction(contact, wraps, pane);
}

function wrapUp(contact: Contact, beneath: boolean, pane: ContactPane): TemplateResult<1> {
  const {agent, settings, desk, masked, drafts, parts, strings, html} = pane;
  return html`${parts.problem('wrap-up', strings)}
    <cordboard-wrap-up
      exportparts="submit-button, more-time-button, open-button"
      ?data-start=${!beneath}
      data-wrap-up=${contact.id}
      .contact=${contact}
      .agentId=${agent.id}
      .reasons=${reasonsOfQueue(settings.wrapUpReasons, queueOfWrapUp(contact, participantOfAgent(contact, agent.id)))}
      .commands=${desk.commands}
      .numbersMasked=${masked}
      .drafts=${drafts}
      .beneath=${beneath}
      .folded=${!beneath && dialFailureOf(contact, agent.id) !== null}
      @cordboard-wrap-up-request=${desk.submitWrapUp}
      @cordboard-wrap-up-extend-request=${desk.extendWrapUp}
    ></cordboard-wrap-up>`;
}

function interaction(contact: Contact, wraps: boolean, pane: ContactPane): TemplateResult<1> {
  const {agent, desk, masked, html} = pane;
  return html`<cordboard-interaction
    data-start
    exportparts="mute-button, hold-button, keypad-button, open-button, consult-button, transfer-button, exit-conference-button, end-button"
    .contact=${contact}
    .agentId=${agent.id}
    .commands=${desk.commands}
    .numbersMasked=${masked}
    .drawer=${desk.drawerOf(contact.id)}
    @cordboard-hold-request=${desk.hold}
    @cordboard-resume-request=${desk.resume}
    @cordboard-mute-request=${desk.mute}
    @cordboard-unmute-request=${desk.unmute}
    @cordboard-end-request=${desk.end}
    @cordboard-drawer-request=${desk.toggleDrawer}
    @cordboard-drawer-closed=${desk.closeDrawer}
    @cordboard-exit-conference-request=${desk.exitConference}
    @cordboard-barge-in-request=${desk.bargeIn}
    @cordboard-stop-monitoring-request=${desk.stopMonitoring}
    @cordboard-transfer-request=${desk.noteLeaving}
    @cordboard-complete-transfer-request=${desk.noteLeaving}
    >${colleagues(contact, pane)}${wraps ? wrapUp(contact, true, pane) : nothing}</cordboard-interaction
  >`;
}

/** It is there from the beginning, so that what it opens and closes is its own; without others it shows nothing. */
function colleagues(contact: Contact, pane: ContactPane): TemplateResult<1> | typeof nothing {
  const {agent, desk, masked, parts, strings, html} = pane;
  const drawer = desk.drawerOf(contact.id);
  if (contact.channel !== 'voice') return nothing;
  const missed = drawer !== '' || isMultiParty(contact);
  return html`${missed ? parts.problem('colleagues', strings) : nothing}
    <cordboard-colleagues
      data-colleagues
      exportparts="consult, participants, dialog"
      .contact=${contact}
      .agentId=${agent.id}
      .numbersMasked=${masked}
      .drawer=${drawer}
    ></cordboard-colleagues>`;
}

/** What stands there without a contact: what comes next. */
function emptyPane(count: number, {agent, held, strings, html}: ContactPane): TemplateResult<1> | typeof nothing {
  if (count > 0) return nothing;
  const words = taskWords(strings);
  const available = agent.presence.base === 'available' && !held;
  return html`<div part="empty" class="empty">
    <span class="badge ${available ? 'positive' : ''}">${icon(available ? 'available' : 'away')}</span>
    <p class="empty-title">${words.empty}</p>
    ${held ? nothing : html`<p>${available ? words.emptyAvailable : words.emptyNotAvailable}</p>`}
  </div>`;
}
