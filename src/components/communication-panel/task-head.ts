import {html, nothing, type TemplateResult} from 'lit';
import {icon} from '../icons/icons.ts';
import {taskWords} from '../strings/english-tasks.ts';
import type {Strings} from '../strings/english.ts';

export type TaskHead = {
  readonly count: number;
  readonly ringing: number;
  readonly collapsed: boolean;
  readonly dialing: boolean;
  readonly strings: Strings;
  /** What else can be begun, and done with the chosen contact. */
  readonly tools: TemplateResult<1>;
  readonly onCollapse: () => void;
  readonly onDial: () => void;
};

/** The heading of the task list: how many there are, how many of them ring, the way to a new call, and the fold. */
export function taskHead(head: TaskHead): TemplateResult<1> {
  const words = taskWords(head.strings);
  const {count, ringing, collapsed, dialing} = head;
  return html`<div part="tasks-head" class="tasks-head">
    <h2>
      ${words.heading}
      <span part="tasks-count" class="tasks-count" ?hidden=${count === 0}
        ><span aria-hidden="true">${count}</span><span class="visually-hidden">${words.count(count)}</span></span
      >
    </h2>
    ${ringing === 0 ? nothing : html`<span part="ringing-count" class="chip accent">${icon('phone-in')}${words.ringingCount(ringing)}</span>`}
    <span class="tasks-tools">
      ${head.tools}
      <button
        type="button"
        id="new-call-button"
        part="button new-call-button"
        class="button quiet icon-only"
        aria-label=${words.newCall}
        aria-expanded=${dialing ? 'true' : 'false'}
        aria-controls="dialer"
        @click=${head.onDial}
      >
        ${icon('plus')}
      </button>
      <button
        type="button"
        id="collapse-button"
        part="button collapse-button"
        class="button quiet icon-only"
        aria-label=${collapsed ? words.expand : words.collapse}
        aria-expanded=${collapsed ? 'false' : 'true'}
        aria-controls="list"
        @click=${head.onCollapse}
      >
        ${icon(collapsed ? 'chevron-down' : 'chevron-up')}
      </button>
    </span>
  </div>`;
}
