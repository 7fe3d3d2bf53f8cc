import {css} from 'lit';
import {controls} from '../theme/controls.styles.ts';
import {tokens} from '../theme/tokens.styles.ts';

const own = css`
  :host {
    display: block;
    container-type: inline-size;
  }

  .settings {
    display: grid;
    gap: 1rem;
    max-block-size: max(18rem, 60dvh);
    overflow-y: auto;
    padding: var(--_gap);
    border-block-end: 1px solid var(--_border);
    background: var(--_sunken);
    scrollbar-width: thin;
  }

  /* The heading and the way out stay in sight. */
  .head {
    position: sticky;
    z-index: 1;
    inset-block-start: calc(-1 * var(--_gap));
    margin: calc(-1 * var(--_gap)) calc(-1 * var(--_gap)) calc(-1 * var(--_gap) / 2);
    padding: calc(var(--_gap) / 2) var(--_gap);
    background: var(--_sunken);
    display: flex;
    align-items: center;
    justify-content: space-between;
  }

  .groups {
    display: grid;
    gap: 1rem;
  }

  /* Nothing is wider than there is room, whatever the size of the text. */
  :is(.settings, .groups, .group, .setting) {
    grid-template-columns: minmax(0, 1fr);
    overflow-wrap: anywhere;
  }

  .action,
  .button {
    max-inline-size: 100%;
  }

  h2 {
    font-size: 1.1em;
    font-weight: 650;
  }

  h3 {
    font-size: 1em;
    font-weight: 650;
  }

  .group {
    display: grid;
    gap: 0.6rem;
    padding: var(--_gap);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_raised);
  }

  .setting {
    display: grid;
    gap: 0.25rem;
  }

  .caption {
    font-weight: 600;
  }

  /* How it rings, whose names are short: beside what is chosen where nothing else is, so that there is less to scroll. */
  .group + .group .setting:not(:has(.row > select)) {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.75rem;
    align-items: center;
  }

  .group + .group .caption {
    flex: 1 1 4.5rem;
  }

  .group + .group .setting > :is(select, .row) {
    flex: 4 1 11rem;
    min-inline-size: 0;
  }

  select.field {
    font: inherit;
    text-overflow: ellipsis;
    cursor: pointer;
  }

  :is(select, input[type='range'], input[type='checkbox']):focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    align-items: center;
  }

  .row > select {
    flex: 1 1 10rem;
    inline-size: auto;
    min-inline-size: 0;
  }

  .help {
    color: var(--_muted);
    font-size: 0.95em;
  }

  .level {
    block-size: 0.6rem;
    overflow: hidden;
    border: 1px solid var(--_border-strong);
    border-radius: 0.3rem;
    background: var(--_surface);
  }

  .level-bar {
    block-size: 100%;
    inline-size: 0;
    background: var(--_positive);
  }

  .level-bar.loud {
    background: var(--_warning);
  }

  input[type='range'] {
    flex: 1 1 6rem;
    min-inline-size: 4rem;
    block-size: 1.5rem;
    accent-color: var(--_accent);
  }

  .value {
    min-inline-size: 3.2em;
    font-variant-numeric: tabular-nums;
    text-align: end;
  }

  .switch {
    display: flex;
    gap: 0.6rem;
    align-items: center;
    min-block-size: 1.75rem;
    cursor: pointer;
  }

  .switch > span {
    flex: 1;
    min-inline-size: 0;
  }

  .switch > input {
    position: relative;
    flex: none;
    inline-size: 2.4rem;
    block-size: 1.5rem;
    border: 1px solid var(--_border-strong);
    border-radius: 0.75rem;
    background: var(--_surface);
    appearance: none;
    cursor: pointer;
  }

  .switch > input::before {
    content: '';
    position: absolute;
    inset-block: 0.2rem;
    inset-inline-start: 0.2rem;
    inline-size: calc(1.1rem - 2px);
    border-radius: 50%;
    background: var(--_border-strong);
  }

  .switch > input:checked {
    border-color: transparent;
    background: var(--_accent);
  }

  .switch > input:checked::before {
    inset-inline: auto 0.2rem;
    background: var(--_on-accent);
  }

  @container (min-width: 40rem) {
    .groups {
      grid-template-columns: repeat(2, minmax(0, 1fr));
      align-items: start;
    }
  }

  @media (forced-colors: active) {
    .level-bar,
    .switch > input:checked::before {
      background: Highlight;
      forced-color-adjust: none;
    }

    .switch > input::before {
      background: ButtonText;
      forced-color-adjust: none;
    }
  }
`;

export const deviceSettingsStyles = [tokens, controls, own];
