import {html, nothing, type TemplateResult} from 'lit';
import {maskAddress} from '../../domain/popover-variables.ts';
import type {MissedContact} from '../../services/ports.ts';
import {commandKey, commandState} from '../controllers/command-controller.ts';
import {icon} from '../icons/icons.ts';
import {actionButton} from '../templates/action-button.ts';
import {bidiSafe} from '../templates/bidi.ts';
import {commandMessage} from '../templates/command-message.ts';
import {addressText} from '../templates/contact-texts.ts';
import {pastMoment} from '../templates/durations.ts';
import {MissedRedialRequestEvent} from './contact-list.events.ts';
import {taskWords} from '../strings/english-tasks.ts';
import type {RowContext} from './list-rows.ts';

export type MissedContext = Pick<RowContext, 'strings' | 'masked' | 'commands' | 'dispatch'> & {
  readonly now: number;
  /** Why nobody can be called from here; null when it is possible. */
  readonly redialWhy: string | null;
  readonly dismiss: (offerId: string) => void;
};

/** Who rang here in vain, when and for which queue; a call can be called back. */
export function missedRow(missed: MissedContact, context: MissedContext): TemplateResult<1> {
  const {strings, commands} = context;
  const words = taskWords(strings);
  const name = missedName(missed, context);
  const redial = commandState(commands, commandKey('redial', missed.contactId));
  const facts = [
    words.missedAt(words.missedReasons[missed.reason], pastMoment(missed.missedAt, context.now)),
    missed.queue,
    missed.subject,
  ].filter((each) => each !== null && each !== '');
  return html`<div class="item missed" data-stop tabindex="-1">
      <span class="kind">${icon(missed.channel === 'voice' ? 'phone-missed' : missed.channel)}</span>
      <bdi class="name">${name}</bdi>
      <span class="line facts">${facts.map((each, at) => html`${at === 0 ? nothing : ' · '}<bdi>${each}</bdi>`)}</span>
      <span class="buttons">
        ${
          missed.channel === 'voice'
            ? actionButton({
                part: 'redial-button',
                label: words.redial,
                name: bidiSafe((isolated) => `${words.redial}: ${isolated(name)}`),
                icon: 'phone-out',
                iconOnly: true,
                state: redial,
                why: context.redialWhy,
                onPress: () => context.dispatch(new MissedRedialRequestEvent(missed.contactId)),
              })
            : nothing
        }${actionButton({
          part: 'dismiss-button',
          label: words.dismiss,
          name: bidiSafe((isolated) => `${words.dismiss}: ${isolated(name)}`),
          icon: 'close',
          iconOnly: true,
          look: 'quiet',
          onPress: () => context.dismiss(missed.offerId),
        })}
      </span>
    </div>
    ${commandMessage([redial], strings)}`;
}

function missedName({name, address}: MissedContact, {strings, masked}: MissedContext): string {
  if (name !== null && name !== '') return name;
  if (address === '') return strings.common.unknownCaller;
  // What the hub has masked already has its dots.
  return addressText(masked && !address.includes('•') ? maskAddress(address) : address, strings);
}
