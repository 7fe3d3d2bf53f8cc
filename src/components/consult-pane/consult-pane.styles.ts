import {css} from 'lit';
import {controls} from '../theme/controls.styles.ts';
import {tokens} from '../theme/tokens.styles.ts';

const own = css`
  :host {
    display: block;
    container-type: inline-size;
  }

  .consult {
    display: grid;
    gap: 0.5rem;
    padding: var(--_gap);
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) * 1.25);
    background: var(--_sunken);
  }

  .head {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.75rem;
    align-items: center;
    justify-content: space-between;
  }

  h3 {
    flex: 1 1 auto;
    min-inline-size: min-content;
    max-inline-size: 100%;
    border-radius: 0.25rem;
    font-size: 1.1em;
    font-weight: 650;
    line-height: 1.3;
    overflow-wrap: anywhere;
  }

  .state {
    display: flex;
    flex-wrap: wrap;
    gap: 0.6rem;
    align-items: center;
    margin-inline-start: auto;
  }

  .time {
    font-size: 1.1em;
    font-weight: 550;
  }

  .facts {
    display: flex;
    gap: 0.4em;
    align-items: start;
    margin-block-start: -0.25rem;
    color: var(--_muted);
    overflow-wrap: anywhere;
  }

  .heard > p {
    display: flex;
    gap: 0.5em;
    align-items: center;
    color: var(--_muted);
    font-weight: 550;
    overflow-wrap: anywhere;
  }

  .heard > .warning {
    color: var(--_warning);
  }

  .controls {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(max(7.5rem, 40%), 100%), 1fr));
    gap: 0.5rem;
  }

  /* What ends it stands by itself, in a place that does not change with the others. */
  .controls > :last-child {
    grid-column: 1 / -1;
  }

  .controls .button {
    min-inline-size: 0;
    min-block-size: 2.5rem;
    padding-inline: 0.5rem;
  }

  @container (min-width: 40rem) {
    .controls {
      grid-template-columns: repeat(auto-fit, minmax(7rem, 1fr));
    }

    .controls > :last-child {
      grid-column: auto;
    }
  }

  .chip.accent .icon-spinner {
    animation-duration: 1.4s;
  }
`;

export const consultPaneStyles = [tokens, controls, own];
