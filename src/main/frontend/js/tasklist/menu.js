/*
 * Our own pages in Tasklist's navigation: which ones, the server says by the person's roles.
 */
import { say, show } from './application.js'

const NAMES = {
  forsenat: say('Försenat', 'Late'),
  franvaro: say('Frånvaro', 'Absence'),
  mottagare: say('Mottagare', 'Recipients'),
  granskning: say('Granskning', 'Audit'),
  processer: say('Processer', 'Processes')
}

ask()

async function ask() {
  try {
    const answer = await fetch('/tasklist-forms/sidor', {
      credentials: 'same-origin', headers: { Accept: 'application/json', 'X-Requested-With': 'XMLHttpRequest' }
    })
    if (!answer.ok) return
    const pages = await answer.json()
    show('svaraPages', pages.filter(page => NAMES[page]).map(page => ({ address: '/' + page, name: NAMES[page] })))
  } catch {
    /* The way to Arbete stands there all the same, and from there to every page. */
  }
}
