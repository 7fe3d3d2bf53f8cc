import {html as plainHtml, nothing, type LitElement, type ReactiveController, type TemplateResult} from 'lit';
import type {HtmlTag} from '../base/prefixed-html.ts';
import {icon} from '../icons/icons.ts';
import type {Strings} from '../strings/english.ts';

/** The gear of the agent's bar and what it opens; the focus goes in with the click and back to the gear afterwards. */
export class SettingsToggle implements ReactiveController {
  readonly #host: LitElement;
  #open = false;
  #focusNext: string | null = null;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  /** For the bar's place for further buttons. */
  button({devices}: Strings): TemplateResult<1> {
    return plainHtml`<button
      slot="tools"
      type="button"
      id="settings-button"
      part="settings-button"
      class="button quiet icon-only"
      aria-label=${devices.open}
      title=${devices.open}
      aria-expanded=${this.#open ? 'true' : 'false'}
      @click=${this.#toggle}
    >
      ${icon('settings')}
    </button>`;
  }

  get open(): boolean {
    return this.#open;
  }

  section(html: HtmlTag): TemplateResult<1> | typeof nothing {
    if (!this.#open) return nothing;
    return html`<cordboard-device-settings
      id="device-settings"
      @cordboard-device-settings-closed=${this.#toggle}
    ></cordboard-device-settings>`;
  }

  hostUpdated(): void {
    const id = this.#focusNext;
    if (id === null) return;
    this.#focusNext = null;
    // The section draws itself after its host.
    const target = this.#host.renderRoot.querySelector<HTMLElement & {updateComplete?: Promise<unknown>}>(id);
    void Promise.resolve(target?.updateComplete).then(() => target?.focus());
  }

  hostDisconnected(): void {
    this.#open = false;
  }

  /** Opens it, or closes it. */
  readonly toggle = (): void => this.#toggle();

  readonly #toggle = (): void => {
    this.#open = !this.#open;
    this.#focusNext = this.#open ? '#device-settings' : '#settings-button';
    this.#host.requestUpdate();
  };
}
