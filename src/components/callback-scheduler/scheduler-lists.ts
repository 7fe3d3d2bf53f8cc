import {html as plainHtml, type LitElement, type TemplateResult} from 'lit';
import type {CallbackView} from '../../services/ports.ts';
import type {HtmlTag} from '../base/prefixed-html.ts';
import type {CallbackOpenRequestEvent} from '../callback-inbox/callback-inbox.events.ts';
import {LatePart} from '../controllers/late-part.ts';
import {type IconName, icon} from '../icons/icons.ts';
import {type InboxWords, englishInbox} from '../strings/english-inbox.ts';
import type {Strings} from '../strings/english.ts';
import {actionButton} from '../templates/action-button.ts';
import {callbackWords} from './callback-words.ts';

type List = 'inbox' | 'voicemail';

const WAYS: {readonly [list in List]: string} = {inbox: 'inbox-button', voicemail: 'voicemail-button'};

/**
 * From the scheduler to all callbacks that concern the agent, and back with one that is to be changed; and to the messages that callers
 * left. Each list loads when it is opened.
 */
export class SchedulerLists {
  readonly #host: LitElement;
  readonly #parts: {readonly [list in List]: LatePart};
  readonly #onEdit: (callback: CallbackView) => void;
  #list: List | null = null;

  constructor(host: LitElement, onEdit: (callback: CallbackView) => void) {
    this.#host = host;
    this.#onEdit = onEdit;
    this.#parts = {
      inbox: new LatePart(host, 'callback-inbox', async () => {
        const late = await import('../callback-inbox/late-inbox.ts');
        return late.CordboardCallbackInbox;
      }),
      voicemail: new LatePart(host, 'voicemail', async () => {
        const late = await import('../voicemail/late-voicemail.ts');
        return late.CordboardVoicemail;
      }),
    };
  }

  get open(): boolean {
    return this.#list !== null;
  }

  ways(strings: Strings): TemplateResult<1> {
    const way = (list: List, label: string, symbol: IconName): TemplateResult<1> =>
      actionButton({part: WAYS[list], label, icon: symbol, look: 'quiet', onPress: () => this.#show(list)});
    return plainHtml`<p>
      ${way('inbox', wordsOf(strings).all, 'queue')}
      ${way('voicemail', callbackWords(strings).voicemail, 'voicemail')}
    </p>`;
  }

  view(strings: Strings, html: HtmlTag): TemplateResult<1> {
    const list = this.#list ?? 'inbox';
    const part = this.#parts[list];
    const back = actionButton({
      part: 'back-button',
      label: wordsOf(strings).back,
      icon: 'undo',
      look: 'quiet',
      onPress: () => this.#close(),
    });
    if (part.failed) {
      return plainHtml`<p>${back}</p>
        <div role="alert">
          <p class="message problem">${icon('alert')}${strings.interaction.missingPart}</p>
          ${actionButton({part: 'load-button', label: strings.common.retry, icon: 'reload', onPress: () => part.need()})}
        </div>`;
    }
    if (list === 'voicemail')
      return html`<p>${back}</p>
        <cordboard-voicemail></cordboard-voicemail>`;
    return html`<p>${back}</p>
      <cordboard-callback-inbox
        changeable
        @cordboard-callback-open-request=${(event: CallbackOpenRequestEvent) => this.#edit(event)}
      ></cordboard-callback-inbox>`;
  }

  #edit(event: CallbackOpenRequestEvent): void {
    event.stopPropagation();
    this.#list = null;
    this.#onEdit(event.callback);
  }

  #show(list: List): void {
    this.#list = list;
    this.#parts[list].need();
    this.#host.requestUpdate();
    void this.#focus('#back-button');
  }

  #close(): void {
    const list = this.#list ?? 'inbox';
    this.#list = null;
    this.#host.requestUpdate();
    void this.#focus(`#${WAYS[list]}`);
  }

  async #focus(selector: string): Promise<void> {
    await this.#host.updateComplete;
    this.#host.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
}

function wordsOf({inbox}: Strings): InboxWords {
  return {...englishInbox, ...inbox};
}
