import {nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult} from 'lit';
import {type Contact, isMultiParty} from '../../domain/contact.ts';
import {ownConsultOf} from '../../domain/contact-label.ts';
import {controlsFor} from '../../domain/controls.ts';
import {reasonsOfQueue} from '../../domain/wrap-up-reasons.ts';
import {consultsContext, contactsContext, settingsContext} from '../../services/contexts.ts';
import type {ConsultService, Outcome} from '../../services/ports.ts';
import {CordboardElement} from '../base/cordboard-element.ts';
import {NO_COMMANDS, commandKey, unlessCanceled, type Commands} from '../controllers/command-controller.ts';
import {ContactCommands} from '../controllers/contact-commands.ts';
import {ServiceController} from '../controllers/service-controller.ts';
import type {ContactRequestEvent, Drawer} from '../interaction/interaction.events.ts';
import type {InvitationCancelRequestEvent} from '../participant-list/participant-list.events.ts';
import {
  type ConsultRequestEvent,
  DrawerClosedEvent,
  type TransferRequestEvent,
} from '../target-dialog/target-dialog.events.ts';
import type {SuggestWrapUpRequestEvent} from '../wrap-up-suggestion/wrap-up-suggestion.events.ts';
import {colleaguesStyles} from './colleagues.styles.ts';

type PlainCommand =
  | 'toggle'
  | 'holdConsult'
  | 'resumeConsult'
  | 'beginConference'
  | 'completeTransfer'
  | 'endConsult'
  | 'exitConsult';

/**
 * @summary The others of a contact, below its controls: whom to ask or give it to, the consult with its controls, who is in
 * the conference, and what to propose for the wrap-up. It carries out what its parts ask for when nobody cancels it.
 * @fires {DrawerClosedEvent} cordboard-drawer-closed - What the agent opened is done or cannot be done any more.
 * @csspart consult - The consult, exported from its pane.
 * @csspart participants - Who is in the call, exported from the list.
 * @csspart dialog - Whom to ask or give it to, exported from the dialog.
 * @cssstate empty - There is nothing to show.
 * @dependency cordboard-consult-pane
 * @dependency cordboard-participant-list
 * @dependency cordboard-target-dialog
 * @dependency cordboard-wrap-up-suggestion
 * @since 0.3.0
 */
export class CordboardColleagues extends CordboardElement {
  static override styles = colleaguesStyles;
  static override properties: PropertyDeclarations = {
    contact: {attribute: false},
    agentId: {attribute: 'agent-id'},
    numbersMasked: {type: Boolean, attribute: 'numbers-masked'},
    drawer: {},
  };

  /** The contact; null shows nothing. */
  declare contact: Contact | null;
  /** The agent who looks at it. */
  declare agentId: string;
  /** Shows only the last four digits of numbers. */
  declare numbersMasked: boolean;
  /** What the agent opened; empty for nothing. */
  declare drawer: Drawer | '';

  readonly #consults = new ServiceController(this, consultsContext, () => []);
  readonly #contacts = new ServiceController(this, contactsContext, (service) => [ContactCommands.of(service)]);
  readonly #settings = new ServiceController(this, settingsContext, (store) => [store]);
  #focusNext = false;

  constructor() {
    super();
    this.contact = null;
    this.agentId = '';
    this.numbersMasked = false;
    this.drawer = '';
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const {contact} = this;
    if (changed.has('drawer') && this.drawer !== '') {
      this.#focusNext = true;
      if (contact !== null) this.#commands?.forget(commandKey(this.drawer, contact.id));
    }
  }

