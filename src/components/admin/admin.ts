import {nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import {CordboardElement} from '../base/cordboard-element.ts';
import {prefixOf} from '../base/define-element.ts';
import {LatePart} from '../controllers/late-part.ts';
import {actionButton} from '../templates/action-button.ts';
import {lateViewStyles} from '../templates/late-view.styles.ts';

/**
 * @summary Where an administrator sets the contact centre up: who is told when an agent calls for help, in what words, in which
 * country, on which numbers responders ring back, how customers are called back, and what callers hear. It is the same on a page of its own, inside another page and in a frame,
 * and loads what it consists of when it is in a page. Whoever opens it needs the role admin.
 * @fires {SignInRequestEvent} cordboard-sign-in-request - The administrator pressed Sign in. Cancelable.
 * @fires {SettingEditRequestEvent} cordboard-setting-edit-request - Something was typed over a setting. Cancelable.
 * @fires {SettingSaveRequestEvent} cordboard-setting-save-request - Settings shall be saved. Cancelable.
 * @fires {SettingUndoRequestEvent} cordboard-setting-undo-request - Settings shall be as they were. Cancelable.
 * @fires {SettingDecideRequestEvent} cordboard-setting-decide-request - Of two changes of the same setting one was chosen. Cancelable.
 * @fires {CustomerFindRequestEvent} cordboard-customer-find-request - What is kept of a customer is asked for. Cancelable.
 * @fires {CustomerExportRequestEvent} cordboard-customer-export-request - A copy of it is wanted. Cancelable.
 * @fires {CustomerEraseRequestEvent} cordboard-customer-erase-request - It shall be erased. Cancelable.
 * @csspart view - The whole view.
 * @csspart head - Title and Sign out.
 * @csspart section - The section that is shown.
 * @csspart load-button - Tries again where a part of the page did not load.
 * @dependency cordboard-admin-view
 * @since 0.4.0
 */
export class CordboardAdmin extends CordboardElement {
  static override styles = lateViewStyles;
  static override properties: PropertyDeclarations = {};

  readonly #view = new LatePart(this, 'admin-view', async () => {
    const {defineAdminView} = await import('../admin-view/define.ts');
    defineAdminView(prefixOf(this.localName));
    return (await import('../admin-view/admin-view.ts')).CordboardAdminView;
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#view.need();
  }

  protected override render(): TemplateResult<1> {
    const {html, strings} = this;
    return html`<cordboard-admin-view exportparts="view, head, section"></cordboard-admin-view>
      <div role="alert">
        ${
          this.#view.failed
            ? html`<p class="message problem">${strings.interaction.missingPart}</p>
                ${actionButton({part: 'load-button', label: strings.common.retry, icon: 'reload', onPress: () => this.#view.need()})}`
            : nothing
        }
      </div>`;
  }
}
