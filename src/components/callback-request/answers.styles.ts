import {css} from 'lit';

/** What was answered, what is agreed to, and how all of it uses the width it has. */
export const answersStyles = css`
  .answers {
    display: none;
    gap: 0;
    align-content: start;
  }

  .last > .answers {
    display: grid;
  }

  .answers > div {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    column-gap: 0.75rem;
    align-items: center;
    padding-block: 0.5rem;
    border-block-end: 1px solid var(--_border);
  }

  .answers dt {
    color: var(--_muted);
    font-size: 0.925em;
  }

  .answers dd {
    grid-column: 1;
  }

  .answers .edit {
    grid-column: 2;
    grid-row: 1 / span 2;
  }

  .consent-text {
    max-block-size: 14rem;
    overflow: auto;
    padding: 0.9rem;
    border-radius: var(--_radius);
    background: var(--_sunken);
    white-space: pre-line;
  }

  .buttons {
    justify-content: space-between;
  }

  .buttons > .primary {
    flex: 1 1 12rem;
    min-block-size: 3rem;
  }

  @container (min-width: 38rem) {
    .body.begun {
      grid-template-columns: minmax(0, 1fr) minmax(0, 15rem);
      gap: 2rem;
    }

    .body.last {
      grid-template-columns: minmax(0, 1fr);
      gap: 0.75rem;
    }

    .begun > .answers {
      display: grid;
    }

    .body:not(.last) > .answers {
      padding-inline-start: 1.25rem;
      border-inline-start: 1px solid var(--_border);
    }

    .last > .answers > div {
      grid-template-columns: minmax(0, 9rem) minmax(0, 1fr) auto;
    }

    .last > .answers > div > :is(dd, .edit) {
      grid-column: auto;
      grid-row: auto;
    }

    .buttons > .primary {
      flex: 0 1 auto;
      min-inline-size: 12rem;
    }
  }
`;
