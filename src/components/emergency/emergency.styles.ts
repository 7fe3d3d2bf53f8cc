import {css} from 'lit';
import {controls} from '../theme/controls.styles.ts';
import {tokens} from '../theme/tokens.styles.ts';

const own = css`
  :host {
    display: block;
    container-type: inline-size;
  }

  .emergency {
    display: grid;
    gap: 0.75rem;
    padding: 1rem;
    border-block-start: 0.35rem solid var(--_danger);
    background: var(--_danger-soft);
  }

  .head {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.6rem;
    align-items: center;
    color: var(--_danger);
    font-size: 1.15em;
    font-weight: 700;
  }

  .head h2 {
    flex: 1 1 10rem;
    font-size: inherit;
  }

  .number {
    font-size: 2.6em;
    font-weight: 750;
    font-variant-numeric: tabular-nums;
    line-height: 1.1;
  }

  .lines > p + p {
    margin-block-start: 0.25rem;
  }

  .strong {
    font-weight: 650;
  }

  .test {
    padding: 0.3rem 0.6rem;
    border: 2px dashed currentColor;
    border-radius: var(--_radius);
    font-weight: 700;
  }

  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 0.6rem;
  }

  .buttons > * {
    flex: 1 1 8.5rem;
  }

  .buttons .action {
    display: grid;
  }

  /* However low the window and large the letters: what ends or answers the call stays in sight. */
  .emergency > .buttons {
    position: sticky;
    inset-block-end: 0;
    margin-block-end: -1rem;
    padding-block-end: 1rem;
    background: linear-gradient(var(--_danger-soft), var(--_danger-soft)), var(--_surface);
  }

  .buttons .button {
    inline-size: 100%;
    min-block-size: 3rem;
    white-space: normal;
  }

  .open {
    display: flex;
    flex-wrap: wrap;
    gap: 0.3rem 0.75rem;
    align-items: center;
    padding: 0.5rem var(--_gap);
    border-inline-start: 0.35rem solid var(--_danger);
    background: var(--_danger-soft);
  }

  .open > p {
    flex: 1 1 12rem;
  }
`;

export const emergencyStyles = [tokens, controls, own];
