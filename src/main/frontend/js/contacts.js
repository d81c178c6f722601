/* The way to reach a unit follows the choice of the unit, as long as nobody has written another. Without scripts it is typed. */
export function contacts(root) {
  const choice = root.querySelector('[data-contacts]')
  const contact = choice && root.querySelector(`#${choice.dataset.contacts}`)
  if (!contact) return
  const known = [...choice.options].map(option => option.dataset.contact)
  choice.addEventListener('change', () => {
    const own = contact.value.trim()
    if (own && !known.includes(own)) return
    contact.value = choice.selectedOptions[0].dataset.contact ?? ''
    contact.dispatchEvent(new Event('input', { bubbles: true }))
  })
}
