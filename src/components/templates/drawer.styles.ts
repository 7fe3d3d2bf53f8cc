import {css} from 'lit';

/** What opens below the controls of a contact, in its flow: nothing above it moves, and the controls stay within reach. */
export const drawerStyles = css`
  .drawer {
    display: grid;
    gap: 0.65rem;
    inline-size: auto;
    max-inline-size: none;
    margin: 0;
    padding: var(--_gap);
    border: 1px solid var(--_border-strong);
    border-radius: calc(var(--_radius) * 1.25);
    background: var(--_raised);
    box-shadow: var(--_shadow);
    color: var(--_text);
  }

  .drawer .head {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem;
    align-items: center;
  }

  .drawer .head h3 {
    flex: 1 1 6.5rem;
    min-inline-size: 0;
    font-size: 1em;
    font-weight: 650;
    overflow-wrap: anywhere;
  }

  .drawer .help {
    margin-block-start: -0.5rem;
    color: var(--_muted);
  }

  .labelled {
    display: grid;
    gap: 0.25rem;
  }

  .labelled > span {
    color: var(--_muted);
    font-size: 0.92em;
  }
`;
