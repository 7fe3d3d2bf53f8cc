import {nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult} from 'lit';
import {type Contact, customerOf} from '../../domain/contact.ts';
import {dialFailureOf} from '../../domain/dial-failure.ts';
import {progressTone, toneCountryOf, toneOfFailure} from '../../domain/dial-tones.ts';
import {CordboardElement} from '../base/cordboard-element.ts';
import {contactsContext, dialContext, settingsContext, voiceContext} from '../../services/contexts.ts';
import type {Outcome} from '../../services/ports.ts';
import {CommandController, commandKey, unlessCanceled} from '../controllers/command-controller.ts';
import {ServiceController} from '../controllers/service-controller.ts';
import {TickController} from '../controllers/tick-controller.ts';
import {TonePlayer} from '../dial-pad/tone-player.ts';
import {icon} from '../icons/icons.ts';
import {englishProgress} from '../strings/english-progress.ts';
import {actionButton} from '../templates/action-button.ts';
import {commandMessage} from '../templates/command-message.ts';
import {ProgressCloseRequestEvent, ProgressRedialRequestEvent} from './call-progress.events.ts';
import {callProgressStyles} from './call-progress.styles.ts';

/** As long as a caller listens before hanging up. */
const TONE_MS = 4_000;
/** A page that opens later shows it in words and plays nothing: the call is over. */
const FRESH_MS = 3_000;

const DONE: Outcome = {status: 'done'};

/**
 * @summary An outgoing call that reached nobody: the tone of the called network, the same in words, and what next.
 * @fires {ProgressRedialRequestEvent} cordboard-progress-redial-request - The agent calls again. Cancelable.
 * @fires {ProgressCloseRequestEvent} cordboard-progress-close-request - The agent is done with it. Cancelable.
 * @csspart progress - Everything.
 * @csspart redial-button - Redial.
 * @csspart close-button - Close.
 * @csspart message - What a waiting or refused command says.
 * @since 0.2.0
 */
export class CordboardCallProgress extends CordboardElement {
  static override styles = callProgressStyles;
  static override properties: PropertyDeclarations = {
    contact: {attribute: false},
    agentId: {attribute: 'agent-id'},
    silent: {type: Boolean},
  };

  /** The call; shows nothing unless it ended without reaching anybody. */
  declare contact: Contact | null;
  /** The agent who called. */
  declare agentId: string;
  /** Plays no tone. A page that has not the sound plays none either. */
  declare silent: boolean;

  readonly #contacts = new ServiceController(this, contactsContext, () => []);
  readonly #dial = new ServiceController(this, dialContext, () => []);
  readonly #settings = new ServiceController(this, settingsContext, (store) => [store]);
  readonly #voice = new ServiceController(this, voiceContext, () => []);
  readonly #commands = new CommandController(this);
  readonly #tones = new TonePlayer();
  readonly #clock = new TickController(this, () => false);
  #heard = '';

  constructor() {
    super();
    this.contact = null;
    this.agentId = '';
    this.silent = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    void this.#tones.dispose();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('contact')) this.#play();
  }

  protected override render(): TemplateResult<1> | typeof nothing {
    const {contact, html, strings} = this;
    const failure = contact === null ? null : dialFailureOf(contact, this.agentId);
    if (contact === null || failure === null) return nothing;
    const words = {...englishProgress, ...strings.progress};
    const states = [
      this.#commands.state(commandKey('redial', contact.id)),
      this.#commands.state(commandKey('close', contact.id)),
    ] as const;
    const why = this.#settings.service?.value?.outbound === null ? strings.refusals['not-dialling-out'] : null;
    return html`<section part="progress" class="progress" aria-label=${words[failure]}>
      <div role="status">
        <p class="what">${icon('phone-end')}${words[failure]}</p>
        <p>${words.help[failure]}</p>
      </div>
      <div class="buttons">
        ${actionButton({
          part: 'redial-button',
          label: words.redial,
          icon: 'phone',
          look: 'primary',
          state: states[0],
          why,
          onPress: () => this.#redial(contact.id),
        })}
        ${actionButton({
          part: 'close-button',
          label: words.close,
          icon: 'close',
          state: states[1],
          onPress: () => this.#close(contact.id),
        })}
      </div>
      ${commandMessage(states, strings)}
    </section>`;
  }

  #redial(contactId: string): void {
    this.#ask(new ProgressRedialRequestEvent(contactId), commandKey('redial', contactId), () =>
      this.#callAgain(contactId),
    );
  }

  #close(contactId: string): void {
    this.#ask(new ProgressCloseRequestEvent(contactId), commandKey('close', contactId), () => this.#wrapUp(contactId));
  }

  #ask(event: Event, key: string, command: () => Promise<Outcome> | undefined): void {
    this.#tones.stop();
    this.dispatchEvent(event);
    unlessCanceled(event, () => void this.#commands.run(key, command));
  }

  /** The wrap-up comes first: until then the agent has a call and may not have another. */
  async #callAgain(contactId: string): Promise<Outcome> {
    const closed = await this.#wrapUp(contactId);
    const dial = this.#dial.service;
    return dial === undefined || (closed !== undefined && closed.status !== 'done')
      ? (closed ?? DONE)
      : dial.redial(contactId);
  }

  /** With the standard reason, which it would get by itself in a moment. */
  #wrapUp(contactId: string): Promise<Outcome> | undefined {
    const reasons = this.#settings.service?.value?.wrapUpReasons ?? [];
    const reason = reasons.find(({standard}) => standard) ?? reasons[0];
    return reason === undefined ? undefined : this.#contacts.service?.submitWrapUp(contactId, reason.id, '');
  }

  #play(): void {
    const {contact} = this;
    const failure = contact === null ? null : dialFailureOf(contact, this.agentId);
    if (contact?.status !== 'ended' || failure === null) return this.#tones.stop();
    if (this.#heard === contact.id) return;
    this.#heard = contact.id;
    const tone = toneOfFailure(failure);
    const hasSound = this.#voice.service?.softphone.value.own ?? true;
    if (this.silent || !hasSound || tone === null || this.#clock.now - contact.endedAt > FRESH_MS) return;
    const party = customerOf(contact)?.party;
    const country = party === undefined || party.kind === 'agent' ? undefined : toneCountryOf(party.address);
    this.#tones.repeat(progressTone(tone, country), TONE_MS);
  }
}
