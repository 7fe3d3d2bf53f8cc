import {nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import {type Contact, isJoined, type Participant} from '../../domain/contact.ts';
import {type ConsultLabel, ownConsultOf} from '../../domain/contact-label.ts';
import {controlsFor} from '../../domain/controls.ts';
import {seatsOf} from '../../domain/listening.ts';
import type {Target} from '../../domain/target.ts';
import {CordboardElement} from '../base/cordboard-element.ts';
import {NO_COMMANDS, commandKey, commandState, type Commands} from '../controllers/command-controller.ts';
import {type IconName, icon} from '../icons/icons.ts';
import type {ConsultWords} from '../strings/english-consult.ts';
import {actionButton} from '../templates/action-button.ts';
import {bidiSafe} from '../templates/bidi.ts';
import {commandMessage} from '../templates/command-message.ts';
import {consultWords} from '../templates/consult-words.ts';
import {LABEL_LOOKS, nameOrNumber} from '../templates/contact-texts.ts';
import {targetName} from '../templates/news-words.ts';
import {underWay, whyWait} from '../templates/under-way.ts';
import {consultPlaces} from './consult-controls.ts';
import {consultPaneStyles} from './consult-pane.styles.ts';

type OwnConsult = NonNullable<ReturnType<typeof ownConsultOf>>;

const HEARD_ICONS: {readonly [label in ConsultLabel]: IconName} = {
  'consult-requested': 'phone-out',
  consulting: 'sound',
  'consult-on-hold': 'music',
};

const TARGET_ICONS: {readonly [kind in Target['kind']]: IconName} = {
  agent: 'headset',
  queue: 'queue',
  'entry-point': 'entry',
  'dial-number': 'phone',
};

/**
 * @summary A consult beside the customer: with whom, its state and time, who hears what, and its controls. Whoever was
 * asked sees who asks, and Exit consult.
 * @fires {ToggleRequestEvent} cordboard-toggle-request - The agent speaks to the other side. Cancelable.
 * @fires {HoldConsultRequestEvent} cordboard-hold-consult-request - The consulted side waits. Cancelable.
 * @fires {ResumeConsultRequestEvent} cordboard-resume-consult-request - The consulted side is spoken to again. Cancelable.
 * @fires {ConferenceRequestEvent} cordboard-conference-request - Everybody comes together. Cancelable.
 * @fires {CompleteTransferRequestEvent} cordboard-complete-transfer-request - The consulted side gets the customer. Cancelable.
 * @fires {EndConsultRequestEvent} cordboard-end-consult-request - The agent who asked ends it. Cancelable.
 * @fires {ExitConsultRequestEvent} cordboard-exit-consult-request - The agent who was asked leaves. Cancelable.
 * @csspart consult - The whole pane.
 * @csspart consult-name - Who it is with.
 * @csspart consult-state - The state: word, icon and colour.
 * @csspart consult-controls - The row of buttons.
 * @csspart button - Each button.
 * @csspart toggle-button - Toggle.
 * @csspart hold-consult-button - Hold or Resume.
 * @csspart conference-button - Conference.
 * @csspart complete-transfer-button - Transfer.
 * @csspart end-consult-button - End consult.
 * @csspart exit-consult-button - Exit consult.
 * @csspart message - What a waiting or refused command says.
 * @since 0.3.0
 */
export class CordboardConsultPane extends CordboardElement {
  static override styles = consultPaneStyles;
  static override properties: PropertyDeclarations = {
    contact: {attribute: false},
    agentId: {attribute: 'agent-id'},
    numbersMasked: {type: Boolean, attribute: 'numbers-masked'},
    commands: {attribute: false},
  };

  /** The contact; nothing is shown while this agent has no consult in it. */
  declare contact: Contact | null;
  /** The agent who looks at it. */
  declare agentId: string;
  /** Shows only the last four digits of numbers. */
  declare numbersMasked: boolean;
  /** The pressed buttons that wait or were refused. */
  declare commands: Commands;

  constructor() {
    super();
    this.contact = null;
    this.agentId = '';
    this.numbersMasked = false;
    this.commands = NO_COMMANDS;
  }

  /** Puts the focus on the name, from where the controls come next. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('h3')?.focus(options);
  }

  protected override render(): TemplateResult<1> | typeof nothing {
    const {contact, html, strings} = this;
    const own = contact === null ? null : ownConsultOf(contact, this.agentId);
    if (contact === null || own === null) return nothing;
    const words = consultWords(strings);
    const name = otherSideOf(contact, own, this.numbersMasked);
    const look = LABEL_LOOKS[own.label];
    const pending = this.#underWay(contact, words);
    const region = bidiSafe((isolated) => (own.asked ? words.askedRegion : words.region)(isolated(name)));
    return html`<section part="consult" class="consult" aria-label=${region}>
      <header class="head">
        <h3 part="consult-name" tabindex="-1" dir="auto">${name}</h3>
        <div class="state">
          <span part="consult-state" class="chip ${look.tone}"
            >${icon(pending !== null || own.label === 'consult-requested' ? 'spinner' : look.icon)}${pending ?? strings.labels[own.label]}</span
          >
          <cordboard-timer class="time" .since=${own.since} .label=${words.duration}></cordboard-timer>
        </div>
      </header>
      ${this.#facts(name, own, words)}
      <div role="status" class="heard">
        <p class=${own.label === 'consult-on-hold' ? 'warning' : ''}>
          ${icon(HEARD_ICONS[own.label])}<span>${heard(name, own, words)}</span>
        </p>
        ${supervisorsIn(contact, own).map(
          (each) =>
            html`<p class="warning">
              ${icon('mic')}<span>${bidiSafe((isolated) => words.supervisorSpeaks(isolated(each)))}</span>
            </p>`,
        )}
      </div>
      ${this.#controls(contact, words)}
    </section>`;
  }

  /** What was pressed here, in place of the state while it waits. */
  #underWay({id}: Contact, words: ConsultWords): string | null {
    const found = underWay(this.commands, id, this.strings);
    return found !== null && consultPlaces(id, words).some(({name}) => name === found.name) ? found.word : null;
  }

  /** How they were found: a queue's or an entry point's name, a number where the name stands above. */
  #facts(name: string, {consult: {target}, asked}: OwnConsult, words: ConsultWords): TemplateResult<1> {
    const {html} = this;
    if (asked) return html`<p class="facts">${icon('consult')}<span>${words.askedYou}</span></p>`;
    const rung = target.kind === 'dial-number' ? target.address : target.kind === 'entry-point' ? target.number : null;
    const number = rung === null ? null : nameOrNumber({name: null, address: rung}, this.numbersMasked);
    const known = target.kind === 'queue' || target.kind === 'entry-point' ? target.name : name;
    return html`<p class="facts">
      ${icon(TARGET_ICONS[target.kind])}<span
        >${words.targets[target.kind]}${known === name ? nothing : html` · <bdi>${known}</bdi>`}${
          number === null || number === name ? nothing : html` · <bdi dir="ltr">${number}</bdi>`
        }</span
      >
    </p>`;
  }

  #controls(contact: Contact, words: ConsultWords): TemplateResult<1> {
    const {html, strings} = this;
    const controls = controlsFor(contact, this.agentId);
    const places = consultPlaces(contact.id, words);
    const state = (name: string) => commandState(this.commands, commandKey(name, contact.id));
    return html`<div part="consult-controls" class="controls" role="group" aria-label=${words.controls}>
        ${places.map(({name, look, event}) => {
          const control = controls[name];
          if (!control.visible) return nothing;
          return actionButton({
            ...look,
            why: control.enabled ? whyWait(this.commands, contact.id, name, strings) : strings.refusals[control.why],
            state: state(name),
            onPress: () => this.dispatchEvent(event()),
          });
        })}
      </div>
      ${commandMessage(
        places.map(({name}) => state(name)),
        strings,
      )}`;
  }
}

