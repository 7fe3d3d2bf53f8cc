import {html as plainHtml, type LitElement, type TemplateResult} from 'lit';
import type {HtmlTag} from '../base/prefixed-html.ts';
import {LatePart} from '../controllers/late-part.ts';
import {icon} from '../icons/icons.ts';
import type {Strings} from '../strings/english.ts';
import {actionButton} from '../templates/action-button.ts';
import {unreachable} from '../../domain/unreachable.ts';
import type {SupervisorSection} from './supervisor-tabs.ts';

type LateSection = Exclude<SupervisorSection, 'live'>;

/** What stands beside the live view: callbacks, their figures and voicemail, each loaded when it is first looked at. */
export class SupervisorSections {
  readonly #parts: {readonly [section in LateSection]: LatePart};

  constructor(host: LitElement) {
    this.#parts = {
      callbacks: new LatePart(host, 'callback-inbox', async () => {
        const {CordboardCallbackInbox} = await import('../callback-inbox/callback-inbox.ts');
        return CordboardCallbackInbox;
      }),
      figures: new LatePart(host, 'callback-figures', async () => {
        const {CordboardCallbackFigures} = await import('../callback-figures/callback-figures.ts');
        return CordboardCallbackFigures;
      }),
      voicemail: new LatePart(host, 'voicemail', async () => {
        const {CordboardVoicemail} = await import('../voicemail/late-voicemail.ts');
        return CordboardVoicemail;
      }),
    };
  }

  need(section: SupervisorSection): void {
    if (section !== 'live') this.#parts[section].need();
  }

  view(section: LateSection, strings: Strings, html: HtmlTag): TemplateResult<1> {
    const part = this.#parts[section];
    if (part.failed) {
      return plainHtml`<div role="alert" class="notices">
        <p class="message problem">${icon('alert')}${strings.interaction.missingPart}</p>
        ${actionButton({part: 'load-button', label: strings.common.retry, icon: 'reload', onPress: () => part.need()})}
      </div>`;
    }
    switch (section) {
      case 'callbacks':
        return html`<cordboard-callback-inbox></cordboard-callback-inbox>`;
      case 'figures':
        return html`<cordboard-callback-figures></cordboard-callback-figures>`;
      case 'voicemail':
        return html`<cordboard-voicemail></cordboard-voicemail>`;
      default:
        return unreachable(section);
    }
  }
}
