import {nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import type {Contact, ParticipantRole} from '../../domain/contact.ts';
import {consultsContext} from '../../services/contexts.ts';
import {CordboardElement} from '../base/cordboard-element.ts';
import {ServiceController} from '../controllers/service-controller.ts';
import {type IconName, icon} from '../icons/icons.ts';
import type {ConsultWords} from '../strings/english-consult.ts';
import {consultWords} from '../templates/consult-words.ts';
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
  'on-hold': 'pause',
  muted: 'mic-off',
};

/**
 * @summary Who is in a call of several: name, role, whether they wait or are muted, and who is heard speaking. It follows
 * the session's voice by itself, so that nothing else is drawn with each word.
 * @csspart participants - The list with its heading.
 * @csspart participant - Each of them.
 * @cssstate listed - There are so many that it is shown.
 * @since 0.3.0
 */
export class CordboardParticipantList extends CordboardElement {
  static override styles = participantListStyles;
  static override properties: PropertyDeclarations = {
    contact: {attribute: false},
    agentId: {attribute: 'agent-id'},
    numbersMasked: {type: Boolean, attribute: 'numbers-masked'},
  };

  /** The contact; nothing is shown while customer and agent are alone. */
  declare contact: Contact | null;
  /** The agent who looks at it. */
  declare agentId: string;
  /** Shows only the last four digits of the customer's number. */
  declare numbersMasked: boolean;

  readonly #consults = new ServiceController(this, consultsContext, (service) => [service.speaking]);

  constructor() {
    super();
    this.contact = null;
    this.agentId = '';
    this.numbersMasked = false;
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
      <h3 id="title">${words.participants} <span class="count">${words.count(rows.length)}</span></h3>
      <ul>
        ${repeat(
          rows,
          ({id}) => id,
          (row) => this.#row(row, speaking.includes(row.id), words),
        )}
      </ul>
    </section>`;
  }

  /** Who speaks is read with the row and not told: a conversation would never let a screen reader speak. */
  #row({role, asked, name, own, state}: ParticipantRow, speaks: boolean, words: ConsultWords): TemplateResult<1> {
    const {html} = this;
    return html`<li part="participant" class=${speaks ? 'speaks' : ''}>
      <span class="who">${icon(ICONS[role])}</span>
      <p class="name">
        <bdi>${name}</bdi>${own ? html` <span class="own">${`(${words.you})`}</span>` : nothing}
        ${speaks ? html`<span class="speaking">${icon('sound')}<span class="visually-hidden">${words.isSpeaking}</span></span>` : nothing}
      </p>
      <p class="role">${asked === null ? words.roles[role] : words.targets[asked]}</p>
      ${state === 'there' ? nothing : html`<p class="state">${icon(STATE_ICONS[state])}${stateWord(state, words)}</p>`}
    </li>`;
  }
}

function stateWord(state: Exclude<ParticipantRow['state'], 'there'>, words: ConsultWords): string {
  if (state === 'on-the-way') return words.onTheWay;
  return state === 'on-hold' ? words.onHold : words.isMuted;
}
