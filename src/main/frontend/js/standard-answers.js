/*
 * A standard answer goes in where the cursor stands, or last when nobody has been in the text yet, a blank line away from
 * what is there. It is put in as if typed, so that it can be undone; the command is old, but nothing else does that.
 */
export function standardAnswers(root) {
  for (const button of root.querySelectorAll('[data-insert]')) insert(button)
}

function insert(button) {
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
