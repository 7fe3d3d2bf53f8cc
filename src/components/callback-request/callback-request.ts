import {LitElement, type PropertyDeclarations, type PropertyValues, type TemplateResult, html, nothing} from 'lit';
import type {
  CallbackRequestSource,
  CallbackRequestView,
  CallbackTrouble,
} from '../../services/callback-request-ports.ts';
import {CallbackRequestService} from '../../services/callback-request-service.ts';
import {warnOnce} from '../base/warn-once.ts';
import {VisibleController} from '../controllers/visible-controller.ts';
import {icon} from '../icons/icons.ts';
import {type CallbackRequestStrings, englishCallbackRequest} from '../strings/english-callback-request.ts';
import {polishCallbackRequest} from '../strings/polish-callback-request.ts';
import {actionButton} from '../templates/action-button.ts';
import {knownLocale} from '../templates/known-locale.ts';
import {CallbackCancelledEvent, CallbackRequestEvent, CallbackRequestedEvent} from './callback-request.events.ts';
import {callbackRequestStyles} from './callback-request.styles.ts';
import {RequestForm} from './request-form.ts';
import {type Clock, isClosed} from './request-times.ts';
import {told} from './request-told.ts';
import {opensWords} from './request-when.ts';
import {type Said, progressWords, unavailableWords} from './request-words.ts';

/**
 * @summary A form by which a customer asks to be called back, on any page: one question at a time, then what becomes of
 * it. It needs no session and no desk. What stands inside the element is shown where scripts do not run.
 * @fires {CallbackRequestEvent} cordboard-callback-request - The customer pressed Send. Cancel it to take the request elsewhere.
 * @fires {CallbackRequestedEvent} cordboard-callback-requested - The hub has the request.
 * @fires {CallbackCancelledEvent} cordboard-callback-cancelled - The customer called it off here.
 * @csspart card - All of it.
 * @csspart title - What it is for, or how the request stands.
 * @csspart form - The questions.
 * @csspart progress - Which question it is.
 * @csspart problems - What is wrong, once it was to be sent.
 * @csspart answers - What was filled in so far.
 * @csspart back-button - To the question before.
 * @csspart next-button - To the next question; the last one sends.
 * @csspart retry-button - Tries again to show the form.
 * @csspart cancel-button - Asks whether the call shall be cancelled.
 * @csspart cancel-now-button - Cancels it.
 * @csspart keep-button - Keeps it.
 * @csspart again-button - Begins another request.
 * @csspart status-link - The page of the request.
 * @cssprop [--cordboard-callback-request-width=44rem] - Widest it grows.
 * @cssstate requested - The hub has a request of this page.
 * @since 0.4.0
 */
export class CordboardCallbackRequest extends LitElement {
  static override styles = callbackRequestStyles;
  static override properties: PropertyDeclarations = {
    hubUrl: {attribute: 'hub-url'},
    siteKey: {attribute: 'site-key'},
    label: {},
    customerName: {attribute: 'customer-name'},
    number: {},
    topic: {},
    reason: {},
    language: {},
    workerless: {type: Boolean},
    strings: {attribute: false},
    source: {attribute: false},
  };

  /** Address of the hub. */
  declare hubUrl: string;
  /** The site's publishable key. */
  declare siteKey: string;
  /** What stands above the form; left out, the language's own words. */
  declare label: string;
  /** Who asks, as the page knows them; the customer may change it. */
  declare customerName: string;
  /** Their number, likewise. */
  declare number: string;
  /** One of the organisation's topics, likewise. */
  declare topic: string;
  /** What it is about, likewise. */
  declare reason: string;
  /** `en` or `pl`; left out, the page's language. Dates are in any language. */
  declare language: string;
  /** The page's content policy allows no worker: none is tried. */
  declare workerless: boolean;
  /** Words in place of the built-in ones. */
  declare strings: Partial<CallbackRequestStrings>;
  /** Where requests go; left out, the hub. */
  declare source: CallbackRequestSource | null;

