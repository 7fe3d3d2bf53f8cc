import {css} from 'lit';

/** A table of rows that become cards where it is narrow. The columns are the element's own: `--_columns`. */
export const tableStyles = css`
  .row {
    display: grid;
    grid-template-columns: var(--_columns);
    gap: 0.25rem 0.75rem;
    align-items: center;
    min-block-size: 2.75rem;
    padding: 0.3rem 0.75rem;
    border-block-end: 1px solid var(--_border);
  }

  .row:not(.head):hover {
    background: var(--_hover);
  }

  .head {
    position: sticky;
    z-index: 1;
    inset-block-start: 0;
    min-block-size: 2.25rem;
    background: var(--_sunken);
    color: var(--_muted);
    font-size: 0.92em;
    font-weight: 600;
  }

  .cell {
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  .figures {
    font-variant-numeric: tabular-nums;
    text-align: end;
  }

  .sort {
    display: inline-flex;
    gap: 0.25em;
    align-items: center;
    min-block-size: 1.75rem;
    padding: 0 0.25rem;
    margin-inline: -0.25rem;
    border: 0;
    border-radius: calc(var(--_radius) * 0.5);
    background: none;
    font-weight: inherit;
    text-align: start;
    cursor: pointer;
  }

  .sort:hover {
    background: var(--_hover);
    color: var(--_text);
  }

  .sort:focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 1px;
  }

  .figures .sort {
    justify-content: end;
    text-align: end;
  }

  [aria-sort] .sort {
    color: var(--_text);
  }

  .quiet-word {
    color: var(--_muted);
  }

  .none {
    padding: 1.25rem 0.75rem;
    color: var(--_muted);
    text-align: center;
  }

  /* The word of the column, where the columns have gone. */
  .word {
    display: none;
    color: var(--_muted);
    font-weight: 400;
  }

  @container (max-width: 44rem) {
    .head {
      position: static;
      display: flex;
      flex-wrap: wrap;
      gap: 0 0.75rem;
    }

    .head .cell {
      text-align: start;
    }

    .row:not(.head) {
      padding-block: 0.5rem;
    }

    .word {
      display: inline;
    }
  }

  @media (forced-colors: active) {
    .row:not(.head):hover {
      outline: 1px solid Highlight;
      outline-offset: -1px;
    }
  }
`;
