/*
 * The language that Tasklist speaks: the browser's first when it is English, else Swedish, as locales in config.js has it.
 */
export const swedish = !/^en\b/i.test(navigator.languages?.[0] ?? navigator.language)

/** For the few words that Tasklist's own files of texts have no key for. */
export const say = (inSwedish, inEnglish) => swedish ? inSwedish : inEnglish
