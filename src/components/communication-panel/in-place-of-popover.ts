import {nothing, type TemplateResult} from 'lit';
import {engagementOf, isAskedForChoice} from '../../domain/engagement.ts';
import {answerProblem} from '../templates/answer-problem.ts';
import type {Told} from './panel-told.ts';

/** A page without a popover has the choice that is owed, and what went wrong with an answer, in the panel. */
export function inPlaceOfPopover(given: Told): TemplateResult<1> | typeof nothing {
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
