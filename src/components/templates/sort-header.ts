import {html, nothing, type TemplateResult} from 'lit';
import {icon} from '../icons/icons.ts';
import type {SortOrder} from './sort-order.ts';

export type SortHeader<Column extends string> = {
  readonly column: Column;
  readonly label: string;
  /** What the button does, for people who do not see where it stands. */
  readonly name: string;
  readonly order: SortOrder<Column>;
  readonly figures?: boolean;
  readonly onSort: (column: Column) => void;
};

/** The head of a column that a press sorts by. The arrow is there for the column that counts, and says which way. */
export function sortHeader<Column extends string>(head: SortHeader<Column>): TemplateResult<1> {
  const {column, label, name, order, figures, onSort} = head;
  const current = order.column === column;
  const direction = order.descending ? 'descending' : 'ascending';
  return html`<div
    role="columnheader"
    class="cell ${figures === true ? 'figures' : ''} ${column}"
    aria-sort=${current ? direction : nothing}
  >
    <button type="button" class="sort" aria-label=${name} @click=${() => onSort(column)}>
      ${label}${current ? icon(order.descending ? 'chevron-down' : 'chevron-up') : nothing}
    </button>
  </div>`;
}
