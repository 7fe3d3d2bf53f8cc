import type {LitElement, TemplateResult} from 'lit';
import {html, nothing} from 'lit';
import {isJoined, type Contact} from '../../domain/contact.ts';
import {prefixOf} from '../base/define-element.ts';
import {LatePart} from '../controllers/late-part.ts';
import {icon} from '../icons/icons.ts';
import type {Strings} from '../strings/english.ts';
import {actionButton} from '../templates/action-button.ts';

/**
 * What the panel needs once there is a contact, and not to show that none is there: it loads with the first one, long
 * before it is pressed for.
 */
export class PanelParts {
  readonly #wrapUp: LatePart;
  readonly #colleagues: LatePart;

  constructor(host: LitElement) {
    this.#wrapUp = new LatePart(host, 'wrap-up', async () => {
      const late = await import('./late-contact.ts');
      late.defineContactParts(prefixOf(host.localName));
      return late.CordboardWrapUp;
    });
    this.#colleagues = new LatePart(host, 'colleagues', async () => {
      const late = await import('../colleagues/late-colleagues.ts');
      late.defineColleagues(prefixOf(host.localName));
      return late.CordboardColleagues;
    });
  }

  /** What did not load is tried again by hand only: a page without a network would ask for ever. */
  follow(contacts: readonly Contact[]): void {
    if (contacts.length === 0) return;
    if (!this.#wrapUp.failed) this.#wrapUp.need();
    const talks = contacts.some(({channel, participants}) => channel === 'voice' && participants.some(isJoined));
    if (talks && !this.#colleagues.failed) this.#colleagues.need();
  }

  /** Said where it is missed, with the way to try again. */
  problem(name: 'wrap-up' | 'colleagues', strings: Strings): TemplateResult<1> | typeof nothing {
    const part = name === 'wrap-up' ? this.#wrapUp : this.#colleagues;
    if (!part.failed) return nothing;
    return html`<div role="alert">
      <p class="message problem">${icon('alert')}${strings.interaction.missingPart}</p>
      ${actionButton({part: 'load-button', label: strings.common.retry, icon: 'reload', onPress: () => part.need()})}
    </div>`;
  }
}