  protected override updated(): void {
    this.#closeWhenOver();
    if (!this.#focusNext) return;
    this.#focusNext = false;
    const opened = this.renderRoot.querySelector<HTMLElement & {updateComplete?: Promise<unknown>}>('[data-drawer]');
    void Promise.resolve(opened?.updateComplete).then(() => opened?.focus());
  }

  /** What was opened is of no use once the hub would refuse it: the customer has left, somebody else asked already. */
  #closeWhenOver(): void {
    const {contact, drawer} = this;
    if (contact === null || drawer === '') return;
    const control = controlsFor(contact, this.agentId)[drawer];
    if (control.visible && control.enabled) return;
    if (this.#commands?.state(commandKey(drawer, contact.id)).status === 'pending') return;
    this.#close();
  }

  protected override render(): TemplateResult<1> | typeof nothing {
    const {contact, html, agentId, numbersMasked} = this;
    const shown = contact !== null && (this.drawer !== '' || isMultiParty(contact));
    this.setState('empty', !shown);
    if (contact === null || !shown) return nothing;
    return html`<div class="parts">
      ${this.#opened(contact)}
      ${
        ownConsultOf(contact, agentId) === null
          ? nothing
          : html`<cordboard-consult-pane
              exportparts="consult"
              .contact=${contact}
              .agentId=${agentId}
              .numbersMasked=${numbersMasked}
              .commands=${this.#pressed}
              @cordboard-toggle-request=${this.#plain('toggle', 'toggle')}
              @cordboard-hold-consult-request=${this.#plain('hold-consult', 'holdConsult')}
              @cordboard-resume-consult-request=${this.#plain('resume-consult', 'resumeConsult')}
              @cordboard-conference-request=${this.#plain('conference', 'beginConference')}
              @cordboard-complete-transfer-request=${this.#plain('complete-transfer', 'completeTransfer')}
              @cordboard-end-consult-request=${this.#plain('end-consult', 'endConsult')}
              @cordboard-exit-consult-request=${this.#plain('exit-consult', 'exitConsult')}
            ></cordboard-consult-pane>`
      }
      <cordboard-participant-list
        class="list"
        exportparts="participants"
        .contact=${contact}
        .agentId=${agentId}
        .numbersMasked=${numbersMasked}
        .commands=${this.#pressed}
        @cordboard-invitation-cancel-request=${this.#takeBack}
      ></cordboard-participant-list>
    </div>`;
  }

  #opened(contact: Contact): TemplateResult<1> | typeof nothing {
    const {html, agentId, drawer} = this;
    const commands = this.#pressed;
    if (drawer === '') return nothing;
    if (drawer === 'suggest-wrap-up') {
      const reasons = this.#settings.service?.value?.wrapUpReasons ?? [];
      return html`<cordboard-wrap-up-suggestion
        data-drawer
        .contact=${contact}
        .agentId=${agentId}
        .reasons=${reasonsOfQueue(reasons, contact.queue?.id ?? null)}
        .commands=${commands}
        @cordboard-suggest-wrap-up-request=${this.#suggest}
      ></cordboard-wrap-up-suggestion>`;
    }
    return html`<cordboard-target-dialog
      data-drawer
      exportparts="dialog"
      .contact=${contact}
      .agentId=${agentId}
      .purpose=${drawer}
      .commands=${commands}
      @cordboard-consult-request=${this.#consult}
      @cordboard-transfer-request=${this.#transfer}
    ></cordboard-target-dialog>`;
  }

  /** Shared with the controls of the customer, which wait for each other. */
  get #commands(): ContactCommands | null {
    const {service} = this.#contacts;
    return service === undefined ? null : ContactCommands.of(service);
  }

  get #pressed(): Commands {
    return this.#commands?.value ?? NO_COMMANDS;
  }

  #plain(name: string, command: PlainCommand): (event: ContactRequestEvent) => void {
    return (event) => this.#run(event, name, (service) => service[command](event.contactId));
  }

  readonly #consult = (event: ConsultRequestEvent): void =>
    this.#run(event, 'consult', (service) => service.consult(event.contactId, event.wish, event.holdsCustomer), true);

  readonly #transfer = (event: TransferRequestEvent): void =>
    this.#run(event, 'transfer', (service) => service.transfer(event.contactId, event.wish), true);

  readonly #takeBack = (event: InvitationCancelRequestEvent): void => {
    const {contactId, invitationId} = event;
    this.#run(event, 'cancel-invitation', (service) => service.cancelInvitation(contactId, invitationId));
  };

  readonly #suggest = (event: SuggestWrapUpRequestEvent): void =>
    this.#run(event, 'suggest-wrap-up', (service) => {
      return service.suggestWrapUp(event.contactId, event.reasonId, event.note);
    });

  #run(
    event: ContactRequestEvent,
    name: string,
    command: (service: ConsultService) => Promise<Outcome>,
    closes = false,
  ): void {
    unlessCanceled(event, () => void this.#carryOut(commandKey(name, event.contactId), command, closes));
  }

  async #carryOut(key: string, command: (service: ConsultService) => Promise<Outcome>, closes: boolean): Promise<void> {
    const {service} = this.#consults;
    const outcome = await this.#commands?.run(key, () => service && command(service));
    if (closes && outcome?.status === 'done') this.#close();
  }

  #close(): void {
    if (this.contact !== null && this.drawer !== '') this.dispatchEvent(new DrawerClosedEvent(this.contact.id));
  }
}
