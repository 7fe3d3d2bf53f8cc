import type {ConsultControlName} from '../../domain/controls.ts';
import type {ConsultWords} from '../strings/english-consult.ts';
import type {ActionButton} from '../templates/action-button.ts';
import {
  CompleteTransferRequestEvent,
  ConferenceRequestEvent,
  EndConsultRequestEvent,
  ExitConsultRequestEvent,
  HoldConsultRequestEvent,
  ResumeConsultRequestEvent,
  ToggleRequestEvent,
} from './consult-pane.events.ts';

type Look = Pick<ActionButton, 'part' | 'label' | 'icon' | 'look'>;

export type ConsultPlace = {readonly name: ConsultControlName; readonly look: Look; readonly event: () => Event};

/** The controls of a consult in their fixed places. */
export function consultPlaces(contactId: string, words: ConsultWords): readonly ConsultPlace[] {
  const place = (name: ConsultControlName, look: Look, event: () => Event): ConsultPlace => ({name, look, event});
  return [
    place('toggle', {part: 'toggle-button', label: words.toggle, icon: 'reload'}, () => {
      return new ToggleRequestEvent(contactId);
    }),
    place('hold-consult', {part: 'hold-consult-button', label: words.hold, icon: 'pause'}, () => {
      return new HoldConsultRequestEvent(contactId);
    }),
    place(
      'resume-consult',
      {part: 'hold-consult-button', label: words.resume, icon: 'play', look: 'pressed'},
      () => new ResumeConsultRequestEvent(contactId),
    ),
    place('conference', {part: 'conference-button', label: words.conference, icon: 'conference'}, () => {
      return new ConferenceRequestEvent(contactId);
    }),
    place('complete-transfer', {part: 'complete-transfer-button', label: words.transfer, icon: 'transfer'}, () => {
      return new CompleteTransferRequestEvent(contactId);
    }),
    place(
      'end-consult',
      {part: 'end-consult-button', label: words.endConsult, icon: 'phone-end', look: 'end'},
      () => new EndConsultRequestEvent(contactId),
    ),
    place(
      'exit-consult',
      {part: 'exit-consult-button', label: words.exitConsult, icon: 'phone-end', look: 'end'},
      () => new ExitConsultRequestEvent(contactId),
    ),
  ];
}
