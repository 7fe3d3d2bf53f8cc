import {html as plainHtml, nothing, type LitElement, type TemplateResult} from 'lit';
import type {HtmlTag} from '../base/prefixed-html.ts';
import {LatePart} from '../controllers/late-part.ts';
import {MenuController} from '../controllers/menu-controller.ts';
import {icon} from '../icons/icons.ts';
import {taskWords} from '../strings/english-tasks.ts';
import type {Strings} from '../strings/english.ts';
import {actionButton} from '../templates/action-button.ts';

/** Nobody's contact: the way in without one ([CB-27]). */
const WITHOUT_CONTACT = '';

/** [CB-26] [CB-27] [CB-50] The callback scheduler in the panel, and the two ways to it. Its code loads with the first. */
export class PanelScheduler {
  readonly #host: LitElement;
  readonly #part: LatePart;
  readonly #menu: MenuController;
  #openFor: string | null = null;

  constructor(host: LitElement) {
    this.#host = host;
    this.#menu = new MenuController(host, 'more-button', 'more-menu');
    this.#part = new LatePart(host, 'callback-scheduler', async () => {
      const late = await import('../callback-scheduler/late-scheduler.ts');
      return late.CordboardCallbackScheduler;
    });
  }

  /** It takes the place of the dialer. */
  get withoutContact(): boolean {
    return this.#openFor === WITHOUT_CONTACT;
  }

  /** Both ways in, for the head of the task list. */
  tools(contactId: string | null, strings: Strings, onOpen: () => void): TemplateResult<1> {
    return plainHtml`${contactId === null ? nothing : this.#more(contactId, strings)} ${this.#newButton(strings, onOpen)}`;
  }

  /** [CB-26] What can be done with a contact beside its controls. */
  #more(contactId: string, strings: Strings): TemplateResult<1> {
    const {open} = this.#menu;
    const words = taskWords(strings);
    return plainHtml`<div class="more" @focusout=${this.#menu.onFocusOut}>
      <button
        type="button"
        id="more-button"
        part="more-button"
        class="button quiet icon-only"
        aria-label=${words.more}
        title=${words.more}
        aria-haspopup="menu"
        aria-expanded=${open ? 'true' : 'false'}
        @click=${this.#menu.toggle}
        @keydown=${this.#menu.onButtonKey}
      >
        ${icon('more')}
      </button>
      ${
        open
          ? plainHtml`<div id="more-menu" role="menu" aria-label=${words.more} class="more-menu" @keydown=${this.#menu.onMenuKey}>
              <button
                type="button"
                role="menuitem"
                id="callbacks-item"
                class="menu-item"
                tabindex="-1"
                @click=${() => this.#show(contactId)}
              >
                ${icon('callback')}<span>${words.callbacks}</span>
              </button>
            </div>`
          : nothing
      }
    </div>`;
  }

  /** [CB-27] Beside the way to a new call; what it opens stands in the place of the dialer. */
  #newButton(strings: Strings, onOpen: () => void): TemplateResult<1> {
    const words = taskWords(strings);
    const press = (): void => {
      if (this.withoutContact) return this.close();
      onOpen();
      this.#show(WITHOUT_CONTACT);
    };
    return plainHtml`<button
      type="button"
      id="new-callback-button"
      part="button new-callback-button"
      class="button quiet icon-only"
      aria-label=${words.newCallback}
      title=${words.newCallback}
      aria-expanded=${this.withoutContact ? 'true' : 'false'}
      aria-controls="dialer"
      @click=${press}
    >
      ${icon('callback')}
    </button>`;
  }

  /** @param contactId empty: without a contact */
  view(contactId: string, strings: Strings, html: HtmlTag): TemplateResult<1> | typeof nothing {
    if (this.#openFor !== contactId) return nothing;
    if (this.#part.failed) {
      return plainHtml`<div role="alert">
        <p class="message problem">${icon('alert')}${strings.interaction.missingPart}</p>
        ${actionButton({part: 'load-button', label: strings.common.retry, icon: 'reload', onPress: () => this.#part.need()})}
      </div>`;
    }
    return html`<cordboard-callback-scheduler
      data-scheduler
      class="scheduler"
      exportparts="scheduler, form, item, schedule-button"
      closable
      .contactId=${contactId}
      @cordboard-callback-scheduler-closed=${() => this.close()}
    ></cordboard-callback-scheduler>`;
  }

  close(): void {
    const from = this.#openFor;
    this.#openFor = null;
    this.#host.requestUpdate();
    // What was pressed to open it has the focus again.
    const opener = from === WITHOUT_CONTACT ? '#new-callback-button' : '#more-button';
    if (from !== null) void this.#focus(opener);
  }

  #show(contactId: string): void {
    this.#openFor = contactId;
    this.#part.need();
    if (this.#menu.open) this.#menu.close();
    this.#host.requestUpdate();
    void this.#focus('[data-scheduler]');
  }

  async #focus(selector: string): Promise<void> {
    await this.#host.updateComplete;
    const target = this.#host.renderRoot.querySelector<HTMLElement & {updateComplete?: Promise<unknown>}>(selector);
    await target?.updateComplete;
    target?.focus();
  }
}
