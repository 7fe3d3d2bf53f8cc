import {defineElement} from '../base/define-element.ts';
import {DEFAULT_PREFIX} from '../base/prefixed-html.ts';
import {CordboardParticipantList} from './participant-list.ts';

/** Registers `<prefix>-participant-list`. */
export function defineParticipantList(prefix: string = DEFAULT_PREFIX): void {
  defineElement(prefix, 'participant-list', CordboardParticipantList);
}
