/*
 * What each card of the list says beside the task's name: number, subject, last day. Tasklist draws the cards one by one, so
 * those drawn in the same moment are asked for together. What was known before stands there at once, so that the list does not
 * flicker when Tasklist draws it again.
 */
import { say } from './application.js'

const PAUSE = 30

const known = new Map()
const waiting = new Map()
let timer

export const cards = {
  id: 'svara-card',
  pluginPoint: 'tasklist.card',
  priority: 1000,
  properties: {},
  render: (node, { taskId }) => {
    node.classList.add('svara', 'svara-card')
    write(node, known.get(taskId))
    waiting.set(taskId, [...waiting.get(taskId) ?? [], node])
    clearTimeout(timer)
    timer = setTimeout(ask, PAUSE)
  },
  unmount: () => {}
}

async function ask() {
  const asked = new Map(waiting)
  waiting.clear()
  const query = new URLSearchParams([...asked.keys()].map(id => ['task', id]))
  try {
    const answer = await fetch('/tasklist-forms/kort?' + query, {
      credentials: 'same-origin', headers: { Accept: 'application/json', 'X-Requested-With': 'XMLHttpRequest' }
    })
    if (!answer.ok) return
    const told = await answer.json()
    known.clear()
    for (const [id, nodes] of asked) {
      if (told[id]) known.set(id, told[id])
      for (const node of nodes) write(node, told[id])
    }
  } catch {
    /* The cards stay as they are; the list is looked up again in a moment. */
  }
}

function write(node, card) {
  if (!card) return node.replaceChildren()
  const line = (name, ...parts) => {
    const element = document.createElement('p')
    element.className = 'svara-card__' + name
    element.append(...parts)
    return element
  }
  const subject = document.createElement('bdi')
  subject.textContent = card.subject
  const lines = [line('number', card.number), line('subject', subject)]
  if (card.handedOver) lines.push(line('asker', say('Överlämnat – inte mottaget än', 'Handed over – not yet accepted')))
  if (card.sensitive) lines.push(line('asker', say('Känsligt', 'Sensitive')))
  if (card.asker) {
    const asker = document.createElement('bdi')
    asker.textContent = card.asker
    lines.push(line('asker', asker))
  }
  lines.push(line('left svara-card__left--' + card.state.toLowerCase().replaceAll('_', '-'), card.left))
  node.replaceChildren(...lines)
}
