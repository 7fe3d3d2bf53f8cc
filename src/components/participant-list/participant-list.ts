import {nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {type Contact, type ParticipantRole, isJoined, participantOfAgent} from '../../domain/contact.ts';
import {invitationsOf} from '../../domain/controls.ts';
import {consultsContext} from '../../services/contexts.ts';
import {CordboardElement} from '../base/cordboard-element.ts';
import {
  NO_COMMANDS,
  commandKey,
  commandState,
  type CommandState,
  type Commands,
} from '../controllers/command-controller.ts';
import {ServiceController} from '../controllers/service-controller.ts';
import {type IconName, icon} from '../icons/icons.ts';
import type {ConsultWords} from '../strings/english-consult.ts';
import {actionButton} from '../templates/action-button.ts';
import {commandMessage} from '../templates/command-message.ts';
import {consultWords} from '../templates/consult-words.ts';
import {InvitationCancelRequestEvent} from './participant-list.events.ts';
import {participantListStyles} from './participant-list.styles.ts';
import {type ParticipantRow, isWorthListing, participantRows} from './participant-rows.ts';

const ICONS: {readonly [role in ParticipantRole]: IconName} = {
  customer: 'phone-in',
  primary: 'headset',
  consulted: 'headset',
  conferenced: 'headset',
  'dial-number': 'phone',
  supervisor: 'sound',
};

const STATE_ICONS: {readonly [state in Exclude<ParticipantRow['state'], 'there'>]: IconName} = {
  'on-the-way': 'spinner',
  consult: 'consult',
  'on-hold': 'pause',
  muted: 'mic-off',
};

/**
 * @summary Who is in a call of several: name, role, whether they wait or are muted, and who is heard speaking. It follows
 * the session's voice by itself, so that nothing else is drawn with each word.
 * @fires {InvitationCancelRequestEvent} cordboard-invitation-cancel-request - The agent takes back who is on the way. Cancelable.
 * @csspart participants - The list with its heading.
 * @csspart participant - Each of them.
 * @csspart cancel-button - Takes back somebody who is on the way.
 * @cssstate listed - There are so many that it is shown.
 * @since 0.3.0
 */
export class CordboardParticipantList extends CordboardElement {
  static override styles = participantListStyles;
  static override properties: PropertyDeclarations = {
    contact: {attribute: false},
    agentId: {attribute: 'agent-id'},
    numbersMasked: {type: Boolean, attribute: 'numbers-masked'},
    commands: {attribute: false},
  };

  /** The contact; nothing is shown while customer and agent are alone. */
  declare contact: Contact | null;
  /** The agent who looks at it. */
  declare agentId: string;
  /** Shows only the last four digits of the customer's number. */
  declare numbersMasked: boolean;
  /** What is under way, by command and contact. */
  declare commands: Commands;

  readonly #consults = new ServiceController(this, consultsContext, (service) => [service.speaking]);

  constructor() {
    super();
    this.contact = null;
    this.agentId = '';
    this.numbersMasked = false;
    this.commands = NO_COMMANDS;
  }

  protected override render(): TemplateResult<1> | typeof nothing {
    const {contact, html, strings} = this;
    const rows = contact === null ? [] : participantRows(contact, this.agentId, this.numbersMasked, strings);
    const listed = contact !== null && isWorthListing(rows, contact);
    this.setState('listed', listed);
    if (!listed) return nothing;
    const words = consultWords(strings);
    const speaking = this.#consults.service?.speaking.value.get(contact.id) ?? [];
    return html`<section part="participants" class="participants" aria-labelledby="title">
        <h3 id="title">
          ${words.participants}
          <span class="count">${words.count(rows.filter(({state}) => state !== 'consult').length)}</span>
        </h3>
        <ul>
          ${repeat(
            rows,
            ({id}) => id,
            (row) => this.#row(row, speaking.includes(row.id), words),
          )}
        </ul>
      </section>
      ${commandMessage([this.#taking(contact)], strings)}`;
  }

  /** Who speaks is read with the row and not told: a conversation would never let a screen reader speak. */
  #row(row: ParticipantRow, speaks: boolean, words: ConsultWords): TemplateResult<1> {
    const {html} = this;
    const {role, asked, name, own, state} = row;
    return html`<li part="participant" class=${speaks ? 'speaks' : ''}>
      <span class="who">${icon(ICONS[role])}</span>
      <p class="name">
        <bdi>${name}</bdi>${own ? html` <span class="own">${`(${words.you})`}</span>` : nothing}
        ${speaks ? html`<span class="speaking">${icon('sound')}<span class="visually-hidden">${words.isSpeaking}</span></span>` : nothing}
      </p>
      <p class="role">${asked === null ? words.roles[role] : words.targets[asked]}</p>
      ${
        state === 'there'
          ? nothing
          : html`<p class="state">
              ${icon(STATE_ICONS[state])}<span>${stateWord(state, words)}</span>${this.#takeBack(row, words)}
            </p>`
      }
    </li>`;
  }

  /** Beside who is on the way, where this agent may take them back ([CF-24]). */
  #takeBack({id, name, state}: ParticipantRow, words: ConsultWords): TemplateResult<1> | typeof nothing {
    const {contact} = this;
    const own = contact === null ? undefined : participantOfAgent(contact, this.agentId);
    if (contact === null || !isJoined(own) || !invitationsOf(contact, own).includes(id)) return nothing;
    return actionButton({
      part: 'cancel-button',
      label: state === 'consult' ? words.endConsult : words.takeBack,
      name: state === 'consult' ? words.endConsultWith(name) : words.takeBackName(name),
      icon: 'close',
      look: 'quiet',
      state: this.#taking(contact),
      onPress: () => this.dispatchEvent(new InvitationCancelRequestEvent(contact.id, id)),
    });
  }

  #taking({id}: Contact): CommandState {
    return commandState(this.commands, commandKey('cancel-invitation', id));
  }
}

function stateWord(state: Exclude<ParticipantRow['state'], 'there'>, words: ConsultWords): string {
  if (state === 'on-the-way') return words.onTheWay;
  if (state === 'consult') return words.beingConsulted;
  return state === 'on-hold' ? words.onHold : words.isMuted;
}
