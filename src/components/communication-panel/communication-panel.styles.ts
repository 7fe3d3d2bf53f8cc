import {css} from 'lit';
import {controls} from '../theme/controls.styles.ts';
import {answerProblemStyles} from '../templates/answer-problem.styles.ts';
import {tokens} from '../theme/tokens.styles.ts';

const own = css`
  :host {
    display: block;
    min-inline-size: 0;
    block-size: 100%;
    container-type: inline-size;
    background: var(--_surface);
  }

  .panel {
    display: flex;
    flex-direction: column;
    min-block-size: 100%;
  }

  .bar {
    position: sticky;
    z-index: 1;
    inset-block-start: 0;
    padding: 0.45rem 0.5rem;
    border-block-end: 1px solid var(--_border);
    background: var(--_surface);
  }

  .readiness {
    margin: var(--_gap) var(--_gap) 0;
  }

  .notices {
    display: grid;
    gap: 0.5rem;
    margin: var(--_gap) var(--_gap) 0;
  }

  /* Out of the layout while it is empty, yet in the page: a live region has to be there before its text. */
  .notices:not(:has(*)) {
    position: absolute;
  }

  .notices:has(*) + .columns {
    --_around-list: 41rem;
  }

  .columns {
    display: grid;
    flex: 1;
    grid-template-rows: auto 1fr;
    grid-template-columns: minmax(0, 1fr);
  }

  .tasks {
    display: grid;
    gap: var(--_gap);
    align-content: start;
    padding: var(--_gap);
  }

  .tasks-head {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.5rem;
    align-items: center;
    min-block-size: 2.25rem;
    margin-block: -0.25rem;
  }

  .tasks-head h2 {
    display: flex;
    gap: 0.4em;
    align-items: center;
    font-size: 0.92em;
    font-weight: 600;
    color: var(--_muted);
  }

  .tasks-count {
    min-inline-size: 1.6em;
    padding-inline: 0.4em;
    border: 1px solid transparent;
    border-radius: 1em;
    background: var(--_neutral-soft);
    color: var(--_text);
    font-variant-numeric: tabular-nums;
    text-align: center;
  }

  .scheduler {
    margin: 0.5rem var(--_gap);
  }

  .more {
    position: relative;
  }

  .more-menu {
    position: absolute;
    z-index: 3;
    inset-block-start: calc(100% + 0.25rem);
    inset-inline-end: 0;
    min-inline-size: 13rem;
    padding: 0.25rem;
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) * 1.25);
    background: var(--_raised);
    box-shadow: var(--_shadow);
  }

  .collapsed .more-menu {
    inset-inline: 0 auto;
  }

  .menu-item {
    display: flex;
    gap: 0.6em;
    align-items: center;
    inline-size: 100%;
    min-block-size: 2.25rem;
    padding: 0.3rem 0.6rem;
    border: 0;
    border-radius: calc(var(--_radius) * 0.75);
    background: none;
    text-align: start;
    cursor: pointer;
  }

  .menu-item:is(:hover, :focus-visible) {
    background: var(--_hover);
  }

  .tasks-tools {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: 0.125rem;
    margin-inline-start: auto;
  }

  /* However many there are, the call that is shown keeps its controls in sight. Half a row more says that it scrolls. */
  .columns:not(.none) .list {
    max-block-size: clamp(4.75rem, 100dvh - var(--_around-list, 34rem), 13.5rem);
    margin-inline: -0.5rem;
    padding-inline: 0.5rem;
    overflow-y: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
  }

  .collapsed .tasks {
    padding-block: 0.5rem;
  }

  .single:not(.collapsed) .list {
    display: none;
  }

  .contact {
    padding: var(--_gap);
    border-block-start: 1px solid var(--_border);
  }

  .contact:not(:has(*)) {
    display: none;
  }

  .none .contact {
    display: grid;
    align-content: center;
    border-block-start: 0;
  }

  .empty {
    display: grid;
    gap: 0.3rem;
    justify-items: center;
    padding: 2rem 1rem;
    color: var(--_muted);
    text-align: center;
    text-wrap: balance;
  }

  .empty-title {
    color: var(--_text);
    font-weight: 650;
  }

  .badge {
    display: grid;
    place-items: center;
    inline-size: 3rem;
    block-size: 3rem;
    margin-block-end: 0.5rem;
    border-radius: 50%;
    background: var(--_neutral-soft);
    font-size: 1.15em;
  }

  .badge.positive {
    background: var(--_positive-soft);
    color: var(--_positive);
  }

  @container (min-width: 30rem) {
    .tasks,
    .contact {
      padding: 1rem;
    }
  }

  @container (min-width: 48rem) {
    .columns {
      grid-template-rows: 1fr;
      grid-template-columns: minmax(16rem, 19rem) minmax(0, 1fr);
    }

    .tasks {
      background: var(--_sunken);
    }

    .columns:not(.none) .list {
      max-block-size: none;
      margin-inline: 0;
      padding-inline: 0;
      overflow-y: visible;
    }

    .single:not(.collapsed) .list {
      display: block;
    }

    /* Folded away it is a rail: the count, the way to a new call, and the way back. */
    .collapsed {
      grid-template-columns: auto minmax(0, 1fr);
    }

    .collapsed .tasks {
      inline-size: min-content;
      min-inline-size: 4.25rem;
      padding-inline: 0.5rem;
    }

    .collapsed .tasks:has(.dialer:not([hidden]), .list:not([hidden]), :state(owed)) {
      inline-size: 17rem;
    }

    .collapsed .tasks:not(:has(.dialer:not([hidden]), .list:not([hidden]), :state(owed))) .tasks-head {
      flex-direction: column;
    }

    .collapsed .tasks:not(:has(.dialer:not([hidden]), .list:not([hidden]), :state(owed))) .tasks-tools {
      flex-direction: column;
      margin-inline: auto;
    }

    .contact,
    .none .contact {
      border-block-start: 0;
      border-inline-start: 1px solid var(--_border);
    }

    .contact:not(:has(*)) {
      display: block;
    }
  }

  @container (min-width: 68.75rem) {
    .columns:not(.collapsed) {
      grid-template-columns: 21rem minmax(0, 1fr);
    }

    .contact {
      padding: 1.25rem 1.5rem;
    }
  }
`;

export const communicationPanelStyles = [tokens, controls, answerProblemStyles, own];
