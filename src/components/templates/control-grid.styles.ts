import {css} from 'lit';

/**
 * The controls of a contact: in a narrow pane three to a row with the icon above the word, so that the longest word fits
 * in every language and every control keeps its place.
 */
export const controlGridStyles = css`
  .controls {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(5.75rem, 100%), 1fr));
    gap: 0.5rem;
  }

  .controls .button {
    flex-direction: column;
    gap: 0.15rem;
    min-inline-size: 0;
    min-block-size: 3.25rem;
    padding: 0.3rem 0.1rem;
    line-height: 1.2;
    text-align: center;
  }

  .controls .button > span {
    min-inline-size: 0;
    max-inline-size: 100%;
    overflow-wrap: break-word;
  }

  /* A word that would not fit in the narrowest place is set smaller: none is broken. */
  .controls .button.long > span {
    font-size: 0.87em;
  }

  /* What ends the contact is not left over: four are two and two, and behind a whole row it has one of its own. */
  .controls:has(> :nth-child(4):last-child) {
    grid-template-columns: repeat(2, minmax(0, 1fr));
  }

  .controls > :last-child:nth-child(3n + 7) {
    grid-column: 1 / -1;
  }

  @container (min-width: 30rem) {
    .controls > :last-child:nth-child(3n + 7) {
      grid-column: auto;
    }

    .controls,
    .controls:has(> :nth-child(4):last-child) {
      grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr));
    }

    .controls .button {
      flex-direction: row;
      gap: 0.45rem;
      min-block-size: 2.5rem;
      padding-inline: 0.35rem;
    }
  }
`;
