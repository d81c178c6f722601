/*
 * How Svara sets up Camunda's Tasklist. This file takes the place of the stock one, because the application's own
 * resources come before those of its libraries.
 */
import { say, swedish } from './svara/language.js'

/**
 * Not the stock ctrl+alt: on a Swedish keyboard that is AltGr, with which people write @ £ $ { [ ] } \ ~ |.
 * The letters are those of the Swedish words: Mitt, Filter, Lista, Svar.
 */
const shortcut = (letter, inSwedish, inEnglish) => ({
  key: 'alt+shift+' + letter.toLowerCase(),
  keys: say('Alt + Skift + ', 'Alt + Shift + ') + letter,
  description: say(inSwedish, inEnglish)
})

export default {
  app: { name: say('Uppgifter', 'Tasks'), vendor: 'Svara' },

  /** One alone: of several Camunda would take the browser's. */
  locales: { availableLocales: [swedish ? 'sv' : 'en'], fallbackLocale: swedish ? 'sv' : 'en' },

  /** With the day of the week, as people speak of days: "tis 24 nov 2026 kl. 16.30". */
  dateFormat: { normal: 'llll', long: 'LLLL' },

  /** The names are ours, so that Tasklist's own answers to them rest: accessibility.js says what each of them does. */
  shortcuts: {
    takeCase: shortcut('M', 'Ta ärendet: det blir mitt', 'Take the case: it becomes mine'),
    toFilters: shortcut('F', 'Gå till filtren', 'Go to the filters'),
    toList: shortcut('L', 'Gå till listan med uppgifter', 'Go to the list of tasks'),
    toAnswer: shortcut('S', 'Gå till svaret i formuläret', 'Go to the answer in the form')
  },

  disableWelcomeMessage: true,

  /** Native modules in this folder, without their ".js": add one line each, and export the plug-ins as default. */
  customScripts: [
    /* Our forms, the case tab, the cards, the sign-in: built from src/main/frontend/js/tasklist. */
    'scripts/svara/tasklist',
    'scripts/svara/accessibility'
  ]
}
