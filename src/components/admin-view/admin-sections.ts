import type {TemplateResult} from 'lit';
import {
  type AdministeredOrganisation,
  type AgentsReadiness,
  type CustomerDataState,
  type Listening,
  type PromptsState,
  type PromptWorks,
  type SettingEdits,
  type SettingKey,
  type SettingName,
  isPromptKey,
} from '../../services/ports.ts';
import {actionButton} from '../templates/action-button.ts';
import type {HtmlTag} from '../base/prefixed-html.ts';
import {type IconName, icon} from '../icons/icons.ts';
import {englishCustomers} from '../strings/english-customers.ts';
import {englishPrompts} from '../strings/english-prompts.ts';
import type {Strings} from '../strings/english.ts';
import type {AdministrationWords} from '../strings/english-administration.ts';
import {administrationWords} from '../templates/administration-words.ts';

type SectionContext = {
  readonly html: HtmlTag;
  readonly organisation: AdministeredOrganisation;
  readonly edits: SettingEdits;
  readonly readiness: AgentsReadiness;
  /** What is kept of a customer who asks. */
  readonly customers: CustomerDataState;
  /** What callers hear, how its changes went, and what is played here. */
  readonly prompts: {readonly data: PromptsState; readonly works: PromptWorks; readonly listening: Listening};
  /** Asks again who is ready. */
  readonly onReadiness: () => void;
  readonly strings: Strings;
};

/** One thing an administrator sets up. Its element fires the requests of settings, or none. */
export type AdminSection = {
  readonly id: string;
  readonly icon: IconName;
  readonly title: (words: AdministrationWords, strings: Strings) => string;
  /** What it is a part of; left out: emergency calls. */
  readonly part?: (strings: Strings) => string;
  /** Whether what is typed over this setting is typed here. */
  readonly has: (key: SettingKey) => boolean;
  readonly draw: (context: SectionContext) => TemplateResult<1>;
};

const NAMES_OF_WORDS: readonly SettingName[] = [
  'subject-en',
  'body-en',
  'subject-pl',
  'body-pl',
  'mailLanguage',
  'zone',
];
const NAMES_OF_CALLBACKS: readonly SettingName[] = [
  'callbackEntryPoint',
  'callbackFrom',
  'callbackTo',
  'callbackWebCancel',
];
const NAMES_OF_CALLING: readonly SettingName[] = ['country', 'numbers', 'callbackNumbers'];

/** In the order of the tabs. Another section is another line here, with its element among what `defineAdminView` registers. */
export const ADMIN_SECTIONS: readonly AdminSection[] = [
  {
    id: 'recipients',
    icon: 'email',
    title: (words) => words.whoIsTold,
    has: (key) => key.startsWith('agent ') || key === 'notifications' || key === 'testNotifications',
    draw: ({html, organisation: {agents, settings}, edits}) =>
      html`<cordboard-emergency-recipients
        .agents=${agents}
        .settings=${settings}
        .edits=${edits}
      ></cordboard-emergency-recipients>`,
  },
  {
    id: 'words',
    icon: 'note',
    title: (words) => words.words,
    has: (key) => NAMES_OF_WORDS.some((name) => name === key),
    draw: ({html, organisation: {settings}, edits}) =>
      html`<cordboard-emergency-mail-editor .settings=${settings} .edits=${edits}></cordboard-emergency-mail-editor>`,
  },
  {
    id: 'calling',
    icon: 'phone',
    title: (words) => words.calling,
    has: (key) => NAMES_OF_CALLING.some((name) => name === key),
    draw: ({html, organisation: {settings}, edits}) =>
      html`<cordboard-emergency-calling .settings=${settings} .edits=${edits}></cordboard-emergency-calling>`,
  },
  {
    id: 'readiness',
    icon: 'check',
    title: (words) => words.readiness,
    has: () => false,
    draw: readinessSection,
  },
  {
    id: 'callbacks',
    icon: 'callback',
    title: (words) => words.callbacksTitle,
    part: (strings) => administrationWords(strings).callbacksPart,
    has: (key) => NAMES_OF_CALLBACKS.some((name) => name === key),
    draw: ({html, organisation: {settings, entryPoints}, edits}) =>
      html`<cordboard-callback-settings
        .settings=${settings}
        .entryPoints=${entryPoints}
        .edits=${edits}
      ></cordboard-callback-settings>`,
  },
  {
    id: 'prompts',
    icon: 'sound',
    title: (_words, strings) => ({...englishPrompts, ...strings.prompts}).title,
    part: (strings) => ({...englishPrompts, ...strings.prompts}).part,
    has: isPromptKey,
    draw: ({html, edits, prompts: {data, works, listening}}) =>
      html`<cordboard-prompts
        .data=${data}
        .works=${works}
        .edits=${edits}
        .listening=${listening}
      ></cordboard-prompts>`,
  },
  {
    id: 'customers',
    icon: 'lock',
    title: (_words, strings) => ({...englishCustomers, ...strings.customers}).title,
    part: (strings) => ({...englishCustomers, ...strings.customers}).part,
    has: () => false,
    draw: ({html, customers}) => html`<cordboard-customer-data .data=${customers}></cordboard-customer-data>`,
  },
];

/** [EM-38] As every desk said last; what is known stays while it is asked for again. */
function readinessSection({html, readiness, onReadiness, strings}: SectionContext): TemplateResult<1> {
  const again = actionButton({part: 'again-button', label: strings.common.retry, icon: 'reload', onPress: onReadiness});
  if (readiness.status === 'failed')
    return html`<p class="message problem" role="alert">${icon('alert')}${readiness.error.message}</p>
      ${again}`;
  const list = readiness.status === 'known' ? readiness.list : null;
  return html`<cordboard-emergency-readiness-list class="inset" .list=${list}></cordboard-emergency-readiness-list>`;
}
