import {css} from 'lit';
import {settingStyles} from '../admin-view/settings.styles.ts';
import {controls} from '../theme/controls.styles.ts';
import {tokens} from '../theme/tokens.styles.ts';

const own = css`
  .group {
    display: grid;
    gap: 0.75rem;
    grid-template-columns: minmax(0, 1fr);
  }

  h4,
  h5 {
    margin: 0;
    font-size: 1em;
    font-weight: 650;
  }

  .languages {
    display: grid;
    gap: 1rem;
    grid-template-columns: minmax(0, 1fr);
  }

  .side {
    display: grid;
    gap: 0.4rem;
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
    min-inline-size: 0;
  }

  .top,
  .under {
    display: flex;
    flex-wrap: wrap;
    gap: 0.1rem 0.75rem;
    align-items: center;
    justify-content: space-between;
  }

  .under {
    align-items: start;
    font-variant-numeric: tabular-nums;
  }

  .origin {
    color: var(--_muted);
    font-size: 0.92em;
    font-variant-numeric: tabular-nums;
  }

  .chip {
    white-space: normal;
  }

  .bar {
    gap: 0.4rem;
  }

  /* Its two words are of different lengths: what stands behind it keeps its place. */
  .listen .button {
    min-inline-size: 6.75rem;
  }

  .count {
    margin-inline-start: auto;
  }

  /* Two of many that mostly have nothing to do: they do not stand out then. */
  .button.quiet[aria-disabled='true'] {
    border-color: transparent;
    background: none;
    font-weight: 400;
  }

  .count.over {
    color: var(--_danger);
    font-weight: 600;
  }

  .reminder {
    display: flex;
    gap: 0.4em;
    align-items: start;
    color: var(--_warning);
  }

  .silent {
    display: grid;
    gap: 0.35rem;
    justify-items: start;
    padding: 0.6rem 0.75rem;
    border: 1px solid var(--_warning);
    border-radius: var(--_radius);
    background: var(--_warning-soft);
  }

  .silent strong {
    display: flex;
    gap: 0.4em;
    align-items: center;
    color: var(--_warning);
  }

  @container (min-width: 46rem) {
    .languages {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    }
  }
`;

export const promptsStyles = [tokens, controls, settingStyles, own];
