/*
 * What scripts add to the staff pages: drafts that save themselves, standard answers where the cursor stands, and focus
 * on what a deed ended in. Without scripts the same things are done by buttons.
 */
import { contacts } from './contacts.js'
import { course } from './course.js'
import { keepDraft } from './drafts.js'
import { exportOfCase, exportsOf } from './exports.js'
import { standardAnswers } from './standard-answers.js'

const SIGN_OUT_WAITS = 3_000

const drafts = [...document.querySelectorAll('form[data-draft]')].map(form => keepDraft(form))

/* Signing out ends the session that the last words would be saved in, so they go first. */
for (const form of document.querySelectorAll('form[action$="/logout"]')) {
  form.addEventListener('submit', async event => {
    event.preventDefault()
    await Promise.race([Promise.all(drafts.map(draft => draft.finish())), wait(SIGN_OUT_WAITS)])
    form.submit()
  })
  if (form.dataset.atOnce) form.requestSubmit()
}

function wait(time) {
  return new Promise(resolve => setTimeout(resolve, time))
}

standardAnswers(document)
contacts(document)
for (const page of document.querySelectorAll('[data-course]')) course(page)
for (const section of document.querySelectorAll('[data-exports]')) exportsOf(section)
for (const form of document.querySelectorAll('form[data-export]')) exportOfCase(form)

/* Whoever signed in again in this tab goes on in the one that they left (Tasklist), which listens. */
if (document.querySelector('[data-signed-in]')) {
  new BroadcastChannel('svara').postMessage('signed-in')
  window.close()
}

/* What a deed ended in is read first, by those who listen too; an error summary takes the focus itself. */
if (!document.querySelector('.govuk-error-summary')) document.querySelector('[data-focus]')?.focus()
