import {css} from 'lit';

export const contactHeadingStyles = css`
  .heading {
    display: grid;
    gap: 0.25rem;
  }

  .heading-row {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.75rem;
    align-items: center;
    justify-content: space-between;
  }

  .heading h2 {
    flex: 1 1 auto;
    min-inline-size: min-content;
    max-inline-size: 100%;
    font-size: 1.3em;
    font-weight: 650;
    line-height: 1.25;
    letter-spacing: -0.01em;
    overflow-wrap: anywhere;
    border-radius: 0.25rem;
  }

  .heading-state {
    display: flex;
    flex-wrap: wrap;
    gap: 0.6rem;
    align-items: center;
    margin-inline-start: auto;
  }

  .heading-timer {
    font-size: 1.3em;
    font-weight: 550;
  }

  /* The state has a place of its own, whatever the length of the name. */
  @container (max-width: 29.99rem) {
    .heading-row {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      align-items: start;
    }

    .heading-row > h2 {
      justify-self: start;
    }

    .heading-state {
      display: contents;
    }

    .heading-state > .chip {
      grid-row: 2;
      grid-column: 1 / -1;
      justify-self: start;
    }
  }

  .heading-subject {
    font-weight: 550;
    overflow-wrap: anywhere;
  }

  .heading-facts {
    display: flex;
    gap: 0.4em;
    align-items: start;
    color: var(--_muted);
    overflow-wrap: anywhere;
  }

  /* A number is not broken where it fits on a line of its own. */
  .heading-facts [part='address'] {
    display: inline-block;
    max-inline-size: 100%;
  }

  .heading-facts .icon {
    margin-block-start: 0.1em;
  }
`;
