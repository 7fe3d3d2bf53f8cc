import {nothing, type TemplateResult} from 'lit';
import {CALLBACK_REASON} from '../../domain/callback-reason.ts';
import type {Contact} from '../../domain/contact.ts';
import {participantOfAgent} from '../../domain/contact.ts';
import {taskLabelFor} from '../../domain/contact-label.ts';
import type {RingingOffer} from '../../services/ports.ts';
import type {HtmlTag} from '../base/prefixed-html.ts';
import {commandKey, commandState, type Commands} from '../controllers/command-controller.ts';
import {icon} from '../icons/icons.ts';
import {OfferAcceptRequestEvent, OfferDeclineRequestEvent} from '../offer-card/offer-card.events.ts';
import {taskWords} from '../strings/english-tasks.ts';
import type {Strings} from '../strings/english.ts';
import {actionButton} from '../templates/action-button.ts';
import {bidiSafe} from '../templates/bidi.ts';
import {commandMessage} from '../templates/command-message.ts';
import {answerLook} from '../templates/offer-texts.ts';
import {LABEL_LOOKS, channelIcon, customerName, type LabelLook} from '../templates/contact-texts.ts';
import {EndRequestEvent} from '../interaction/interaction.events.ts';
import {ContactSelectRequestEvent} from './contact-list.events.ts';

/** What every row needs of its list. */
export type RowContext = {
  readonly html: HtmlTag;
  readonly strings: Strings;
  readonly masked: boolean;
  readonly agentId: string;
  readonly commands: Commands;
  readonly dispatch: (event: Event) => void;
};

/** A contact the agent takes part in: chosen by one press. */
export function contactRow(contact: Contact, selected: boolean, isStop: boolean, row: RowContext): TemplateResult<1> {
  const {html, strings, agentId} = row;
  const {label, since} = taskLabelFor(contact, agentId);
  const agent = participantOfAgent(contact, agentId);
  const deadlineAt = agent?.status === 'wrap-up' ? agent.deadlineAt : null;
  const cancels = contact.status === 'dialling' && contact.cancellable;
  const chosen = html`<button
    type="button"
    data-stop
    class="item ${selected ? 'selected' : ''}"
    tabindex=${isStop ? '0' : '-1'}
    aria-current=${selected ? 'true' : nothing}
    @click=${() => row.dispatch(new ContactSelectRequestEvent(contact.id))}
  >
    <span class="kind">${icon(channelIcon(contact))}</span>
    <bdi class="name">${customerName(contact, row.masked, strings)}</bdi>
    <span class="line"
      >${cancels ? nothing : stateWord(LABEL_LOOKS[label], strings.labels[label], html)}${subjectOf(contact, html)}</span
    >
    <cordboard-timer
      class="time ${deadlineAt === null ? '' : 'after'}"
      aria-hidden="true"
      .since=${since}
      .until=${deadlineAt}
      .label=${deadlineAt === null ? strings.interaction.duration : taskWords(strings).left}
    ></cordboard-timer>
  </button>`;
  return cancels ? html`${chosen}${cancelButton(contact, row)}` : chosen;
}

/** [CB-12] In the place of its state, until the customer answers. */
function cancelButton(contact: Contact, row: RowContext): TemplateResult<1> {
  const {html, strings} = row;
  const ending = commandState(row.commands, commandKey('end', contact.id));
  const name = customerName(contact, row.masked, strings);
  return html`<div class="buttons">
      ${actionButton({
        part: 'cancel-button',
        label: taskWords(strings).cancel,
        name: bidiSafe((isolated) => taskWords(strings).cancelCallback(isolated(name))),
        icon: 'close',
        look: 'end',
        state: ending,
        onPress: () => row.dispatch(new EndRequestEvent(contact.id)),
      })}
    </div>
    ${commandMessage([ending], strings)}`;
}

/** What rings or is being assigned: it is answered here as in the popover. */
export function ringingRow({offer, contact}: RingingOffer, row: RowContext): TemplateResult<1> {
  const {html, strings} = row;
  const name = customerName(contact, row.masked, strings);
  const accept = commandState(row.commands, commandKey('accept', offer.id));
  const decline = commandState(row.commands, commandKey('decline', offer.id));
  const assigning = offer.status === 'connecting';
  const state = assigning ? taskWords(strings).connecting : strings.labels.ringing;
  return html`<div
      class="item ringing"
      data-stop
      tabindex="-1"
      role="group"
      aria-label=${bidiSafe((isolated) => `${state}: ${isolated(name)}`)}
    >
      <span class="kind">${icon(offer.purpose === 'answer' ? channelIcon(contact) : offer.purpose)}</span>
      <bdi class="name">${name}</bdi>
      <span class="line">
        ${stateWord(assigning ? {icon: 'spinner', tone: ''} : LABEL_LOOKS.ringing, state, html)}${
          assigning
            ? nothing
            : html`<cordboard-timer
                aria-hidden="true"
                .until=${offer.expiresAt}
                .label=${taskWords(strings).left}
              ></cordboard-timer>`
        }${subjectOf(contact, html)}
      </span>
      <span class="buttons">${answerButtons({offer, contact}, name, row)}</span>
    </div>
    ${commandMessage([accept, decline], strings)}`;
}

function answerButtons({offer, contact}: RingingOffer, name: string, row: RowContext): readonly TemplateResult<1>[] {
  const words = row.strings.offer;
  const answer = answerLook(contact, offer, row.strings);
  const why = offer.status === 'connecting' ? words.assigningWhy : null;
  return [
    actionButton({
      part: 'decline-button',
      label: words.decline,
      name: bidiSafe((isolated) => `${words.decline}: ${isolated(name)}`),
      icon: 'close',
      iconOnly: true,
      state: commandState(row.commands, commandKey('decline', offer.id)),
      why,
      onPress: () => row.dispatch(new OfferDeclineRequestEvent(offer.id, contact.id)),
    }),
    actionButton({
      part: 'accept-button',
      label: answer.word,
      name: bidiSafe((isolated) => `${answer.word}: ${isolated(name)}`),
      icon: answer.icon,
      iconOnly: true,
      look: 'answer',
      state: commandState(row.commands, commandKey('accept', offer.id)),
      why,
      onPress: () => row.dispatch(new OfferAcceptRequestEvent(offer.id, contact.id)),
    }),
  ];
}

/** A state is a word, an icon and a colour together. */
function stateWord(look: LabelLook | {readonly icon: 'spinner'; readonly tone: ''}, word: string, html: HtmlTag) {
  return html`<span class="state ${look.tone}">${icon(look.icon)}${word}</span>`;
}

/** [CB-11] Of a callback, what the customer wants to speak about. */
function subjectOf({subject, kind, variables}: Contact, html: HtmlTag): TemplateResult<1> | typeof nothing {
  const reason = kind === 'callback' ? variables.find(({name}) => name === CALLBACK_REASON)?.value : null;
  const said = subject ?? reason ?? '';
  return said === '' ? nothing : html`<bdi class="subject">${said}</bdi>`;
}
