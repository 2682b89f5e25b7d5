/**
 * Bounds of a review, to be stated on screen. Reaching one is said and never a crash.
 */

/** A file may have this many bytes; what is longer is refused before it is read. */
export const maxPasteBytes = 100 * 1024 * 1024;

/**
 * Text beyond this is refused before it is inserted: a cluster refuses an object of more than three megabytes, and YAML
 * beyond four million characters is not read here.
 */
export const maxTextCharacters = 8 * 1024 * 1024;

/** Milliseconds of searching for why a digest differs; then it is said that the search ended early. */
export const mostSearching = 3_000;

/** Choices in one paste; a text with more is shown to here, and says so. */
export const mostChoices = 1000;

/** Findings shown for one choice, the gravest first. */
export const mostFindings = 2000;
