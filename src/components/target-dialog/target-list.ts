import {nothing, type TemplateResult} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import type {HtmlTag} from '../base/prefixed-html.ts';
import type {Block} from '../controllers/block-controller.ts';
import {icon} from '../icons/icons.ts';
import type {Strings} from '../strings/english.ts';
import type {TargetRow} from './target-rows.ts';

/** Height of a row that was never drawn, in rem. */
const ROW_REM = 3.25;

export type TargetListView = {
  readonly blocks: readonly Block<TargetRow>[];
  readonly count: number;
  readonly label: string;
  /** The row that is chosen, and the one the Tab key stops at. */
  readonly chosenKey: string | null;
  readonly stopKey: string | null;
  readonly strings: Strings;
  readonly html: HtmlTag;
  readonly onChoose: (row: TargetRow) => void;
  readonly onEnter: (row: TargetRow) => void;
  readonly onKey: (event: KeyboardEvent) => void;
  readonly onFocusIn: (event: FocusEvent) => void;
};

/** A listbox (ARIA Authoring Practices): one stop of the Tab key, arrows walk it, Space and a press choose. */
export function targetList(view: TargetListView): TemplateResult<1> {
  const {html, blocks} = view;
  return html`<div
    part="targets"
    class="targets"
    role="listbox"
    aria-label=${view.label}
    @keydown=${view.onKey}
    @focusin=${view.onFocusIn}
  >
    ${blocks.map((block) => listBlock(block, view))}
  </div>`;
}

function listBlock(
  {id, entries, drawn, height, firstPlace}: Block<TargetRow>,
  view: TargetListView,
): TemplateResult<1> {
  const {html} = view;
  const space = drawn ? '' : `block-size: ${height === null ? `${entries.length * ROW_REM}rem` : `${height}px`}`;
  return html`<div role="presentation" data-block=${id} .style=${space}>
    ${
      drawn
        ? repeat(
            entries,
            ({key}) => key,
            (row, at) => option(row, firstPlace + at, view),
          )
        : nothing
    }
  </div>`;
}

function option(row: TargetRow, at: number, view: TargetListView): TemplateResult<1> {
  const {html, strings} = view;
  const chosen = row.key === view.chosenKey;
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    if (event.key === 'Enter') view.onEnter(row);
    else view.onChoose(row);
  };
  return html`<div
    part="target"
    class="target ${chosen ? 'chosen' : ''} ${row.refusal === null ? '' : 'refused'}"
    role="option"
    data-row=${row.key}
    data-stop
    tabindex=${row.key === view.stopKey ? '0' : '-1'}
    aria-selected=${chosen ? 'true' : 'false'}
    aria-disabled=${row.refusal === null ? nothing : 'true'}
    aria-setsize=${view.count}
    aria-posinset=${at + 1}
    @click=${() => view.onChoose(row)}
    @keydown=${onKey}
  >
    <span class="mark ${row.tone}">${icon(row.icon)}</span>
    <div>
      <p class="target-name" dir="auto">${row.name}</p>
      ${details(row, html)}
      ${row.refusal === null ? nothing : html`<p class="target-why" dir="auto">${strings.refusals[row.refusal]}</p>`}
    </div>
    ${chosen ? icon('check') : nothing}
  </div>`;
}

function details({details: facts, number}: TargetRow, html: HtmlTag): TemplateResult<1> | typeof nothing {
  const shown = [
    ...(number === null ? [] : [html`<bdi dir="ltr">${number}</bdi>`]),
    ...facts.map((each) => html`<bdi>${each}</bdi>`),
  ];
  if (shown.length === 0) return nothing;
  return html`<p class="target-facts">${shown.map((each, at) => html`${at === 0 ? nothing : ' · '}${each}`)}</p>`;
}
