/*
 * The drafts that are open in Tasklist now, and the words that could not be saved before their form left the page: those are
 * kept in memory until the form is back, and nowhere else.
 */
const open = new Map()
const unsaved = new Map()
let leaving = Promise.resolve()

export function add(form, draft) {
  open.set(form, draft)
  const kept = unsaved.get(form.dataset.draft)
  if (!kept) return
  unsaved.delete(form.dataset.draft)
  for (const [name, value] of kept) {
    const field = form.elements.namedItem(name)
    if (field) field.value = value
  }
  form.dispatchEvent(new Event('input'))
}

/** The forms leave the page: what they hold is saved before anybody reads it again. */
export function leave(root) {
  const going = [...open.keys()].filter(form => root.contains(form))
  leaving = Promise.all([leaving, ...going.map(async form => {
    const draft = open.get(form)
    open.delete(form)
    const words = [...new FormData(form)].filter(([name]) => !['_csrf', 'version', 'standardsvar'].includes(name))
    await draft.end()
    if (!draft.isSaved()) unsaved.set(form.dataset.draft, words)
  })])
  return leaving
}

/** A form that was sent: its words are where they belong. */
export function forget(root) {
  for (const form of open.keys()) if (root.contains(form)) open.delete(form)
}

export function whenSaved() {
  return leaving
}

export async function finishAll() {
  await leaving
  await Promise.all([...open.values()].map(draft => draft.finish()))
}

export function allSaved() {
  return unsaved.size === 0 && [...open.values()].every(draft => draft.isSaved())
}

export function draftOf(form) {
  return open.get(form)
}
