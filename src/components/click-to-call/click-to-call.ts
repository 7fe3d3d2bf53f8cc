import {LitElement, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult, html} from 'lit';
import {type ClickToCallView, ClickToCall, isOn} from '../../services/click-to-call.ts';
import {pageCall} from '../../services/click-to-call-slot.ts';
import type {Store} from '../../services/store.ts';
import {warnOnce} from '../base/warn-once.ts';
import {icon} from '../icons/icons.ts';
import {type ClickToCallStrings, englishClickToCall} from '../strings/english-click-to-call.ts';
import {polishClickToCall} from '../strings/polish-click-to-call.ts';
import {actionButton} from '../templates/action-button.ts';
import {clockFace} from '../templates/durations.ts';
import {CallEndedEvent, CallStartedEvent} from './click-to-call.events.ts';
import {clickToCallStyles} from './click-to-call.styles.ts';
import {wordsFor} from './click-to-call-words.ts';

const SECOND_MS = 1_000;
/** A pause between two words is no silence. */
const HEARD_FOR_MS = 4_000;

/** A call as the element draws it; a page that has one of its own kind may bring it. */
export type CallSource = Pick<ClickToCall, 'start' | 'resume' | 'hangUp' | 'mute' | 'resumeSound'> & {
  readonly view: Store<ClickToCallView>;
  readonly level: ClickToCall['level'];
};

/**
 * @summary A button by which a visitor of any page calls: asks for the microphone, waits, talks, and is told in plain
 * words what goes on. It needs no session and no desk.
 * @fires {CallStartedEvent} cordboard-call-started - The call has begun, or was taken up again after a reload.
 * @fires {CallEndedEvent} cordboard-call-ended - The call is over.
 * @csspart card - All of it.
 * @csspart title - What goes on.
 * @csspart call-button - Begins the call, or another one.
 * @csspart mute-button - Mutes and unmutes.
 * @csspart end-button - Hangs up, or gives up.
 * @csspart sound-button - Turns the sound on that the browser holds back.
 * @cssprop [--cordboard-click-to-call-width=24rem] - Widest it grows.
 * @cssstate in-call - There is a call.
 * @since 0.3.0
 */
export class CordboardClickToCall extends LitElement {
  static override styles = clickToCallStyles;
  static override properties: PropertyDeclarations = {
    hubUrl: {attribute: 'hub-url'},
    siteKey: {attribute: 'site-key'},
    entryPoint: {attribute: 'entry-point'},
    label: {},
    customerName: {attribute: 'customer-name'},
    language: {},
    data: {attribute: false},
    strings: {attribute: false},
    microphoneConstraints: {attribute: false},
    source: {attribute: false},
    heardAt: {state: true},
  };

  /** Address of the hub. */
  declare hubUrl: string;
  /** The site's publishable key. */
  declare siteKey: string;
  /** Which line is called: the id of a voice entry point. */
  declare entryPoint: string;
  /** What the button says; left out, the language's own words. */
  declare label: string;
  /** Who calls, as the page knows them; shown to whoever answers. */
  declare customerName: string;
  /** `en` or `pl`; left out, the page's language. */
  declare language: string;
  /** Values for variables of the line, such as an order's number. The visitor can change them: trust none. */
  declare data: Readonly<Record<string, string>>;
  /** Words in place of the built-in ones. */
  declare strings: Partial<ClickToCallStrings>;
  /** Laid over the microphone's defaults. */
  declare microphoneConstraints: MediaTrackConstraints | undefined;
  /** Where the call comes from; left out, the hub. */
  declare source: CallSource | null;
  declare private heardAt: number;

