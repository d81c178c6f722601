/*
 * Keeps what is typed in a form with data-draft on the server: after a pause, when the field is left, and before the page
 * is. Used by the staff pages and by our forms in Tasklist.
 */
const PAUSE = 2_000
const LEFT = 400
const RETRY = 10_000

/**
 * @param form with data-draft (the address), the words for what can happen, and an element [data-draft-status]
 * @param page the address of a page with the form's token, asked for when the token has run out
 * @param signedOutNow told when the server no longer knows who writes
 */
export function keepDraft(form, { page = location.href, signedOutNow = () => {} } = {}) {
  const status = form.querySelector('[data-draft-status]')
  const version = form.elements.version
  let known = text(form, true)
  let timer
  let saving = null
  let stopped = false
  let ended = false
  let signedOut = false
  let renewed = false

  const leaving = () => { if (document.visibilityState === 'hidden') save(true) }
  const shown = () => { stopped = false }

  form.addEventListener('input', () => later(PAUSE))
  /* Soon after a field is left, unless it was left for the button that sends. */
  form.addEventListener('change', () => later(LEFT))
  form.addEventListener('submit', event => {
    /* Sent now, the form would lead to the sign-in and its newest words nowhere. */
    if (signedOut) {
      event.preventDefault()
      event.stopImmediatePropagation()
      return save(false)
    }
    stopped = true
    clearTimeout(timer)
  })
  window.addEventListener('pageshow', shown)
  /* The last words before somebody leaves the page must not wait for the next pause. */
  document.addEventListener('visibilitychange', leaving)

  /* What was typed before this script ran, or what the browser put back, is not known to the server yet. */
  if (text(form) !== known) later(PAUSE)

  return { finish, resume, end, isSaved: () => !saving && text(form) === known }

  /** Saves what is not saved yet. */
  async function finish() {
    while (saving) await saving
    await save(true)
  }

  /** Goes on saving after a form that was sent has come back to be put right, or never left. */
  function resume() {
    stopped = false
    if (text(form) !== known) later(PAUSE)
  }

  /** The form leaves the page: saves the last words and listens no more. */
  async function end() {
    document.removeEventListener('visibilitychange', leaving)
    window.removeEventListener('pageshow', shown)
    await finish()
    ended = true
    clearTimeout(timer)
  }

  function later(pause) {
    clearTimeout(timer)
    if (!ended) timer = setTimeout(() => save(false), pause)
  }

  function save(leaving) {
    const typed = text(form)
    if (stopped || saving || typed === known) return saving
    clearTimeout(timer)
    saving = send(typed, leaving).finally(() => {
      saving = null
      if (!stopped && text(form) !== typed) later(PAUSE)
    })
    return saving
  }

  async function send(typed, leaving) {
    try {
      const body = new URLSearchParams(new FormData(form))
      const answer = await fetch(form.dataset.draft, {
        method: 'POST', body, credentials: 'same-origin', redirect: 'manual', keepalive: leaving && typed.length < 30_000,
        headers: { Accept: 'application/json', 'X-Requested-With': 'XMLHttpRequest', 'X-XSRF-TOKEN': form.elements._csrf.value }
      })
      signedOut = answer.status === 401 || answer.type === 'opaqueredirect'
      if (answer.status === 403 && !renewed) {
        renewed = true
        signedOut = !await renewToken(page, document)
        if (!signedOut) return later(0)
      }
      if (signedOut) {
        renewed = false
        say(form.dataset.signedOut, true)
        signedOutNow()
        return later(RETRY)
      }
      renewed = false
      if (!answer.headers.get('Content-Type')?.includes('json')) throw new Error(answer.status)
      const told = await answer.json()
      say(told.message, !told.saved)
      if (told.saved) {
        known = typed
        version.value = told.version
      } else {
        stopped = true
        if (told.theirs) showTheirs(told)
      }
    } catch {
      say(form.dataset.offline, true)
      later(RETRY)
    }
  }

  function say(message, problem) {
    status.textContent = message
    status.classList.toggle('editor__saved--problem', problem)
  }

  /* Both texts stay in sight; nothing is overwritten until the writer says so. */
  function showTheirs(told) {
    form.querySelector('.theirs')?.remove()
    const box = document.createElement('div')
    box.className = 'theirs'
    const label = document.createElement('label')
    label.className = 'govuk-label govuk-label--s'
    label.textContent = form.dataset.theirs
    const area = document.createElement('textarea')
    area.className = 'govuk-textarea'
    area.readOnly = true
    area.rows = 6
    area.dir = 'auto'
    area.value = told.theirs
    label.append(area)
    box.append(label)
    if (told.version !== null) {
      const button = document.createElement('button')
      button.type = 'button'
      button.className = 'govuk-button govuk-button--secondary'
      button.textContent = form.dataset.continue
      button.addEventListener('click', () => {
        version.value = told.version
        stopped = false
        box.remove()
        known = null
        save(false)
        form.querySelector('textarea').focus()
      })
      box.append(button)
    }
    status.after(box)
  }
}

/**
 * Signing in again, in another tab, gives the browser a new token: the forms on the page need it too.
 *
 * @returns whether the server still knows who asks
 */
export async function renewToken(page, root) {
  const answer = await fetch(page, {
    credentials: 'same-origin', redirect: 'manual', headers: { 'X-Requested-With': 'XMLHttpRequest' }
  })
  if (answer.status === 401 || answer.type === 'opaqueredirect') return false
  const token = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[name=_csrf]')?.value
  if (token) for (const field of root.querySelectorAll('[name=_csrf]')) field.value = token
  return true
}

/* Everything that belongs to the draft, as one text to compare: now, or as the server sent it. */
function text(form, asItCame = false) {
  return [...form.elements]
    .filter(field => field.name && !['_csrf', 'version', 'standardsvar', 'outcome', 'infoga', 'sok'].includes(field.name))
    .filter(field => field.type !== 'radio' || (asItCame ? field.defaultChecked : field.checked))
    .map(field => field.name + '=' + (asItCame && 'defaultValue' in field ? field.defaultValue : field.value))
    .join('\n')
}
