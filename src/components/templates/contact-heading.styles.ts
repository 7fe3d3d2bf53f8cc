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

  .heading-facts .icon {
    margin-block-start: 0.1em;
  }
`;