  readonly #internals = this.attachInternals();
  #call: CallSource | null = null;
  #subscriptions: readonly (() => void)[] = [];
  #on = false;
  #announced = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.hubUrl = '';
    this.siteKey = '';
    this.entryPoint = '';
    this.label = '';
    this.customerName = '';
    this.language = '';
    this.data = {};
    this.strings = {};
    this.microphoneConstraints = undefined;
    this.source = null;
    this.heardAt = 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated && this.#call === null) this.#follow();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // Moved to another place of the page it is back at once, and the call goes on.
    queueMicrotask(() => {
      if (!this.isConnected) this.#leave();
    });
  }

  /** Puts the focus on what helps. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('button')?.focus(options);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const meant = changed.has('hubUrl') || changed.has('siteKey') || changed.has('entryPoint') || changed.has('source');
    // What is being talked about is not cut off by an attribute.
    if (meant && !isOn(this.#view)) this.#follow();
  }

  protected override updated(): void {
    clearTimeout(this.#timer);
    if (this.isConnected && 'since' in this.#view) this.#timer = setTimeout(() => this.requestUpdate(), SECOND_MS);
  }

  protected override render(): TemplateResult<1> {
    const view = this.#view;
    const words = this.#words;
    const said = wordsFor(view, words, this.#locale);
    return html`<section
      part="card"
      class="card ${said === null ? 'plain' : said.tone}"
      lang=${this.#locale}
      aria-label=${words.region}
    >
      <div role="status">
        ${said === null ? nothing : html`<p part="title" class="title">${icon(said.icon)}<span class="grow">${said.title}</span></p>`}
      </div>
      ${this.#clock(view, words)}
      ${said === null || said.help === '' ? nothing : html`<p class="help">${said.help}</p>`}
      ${this.#sound(view, words)} ${this.#level(view, words)} ${this.#buttons(view, words)}
      ${said === null ? html`<p class="help">${words.about}</p>` : nothing}
    </section>`;
  }

  #clock(view: ClickToCallView, words: ClickToCallStrings): TemplateResult<1> | typeof nothing {
    if (!('since' in view)) return nothing;
    const label = view.status === 'waiting' ? words.waited : words.talked;
    return html`<p class="title">
      <span class="grow help">${label}</span><time role="timer">${clockFace(Date.now() - view.since)}</time>
    </p>`;
  }

  #sound(view: ClickToCallView, words: ClickToCallStrings): TemplateResult<1> | typeof nothing {
    if (!('blocked' in view) || !view.blocked) return nothing;
    return html`<div role="alert"><p class="help">${words.blocked}. ${words.blockedHelp}</p></div>
      <div class="row">
        ${actionButton({part: 'sound-button', label: words.hear, icon: 'sound', look: 'primary', onPress: () => void this.#call?.resumeSound()})}
      </div>`;
  }

  #level(view: ClickToCallView, words: ClickToCallStrings): TemplateResult<1> | typeof nothing {
    if (view.status !== 'connected' || view.muted) return nothing;
    const heard = Date.now() - this.heardAt < HEARD_FOR_MS;
    const {level} = this.#call?.level.value ?? {level: 0};
    return html`<div class="level">
      <span>${heard ? words.hearYou : words.speak}</span>
      <progress max="1" .value=${level} aria-label=${words.level}></progress>
    </div>`;
  }

  #buttons(view: ClickToCallView, words: ClickToCallStrings): TemplateResult<1> | typeof nothing {
    if (!isOn(view)) return this.#callButton(view, words);
    const talking = 'muted' in view;
    const muted = talking && view.muted;
    return html`<div class="row">
      ${
        talking
          ? actionButton({
              part: 'mute-button',
              label: muted ? words.unmute : words.mute,
              icon: muted ? 'mic-off' : 'mic',
              ...(muted ? {look: 'pressed' as const} : {}),
              onPress: () => this.#call?.mute(!muted),
            })
          : nothing
      }
      ${actionButton({part: 'end-button', label: talking ? words.hangUp : words.cancel, icon: 'phone-end', look: talking ? 'end' : 'quiet', onPress: () => this.#call?.hangUp()})}
    </div>`;
  }

  #callButton(view: ClickToCallView, words: ClickToCallStrings): TemplateResult<1> {
    const first = view.status === 'idle';
    const label = first ? this.label || words.call : view.status === 'ended' ? words.again : words.retry;
    const taken = pageCall.value !== null && pageCall.value !== this.#call;
    return html`<div class="call row">
      ${actionButton({
        part: 'call-button',
        label,
        icon: 'phone',
        look: 'answer',
        why: taken ? words.elsewhere : null,
        onPress: () => this.#start(),
      })}
    </div>`;
  }

  get #view(): ClickToCallView {
    return this.#call?.view.value ?? {status: 'idle'};
  }

  get #locale(): string {
    const lang = this.language || this.closest<HTMLElement>('[lang]')?.lang || document.documentElement.lang || 'en';
    return (
      Intl.DateTimeFormat.supportedLocalesOf(
        lang
          .replace('_', '-')
          .slice(0, 35)
          .match(/^[A-Za-z0-9-]+$/)?.[0] ?? 'en',
      )[0] ?? 'en'
    );
  }

  get #words(): ClickToCallStrings {
    return {...(this.#locale.startsWith('pl') ? polishClickToCall : englishClickToCall), ...this.strings};
  }

  #start(): void {
    if (this.#call === null) {
      warnOnce('<cordboard-click-to-call> needs hub-url, site-key and entry-point.');
      return;
    }
    void this.#call.start({name: this.customerName || null, data: this.data});
  }

  /** Follows the call that these attributes mean, and takes it up again when this page had it before. */
  #follow(): void {
    this.#leave();
    this.#call = this.source ?? this.#ownCall();
    if (this.#call === null) return;
    this.#subscriptions = [
      this.#call.view.subscribe((view) => this.#take(view)),
      this.#call.level.subscribe(({speech}) => {
        if (speech) this.heardAt = Date.now();
        this.requestUpdate();
      }),
      pageCall.subscribe(() => this.requestUpdate()),
    ];
    this.requestUpdate();
    void this.#call.resume();
  }

  #ownCall(): CallSource | null {
    const {hubUrl, siteKey, entryPoint, microphoneConstraints} = this;
    if (hubUrl === '' || siteKey === '' || entryPoint === '') return null;
    if (!URL.canParse(hubUrl)) {
      warnOnce('<cordboard-click-to-call> hub-url is not an address.');
      return null;
    }
    return new ClickToCall({
      ...{hubUrl, siteKey, entryPoint},
      ...(microphoneConstraints === undefined ? {} : {microphoneConstraints}),
    });
  }

  #take(view: ClickToCallView): void {
    const on = isOn(view);
    if (on !== this.#on) {
      this.#on = on;
      if (on) this.#internals.states.add('in-call');
      else this.#internals.states.delete('in-call');
      if (on) addEventListener('beforeunload', this.#ask);
      else removeEventListener('beforeunload', this.#ask);
    }
    if (view.status === 'resuming') this.#resumed = true;
    if (view.status === 'asking') this.#resumed = false;
    if ('since' in view && !this.#announced) {
      this.#announced = true;
      this.dispatchEvent(new CallStartedEvent(this.#resumed));
    }
    if (!on && this.#announced) {
      this.#announced = false;
      this.dispatchEvent(new CallEndedEvent(view.status === 'ended' ? view.talkedMs : null));
    }
    this.requestUpdate();
  }

  #resumed = false;

  readonly #ask = (event: Event): void => event.preventDefault();

  #leave(): void {
    clearTimeout(this.#timer);
    this.#call?.hangUp();
    for (const end of this.#subscriptions) end();
    this.#subscriptions = [];
    this.#call = null;
    this.#on = false;
    this.#announced = false;
    removeEventListener('beforeunload', this.#ask);
  }
}
