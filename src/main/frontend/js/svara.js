/*
 * What scripts add for those who have them; every page works without. Focus on the error summary, characters left,
 * a guard against sending twice, and word before a signed-in page closes.
 */
import {
  Button, CharacterCount, ErrorSummary, SkipLink, createAll
} from 'govuk-frontend'
import { sendOnce } from './once.js'
import { upload } from './upload.js'
import './staff.js'

document.body.classList.add('js-enabled')
if ('noModule' in HTMLScriptElement.prototype) document.body.classList.add('govuk-frontend-supported')
for (const component of [Button, CharacterCount, ErrorSummary, SkipLink]) createAll(component)

for (const form of document.querySelectorAll('form[data-once]')) sendOnce(form)

const takeFiles = () => {
  for (const form of document.querySelectorAll('form[data-upload]')) {
    upload(form, () => {
      createAll(ErrorSummary)
      takeFiles()
    })
  }
}
takeFiles()

/* Print buttons are of no use without scripts, so they are hidden until now. */
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}

/* A page that closes after a time without activity says so before, and can be kept open (WCAG 2.2.1). */
const closing = document.querySelector('[data-closes-after]')
if (closing) {
  const minutes = Number(closing.dataset.closesAfter)
  const warnBefore = Math.min(5, minutes / 2)
  let timer
  const start = () => {
    clearTimeout(timer)
    closing.hidden = true
    timer = setTimeout(() => { closing.hidden = false }, (minutes - warnBefore) * 60_000)
  }
  closing.querySelector('button').addEventListener('click', async () => {
    const answer = await fetch(closing.dataset.keepOpen, { method: 'GET', credentials: 'same-origin', redirect: 'manual' })
    if (answer.ok) start()
    else location.reload()
  })
  start()
}
