import {html as plainHtml, type LitElement, type TemplateResult} from 'lit';
import type {CallbackView} from '../../services/ports.ts';
import type {HtmlTag} from '../base/prefixed-html.ts';
import type {CallbackOpenRequestEvent} from '../callback-inbox/callback-inbox.events.ts';
import {LatePart} from '../controllers/late-part.ts';
import {icon} from '../icons/icons.ts';
import {type InboxWords, englishInbox} from '../strings/english-inbox.ts';
import type {Strings} from '../strings/english.ts';
import {actionButton} from '../templates/action-button.ts';

/** From the scheduler to all callbacks that concern the agent, and back with one that is to be changed. It loads when it is opened. */
export class SchedulerInbox {
  readonly #host: LitElement;
  readonly #part: LatePart;
  readonly #onEdit: (callback: CallbackView) => void;
  #open = false;

  constructor(host: LitElement, onEdit: (callback: CallbackView) => void) {
    this.#host = host;
    this.#onEdit = onEdit;
    this.#part = new LatePart(host, 'callback-inbox', async () => {
      const late = await import('../callback-inbox/late-inbox.ts');
      return late.CordboardCallbackInbox;
    });
  }

  get open(): boolean {
    return this.#open;
  }

  way(strings: Strings): TemplateResult<1> {
    return plainHtml`<p>
      ${actionButton({part: 'inbox-button', label: wordsOf(strings).all, icon: 'queue', look: 'quiet', onPress: () => this.#show()})}
    </p>`;
  }

  view(strings: Strings, html: HtmlTag): TemplateResult<1> {
    const back = actionButton({
      part: 'back-button',
      label: wordsOf(strings).back,
      icon: 'undo',
      look: 'quiet',
      onPress: () => this.#close(),
    });
    if (this.#part.failed) {
      return plainHtml`<p>${back}</p>
        <div role="alert">
          <p class="message problem">${icon('alert')}${strings.interaction.missingPart}</p>
          ${actionButton({part: 'load-button', label: strings.common.retry, icon: 'reload', onPress: () => this.#part.need()})}
        </div>`;
    }
    return html`<p>${back}</p>
      <cordboard-callback-inbox
        changeable
        @cordboard-callback-open-request=${(event: CallbackOpenRequestEvent) => this.#edit(event)}
      ></cordboard-callback-inbox>`;
  }

  #edit(event: CallbackOpenRequestEvent): void {
    event.stopPropagation();
    this.#open = false;
    this.#onEdit(event.callback);
  }

  #show(): void {
    this.#open = true;
    this.#part.need();
    this.#host.requestUpdate();
    void this.#focus('#back-button');
  }

  #close(): void {
    this.#open = false;
    this.#host.requestUpdate();
    void this.#focus('#inbox-button');
  }

  async #focus(selector: string): Promise<void> {
    await this.#host.updateComplete;
    this.#host.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
}

function wordsOf({inbox}: Strings): InboxWords {
  return {...englishInbox, ...inbox};
}
