import {nothing, type TemplateResult} from 'lit';
import type {Contact} from '../../domain/contact.ts';
import {controlsFor} from '../../domain/controls.ts';
import {reasonsOfQueue} from '../../domain/wrap-up-reasons.ts';
import type {AgentView, DeskSettings} from '../../services/ports.ts';
import type {HtmlTag} from '../base/prefixed-html.ts';
import {icon} from '../icons/icons.ts';
import type {Strings} from '../strings/english.ts';
import type {WrapUpDrafts} from '../wrap-up/wrap-up.ts';
import type {DeskController} from './desk-controller.ts';

export type ContactPane = {
  readonly agent: AgentView;
  readonly settings: DeskSettings;
  readonly desk: DeskController;
  readonly masked: boolean;
  readonly drafts: WrapUpDrafts;
  readonly html: HtmlTag;
};

/** The contact the agent looks at: its controls, or the wrap-up after it. */
export function contactPane(contact: Contact, pane: ContactPane): TemplateResult<1> {
  const {agent, settings, desk, masked, drafts, html} = pane;
  if (controlsFor(contact, agent.id)['wrap-up'].visible) {
    return html`<cordboard-call-progress
        class="progress"
        .contact=${contact}
        .agentId=${agent.id}
      ></cordboard-call-progress>
      <cordboard-wrap-up
        exportparts="submit-button, more-time-button, open-button"
        data-start
        data-wrap-up=${contact.id}
        .contact=${contact}
        .agentId=${agent.id}
        .reasons=${reasonsOfQueue(settings.wrapUpReasons, contact.queue?.id ?? null)}
        .commands=${desk.commands}
        .numbersMasked=${masked}
        .drafts=${drafts}
        @cordboard-wrap-up-request=${desk.submitWrapUp}
        @cordboard-wrap-up-extend-request=${desk.extendWrapUp}
      ></cordboard-wrap-up>`;
  }
  return html`<cordboard-interaction
    data-start
    exportparts="mute-button, hold-button, keypad-button, open-button, end-button"
    .contact=${contact}
    .agentId=${agent.id}
    .commands=${desk.commands}
    .numbersMasked=${masked}
    @cordboard-hold-request=${desk.hold}
    @cordboard-resume-request=${desk.resume}
    @cordboard-mute-request=${desk.mute}
    @cordboard-unmute-request=${desk.unmute}
    @cordboard-end-request=${desk.end}
  ></cordboard-interaction>`;
}

/** What stands there without a contact: what comes next. */
export function emptyPane(
  agent: AgentView,
  count: number,
  {tasks: words}: Strings,
  html: HtmlTag,
): TemplateResult<1> | typeof nothing {
  if (count > 0) return nothing;
  const available = agent.presence.base === 'available';
  return html`<div part="empty" class="empty">
    <span class="badge ${available ? 'positive' : ''}">${icon(available ? 'available' : 'away')}</span>
    <p class="empty-title">${words.empty}</p>
    <p>${available ? words.emptyAvailable : words.emptyNotAvailable}</p>
  </div>`;
}
