/*
 * The element <svara-frame data-case data-task>: a task of a case, from the staff pages' own addresses. Links and forms in it
 * lead to the same addresses as on the case page, and what they answer is shown here.
 *
 * What people have written comes into the page only here, as parsed nodes and after AngularJS has compiled the form round it:
 * to AngularJS a text with braces would be a program.
 */
import { Button, CharacterCount, ErrorSummary, createAll } from 'govuk-frontend'
import { keepDraft, renewToken } from '../drafts.js'
import { sendOnce } from '../once.js'
import { contacts } from '../contacts.js'
import { standardAnswers } from '../standard-answers.js'
import { leaveTask, on, openTask, refresh, say } from './application.js'
import { add, draftOf, forget, leave, whenSaved } from './open-drafts.js'
import { signIn } from './session.js'

const ASK_AGAIN = 4

class SvaraFrame extends HTMLElement {
  #free = new Map()

  connectedCallback() {
    this.classList.add('svara', 'svara-task')
    this.addEventListener('click', event => this.#click(event))
    this.addEventListener('submit', event => this.#submit(event))
    this.#show(this.dataset.case, false)
  }

  disconnectedCallback() {
    leave(this)
  }

  /** Shows what stands at an address. */
  async #show(address, focus = true) {
    await leave(this)
    await whenSaved()
    for (let tries = 1; tries <= ASK_AGAIN; tries++) {
      try {
        return this.#take(await this.#ask(address), focus)
      } catch (problem) {
        if (problem === 401) return signIn()
        if (tries === ASK_AGAIN) return this.#fail()
        await new Promise(resolve => setTimeout(resolve, tries * 500))
      }
    }
  }

  async #ask(address, options = {}) {
    const answer = await fetch(address, {
      credentials: 'same-origin',
      ...options,
      headers: { Accept: 'text/html', 'X-Svara-Frame': 'uppgift', 'X-Svara-Task': this.dataset.task, ...options.headers }
    })
    if (answer.status === 401 || new URL(answer.url).origin !== location.origin) throw 401
    if (!answer.headers.get('Content-Type')?.includes('html') || answer.status >= 500) throw answer.status
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const main = page.querySelector('main')
    if (!main) throw answer.status
    return main
  }

  #take(main, focus) {
    if (!this.isConnected) return
    forget(this)
    this.#free.clear()
    if (main.hasAttribute('data-finished')) return finish(main)
    /* Tasklist has a main element and a heading of its own. */
    for (const heading of main.querySelectorAll('h1')) rename(heading, 'h2')
    this.replaceChildren(...main.childNodes)
    prepare(this)
    for (const form of this.querySelectorAll('form[data-draft]')) {
      add(form, keepDraft(form, { page: this.dataset.case, signedOutNow: signIn }))
    }
    for (const form of this.querySelectorAll('form[data-once]')) this.#free.set(form, sendOnce(form))
    standardAnswers(this)
    contacts(this)
    createAll(ErrorSummary, undefined, this)
    createAll(Button, undefined, this)
    createAll(CharacterCount, undefined, this)
    const told = this.querySelector('[data-focus]')
    if (!this.querySelector('.govuk-error-summary') && (told || focus)) {
      const target = told ?? this.querySelector('h2')
      target?.setAttribute('tabindex', '-1')
      target?.focus()
    }
  }

  #fail() {
    const status = this.querySelector('[role=status]') ?? this
    const said = document.createElement('strong')
    said.textContent = say('Ärendet kunde inte hämtas. ', 'The case could not be fetched. ')
    status.prepend(said)
  }

  #click(event) {
    const link = event.target.closest('a[href]')
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || link.target) return
    const address = new URL(link.href)
    if (link.getAttribute('href').startsWith('#')) {
      event.preventDefault()
      const target = document.getElementById(address.hash.slice(1))
      const field = target?.matches('input, textarea, select') ? target : target?.querySelector('textarea, input:not([type=hidden]), select')
      target?.scrollIntoView()
      ;(field ?? target)?.focus({ preventScroll: true })
    } else if (link.dataset.task) {
      event.preventDefault()
      leaveTask(link.dataset.task)
    } else if (address.origin === location.origin && address.pathname.startsWith('/arenden/')) {
      event.preventDefault()
      this.#show(address.pathname + address.search)
    }
  }

  async #submit(event) {
    if (event.defaultPrevented) return
    event.preventDefault()
    const form = event.target
    const button = event.submitter
    const address = button?.getAttribute('formaction') ?? form.getAttribute('action')
    const body = () => {
      const fields = new URLSearchParams(new FormData(form))
      if (button?.name) fields.set(button.name, button.value)
      return fields
    }
    const post = () => this.#ask(address, {
      method: 'POST', body: body(), headers: { 'X-XSRF-TOKEN': form.elements._csrf.value }
    })
    try {
      const main = await post().catch(async problem => {
        if (problem !== 403) throw problem
        if (!await renewToken(this.dataset.case, this)) throw 401
        return post()
      })
      this.#take(main, true)
      if (openTask() === this.dataset.task) refresh()
    } catch (problem) {
      draftOf(form)?.resume()
      const word = problem === 401 ? form.dataset.signedOut : form.dataset.offline
      this.#free.get(form)?.(word ?? (say('Det gick inte att skicka nu. Inget är förlorat: försök igen.', 'It could not be sent now. Nothing is lost: try again.')))
      if (problem === 401) signIn()
    }
  }
}

/** The task is done: what became of it takes the place of the task, until another is opened. */
function finish(main) {
  const place = document.querySelector('[cam-tasklist-task]') ?? document.body
  const box = document.createElement('div')
  box.className = 'svara svara-done'
  box.append(...main.childNodes)
  prepare(box)
  box.addEventListener('click', event => {
    const link = event.target.closest('a[href]')
    if (!link || link.target || event.defaultPrevented || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    leaveTask(link.dataset.task)
    if (!link.dataset.task) box.remove()
  })
  document.querySelector('.svara-done')?.remove()
  place.prepend(box)
  leaveTask()
  const told = box.querySelector('[data-focus]')
  told?.focus()
}

on('$locationChangeSuccess', () => {
  if (openTask()) document.querySelector('.svara-done')?.remove()
})

/** Words of others must not lead out of Tasklist, with what is typed in it, without a tab of their own. */
export function prepare(root) {
  for (const link of root.querySelectorAll('a[href^="http"]')) {
    if (new URL(link.href).origin === location.origin) continue
    link.target = '_blank'
    link.rel = 'nofollow noopener noreferrer'
  }
}

function rename(element, name) {
  const renamed = document.createElement(name)
  for (const { name: attribute, value } of element.attributes) renamed.setAttribute(attribute, value)
  renamed.append(...element.childNodes)
  element.replaceWith(renamed)
}

customElements.define('svara-frame', SvaraFrame)
