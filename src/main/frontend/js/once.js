/*
 * A form with data-once is sent once: the server would treat the second as the same, but nobody should have to wonder.
 */
export function sendOnce(form) {
  const status = document.createElement('p')
  status.className = 'form-status'
  status.setAttribute('role', 'status')
  form.append(status)
  form.addEventListener('submit', event => {
    if (form.dataset.sent) {
      event.preventDefault()
      return event.stopImmediatePropagation()
    }
    form.dataset.sent = 'true'
    status.textContent = form.dataset.once
    for (const button of form.querySelectorAll('button')) button.setAttribute('aria-disabled', 'true')
  })

  /** The form can be sent again: it came back, or never left. */
  const free = (word = '') => {
    delete form.dataset.sent
    status.textContent = word
    for (const button of form.querySelectorAll('button')) button.removeAttribute('aria-disabled')
  }
  /* The back button may bring the page back as it was left. */
  window.addEventListener('pageshow', () => free())
  return free
}
