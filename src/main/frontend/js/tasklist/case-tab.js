/*
 * The tab with the case: dialogue, clock, letters and what has happened, beside the form. It only shows; deeds belong to the
 * form and to the case's own page.
 */
import { say } from './application.js'
import { prepare } from './frame.js'
import { whenSaved } from './open-drafts.js'
import { signIn } from './session.js'

let asked = 0

export const caseTab = {
  id: 'svara-case',
  pluginPoint: 'tasklist.task.detail',
  priority: 900,
  properties: { label: say('Ärende', 'Case') },
  render: (node, { taskId }) => { show(node, taskId) },
  unmount: () => { asked++ }
}

async function show(node, taskId) {
  const mine = ++asked
  node.classList.add('svara', 'svara-case')
  const status = document.createElement('p')
  status.setAttribute('role', 'status')
  status.textContent = say('Hämtar ärendet.', 'Fetching the case.')
  node.replaceChildren(status)
  try {
    await whenSaved()
    const answer = await fetch('/tasklist-forms/arende?taskId=' + encodeURIComponent(taskId), {
      credentials: 'same-origin', headers: { Accept: 'text/html', 'X-Svara-Frame': 'arende' }
    })
    if (answer.status === 401) return signIn()
    const main = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('main')
    if (mine !== asked) return
    if (!answer.ok || !main) throw answer.status
    node.replaceChildren(...main.childNodes)
    prepare(node)
  } catch {
    status.textContent = say('Ärendet kunde inte hämtas.', 'The case could not be fetched.')
  }
}