  readonly #internals = this.attachInternals();
  readonly #visible = new VisibleController(this, () => void this.#load());
  readonly #form = new RequestForm(this, {
    begin: () => this.#source?.begin(),
    send: (asked) => {
      if (this.dispatchEvent(new CallbackRequestEvent(asked))) void this.#source?.send(asked);
    },
    move: () => void this.#load(),
  });
  #source: CallbackRequestSource | null = null;
  #unsubscribe: () => void = () => undefined;
  #view: CallbackRequestView = {status: 'idle'};
  #doubting = false;
  /** What was found wrong is about nothing that is asked here. */
  #strange: CallbackTrouble | null = null;

  constructor() {
    super();
    this.hubUrl = '';
    this.siteKey = '';
    this.label = '';
    this.customerName = '';
    this.number = '';
    this.topic = '';
    this.reason = '';
    this.language = '';
    this.workerless = false;
    this.strings = {};
    this.source = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated && this.#source === null) this.#follow();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // Moved to another place of the page it is back at once, and nothing is read again.
    queueMicrotask(() => {
      if (!this.isConnected) this.#leave();
    });
  }

  /** Puts the focus where the customer goes on. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('.now :is(input, [tabindex]), button, a')?.focus(options);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const known = {number: this.number, name: this.customerName, topic: this.topic, reason: this.reason};
    this.#form.prefill(known, {
      number: changed.get('number') ?? '',
      name: changed.get('customerName') ?? '',
      topic: changed.get('topic') ?? '',
      reason: changed.get('reason') ?? '',
    });
    if (changed.has('hubUrl') || changed.has('siteKey') || changed.has('source')) this.#follow();
  }

  protected override render(): TemplateResult<1> {
    const view = this.#view;
    const words = this.#words;
    const said = this.#said(view, words);
    return html`<section
      part="card"
      class="card ${said?.tone ?? ''}"
      lang=${this.#locale}
      aria-label=${this.label || words.title}
    >
      <div role="status">
        ${
          said === null
            ? nothing
            : html`<h2 part="title" class="title" tabindex="-1">
                  ${icon(said.icon)}<span class="grow">${said.title}</span>
                </h2>
                ${said.help === '' ? nothing : html`<p class="help">${said.help}</p>`}`
        }
      </div>
      ${this.#body(view, words)}
    </section>`;
  }

  /** What is said in place of the form. */
  #said(view: CallbackRequestView, words: CallbackRequestStrings): Said | null {
    switch (view.status) {
      case 'idle':
      case 'loading':
        return {title: words.loading, help: '', icon: 'spinner', tone: ''};
      case 'resuming':
        return {title: words.resuming, help: view.outOfReach ? words.resumingOffline : '', icon: 'spinner', tone: ''};
      case 'unavailable':
        return unavailableWords(view.trouble, words, this.#clock());
      case 'forgotten':
        return {title: words.forgotten, help: words.forgottenHelp, icon: 'check', tone: ''};
      case 'requested':
        return progressWords(view.progress, words, this.#clock(view.progress.zone));
      default: {
        if (!isClosed(view.form) || view.form.now.possible) return null;
        const help = opensWords({words, clock: this.#clock()}, view.form.now.opensAt);
        return {title: words.closed, help, icon: 'clock', tone: ''};
      }
    }
  }

  #body(view: CallbackRequestView, words: CallbackRequestStrings): TemplateResult<1> | typeof nothing {
    switch (view.status) {
      case 'idle':
      case 'loading':
      case 'resuming':
        return nothing;
      case 'unavailable':
        return this.#retry(view.trouble, words);
      case 'forgotten':
        return html`<div class="row">
          ${actionButton({part: 'again-button', label: words.anotherOne, icon: 'callback', look: 'primary', onPress: () => void this.#again()})}
        </div>`;
      case 'requested':
        return told({
          view,
          words,
          clock: this.#clock(view.progress.zone),
          doubting: this.#doubting,
          onAsk: () => this.#doubt(true),
          onCancel: () => void this.#source?.cancel(),
          onKeep: () => this.#doubt(false),
          onAgain: () => void this.#again(),
        });
      default: {
        if (isClosed(view.form)) return this.#retry({refused: 'unavailable', retryAt: null}, words);
        const asking = view.status === 'asking';
        return html`<h2 part="title" class="heading">${this.label || words.title}</h2>
          ${this.#form.render({
            form: view.form,
            words,
            clock: this.#clock(),
            trouble: asking ? (view.trouble ?? this.#strange) : null,
            renewing: asking && view.renewing,
            pending: view.status === 'asking' ? 'no' : view.status,
          })}`;
      }
    }
  }

  #retry({refused}: CallbackTrouble, words: CallbackRequestStrings): TemplateResult<1> | typeof nothing {
    if (refused === 'site-refused' || refused === 'callbacks-not-set-up') return nothing;
    return html`<div class="row">
      ${actionButton({part: 'retry-button', label: words.retry, icon: 'reload', onPress: () => void this.#load()})}
    </div>`;
  }

  #clock(zone = this.#form.zone): Clock {
    return {locale: this.#locale, zone, now: this.#source?.now() ?? Date.now()};
  }

  get #locale(): string {
    const lang = this.language || this.closest<HTMLElement>('[lang]')?.lang || document.documentElement.lang || 'en';
    return knownLocale(lang);
  }

  get #words(): CallbackRequestStrings {
    return {...(this.#locale.startsWith('pl') ? polishCallbackRequest : englishCallbackRequest), ...this.strings};
  }

  async #load(): Promise<void> {
    await this.#source?.load({language: this.#locale, zone: this.#form.zone});
  }

  async #again(): Promise<void> {
    this.#form.restart();
    await this.#source?.again();
  }

  #doubt(doubting: boolean): void {
    this.#doubting = doubting;
    this.requestUpdate();
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>(doubting ? '#doubt' : '#cancel-button')?.focus(),
    );
  }

  /** Follows what these attributes mean; nothing is read before the element is seen. */
  #follow(): void {
    this.#leave();
    this.#source = this.source ?? this.#ownSource();
    if (this.#source === null) return;
    this.#unsubscribe = this.#source.view.subscribe((view) => this.#take(view));
    this.#take(this.#source.view.value);
    this.#visible.watch();
  }

  #ownSource(): CallbackRequestSource | null {
    const {hubUrl, siteKey, workerless} = this;
    if (hubUrl === '' || siteKey === '') return null;
    if (URL.canParse(hubUrl)) return new CallbackRequestService({hubUrl, siteKey, workerless});
    warnOnce('<cordboard-callback-request> hub-url is not an address.');
    return null;
  }

  #take(view: CallbackRequestView): void {
    const before = this.#view;
    this.#view = view;
    if (view.status === 'asking' || view.status === 'proving' || view.status === 'sending') this.#form.meet(view.form);
    if (view.status === 'asking' && view.problems.length > 0 && before.status === 'sending')
      this.#strange = this.#form.show(view.problems) ? null : {refused: 'failed', retryAt: null};
    else if (view.status === 'sending') this.#strange = null;
    this.requestUpdate();
    this.#tell(before, view);
  }

  #tell(before: CallbackRequestView, view: CallbackRequestView): void {
    if (view.status !== 'requested') return void this.#internals.states.delete('requested');
    this.#internals.states.add('requested');
    const {progress, statusUrl} = view;
    if (before.status === 'sending') {
      this.dispatchEvent(new CallbackRequestedEvent(progress, statusUrl));
      void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.title')?.focus());
    }
    if (before.status !== 'requested' || before.cancelling !== 'pending' || progress.status !== 'cancelled') return;
    this.#doubting = false;
    this.dispatchEvent(new CallbackCancelledEvent());
  }

  #leave(): void {
    this.#visible.stop();
    this.#unsubscribe();
    this.#unsubscribe = () => undefined;
    this.#source?.stop();
    this.#source = null;
  }
}
