import {nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult} from 'lit';
import type {Contact} from '../../domain/contact.ts';
import {callbacksContext, contactsContext, presenceContext, settingsContext} from '../../services/contexts.ts';
import type {CallbackView, CallbackWish, DeskSettings, Outcome} from '../../services/ports.ts';
import {CordboardElement} from '../base/cordboard-element.ts';
import {CommandController, commandKey, unlessCanceled} from '../controllers/command-controller.ts';
import {ServiceController} from '../controllers/service-controller.ts';
import {TickController} from '../controllers/tick-controller.ts';
import {icon} from '../icons/icons.ts';
import type {CallbackWords} from '../strings/english-callbacks.ts';
import {actionButton} from '../templates/action-button.ts';
import {commandMessage} from '../templates/command-message.ts';
import {type CallbackDraft, type Checking, draftOf, newDraft, wishOf} from './callback-draft.ts';
import {editConflict, isSaidByConflict} from './edit-conflict.ts';
import {CallbackForm} from './callback-form.ts';
import {callbackList, type ListView} from './callback-list.ts';
import {CallbackLists, countOf, type ListsState, type There} from './callback-lists.ts';
import {
  CallbackDeleteRequestEvent,
  CallbackEditRequestEvent,
  CallbackScheduleRequestEvent,
  CallbackSchedulerClosedEvent,
} from './callback-scheduler.events.ts';
import {callbackSchedulerStyles} from './callback-scheduler.styles.ts';
import {callbackWords} from './callback-words.ts';
import {ownZone, whenOf, timesIn, windowOf} from './clocks.ts';
import {customerIn, knownNumber} from './scheduled-contact.ts';
import {SchedulerLists} from './scheduler-lists.ts';
import {type SchedulerTab, schedulerTabs} from './scheduler-tabs.ts';

const SUBMIT = 'submit';

/**
 * @summary Promises to call a customer: one is scheduled, for a time by the customer's own clock, and those that are there are
 * changed or taken back until they begin. It works with a contact or without one, in a panel or alone in a page.
 * @fires {CallbackScheduleRequestEvent} cordboard-callback-schedule-request - The agent promises a call. Cancelable.
 * @fires {CallbackEditRequestEvent} cordboard-callback-edit-request - The agent changes a callback. Cancelable.
 * @fires {CallbackDeleteRequestEvent} cordboard-callback-delete-request - The agent takes a callback back. Cancelable.
 * @fires {CallbackSchedulerClosedEvent} cordboard-callback-scheduler-closed - It is to be closed.
 * @csspart scheduler - All of it.
 * @csspart tab - Each of the two tabs.
 * @csspart form - The form of a callback.
 * @csspart list - Each list of callbacks.
 * @csspart item - Each callback.
 * @csspart schedule-button - Schedules it, or saves the changes.
 * @csspart leave-button - Leaves a callback as it was.
 * @csspart other-number-button - Another number than the contact's is to be called.
 * @csspart same-number-button - The contact's number is to be called.
 * @csspart edit-button - Changes a callback.
 * @csspart delete-button - Takes a callback back.
 * @csspart delete-now-button - Takes it back for good.
 * @csspart keep-button - Keeps it.
 * @csspart retry-button - Reads again.
 * @csspart inbox-button - Shows all callbacks that concern the agent.
 * @csspart voicemail-button - Shows the messages that callers left.
 * @csspart back-button - Leads back from either.
 * @csspart load-button - Loads them again where they did not come.
 * @csspart close-button - Closes it.
 * @csspart message - What a waiting or refused command says.
 * @dependency cordboard-callback-inbox
 * @dependency cordboard-voicemail
 * @since 0.5.0
 */
export class CordboardCallbackScheduler extends CordboardElement {
  static override styles = callbackSchedulerStyles;
  static override properties: PropertyDeclarations = {
    contactId: {attribute: 'contact-id'},
    closable: {type: Boolean},
    tab: {state: true},
    edited: {state: true},
    doubtedId: {state: true},
    said: {state: true},
  };

  /** The contact whose customer shall be called; empty: none. */
  declare contactId: string;
  /** Shows a way to close it. */
  declare closable: boolean;
  declare private tab: SchedulerTab;
  /** The callback that is being changed, as it was. */
  declare private edited: CallbackView | null;
  declare private doubtedId: string | null;
  /** What was done last. */
  declare private said: string;

  readonly #callbacks = new ServiceController(this, callbacksContext, (service) => [service.latest]);
  readonly #contacts = new ServiceController(this, contactsContext, (service) => [service.contacts]);
  readonly #presence = new ServiceController(this, presenceContext, (service) => [service.agent]);
  readonly #settings = new ServiceController(this, settingsContext, (store) => [store]);
  readonly #clock = new TickController(this, () => this.tab === 'manage');
  readonly #commands = new CommandController(this);
  readonly #lists = new CallbackLists(this, () => this.#callbacks.service);
  readonly #form = new CallbackForm(this);
  readonly #others = new SchedulerLists(this, (callback) => this.#edit(callback));
  #taken: CallbackView | null = null;
  #begunFor: string | null = null;

