/*
 * What scripts add to the staff pages: drafts that save themselves, standard answers where the cursor stands, and focus
 * on what a deed ended in. Without scripts the same things are done by buttons.
 */
const PAUSE = 2_000
const RETRY = 10_000

const SIGN_OUT_WAITS = 3_000

const drafts = [...document.querySelectorAll('form[data-draft]')].map(keepDraft)

/* Signing out ends the session that the last words would be saved in, so they go first. */
for (const form of document.querySelectorAll('form[action$="/logout"]')) {
  form.addEventListener('submit', async event => {
    event.preventDefault()
    await Promise.race([Promise.all(drafts.map(draft => draft.finish())), wait(SIGN_OUT_WAITS)])
    form.submit()
  })
}

function wait(time) {
  return new Promise(resolve => setTimeout(resolve, time))
}

function keepDraft(form) {
  const status = form.querySelector('[data-draft-status]')
  const version = form.elements.version
  let known = text(form, true)
  let timer
  let saving = false
  let stopped = false
  let signedOut = false
  let renewed = false

  form.addEventListener('input', () => later(PAUSE))
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
  window.addEventListener('pageshow', () => { stopped = false })
  /* The last words before somebody leaves the page must not wait for the next pause. */
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') save(true)
  })

  /* What was typed before this script ran, or what the browser put back, is not known to the server yet. */
  if (text(form) !== known) later(PAUSE)

  return { finish }

  async function finish() {
    while (saving) await wait(50)
    await save(true)
  }

  function later(pause) {
    clearTimeout(timer)
    timer = setTimeout(() => save(false), pause)
  }

  async function save(leaving) {
    const typed = text(form)
    if (stopped || saving || typed === known) return
    clearTimeout(timer)
    saving = true
    try {
      const body = new URLSearchParams(new FormData(form))
      const answer = await fetch(form.dataset.draft, {
        method: 'POST', body, credentials: 'same-origin', redirect: 'manual', keepalive: leaving && typed.length < 30_000,
        headers: { Accept: 'application/json', 'X-Requested-With': 'XMLHttpRequest', 'X-XSRF-TOKEN': form.elements._csrf.value }
      })
      signedOut = answer.status === 401 || answer.type === 'opaqueredirect'
      if (signedOut) {
        say(form.dataset.signedOut, true)
        return later(RETRY)
      }
      if (answer.status === 403 && !renewed) {
        renewed = true
        await renewToken()
        return later(0)
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
    } finally {
      saving = false
      if (!stopped && text(form) !== typed) later(PAUSE)
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

/* Signing in again, in another tab, gives the browser a new token: the page's forms need it too. */
async function renewToken() {
  const page = await fetch(location.href, {
    credentials: 'same-origin', redirect: 'error', headers: { 'X-Requested-With': 'XMLHttpRequest' }
  })
  const token = new DOMParser().parseFromString(await page.text(), 'text/html').querySelector('[name=_csrf]')?.value
  if (token) for (const field of document.querySelectorAll('[name=_csrf]')) field.value = token
}

/* Everything that belongs to the draft, as one text to compare: now, or as the server sent it. */
function text(form, asItCame = false) {
  return [...form.elements]
    .filter(field => field.name && !['_csrf', 'version', 'standardsvar', 'outcome', 'infoga'].includes(field.name))
    .filter(field => field.type !== 'radio' || (asItCame ? field.defaultChecked : field.checked))
    .map(field => field.name + '=' + (asItCame && 'defaultValue' in field ? field.defaultValue : field.value))
    .join('\n')
}

/*
 * A standard answer goes in where the cursor stands, or last when nobody has been in the text yet, a blank line away from
 * what is there. It is put in as if typed, so that it can be undone; the command is old, but nothing else does that.
 */
for (const button of document.querySelectorAll('[data-insert]')) {
  const choice = button.form.querySelector('[data-standard-answers]')
  const area = document.getElementById(choice.dataset.standardAnswers)
  let entered = false
  area.addEventListener('focus', () => { entered = true })
  button.addEventListener('click', event => {
    event.preventDefault()
    const body = choice.selectedOptions[0]?.dataset.body
    if (!body) return choice.focus()
    const [start, end] = entered ? [area.selectionStart, area.selectionEnd] : [area.value.length, area.value.length]
    const before = area.value.slice(0, start)
    const after = area.value.slice(end)
    const text = (before && '\n'.repeat(2 - (before.match(/\n{0,2}$/)[0].length))) + body +
      (after && '\n'.repeat(2 - (after.match(/^\n{0,2}/)[0].length)))
    area.focus()
    area.setSelectionRange(start, end)
    if (!document.execCommand('insertText', false, text)) {
      area.setRangeText(text, start, end, 'end')
      area.dispatchEvent(new Event('input', { bubbles: true }))
    }
    area.dispatchEvent(new Event('keyup', { bubbles: true }))
    choice.selectedIndex = 0
  })
}

/* What a deed ended in is read first, by those who listen too; an error summary takes the focus itself. */
if (!document.querySelector('.govuk-error-summary')) document.querySelector('[data-focus]')?.focus()
