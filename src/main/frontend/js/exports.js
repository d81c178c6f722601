/*
 * Shows how far exports have come while their page is open, and says when they are done. A case's export is fetched without
 * leaving its page, which says meanwhile that it is being made.
 */
const PAUSE = 2_000
const LONGEST_PAUSE = 30_000

export function exportsOf(section) {
  const said = section.querySelector('[role=status]')
  let pause = PAUSE

  async function look() {
    const own = section.querySelector('#mina')
    if (own?.dataset.running !== 'true') return
    try {
      const answer = await fetch('/granskning/export/lage', { headers: { Accept: 'text/html' }, redirect: 'error' })
      if (!answer.ok) throw new Error(answer.statusText)
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
      const now = page.querySelector('#mina')
      /* Whoever stands on a button there keeps it. */
      if (now && !own.contains(document.activeElement)) own.replaceWith(document.adoptNode(now))
      if (now?.dataset.running === 'false') {
        said.textContent = said.dataset.done
        section.querySelector('.exports__reload')?.remove()
      }
      pause = PAUSE
    } catch {
      pause = Math.min(pause * 2, LONGEST_PAUSE)
    }
    setTimeout(look, pause)
  }

  setTimeout(look, pause)
}

export function exportOfCase(form) {
  const said = document.createElement('p')
  said.className = 'form-status'
  said.setAttribute('role', 'status')
  form.append(said)
  form.addEventListener('submit', () => {
    said.textContent = form.dataset.export
    setTimeout(() => { said.textContent = '' }, LONGEST_PAUSE)
  })
}