  constructor() {
    super();
    this.contactId = '';
    this.closable = false;
    this.tab = 'schedule';
    this.edited = null;
    this.doubtedId = null;
    this.said = '';
    this.addEventListener('keydown', this.#onKey);
  }

  /** Puts the focus on the first field, or on the chosen tab. */
  override focus(options?: FocusOptions): void {
    const first = this.renderRoot.querySelector<HTMLElement>('#number, #name');
    (first ?? this.renderRoot.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]'))?.focus(options);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('contactId')) this.#begunFor = null;
    this.#lists.follow(this.contactId === '' ? null : this.contactId);
    const latest = this.#callbacks.service?.latest.value ?? null;
    if (latest !== null && latest !== this.#taken) {
      this.#taken = latest;
      this.#lists.take(latest);
    }
    const {state} = this.#lists;
    if (state.status === 'there' && this.#begunFor !== this.contactId) {
      this.#begunFor = this.contactId;
      this.#begin(state);
    }
  }

  protected override render(): TemplateResult<1> {
    const words = callbackWords(this.strings);
    const {state} = this.#lists;
    return this.html`<section part="scheduler" class="scheduler" aria-label=${words.heading}>
      <div class="head">
        ${schedulerTabs({current: this.tab, count: countOf(state), editing: this.edited !== null, words, onTab: (tab) => (this.tab = tab)})}
        ${this.closable ? actionButton({part: 'close-button', label: words.close, icon: 'close', iconOnly: true, look: 'quiet', onPress: this.#close}) : nothing}
      </div>
      <div id="panel" role="tabpanel" aria-labelledby="tab-${this.tab}">${this.#content(state, words)}</div>
      <p class="said" role="status">${this.said === '' ? nothing : this.html`${icon('check')}<span>${this.said}</span>`}</p>
      ${commandMessage(
        [...this.#commands.commands]
          .filter(([key, each]) => key !== SUBMIT || !isSaidByConflict(each, this.edited, state))
          .map(([, each]) => each),
        this.strings,
      )}
    </section>`;
  }

  #content(state: ListsState, words: CallbackWords): TemplateResult<1> | typeof nothing {
    if (state.status === 'loading') return this.html`<p class="help">${words.loading}</p>`;
    if (state.status === 'failed') {
      return this.html`<p class="message problem" role="alert">${icon('alert')}${this.strings.common.failed(state.why)}</p>
        ${actionButton({part: 'retry-button', label: words.retry, icon: 'reload', onPress: () => void this.#lists.load()})}`;
    }
    return this.tab === 'schedule' ? this.#schedule(state, words) : this.#manage(state, words);
  }

