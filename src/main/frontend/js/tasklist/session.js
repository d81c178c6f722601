/*
 * One sign-in, by Keycloak, and one way out. Tasklist's own sign-in form is never shown: whoever has been signed out goes to
 * Keycloak and comes back to the same task. Only words that are not saved yet keep the page where it is; then the sign-in
 * opens in a tab of its own, and the words are saved as soon as it is done.
 */
import { on, say } from './application.js'
import { finishAll, allSaved } from './open-drafts.js'
import { forgetPlace, keepPlace, placeKept } from '../place.js'

const WAY_IN = location.origin + '/inloggning'
const TRIED = 'svara.signInAt'
const AGAIN = 15_000
const SIGN_OUT_WAITS = 3_000
const SAVING_TRIES = 10

/* Whoever comes from one of our pages wants the list; whoever comes from the sign-in, the task that they came for. */
const fromOurPages = document.referrer.startsWith(location.origin) && !document.referrer.startsWith(WAY_IN)
if (!new URLSearchParams(location.hash.split('?')[1]).has('task') && !fromOurPages) {
  const place = placeKept()
  if (place) history.replaceState(history.state, '', place)
}
if (location.hash.startsWith('#/login')) history.replaceState(history.state, '', '#/')
keepPlace()
window.addEventListener('hashchange', keepPlace)

on('authentication.login.required', event => {
  event.preventDefault()
  signIn()
})
on('$locationChangeStart', (event, next) => {
  if (/#\/login\b/.test(next)) {
    event.preventDefault()
    signIn()
  }
})

/** Signs in again, at once when nothing can be lost by it. */
export function signIn() {
  const tried = Number(sessionStorage.getItem(TRIED))
  if (allSaved() && Date.now() - tried > AGAIN) {
    sessionStorage.setItem(TRIED, Date.now())
    location.reload()
  } else {
    ask()
  }
}

/** Says that somebody is signed out, and offers the way back in that leaves this page as it is. */
function ask() {
  if (document.querySelector('.svara-signed-out')) return
  const box = document.createElement('div')
  box.className = 'svara svara-signed-out'
  box.setAttribute('role', 'alert')
  const notice = document.createElement('div')
  notice.className = 'notice notice--problem'
  const title = document.createElement('p')
  title.className = 'notice__title'
  title.textContent = say('Du är utloggad', 'You are signed out')
  const text = document.createElement('p')
  text.className = 'govuk-body'
  text.textContent = say('Det du har skrivit står kvar här, men det är inte sparat än. Logga in igen så sparas det.', 'What you have written is still here, but it is not saved yet. Sign in again and it will be.')
  const link = document.createElement('a')
  link.className = 'govuk-button'
  link.setAttribute('role', 'button')
  link.href = '/arbete/inloggad'
  link.target = 'svara-sign-in'
  link.rel = 'opener'
  link.textContent = say('Logga in igen', 'Sign in again')
  notice.append(title, text, link)
  box.append(notice)
  document.body.append(box)
}

new BroadcastChannel('svara').addEventListener('message', async event => {
  if (event.data !== 'signed-in' || !document.querySelector('.svara-signed-out')) return
  /* The first try may only bring a new token. */
  for (let tries = 1; tries <= SAVING_TRIES; tries++) {
    await finishAll()
    if (allSaved()) break
    await new Promise(resolve => setTimeout(resolve, 500))
  }
  if (!allSaved()) return
  /* The application still believes that nobody is here: only a new start changes its mind. */
  sessionStorage.removeItem(TRIED)
  location.reload()
})

/* Tasklist's own sign-out knows nothing of Keycloak: the last words are saved, then everything ends at once. */
document.addEventListener('click', async event => {
  if (!event.target.closest?.('.logout a')) return
  event.preventDefault()
  event.stopImmediatePropagation()
  await Promise.race([finishAll(), new Promise(resolve => setTimeout(resolve, SIGN_OUT_WAITS))])
  forgetPlace()
  location.assign('/arbete/logga-ut')
}, true)
