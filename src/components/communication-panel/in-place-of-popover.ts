import {nothing, type TemplateResult} from 'lit';
import {engagementOf, isAskedForChoice} from '../../domain/engagement.ts';
import type {AgentView, DeskSettings} from '../../services/ports.ts';
import type {HtmlTag} from '../base/prefixed-html.ts';
import type {Strings} from '../strings/english.ts';
import {answerProblem} from '../templates/answer-problem.ts';
import type {DeskController} from './desk-controller.ts';

type Given = {
  readonly desk: DeskController;
  readonly agent: AgentView;
  readonly settings: DeskSettings;
  readonly masked: boolean;
  readonly strings: Strings;
  readonly html: HtmlTag;
};

/** A page without a popover has the choice that is owed, and what went wrong with an answer, in the panel. */
export function inPlaceOfPopover(given: Given): TemplateResult<1> | typeof nothing {
  const {desk, agent, settings, masked, strings, html} = given;
  const problem = desk.answers?.problem ?? null;
  const asked = isAskedForChoice(agent.presence, engagementOf(desk.contacts, agent.id));
  if ((problem === null && !asked) || desk.hasPopover) return nothing;
  return html`<cordboard-availability-choice
      .presence=${asked ? agent.presence : null}
      .untaken=${desk.untaken}
      .choices=${settings.presenceChoices}
      .commands=${desk.commands}
      @cordboard-presence-request=${desk.choosePresence}
    ></cordboard-availability-choice>
    ${problem === null ? nothing : answerProblem({problem, masked, strings, onDismiss: desk.dismissProblem})}`;
}
