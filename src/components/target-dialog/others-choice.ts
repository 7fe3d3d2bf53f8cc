import {html, type TemplateResult} from 'lit';
import {type Contact, isConference, isJoined, participantOfAgent} from '../../domain/contact.ts';
import type {ConsultWords} from '../strings/english-consult.ts';

/** [CO-52] Only whoever is in control decides it, and only where others are there to go on. */
export function isOthersChoice(contact: Contact, agentId: string, purpose: 'consult' | 'transfer'): boolean {
  const agent = participantOfAgent(contact, agentId);
  return purpose === 'consult' && isJoined(agent) && agent.role === 'primary' && isConference(contact);
}

export function othersChoice(goOn: boolean, words: ConsultWords, onChoose: (goOn: boolean) => void): TemplateResult<1> {
  const change = ({target}: Event): void => {
    if (target instanceof HTMLInputElement) onChoose(target.checked);
  };
  return html`<label class="others">
    <input type="checkbox" .checked=${goOn} @change=${change} />
    <span>${words.othersGoOn} <span class="others-help">${words.othersGoOnHelp}</span></span>
  </label>`;
}
