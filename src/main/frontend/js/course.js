/*
 * The slider on the page of a case's course. The server has worked out everything, and says on each element from and until which
 * moment it holds, or how it looks from which moment on: this only shows and hides by that, as the page does for another moment.
 */
export function course(page) {
  const slider = page.querySelector('[data-slider]')
  const choice = page.querySelector('#vid')
  if (!slider || !choice) return
  const range = slider.querySelector('input')
  const shown = page.querySelector('[data-shown]')
  const steps = [...page.querySelectorAll('[data-marks]')].map(element => [element, JSON.parse(element.dataset.marks)])
  const spans = [...page.querySelectorAll('[data-from]')].map(element => [element, Number(element.dataset.from),
    element.dataset.until === undefined ? Infinity : Number(element.dataset.until)])
  const empty = [...page.querySelectorAll('[data-empty]')].map(word => [word,
    [...word.parentElement.querySelectorAll(':scope > * > [data-from]')]])
  const asked = page.querySelectorAll('[data-asked]')
  const others = document.querySelectorAll('.pages a[href*="vid="], .site-header a[hreflang]')

  const show = moment => {
    const option = choice.options[moment]
    for (const [element, marks] of steps) mark(element, marks.filter(([from]) => from <= moment).pop())
    for (const [element, from, until] of spans) element.hidden = moment < from || moment >= until
    for (const [word, rows] of empty) word.hidden = rows.some(row => !row.hidden)
    choice.selectedIndex = moment
    range.value = moment
    range.setAttribute('aria-valuetext', option.text)
    shown.textContent = option.text
    for (const button of slider.querySelectorAll('[data-move]')) {
      button.disabled = !choice.options[moment + Number(button.dataset.move)]
    }
    for (const field of asked) field.value = option.value
    const address = new URL(location.href)
    address.searchParams.set('vid', option.value)
    history.replaceState(history.state, '', address)
    for (const link of others) {
      const target = new URL(link.href)
      target.searchParams.set('vid', option.value)
      link.href = target
    }
  }

  /* Paper has no summaries to open. */
  const folded = [...page.querySelectorAll('.course__words')]
  let opened = []
  addEventListener('beforeprint', () => {
    opened = folded.filter(words => !words.open)
    for (const words of opened) words.open = true
  })
  addEventListener('afterprint', () => { for (const words of opened) words.open = false })

  range.addEventListener('input', () => show(Number(range.value)))
  choice.addEventListener('change', () => show(choice.selectedIndex))
  for (const button of slider.querySelectorAll('[data-move]')) {
    button.addEventListener('click', () => show(Number(range.value) + Number(button.dataset.move)))
  }
  range.setAttribute('aria-valuetext', choice.options[choice.selectedIndex].text)
  for (const button of slider.querySelectorAll('[data-move]')) {
    button.disabled = !choice.options[choice.selectedIndex + Number(button.dataset.move)]
  }
  range.value = choice.selectedIndex
  choice.form.querySelector('button').hidden = true
  slider.hidden = false
  slider.closest('.moment').classList.add('moment--live')
}

/* On the drawing a mark is a frame and a badge, in a table it is words. */
function mark(element, [, look, badge, words]) {
  const [kind] = element.classList
  element.setAttribute('class', `${kind} ${look}`)
  if (kind === 'badge') element.textContent = badge
  if (kind === 'how') element.textContent = words
}
