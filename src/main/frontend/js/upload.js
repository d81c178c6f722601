/*
 * A form with data-upload tells how far its files have come, and before it sends anything whether one is too large. What the
 * server answers takes the page's place, so that every word of it is the one that those without scripts read.
 */
export function upload(form, show) {
  const input = form.querySelector('input[type=file]')
  const progress = form.querySelector('[data-progress]')
  const largest = Number(form.dataset.largest) * 1024 * 1024
  const say = (text, problem) => {
    progress.hidden = false
    progress.classList.toggle('govuk-error-message', Boolean(problem))
    progress.textContent = text
  }

  input.addEventListener('change', () => { progress.hidden = true })

  form.addEventListener('submit', event => {
    event.preventDefault()
    if (form.dataset.sent) return
    const tooLarge = [...input.files].find(file => file.size > largest)
    if (tooLarge) return say(form.dataset.tooLarge.replace('%{name}', () => tooLarge.name), true)
    const fields = new FormData(form)
    if (event.submitter?.name) fields.append(event.submitter.name, event.submitter.value)
    form.dataset.sent = 'true'
    const buttons = form.querySelectorAll('button')
    buttons.forEach(button => button.setAttribute('aria-disabled', 'true'))
    const free = () => {
      delete form.dataset.sent
      buttons.forEach(button => button.removeAttribute('aria-disabled'))
    }
    const request = new XMLHttpRequest()
    request.open('POST', form.action)
    request.responseType = 'document'
    let told = -1
    request.upload.addEventListener('progress', ({ loaded, total, lengthComputable }) => {
      // A screen reader need not hear every per cent.
      const percent = lengthComputable ? Math.floor(loaded / total * 10) * 10 : 0
      if (input.files.length && percent !== told) say(form.dataset.uploading.replace('%{percent}', told = percent))
    })
    request.addEventListener('load', () => {
      const main = request.response?.querySelector('main')
      if (request.status < 300 && request.responseURL) return location.assign(request.responseURL)
      free()
      if (!main) return say(form.dataset.cut, true)
      document.title = request.response.title
      document.querySelector('main').replaceWith(document.adoptNode(main))
      show()
    })
    request.addEventListener('error', () => { free(); say(form.dataset.cut, true) })
    request.send(fields)
  })
}
