import {css} from 'lit';
import {controls} from '../theme/controls.styles.ts';
import {answerProblemStyles} from '../templates/answer-problem.styles.ts';
import {tokens} from '../theme/tokens.styles.ts';

const own = css`
  :host {
    --_offset: var(--cordboard-popover-offset, 1rem);
    --_shadow-room: 1rem;
    --_between: 0.6rem;

    position: fixed;
    z-index: 2147483000;
    inset-block-end: var(--_offset);
    inset-inline-end: var(--_offset);
    inline-size: min(var(--cordboard-popover-width, 21.5rem), 100vw - 2 * var(--_offset));
    pointer-events: none;
  }

  .stack {
    display: flex;
    flex-direction: column;
    gap: var(--_between);
    max-block-size: calc(100dvh - 2 * var(--_offset));
  }

  .stack > :not(.scroller),
  .cards {
    pointer-events: auto;
  }

  /* Scrolled to its end to begin with: calls stand last, and a tall card shows its buttons first. */
  .scroller {
    display: flex;
    flex-direction: column-reverse;
    min-block-size: 0;
    /* Room for the cards' shadows, which a scroller would cut off; what is scrolled away fades out in it. */
    margin: calc(-1 * var(--_shadow-room));
    padding: var(--_shadow-room);
    padding-block-start: calc(1.5 * var(--_shadow-room));
    overflow-y: auto;
    /* Its end is what stays where it is. */
    overflow-anchor: none;
    scrollbar-width: thin;
    mask-image: linear-gradient(
      transparent,
      #000 calc(1.5 * var(--_shadow-room)) calc(100% - var(--_shadow-room)),
      transparent
    );
  }

  .choice {
    border-radius: calc(var(--_radius) * 1.5);
    box-shadow: var(--_shadow);
  }

  /* Nothing of the desk may push it out of sight: it keeps its height, and the cards scroll. */
  .emergency-card {
    flex: none;
    border: 1px solid var(--_danger);
    border-radius: calc(var(--_radius) * 1.5);
    overflow: auto;
    max-block-size: calc(100dvh - 2 * var(--_offset));
    background: var(--_surface);
    box-shadow: var(--_shadow);
  }

  .emergency-card.bare {
    display: grid;
    gap: 0.6rem;
    padding: 0.75rem;
  }

  .bare .number {
    font-size: 2.6em;
    font-weight: 750;
    line-height: 1.1;
  }

  /* No grid: what sticks would keep to its own row of one. */
  .cards {
    display: flex;
    flex-direction: column;
    gap: var(--_between);
  }

  /* Wherever the others are scrolled to; within the padding of what scrolls. */
  .scroller:not(.emergency) .pinned {
    position: sticky;
    z-index: 1;
    inset-block: 0;
  }

  /* Over the last cards, and takes no room of theirs. */
  .pinned.below {
    display: flex;
    flex-direction: column;
    order: 1;
    justify-content: end;
    block-size: 0;
    margin-block-start: calc(-1 * var(--_between));
  }

  /* An emergency is on top: it is what a low window shows first. */
  .scroller.emergency {
    flex-direction: column;
  }

  .footer {
    display: flex;
    flex-wrap: wrap;
    gap: 0.4rem;
    align-items: center;
    justify-content: center;
  }

  .footer:not(:has(*)) {
    display: none;
  }

  .footer > .action {
    flex: 1 1 auto;
  }

  .footer .button,
  .stack > .action > .button {
    box-shadow: var(--_shadow);
  }

  .range {
    padding: 0.25rem 0.75rem;
    border: 1px solid var(--_border);
    border-radius: 1rem;
    background: var(--_raised);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }

  .answer-problem {
    border-radius: var(--_radius);
    background: var(--_raised);
    box-shadow: var(--_shadow);
  }

  /* A window as low as a page at 400 %: less air, and everything scrolls together but for what is pressed. */
  @media (max-height: 24rem) {
    :host {
      --_offset: 0.375rem;
      --_shadow-room: 0rem;
      --_between: 0.35rem;
    }

    /* A card may be taller than the window here. */
    .scroller:not(.emergency) .pinned:not(.below) {
      position: static;
    }
  }
`;

export const popoverStyles = [tokens, controls, answerProblemStyles, own];
