import type {TemplateResult} from 'lit';
import type {AgentView, DeskSettings} from '../../services/ports.ts';
import type {HtmlTag} from '../base/prefixed-html.ts';
import type {Strings} from '../strings/english.ts';
import {ContactAnnouncer} from './contact-announcer.ts';
import type {DeskController} from './desk-controller.ts';
import {PresenceAnnouncer} from './presence-announcer.ts';

export type Told = {
  readonly desk: DeskController;
  readonly agent: AgentView;
  readonly settings: DeskSettings;
  readonly masked: boolean;
  readonly strings: Strings;
  readonly html: HtmlTag;
};

/** What is said aloud of changes, of contacts and of the agent's state. */
export class PanelTold {
  readonly #contacts = new ContactAnnouncer();
  readonly #presence = new PresenceAnnouncer();

  lines({desk, agent, settings, masked, strings, html}: Told): TemplateResult<1> {
    const {contacts, untaken} = desk;
    const {presence} = agent;
    const choiceIsTold = (): boolean => desk.hasPopover;
    return html`<p class="visually-hidden told-contacts" role="status">
        ${this.#contacts.tell({contacts, agentId: agent.id, masked, strings})}
      </p>
      <p class="visually-hidden told-presence" role="status">
        ${this.#presence.tell({presence, choices: settings.presenceChoices, untaken, strings, choiceIsTold})}
      </p>`;
  }

  /** The agent is not at the desk: what comes next is a beginning. */
  forget(): void {
    this.#contacts.forget();
    this.#presence.forget();
  }
}
