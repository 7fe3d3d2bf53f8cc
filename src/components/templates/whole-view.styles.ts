import {css} from 'lit';

/** What stands in place of a view: that it is coming, or why it does not. */
export const wholeViewStyles = css`
  .waiting,
  .failed {
    display: grid;
    gap: 0.4rem;
    justify-items: center;
    padding: 2.5rem 1rem;
    color: var(--_muted);
    text-align: center;
    text-wrap: balance;
  }

  .waiting > span {
    display: inline-flex;
    gap: 0.5em;
    align-items: center;
  }

  .failed h3 {
    color: var(--_text);
    font-size: 1em;
    font-weight: 650;
  }

  .failed .action {
    margin-block-start: 0.5rem;
  }

  .badge {
    display: grid;
    place-items: center;
    inline-size: 3rem;
    block-size: 3rem;
    border-radius: 50%;
    background: var(--_neutral-soft);
    font-size: 1.15em;
  }
`;
