import {nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import {type Contact, type JoinedParticipant, isJoined, participantOfAgent} from '../../domain/contact.ts';
import {type MainControlName, controlsFor} from '../../domain/controls.ts';
import {listeningPlace, monitoredBy} from '../../domain/listening.ts';
import {CordboardElement} from '../base/cordboard-element.ts';
import {NO_COMMANDS, commandKey, commandState, type Commands} from '../controllers/command-controller.ts';
import {FocusController} from '../controllers/focus-controller.ts';
import {type IconName, icon} from '../icons/icons.ts';
import {BargeInRequestEvent, MuteRequestEvent, StopMonitoringRequestEvent} from '../interaction/interaction.events.ts';
import type {SupervisorWords} from '../strings/english-supervisor.ts';
import {actionButton} from '../templates/action-button.ts';
import {bidiSafe} from '../templates/bidi.ts';
import {commandMessage} from '../templates/command-message.ts';
import {stringsOfSupervisor, supervisorWords} from '../templates/supervisor-words.ts';
import {listeningStyles} from './listening.styles.ts';

/** One button each, in its place whatever it says. */
type Place = {
  readonly name: MainControlName;
  readonly part: string;
  readonly icon: IconName;
  readonly label: keyof Pick<SupervisorWords, 'bargeIn' | 'mute' | 'stop'>;
  readonly look: 'primary' | 'pressed' | 'end';
  readonly event: (contactId: string) => Event;
};

const PLACES: readonly Place[] = [
  {
    name: 'barge-in',
    part: 'barge-in-button',
    icon: 'mic',
    label: 'bargeIn',
    look: 'primary',
    event: (contactId) => new BargeInRequestEvent(contactId),
  },
  {
    name: 'mute',
    part: 'barge-in-button',
    icon: 'mic-off',
    label: 'mute',
    look: 'pressed',
    event: (contactId) => new MuteRequestEvent(contactId),
  },
  {
    name: 'stop-monitoring',
    part: 'stop-button',
    icon: 'close',
    label: 'stop',
    look: 'end',
    event: (contactId) => new StopMonitoringRequestEvent(contactId),
  },
];

/**
 * @summary Whom the supervisor listens to and in which conversation, who hears them, and Barge in and Stop. Of the customer it shows
 * nothing. Without a call that is listened to it is empty.
 * @fires {BargeInRequestEvent} cordboard-barge-in-request - The supervisor wants to be heard by everybody. Cancelable.
 * @fires {MuteRequestEvent} cordboard-mute-request - The supervisor goes on listening unheard. Cancelable.
 * @fires {StopMonitoringRequestEvent} cordboard-stop-monitoring-request - The supervisor stops. Cancelable.
 * @csspart listening - The whole bar.
 * @csspart who - Whom they listen to, or speak with.
 * @csspart button - Each button.
 * @csspart barge-in-button - Barge in, or Mute.
 * @csspart stop-button - Stop.
 * @csspart message - What a waiting or refused command says.
 * @cssstate listening - Somebody is listened to.
 * @cssstate speaking - The supervisor is heard where the agent is.
 * @since 0.3.0
 */
export class CordboardListening extends CordboardElement {
  static override styles = listeningStyles;
  static override properties: PropertyDeclarations = {
    contact: {attribute: false},
    agentId: {attribute: 'agent-id'},
    commands: {attribute: false},
  };

  /** The contact; null, or one in which the supervisor does not listen, shows nothing. */
  declare contact: Contact | null;
  /** The supervisor. */
  declare agentId: string;
  /** The pressed buttons that wait or were refused, by `barge-in <id>`, `mute <id>` and `stop-monitoring <id>`. */
  declare commands: Commands;

  constructor() {
    super();
    this.contact = null;
    this.agentId = '';
    this.commands = NO_COMMANDS;
    new FocusController(this, () => this.focus());
  }

  /** Puts the focus on whom they listen to: a second press must not choose. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('.bar')?.focus(options);
  }

  protected override render(): TemplateResult<1> | typeof nothing {
    const {contact, strings} = this;
    const own = contact === null ? null : listenerIn(contact, this.agentId);
    this.setState('listening', own !== null);
    this.setState('speaking', contact !== null && own !== null && isHeard(contact, own));
    if (contact === null || own === null) return nothing;
    return this.#bar(contact, own, supervisorWords(strings));
  }

  #bar(contact: Contact, own: JoinedParticipant, words: SupervisorWords): TemplateResult<1> {
    const {html, strings, agentId, commands} = this;
    const {muted, joinedAt} = own;
    const party = monitoredBy(contact, own)?.party;
    const name = party?.kind === 'agent' ? party.name : '';
    const place = listeningPlace(contact, own);
    const heard = isHeard(contact, own);
    const speaking = place === 'with-customer' ? words.speaking : words.speakingWithout;
    const who = bidiSafe((isolated) => (heard ? speaking : words.listening)(isolated(name)));
    const controls = controlsFor(contact, agentId);
    const shown = PLACES.filter((place) => controls[place.name].visible);
    return html`<section part="listening" class="bar ${heard ? 'speaking' : ''}" tabindex="-1" aria-labelledby="who">
      <span class="mark">${icon(heard ? 'mic' : 'sound')}</span>
      <div class="text">
        <h3 part="who" id="who">${who}</h3>
        <p role="status"><span>${(muted ? words.unheard : words.heard)[place]}</span></p>
      </div>
      <span class="facts">
        ${contact.queue === null ? nothing : html`<bdi>${contact.queue.name}</bdi>`}
        <cordboard-timer .since=${joinedAt} .label=${words.timeListening}></cordboard-timer>
      </span>
      <div class="buttons">
        ${shown.map((place) => {
          const control = controls[place.name];
          return actionButton({
            part: place.part,
            icon: place.icon,
            look: place.look,
            label: words[place.label],
            state: commandState(commands, commandKey(place.name, contact.id)),
            why: control.visible && !control.enabled ? stringsOfSupervisor(strings).refusals[control.why] : null,
            onPress: () => this.dispatchEvent(place.event(contact.id)),
          });
        })}
      </div>
      ${commandMessage(
        PLACES.map((place) => commandState(commands, commandKey(place.name, contact.id))),
        stringsOfSupervisor(strings),
      )}
    </section>`;
  }
}

/** By anybody at all: while the agent waits on hold nobody does. */
function isHeard(contact: Contact, own: JoinedParticipant): boolean {
  return !own.muted && listeningPlace(contact, own) !== 'on-hold';
}

/** The supervisor's own part in a contact they listen to; null when they do not. */
export function listenerIn(contact: Contact, agentId: string): JoinedParticipant | null {
  const own = participantOfAgent(contact, agentId);
  return isJoined(own) && own.role === 'supervisor' ? own : null;
}