/** Who is at the other end: whoever came, or as long as nobody did whoever was asked. */
function otherSideOf(contact: Contact, {consult, asked}: OwnConsult, masked: boolean): string {
  const isOther = (each: Participant): boolean =>
    asked
      ? each.id === consult.startedBy
      : each.id !== consult.startedBy &&
        isJoined(each) &&
        each.seats.some(({conversationId}) => conversationId === consult.id);
  const party = contact.participants.find(isOther)?.party;
  if (party === undefined) return targetName(consult.target, masked);
  return party.kind === 'agent' ? party.name : nameOrNumber(party, masked);
}

/** Supervisors who speak in the consult now; who only listens is not shown ([CF-30]). */
function supervisorsIn(contact: Contact, {consult, label}: OwnConsult): readonly string[] {
  if (label === 'consult-on-hold') return [];
  return contact.participants.filter(isJoined).flatMap((each) => {
    const seats = each.role === 'supervisor' && !each.muted ? seatsOf(contact, each) : [];
    const speaks = seats.some(({conversationId, held}) => conversationId === consult.id && !held);
    return speaks && each.party.kind === 'agent' ? [each.party.name] : [];
  });
}

function heard(name: string, {label, asked}: OwnConsult, words: ConsultWords): string {
  const say = (sentence: (name: string) => string): string => bidiSafe((isolated) => sentence(isolated(name)));
  if (label === 'consult-requested') return say(words.ringing);
  if (label === 'consulting') return say(words.speaksToYou);
  return asked ? words.youHearMusic : say(words.hearsMusic);
}
