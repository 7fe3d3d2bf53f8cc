import {nothing, type TemplateResult} from 'lit';
import {engagementOf, isAskedForChoice} from '../../domain/engagement.ts';
import {answerProblem} from '../templates/answer-problem.ts';
import type {Told} from './panel-told.ts';

/**
 * A page without a popover has the choice that is owed, and what went wrong with an answer, in the panel.
 * @param held responders ring back, and a choice would be refused ([EC-154])
 */
export function inPlaceOfPopover(given: Told, held: boolean): TemplateResult<1> | typeof nothing {
  const {desk, agent, settings, masked, strings, html} = given;
  const problem = desk.answers?.problem ?? null;
  const asked = !held && isAskedForChoice(agent.presence, engagementOf(desk.contacts, agent.id));
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
