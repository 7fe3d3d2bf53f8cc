import {nothing, type TemplateResult} from 'lit';
import type {Contact} from '../../domain/contact.ts';
import {labelFor} from '../../domain/contact-label.ts';
import type {HtmlTag} from '../base/prefixed-html.ts';
import {icon} from '../icons/icons.ts';
import type {Strings} from '../strings/english.ts';
import {LABEL_LOOKS, channelIcon, customerAddress, customerName} from './contact-texts.ts';

export type ContactHeading = {
  readonly contact: Contact;
  readonly agentId: string;
  readonly masked: boolean;
  /** In place of the state, while a command waits for the hub. */
  readonly underWay?: string | null;
  readonly strings: Strings;
  readonly html: HtmlTag;
};

/** Who it is, in which state and since when: the first thing an agent looks for. */
export function contactHeading({
  contact,
  agentId,
  masked,
  underWay = null,
  strings,
  html,
}: ContactHeading): TemplateResult<1> {
  const {label, since} = labelFor(contact, agentId);
  const name = customerName(contact, masked, strings);
  const address = customerAddress(contact, masked, strings);
  const look = LABEL_LOOKS[label];
  const direction = contact.direction === 'inbound' ? strings.interaction.inbound : strings.interaction.outbound;
  const {subject} = contact;
  const kind = contact.channel === 'voice' ? direction : strings.channels[contact.channel];
  const facts = [contact.queue?.name ?? null, kind].filter((each) => each !== null);
  return html`<header part="header" class="heading">
    <div class="heading-row">
      <h2 part="name" tabindex="-1" dir="auto">${name}</h2>
      <div class="heading-state">
        <span part="state" class="chip ${look.tone}"
          >${icon(underWay === null ? look.icon : 'spinner')}${underWay ?? strings.labels[label]}</span
        >
        <cordboard-timer class="heading-timer" .since=${since} .label=${strings.interaction.duration}></cordboard-timer>
      </div>
    </div>
    ${subject === null || subject === '' ? nothing : html`<p part="subject" dir="auto" class="heading-subject">${subject}</p>`}
    <p class="heading-facts">
      ${icon(channelIcon(contact))}<span
        >${address === null || address === name ? nothing : html`<bdi dir="ltr" part="address">${address}</bdi><span> · </span>`}${facts.map(
          (each, at) => html`${at === 0 ? nothing : html`<span> · </span>`}<bdi>${each}</bdi>`,
        )}</span
      >
    </p>
  </header>`;
}
