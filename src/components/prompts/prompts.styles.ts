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
    container-type: inline-size;
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

  .faults {
    grid-template-columns: minmax(0, 1fr);
  }

  /* Long words at twice the size break rather than reach out of a narrow section. */
  .chip,
  .bar .button span {
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  .chip {
    max-inline-size: 100%;
    white-space: normal;
  }

  .bar,
  .listen,
  .bar .action {
    min-inline-size: 0;
    max-inline-size: 100%;
  }

  .listen {
    display: inline-flex;
  }

  .bar {
    gap: 0.4rem;
  }

  /* Its two words are of different lengths: what stands behind it keeps its place. */
  .listen .button {
    min-inline-size: min(6.75rem, 100cqi);
  }

  .back {
    display: flex;
    flex-wrap: wrap;
    gap: 0.4rem;
    flex-basis: 100%;
  }

  /* A reason stays inside of the section at every width, wherever in its row the button stands. */
  .bar .why {
    max-inline-size: min(16rem, 50cqi);
    overflow-wrap: anywhere;
  }

  .count {
    margin-inline-start: auto;
  }

  /* Two of many that mostly have nothing to do: they do not stand out then. */
  .button.quiet[aria-disabled='true'] {
    border-color: transparent;
    background: none;
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
