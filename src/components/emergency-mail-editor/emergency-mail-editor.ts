import {nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import {
  DEFAULT_TEMPLATES,
  type EmergencyMailTemplate,
  MAIL_FIELDS,
  type MailField,
  type MailLanguage,
} from '../../domain/emergency-mail.ts';
import type {SettingEdits, SettingName, SettingTexts} from '../../services/ports.ts';
import {SettingEditRequestEvent} from '../admin-view/admin-view.events.ts';
import {
  type SettingContext,
  problem,
  saveButtons,
  settingProblem,
  stateChip,
  typedOf,
} from '../admin-view/setting-parts.ts';
import {CordboardElement} from '../base/cordboard-element.ts';
import {actionButton} from '../templates/action-button.ts';
import {administrationWords} from '../templates/administration-words.ts';
import {emergencyMailEditorStyles} from './emergency-mail-editor.styles.ts';
import {mailFaults} from './mail-faults.ts';
import {mailPreview} from './mail-preview.ts';
import {mailSending} from './mail-sending.ts';

type Keys = readonly [subject: SettingName, body: SettingName];
const KEYS: {readonly [language in MailLanguage]: Keys} = {
  en: ['subject-en', 'body-en'],
  pl: ['subject-pl', 'body-pl'],
};

/**
 * @summary The words of the mail about an emergency, in each language: with buttons that insert its fields, what is wrong while it
 * is typed, and the finished mail beside it, written by the rule that the hub writes it by.
 * @fires {SettingEditRequestEvent} cordboard-setting-edit-request - Something was typed over a setting. Cancelable.
 * @fires {SettingSaveRequestEvent} cordboard-setting-save-request - Settings shall be saved. Cancelable.
 * @fires {SettingUndoRequestEvent} cordboard-setting-undo-request - Settings shall be as they were. Cancelable.
 * @fires {SettingDecideRequestEvent} cordboard-setting-decide-request - Of two changes of the same setting one was chosen. Cancelable.
 * @csspart preview - The finished mail.
 * @csspart reset-button - Brings the original words back.
 * @since 0.4.0
 */
export class CordboardEmergencyMailEditor extends CordboardElement {
  static override styles = emergencyMailEditorStyles;
  static override properties: PropertyDeclarations = {
    settings: {attribute: false},
    edits: {attribute: false},
    language: {state: true},
    test: {state: true},
    plain: {state: true},
  };

  /** The settings as the hub has them; null: nothing is known yet. */
  declare settings: SettingTexts | null;
  /** What was typed and is not yet as the hub has it. */
  declare edits: SettingEdits;
  declare private language: MailLanguage | null;
  declare private test: boolean;
  declare private plain: boolean;

  /** Where a field is inserted: where the caret was last. */
  #part: 'subject' | 'body' = 'body';

  constructor() {
    super();
    this.settings = null;
    this.edits = new Map();
    this.language = null;
    this.test = false;
    this.plain = false;
  }

  protected override render(): TemplateResult<1> | typeof nothing {
    const {html, settings, edits} = this;
    if (settings === null) return nothing;
    const words = administrationWords(this.strings);
    const context: SettingContext = {words, edits, ask: (event) => void this.dispatchEvent(event)};
    return html`<div class="form">
      <p class="help">${words.wordsHelp}</p>
      ${this.#languages(context, this.#language(settings))}
      <div class="sides">${this.#editor(context, settings)} ${this.#preview(context, settings)}</div>
      ${mailSending(context, settings)}
    </div>`;
  }

  #language(settings: SettingTexts): MailLanguage {
    return this.language ?? (settings.mailLanguage === 'pl' ? 'pl' : 'en');
  }

  #languages({words}: SettingContext, current: MailLanguage): TemplateResult<1> {
    const {html} = this;
    const button = (language: MailLanguage, word: string): TemplateResult<1> =>
      html`<button
        type="button"
        class="button"
        id="language-${language}"
        aria-pressed=${current === language ? 'true' : 'false'}
        @click=${() => (this.language = language)}
      >
        ${word}
      </button>`;
    return html`<div class="languages" role="group" aria-label=${words.languages}>
      ${button('en', words.english)} ${button('pl', words.polish)}
    </div>`;
  }

  #typed(settings: SettingTexts): EmergencyMailTemplate {
    const [subject, body] = KEYS[this.#language(settings)];
    return {
      subject: typedOf(this.edits, subject, settings[subject]),
      body: typedOf(this.edits, body, settings[body]),
    };
  }

  #editor(context: SettingContext, settings: SettingTexts): TemplateResult<1> {
    const {html, edits} = this;
    const {words} = context;
    const language = this.#language(settings);
    const keys = KEYS[language];
    const [subjectKey, bodyKey] = keys;
    const typed = this.#typed(settings);
    const faults = mailFaults(typed, words);
    const original = DEFAULT_TEMPLATES[language];
    const isOriginal = typed.subject === original.subject && typed.body === original.body;
    const invalid = (key: SettingName, found: readonly string[]): string | typeof nothing =>
      found.length > 0 || edits.get(key)?.status === 'refused' ? 'true' : nothing;
    return html`<div class="box">
      <div class="item">
        <label for="subject">${words.subject}</label>
        <input
          id="subject"
          class="field"
          lang=${language}
          dir="auto"
          autocomplete="off"
          aria-invalid=${invalid(subjectKey, faults.subject)}
          aria-describedby="subject-faults"
          .value=${typed.subject}
          @focus=${() => (this.#part = 'subject')}
          @input=${({target}: Event) => target instanceof HTMLInputElement && this.#type(subjectKey, target.value)}
        />
        <div class="faults" role="status" id="subject-faults">
          ${faults.subject.map(problem)} ${settingProblem(context, subjectKey)}
        </div>
      </div>
      <div class="item">
        <label for="body">${words.body}</label>
        <textarea
          id="body"
          class="field"
          lang=${language}
          dir="auto"
          aria-invalid=${invalid(bodyKey, faults.body)}
          aria-describedby="body-faults"
          .value=${typed.body}
          @focus=${() => (this.#part = 'body')}
          @input=${({target}: Event) => target instanceof HTMLTextAreaElement && this.#type(bodyKey, target.value)}
        ></textarea>
        <div class="faults" role="status" id="body-faults">
          ${faults.body.map(problem)} ${settingProblem(context, bodyKey)}
        </div>
      </div>
      <div class="insert" role="group" aria-label=${words.insert}>
        <span aria-hidden="true">${words.insert}</span>
        ${MAIL_FIELDS.map((field) => this.#insertButton(field, context, keys))}
      </div>
      <div class="bar">
        ${stateChip(context, keys)}
        ${saveButtons(context, {
          keys,
          id: 'words',
          name: words.words,
          faulty: faults.subject.length + faults.body.length > 0,
        })}
        ${actionButton({
          part: 'reset-button',
          label: words.reset,
          icon: 'reload',
          look: 'quiet',
          why: isOriginal ? words.isOriginal : null,
          onPress: () => this.#reset(keys, original),
        })}
      </div>
    </div>`;
  }

  #insertButton(field: MailField, {words}: SettingContext, keys: Keys): TemplateResult<1> {
    const name = words.fields[field];
    return this.html`<button
      type="button"
      class="button"
      id="insert-${field}"
      @click=${() => this.#insert(field, keys)}
    >
      ${name} <span class="code" dir="ltr">{${field}}</span>
    </button>`;
  }

  #preview({words}: SettingContext, settings: SettingTexts): TemplateResult<1> {
    const {html, test, plain} = this;
    const {language, template, zone} = {
      language: this.#language(settings),
      template: this.#typed(settings),
      zone: typedOf(this.edits, 'zone', settings.zone),
    };
    const check = (id: string, label: string, checked: boolean, onChange: (on: boolean) => void): TemplateResult<1> =>
      html`<label class="check"
        ><input
          type="checkbox"
          id=${id}
          .checked=${checked}
          @change=${({target}: Event) => target instanceof HTMLInputElement && onChange(target.checked)}
        />${label}</label
      >`;
    return html`<section class="box" aria-labelledby="preview-title">
      <h3 id="preview-title">${words.preview}</h3>
      <p class="hint">${words.previewHelp}</p>
      ${mailPreview({template, language, zone, test, plain, words})}
      <div class="looks">
        ${check('preview-test', words.previewOfTest, test, (on) => (this.test = on))}
        ${check('preview-plain', words.previewPlain, plain, (on) => (this.plain = on))}
      </div>
    </section>`;
  }

  #type(key: SettingName, typed: string): void {
    this.dispatchEvent(new SettingEditRequestEvent(key, typed));
  }

  #reset([subject, body]: Keys, original: EmergencyMailTemplate): void {
    this.#type(subject, original.subject);
    this.#type(body, original.body);
  }

  /** At the caret, over what is selected; the caret stands behind it. */
  #insert(field: MailField, [subject, body]: Keys): void {
    const place = this.renderRoot.querySelector(this.#part === 'subject' ? '#subject' : '#body');
    if (!(place instanceof HTMLInputElement) && !(place instanceof HTMLTextAreaElement)) return;
    const {selectionStart, selectionEnd, value} = place;
    const from = selectionStart ?? value.length;
    place.focus();
    place.setRangeText(`{${field}}`, from, selectionEnd ?? from, 'end');
    this.#type(this.#part === 'subject' ? subject : body, place.value);
  }
}
