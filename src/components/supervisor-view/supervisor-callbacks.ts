import {html as plainHtml, type LitElement, type TemplateResult} from 'lit';
import type {HtmlTag} from '../base/prefixed-html.ts';
import {LatePart} from '../controllers/late-part.ts';
import {icon} from '../icons/icons.ts';
import type {Strings} from '../strings/english.ts';
import {actionButton} from '../templates/action-button.ts';
import type {SupervisorSection} from './supervisor-tabs.ts';

/** The inbox of callbacks and their figures, each loaded when it is first looked at. */
export class SupervisorCallbacks {
  readonly #inbox: LatePart;
  readonly #figures: LatePart;

  constructor(host: LitElement) {
    this.#inbox = new LatePart(host, 'callback-inbox', async () => {
      const {CordboardCallbackInbox} = await import('../callback-inbox/callback-inbox.ts');
      return CordboardCallbackInbox;
    });
    this.#figures = new LatePart(host, 'callback-figures', async () => {
      const {CordboardCallbackFigures} = await import('../callback-figures/callback-figures.ts');
      return CordboardCallbackFigures;
    });
  }

  need(section: SupervisorSection): void {
    if (section !== 'live') this.#partOf(section).need();
  }

  view(section: Exclude<SupervisorSection, 'live'>, strings: Strings, html: HtmlTag): TemplateResult<1> {
    const part = this.#partOf(section);
    if (part.failed) {
      return plainHtml`<div role="alert" class="notices">
        <p class="message problem">${icon('alert')}${strings.interaction.missingPart}</p>
        ${actionButton({part: 'load-button', label: strings.common.retry, icon: 'reload', onPress: () => part.need()})}
      </div>`;
    }
    return section === 'callbacks'
      ? html`<cordboard-callback-inbox></cordboard-callback-inbox>`
      : html`<cordboard-callback-figures></cordboard-callback-figures>`;
  }

  #partOf(section: Exclude<SupervisorSection, 'live'>): LatePart {
    return section === 'callbacks' ? this.#inbox : this.#figures;
  }
}