  #schedule(state: There, words: CallbackWords): TemplateResult<1> | typeof nothing {
    const {choices} = state;
    const {edited} = this;
    const settings = this.#settings.service?.value ?? null;
    if (!choices.ready) return this.html`<p class="message problem">${icon('alert')}${words.notReady}</p>`;
    // [PK-211] One that is there already stays where it is.
    if (choices.queues.length === 0 && edited === null)
      return this.html`<p class="message problem">${icon('alert')}${words.noQueues}</p>`;
    if (settings === null) return nothing;
    return this.html`${edited === null ? nothing : editConflict(edited, state, {now: this.#clock.now, words, onEdit: (now) => this.#edit(now)})}
      ${this.#form.render({
        checking: this.#checking(state, settings),
        words,
        state: this.#commands.state(SUBMIT),
        known: edited === null ? knownNumber(this.#contact, settings, this.strings) : edited.number,
        onLeave: edited === null ? null : () => this.#leave(state),
        onSubmit: (draft) => this.#submit(draft, words),
      })}`;
  }

  #manage({own, ofCustomer}: There, words: CallbackWords): TemplateResult<1> {
    if (this.#others.open) return this.#others.view(this.strings, this.html);
    const view: ListView = {
      ownId: this.#ownId,
      now: this.#clock.now,
      words,
      commands: this.#commands.commands,
      doubtedId: this.doubtedId,
      onEdit: (callback) => this.#edit(callback),
      onDoubt: (callback) => this.#doubt(callback),
      onDelete: (callback) => this.#delete(callback, words),
    };
    const more = this.#others.ways(this.strings);
    if (ofCustomer === null) return this.html`${callbackList(null, own, words.noneOwn, view)} ${more}`;
    const others = own.filter(({id}) => !ofCustomer.some((each) => each.id === id));
    return this.html`${callbackList(words.ofCustomer, ofCustomer, words.noneOfCustomer, view)}
      ${callbackList(words.own, others, words.noneOwn, view)} ${more}`;
  }

  #checking({choices}: There, {country, emergencyCountries}: DeskSettings): Checking {
    const {edited} = this;
    return {choices, country, emergencyCountries, now: this.#clock.now, ownId: this.#ownId, edited};
  }

  /** A new form, with what is known of the contact ([CB-26]). */
  #begin({choices}: There): void {
    this.edited = null;
    const contact = this.#contact;
    const own = choices.queues.filter((each) => each.own);
    const queueId = own.find(({id}) => id === contact?.queue?.id)?.id ?? (own.length === 1 ? (own[0]?.id ?? '') : '');
    const customer = customerIn(contact);
    const {limits} = choices;
    this.#form.fill(newDraft({now: this.#clock.now, zone: ownZone(), limits, customer, queueId}));
  }

  #edit(callback: CallbackView): void {
    this.edited = callback;
    this.doubtedId = null;
    this.tab = 'schedule';
    this.said = '';
    this.#commands.forget(SUBMIT);
    this.#form.fill(draftOf(callback, this.#ownId));
    void this.updateComplete.then(() => this.focus());
  }

  #leave(state: There): void {
    this.#begin(state);
    this.#commands.forget(SUBMIT);
    this.tab = 'manage';
  }

  #submit(draft: CallbackDraft, words: CallbackWords): void {
    const wish = wishOf(draft, this.#ownId);
    const {edited} = this;
    const contactId = this.contactId === '' ? null : this.contactId;
    const event =
      edited === null
        ? new CallbackScheduleRequestEvent(wish, contactId)
        : new CallbackEditRequestEvent(edited.id, edited.version, wish);
    this.said = '';
    this.dispatchEvent(event);
    unlessCanceled(event, () => void this.#send(wish, contactId, draft, words));
  }

  async #send(wish: CallbackWish, contactId: string | null, draft: CallbackDraft, words: CallbackWords): Promise<void> {
    const service = this.#callbacks.service;
    const {edited} = this;
    const sent = await this.#commands.run(SUBMIT, () =>
      edited === null ? service?.schedule(wish, contactId) : service?.edit(edited.id, edited.version, wish),
    );
    this.#settled(sent, draft, words);
  }

  #settled(outcome: Outcome | null, draft: CallbackDraft, words: CallbackWords): void {
    this.#lists.heard(outcome);
    const {state} = this.#lists;
    const settings = this.#settings.service?.value ?? null;
    if (outcome === null || state.status !== 'there') return;
    if (outcome.status === 'refused' && outcome.problems !== undefined && settings !== null)
      return this.#form.show(outcome.problems, this.#checking(state, settings));
    if (outcome.status !== 'done') return;
    const window = windowOf(draft);
    const when = window === null ? '' : timesIn(draft.zone, window);
    this.said = (this.edited === null ? words.scheduled : words.saved)(draft.name.trim(), when);
    this.#begin(state);
    void this.#lists.load();
    this.tab = 'manage';
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('#tab-manage')?.focus());
  }

  #doubt(callback: CallbackView | null): void {
    const before = this.doubtedId;
    this.doubtedId = callback?.id ?? null;
    // The button that was pressed is gone: the focus goes to what stands in its place.
    const row = callback?.id ?? before;
    const button = callback === null ? '#delete-button' : '#keep-button';
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>(`[data-callback="${CSS.escape(row ?? '')}"] ${button}`)?.focus(),
    );
  }

  #delete(callback: CallbackView, words: CallbackWords): void {
    const event = new CallbackDeleteRequestEvent(callback.id, callback.version);
    this.said = '';
    this.dispatchEvent(event);
    unlessCanceled(event, () => void this.#remove(callback, words));
  }

  async #remove({id, version, name, number, ...times}: CallbackView, words: CallbackWords): Promise<void> {
    const service = this.#callbacks.service;
    const outcome = await this.#commands.run(commandKey('delete', id), () => service?.remove(id, version));
    this.doubtedId = null;
    this.#lists.heard(outcome);
    if (outcome?.status !== 'done') return;
    this.said = words.deleted(`${name ?? number}, ${whenOf(times)}`);
    void this.#lists.load();
    this.renderRoot.querySelector<HTMLElement>('#tab-manage')?.focus();
  }

  get #contact(): Contact | undefined {
    return this.#contacts.service?.contacts.value.find(({id}) => id === this.contactId);
  }

  get #ownId(): string {
    return this.#presence.service?.agent.value?.id ?? '';
  }

  readonly #close = (): void => {
    this.dispatchEvent(new CallbackSchedulerClosedEvent());
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !this.closable) return;
    event.stopPropagation();
    this.#close();
  };
}
