import {defineElement} from '../base/define-element.ts';
import {DEFAULT_PREFIX} from '../base/prefixed-html.ts';
import {defineConsultPane} from '../consult-pane/define.ts';
import {defineParticipantList} from '../participant-list/define.ts';
import {defineTargetDialog} from '../target-dialog/define.ts';
import {defineWrapUpSuggestion} from '../wrap-up-suggestion/define.ts';
import {CordboardColleagues} from './colleagues.ts';

/** Registers `<prefix>-colleagues` and what it shows. */
export function defineColleagues(prefix: string = DEFAULT_PREFIX): void {
  defineConsultPane(prefix);
  defineParticipantList(prefix);
  defineTargetDialog(prefix);
  defineWrapUpSuggestion(prefix);
  defineElement(prefix, 'colleagues', CordboardColleagues);
}
