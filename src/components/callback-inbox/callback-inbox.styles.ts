import {css} from 'lit';
import {tableStyles} from '../templates/table.styles.ts';
import {wholeViewStyles} from '../templates/whole-view.styles.ts';
import {controls} from '../theme/controls.styles.ts';
import {tokens} from '../theme/tokens.styles.ts';

const own = css`
  :host {
    display: block;
    min-inline-size: 0;
    container-type: inline-size;
    --_columns: minmax(8.5rem, 0.9fr) minmax(9rem, 1.3fr) minmax(9rem, 1.2fr) minmax(6rem, 0.8fr) minmax(8rem, 1fr)
      10.5rem;
  }

  .inbox {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    overflow-wrap: anywhere;
  }

  .filters {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    padding: 0.5rem 0.75rem;
  }

  .filters > * {
    flex: 1 1 9rem;
    min-inline-size: 0;
  }

  .find {
    position: relative;
    flex: 2 1 14rem;
  }

  .find > .icon {
    position: absolute;
    inset-block-start: 0.55rem;
    inset-inline-start: 0.55rem;
    color: var(--_muted);
    pointer-events: none;
  }

  .find > input {
    padding-inline-start: 2.1rem;
  }

  select.field {
    font: inherit;
    color: inherit;
    background: var(--_surface);
  }

  .foot {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 0.75rem;
    align-items: center;
    justify-content: space-between;
    padding: 0.5rem 0.75rem;
    font-variant-numeric: tabular-nums;
  }

  .bar {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    align-items: center;
  }

  .row:not(.head) {
    align-items: start;
    padding-block: 0.5rem;
  }

  .row[tabindex]:focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: -2px;
  }

  .cell {
    font-variant-numeric: tabular-nums;
  }

  .name {
    font-weight: 600;
  }

  .line {
    display: block;
    color: var(--_muted);
    font-size: 0.95em;
  }

  .line.reason {
    color: var(--_text);
  }

  .chip {
    white-space: normal;
  }

  .chip.danger {
    background: var(--_danger-soft);
    color: var(--_danger);
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem;
    justify-content: end;
  }

  .actions .button {
    min-block-size: 2rem;
    padding-inline: 0.5rem;
  }

  .wide {
    grid-column: 1 / -1;
  }

  .doubt {
    display: grid;
    gap: 0.4rem;
    padding: 0.5rem 0.6rem;
    border: 2px solid var(--_warning);
    border-radius: var(--_radius);
  }

  .doubt > select {
    max-inline-size: 24rem;
  }

  .notices {
    display: grid;
    gap: 0.35rem;
    padding-inline: 0.75rem;
  }

  .said {
    display: flex;
    gap: 0.4em;
    color: var(--_positive);
    font-weight: 600;
  }

  .none {
    display: grid;
    gap: 0.6rem;
    justify-items: center;
    max-inline-size: 60ch;
    margin-inline: auto;
    text-wrap: balance;
  }

  .none h3 {
    color: var(--_text);
    font-size: 1em;
    font-weight: 650;
  }

  @container (max-width: 62rem) {
    /* What cannot be sorted by needs no head where there are no columns; who listens to the table still has it. */
    .head > .cell:not(:has(button)) {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }

    .head {
      position: static;
      display: flex;
      flex-wrap: wrap;
      gap: 0 0.75rem;
    }

    .row:not(.head) {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }

    .row:not(.head) > .actions {
      grid-column: 1 / -1;
      justify-content: start;
    }

    .row:not(.head) > .actions:not(:has(*)) {
      display: none;
    }
  }

  @container (max-width: 26rem) {
    .row:not(.head) {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;

export const callbackInboxStyles = [tokens, controls, tableStyles, wholeViewStyles, own];
