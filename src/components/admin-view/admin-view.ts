import {nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import type {AdministrationState, SdkError} from '../../services/ports.ts';
import {CordboardElement} from '../base/cordboard-element.ts';
import {connectionNotice} from '../communication-panel/panel-notices.ts';
import {commandState} from '../controllers/command-controller.ts';
import {icon} from '../icons/icons.ts';
import type {AdministrationWords} from '../strings/english-administration.ts';
import {connectionWords} from '../strings/english-connection.ts';
import {actionButton} from '../templates/action-button.ts';
import {administrationWords} from '../templates/administration-words.ts';
import {commandMessage} from '../templates/command-message.ts';
import {SignInRequestEvent} from '../sign-in/sign-in.events.ts';
import {AdminDesk} from './admin-desk.ts';
import {ADMIN_SECTIONS, type AdminSection} from './admin-sections.ts';
import {adminTabs} from './admin-tabs.ts';
import {adminViewStyles} from './admin-view.styles.ts';
import {unsavedCount} from './setting-parts.ts';

/**
 * @summary The whole of an administrator's view, which loads with the first `cordboard-admin` in a page.
 * @fires {SignInRequestEvent} cordboard-sign-in-request - The administrator pressed Sign in. Cancelable.
 * @fires {SettingEditRequestEvent} cordboard-setting-edit-request - Something was typed over a setting. Cancelable.
 * @fires {SettingSaveRequestEvent} cordboard-setting-save-request - Settings shall be saved. Cancelable.
 * @fires {SettingUndoRequestEvent} cordboard-setting-undo-request - Settings shall be as they were. Cancelable.
 * @fires {SettingDecideRequestEvent} cordboard-setting-decide-request - Of two changes of the same setting one was chosen. Cancelable.
 * @fires {CustomerFindRequestEvent} cordboard-customer-find-request - What is kept of a customer is asked for. Cancelable.
 * @fires {CustomerExportRequestEvent} cordboard-customer-export-request - A copy of it is wanted. Cancelable.
 * @fires {CustomerEraseRequestEvent} cordboard-customer-erase-request - It shall be erased. Cancelable.
 * @fires {PromptsRefreshRequestEvent} cordboard-prompts-refresh-request - What callers hear shall be read again. Cancelable.
 * @fires {PromptSpeakRequestEvent} cordboard-prompt-speak-request - The hub shall speak other words to callers. Cancelable.
 * @fires {PromptUploadRequestEvent} cordboard-prompt-upload-request - Callers shall hear a recording. Cancelable.
 * @fires {PromptResetRequestEvent} cordboard-prompt-reset-request - They shall hear again what comes with Cordboard. Cancelable.
 * @fires {PromptUndoRequestEvent} cordboard-prompt-undo-request - The last change of what they hear shall be undone. Cancelable.
 * @fires {PromptListenRequestEvent} cordboard-prompt-listen-request - What they hear shall be played here. Cancelable.
 * @fires {PromptStopRequestEvent} cordboard-prompt-stop-request - It shall be quiet here. Cancelable.
 * @csspart view - The whole view.
 * @csspart head - Title and Sign out.
 * @csspart sign-out-button - Sign out.
 * @csspart section - The section that is shown.
 * @csspart retry-button - Asks again.
 * @csspart again-button - Asks again who is ready.
 * @csspart message - What a waiting or refused command says.
 * @dependency cordboard-sign-in
 * @dependency cordboard-notice
 * @dependency cordboard-emergency-recipients
 * @dependency cordboard-emergency-mail-editor
 * @dependency cordboard-emergency-calling
 * @dependency cordboard-emergency-readiness-list
 * @dependency cordboard-customer-data
 * @dependency cordboard-prompts
 * @since 0.4.0
 */
export class CordboardAdminView extends CordboardElement {
  static override styles = adminViewStyles;
  static override properties: PropertyDeclarations = {section: {state: true}, leaving: {state: true}};

  declare private section: string;
  /** Sign out was pressed while something is not saved. */
  declare private leaving: boolean;

  readonly #desk = new AdminDesk(this);

  constructor() {
    super();
    this.section = '';
    this.leaving = false;
  }

  protected override render(): TemplateResult<1> {
    const {html} = this;
    const desk = this.#desk;
    const {connection, state} = desk;
    const signedIn = connection?.status === 'connected' || connection?.status === 'reconnecting';
    // What was typed stays in sight while the sign-in is renewed.
    if (signedIn || (state.status === 'known' && connection !== null))
      return html`<div part="view" class="view">${this.#signedIn(state)}</div>`;
    return html`<div part="view" class="view">
      <cordboard-sign-in
        .connection=${connection}
        .commands=${desk.commands}
        @cordboard-sign-in-request=${desk.signIn}
      ></cordboard-sign-in>
    </div>`;
  }

  /** Who signs in anew, or joins another session, is in the section that was looked at last. */
  protected override updated(): void {
    const {state, prompts} = this.#desk;
    if (this.section === 'prompts' && state.status === 'known' && prompts.data.status === 'unknown')
      this.#desk.askPrompts();
  }

  #signedIn(state: AdministrationState): TemplateResult<1> {
    const {html, strings} = this;
    const desk = this.#desk;
    const words = administrationWords(strings);
    return html`<header part="head" class="head-line">
        <h2>${words.title} <span class="part">· ${this.#current().part?.(strings) ?? words.emergencies}</span></h2>
        ${actionButton({
          part: 'sign-out-button',
          label: words.leave,
          icon: 'sign-out',
          look: 'quiet',
          state: commandState(desk.commands, 'sign-out'),
          onPress: this.#signOut,
        })}
      </header>
      ${commandMessage([commandState(desk.commands, 'sign-out')], strings)}
      <div class="notices" aria-live="polite">
        ${connectionNotice(desk.connection, false, strings, html)} ${this.#signInAgain(words)} ${this.#leave(words)}
        ${state.status === 'known' ? this.#elsewhere(words) : nothing}
      </div>
      ${this.#content(state, words)}`;
  }

  #content(state: AdministrationState, words: AdministrationWords): TemplateResult<1> {
    const {html} = this;
    const desk = this.#desk;
    switch (state.status) {
      case 'unknown':
        return html`<p class="waiting" role="status"><span>${icon('spinner')} ${words.loading}</span></p>`;
      case 'failed':
        return this.#failed(state.error, words);
      default: {
        const current = this.#current();
        const {edits} = desk;
        return html`${adminTabs({sections: ADMIN_SECTIONS, current, edits, words, strings: this.strings, onSection: this.#show})}
          <div
            part="section"
            id="section"
            role="tabpanel"
            aria-labelledby="tab-${current.id}"
            @cordboard-setting-edit-request=${desk.type}
            @cordboard-setting-save-request=${desk.save}
            @cordboard-setting-undo-request=${desk.undo}
            @cordboard-setting-decide-request=${desk.decide}
            @cordboard-customer-find-request=${desk.findCustomer}
            @cordboard-customer-export-request=${desk.exportCustomer}
            @cordboard-customer-erase-request=${desk.eraseCustomer}
            @cordboard-prompts-refresh-request=${desk.refreshPrompts}
            @cordboard-prompt-speak-request=${desk.speakPrompt}
            @cordboard-prompt-upload-request=${desk.uploadPrompt}
            @cordboard-prompt-reset-request=${desk.resetPrompt}
            @cordboard-prompt-undo-request=${desk.undoPrompt}
            @cordboard-prompt-listen-request=${desk.listenPrompt}
            @cordboard-prompt-stop-request=${desk.stopPrompt}
          >
            ${current.draw({html, organisation: state.organisation, edits, readiness: desk.readiness, customers: desk.customers, prompts: desk.prompts, onReadiness: desk.askReadiness, strings: this.strings})}
          </div>`;
      }
    }
  }

  #failed(error: SdkError, words: AdministrationWords): TemplateResult<1> {
    const {html, strings} = this;
    const forbidden = error.code === 'not-authorised';
    const unauthorised = error.code === 'sign-in-required';
    const missing = error.code === 'no-organisation';
    return html`<div class="failed" role="alert">
      <span class="badge">${icon(forbidden || unauthorised ? 'lock' : 'alert')}</span>
      <h3>${forbidden ? words.forbidden : missing ? words.notThere : words.failed}</h3>
      <p>${forbidden ? words.forbiddenHelp : error.message}</p>
      ${
        forbidden
          ? nothing
          : unauthorised
            ? this.#signInButton()
            : actionButton({
                part: 'retry-button',
                label: strings.common.retry,
                icon: 'reload',
                onPress: this.#desk.retry,
              })
      }
    </div>`;
  }

  #signInButton(): TemplateResult<1> {
    return actionButton({
      part: 'sign-in-button',
      label: connectionWords(this.strings).signIn,
      icon: 'headset',
      look: 'primary',
      state: commandState(this.#desk.commands, 'sign-in'),
      onPress: () => {
        const request = new SignInRequestEvent();
        this.dispatchEvent(request);
        this.#desk.signIn(request);
      },
    });
  }

  /** The sign-in ran out while something is in the fields. */
  #signInAgain(words: AdministrationWords): TemplateResult<1> | typeof nothing {
    const {html, strings} = this;
    const status = this.#desk.connection?.status;
    if (status !== 'sign-in-required' && status !== 'signed-out') return nothing;
    return html`<cordboard-notice
      .tone=${'warning'}
      .symbol=${'lock'}
      .heading=${connectionWords(strings).signInRequired}
      .text=${words.signInAgain}
      ><div class="choices">${this.#signInButton()}</div></cordboard-notice
    >`;
  }

  #leave(words: AdministrationWords): TemplateResult<1> | typeof nothing {
    const {html} = this;
    if (!this.leaving || unsavedCount(this.#desk.edits) === 0) return nothing;
    return html`<cordboard-notice
      .tone=${'warning'}
      .symbol=${'alert'}
      .heading=${words.leaveUnsaved}
      .text=${words.unsavedIn(unsavedCount(this.#desk.edits))}
      ><div class="choices">
        ${actionButton({part: 'stay-button', label: words.stay, icon: 'undo', onPress: () => (this.leaving = false)})}
        ${actionButton({part: 'leave-button', label: words.leaveAnyway, icon: 'sign-out', look: 'quiet', onPress: this.#leaveAnyway})}
      </div></cordboard-notice
    >`;
  }

  /** What is not saved in a section that is not shown. */
  #elsewhere(words: AdministrationWords): readonly TemplateResult<1>[] {
    const {html} = this;
    const current = this.#current();
    return ADMIN_SECTIONS.filter((each) => each !== current && unsavedCount(this.#desk.edits, each.has) > 0).map(
      (each) =>
        html`<cordboard-notice
          .tone=${'warning'}
          .symbol=${'note'}
          .heading=${words.unsavedElsewhere(each.title(words, this.strings))}
          ><div class="choices">
            ${actionButton({part: `go-${each.id}`, label: words.goThere, icon: each.icon, onPress: () => this.#show(each.id)})}
          </div></cordboard-notice
        >`,
    );
  }

  #current(): AdminSection {
    const found = ADMIN_SECTIONS.find(({id}) => id === this.section) ?? ADMIN_SECTIONS[0];
    if (found === undefined) throw new TypeError('There is no section.');
    return found;
  }

  readonly #show = (id: string): void => {
    this.section = id;
    // What desks say changes by itself: it is as new as the look at it.
    if (id === 'readiness') this.#desk.askReadiness();
    if (id === 'prompts') this.#desk.askPrompts();
    else this.#desk.quiet();
  };

  readonly #signOut = (): void => {
    if (unsavedCount(this.#desk.edits) > 0) this.leaving = true;
    else this.#desk.signOut();
  };

  readonly #leaveAnyway = (): void => {
    this.leaving = false;
    this.#desk.signOut();
  };
}
