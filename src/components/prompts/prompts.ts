import {nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import type {PromptName} from '../../domain/prompts.ts';
import {
  type Listening,
  type PromptsState,
  type PromptWorks,
  type SdkError,
  type SettingEdits,
  promptKey,
} from '../../services/ports.ts';
import {CordboardElement} from '../base/cordboard-element.ts';
import {icon} from '../icons/icons.ts';
import {type PromptWords, englishPrompts} from '../strings/english-prompts.ts';
import {actionButton} from '../templates/action-button.ts';
import {administrationWords} from '../templates/administration-words.ts';
import {promptSide} from './prompt-side.ts';
import {PromptsRefreshRequestEvent} from './prompts.events.ts';
import {promptsStyles} from './prompts.styles.ts';

type Known = Extract<PromptsState, {status: 'known'}>;

/** What queues play by themselves, in the order that callers meet it. Whatever else there is flows play. */
const OF_QUEUES: readonly PromptName[] = [
  'callback-offer',
  'callback-offer-closed',
  'callback-promised',
  'queue-busy',
  'voicemail-greeting',
  'voicemail-greeting-closed',
  'voicemail-thanks',
  'closed',
];

/**
 * @summary What callers hear, in each language: an administrator has the hub speak other words, or uploads a recording, and listens
 * to it.
 * @fires {PromptsRefreshRequestEvent} cordboard-prompts-refresh-request - It shall be read again. Cancelable.
 * @fires {PromptSpeakRequestEvent} cordboard-prompt-speak-request - The hub shall speak other words. Cancelable.
 * @fires {PromptUploadRequestEvent} cordboard-prompt-upload-request - A recording was chosen. Cancelable.
 * @fires {PromptResetRequestEvent} cordboard-prompt-reset-request - Cordboard's own shall be heard again. Cancelable.
 * @fires {PromptUndoRequestEvent} cordboard-prompt-undo-request - The last change shall be undone. Cancelable.
 * @fires {PromptListenRequestEvent} cordboard-prompt-listen-request - What callers hear shall be played here. Cancelable.
 * @fires {PromptStopRequestEvent} cordboard-prompt-stop-request - It shall be quiet here. Cancelable.
 * @fires {SettingEditRequestEvent} cordboard-setting-edit-request - Something was typed over the words. Cancelable.
 * @fires {SettingUndoRequestEvent} cordboard-setting-undo-request - What was typed is taken back. Cancelable.
 * @fires {SettingDecideRequestEvent} cordboard-setting-decide-request - Of two changes of the same words one was chosen. Cancelable.
 * @csspart prompt - One prompt, in its languages.
 * @csspart again-button - Reads it again.
 * @since 0.6.0
 */
export class CordboardPrompts extends CordboardElement {
  static override styles = promptsStyles;
  static override properties: PropertyDeclarations = {
    data: {attribute: false},
    works: {attribute: false},
    edits: {attribute: false},
    listening: {attribute: false},
  };

  /** What is known. */
  declare data: PromptsState;
  /** How the last change of each went. */
  declare works: PromptWorks;
  /** What was typed and is not yet as the hub has it. */
  declare edits: SettingEdits;
  /** What is played here. */
  declare listening: Listening;

  constructor() {
    super();
    this.data = {status: 'unknown'};
    this.works = new Map();
    this.edits = new Map();
    this.listening = {status: 'quiet'};
  }

  protected override render(): TemplateResult<1> {
    const {data, html} = this;
    const words = {...englishPrompts, ...this.strings.prompts};
    return html`<div class="form">
      <h3>${words.title}</h3>
      <p class="help">${words.help}</p>
      ${this.#content(data, words)}
    </div>`;
  }

  #content(data: PromptsState, words: PromptWords): TemplateResult<1> {
    switch (data.status) {
      case 'unknown':
        return this.html`<p class="message" role="status">${icon('spinner')}<span>${words.loading}</span></p>`;
      case 'failed':
        return this.#failed(data.error);
      default: {
        const names = [...new Set(data.items.map(({name}) => name))];
        return this.html`${data.speaks ? nothing : this.#silent(words)}
          <p class="hint">${words.formats}</p>
          ${this.#group(
            'waiting',
            words.waiting,
            OF_QUEUES.filter((name) => names.includes(name)),
            data,
            words,
          )}
          ${this.#group(
            'flows',
            words.flows,
            names.filter((name) => !OF_QUEUES.includes(name)),
            data,
            words,
          )}`;
      }
    }
  }

  #failed(error: SdkError): TemplateResult<1> {
    const {html, strings} = this;
    const forbidden = error.code === 'not-authorised';
    const {forbidden: title, forbiddenHelp} = administrationWords(strings);
    return html`<p class="message problem" role="alert">
        ${icon(forbidden ? 'lock' : 'alert')}<span>${forbidden ? `${title}. ${forbiddenHelp}` : error.message}</span>
      </p>
      <div class="bar">${this.#again()}</div>`;
  }

  #silent(words: PromptWords): TemplateResult<1> {
    return this.html`<div class="silent" role="note">
      <strong>${icon('alert')}${words.silent}</strong>
      <p>${words.silentHelp}</p>
      ${this.#again()}
    </div>`;
  }

  #again(): TemplateResult<1> {
    return actionButton({
      part: 'again-button',
      label: this.strings.common.retry,
      icon: 'reload',
      onPress: () => this.dispatchEvent(new PromptsRefreshRequestEvent()),
    });
  }

  #group(
    id: string,
    title: string,
    names: readonly PromptName[],
    data: Known,
    words: PromptWords,
  ): TemplateResult<1> | typeof nothing {
    if (names.length === 0) return nothing;
    return this.html`<section class="group" aria-labelledby="group-${id}">
      <h4 id="group-${id}">${title}</h4>
      ${repeat(
        names,
        (name) => name,
        (name) => this.#prompt(name, data, words),
      )}
    </section>`;
  }

  #prompt(name: PromptName, {items, speaks}: Known, words: PromptWords): TemplateResult<1> {
    const {edits, works, listening, strings} = this;
    const settingWords = administrationWords(strings);
    const ask = (event: Event): void => void this.dispatchEvent(event);
    const text = words.prompts[name];
    return this.html`<section part="prompt" class="box" aria-labelledby="name-${name}">
      <div class="item">
        <h5 id="name-${name}">${text.name}</h5>
        <p class="hint">${text.heard}</p>
      </div>
      <div class="languages">
        ${items
          .filter((each) => each.name === name)
          .map((prompt) =>
            promptSide({
              ...{prompt, speaks, edits, listening, words, settingWords, ask},
              work: works.get(promptKey(prompt)) ?? null,
            }),
          )}
      </div>
    </section>`;
  }
}
