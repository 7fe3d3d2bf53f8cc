import {css} from 'lit';
import {controls} from '../theme/controls.styles.ts';
import {wholeViewStyles} from '../templates/whole-view.styles.ts';
import {tabStyles} from '../templates/tabs.styles.ts';
import {tokens} from '../theme/tokens.styles.ts';

const own = css`
  :host {
    display: block;
    min-inline-size: 0;
    container-type: inline-size;
    background: var(--_surface);
  }

  .view {
    display: grid;
    gap: var(--_gap);
    grid-template-columns: minmax(0, 1fr);
    padding-block-end: 1.5rem;
  }

  .head-line {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    align-items: center;
    justify-content: space-between;
    padding: 0.45rem 0.75rem;
    border-block-end: 1px solid var(--_border);
  }

  h2 {
    font-size: 1.1em;
    font-weight: 650;
  }

  h3 {
    font-size: 0.92em;
    font-weight: 600;
  }

  .notices {
    display: grid;
    gap: 0.5rem;
    margin-inline: 0.75rem;
  }

  /* Out of the layout while it is empty, yet in the page: a live region has to be there before its text. */
  .notices:not(:has(*)) {
    position: absolute;
  }

  .listening {
    position: sticky;
    z-index: 2;
    inset-block-start: 0.5rem;
    margin-inline: 0.75rem;
  }

  .tabs {
    margin-inline: 0.75rem;
  }

  .tab {
    min-block-size: 2.25rem;
  }

  .columns {
    display: grid;
    gap: 1rem;
    grid-template-columns: minmax(0, 1fr);
    align-items: start;
  }

  .queues > h3,
  .agents > h3 {
    padding: 0.25rem 0.75rem 0.5rem;
    color: var(--_muted);
  }

  .count {
    display: inline-block;
    min-inline-size: 1.6em;
    padding-inline: 0.4em;
    margin-inline-start: 0.25em;
    border: 1px solid transparent;
    border-radius: 1em;
    background: var(--_neutral-soft);
    color: var(--_text);
    font-variant-numeric: tabular-nums;
    text-align: center;
  }

  /* A hundred queues shall not push the agents out of sight. */
  .scroll {
    max-block-size: 32rem;
    overflow-y: auto;
    border-block-end: 1px solid var(--_border);
  }

  @container (min-width: 38rem) {
    .scroll {
      max-block-size: 20.25rem;
    }
  }

  @container (min-width: 112rem) {
    .columns {
      grid-template-columns: minmax(44.5rem, 2fr) minmax(0, 3.4fr);
    }

    .scroll {
      max-block-size: none;
    }
  }
`;

export const supervisorViewStyles = [tokens, controls, tabStyles, wholeViewStyles, own];
