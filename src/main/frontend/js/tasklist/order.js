/*
 * Least time left first. Tasklist ignores the order that a filter names and asks for the newest first when the address names
 * none, so the address is given ours before Tasklist reads it.
 */
import { completeAddress } from './application.js'

const ORDER = JSON.stringify([{ sortBy: 'dueDate', sortOrder: 'asc' }])

/* Registered before Tasklist's own listener, and so called before it. */
window.addEventListener('popstate', order)
window.addEventListener('hashchange', order)
order()

/* AngularJS looks at the address whenever it works, which may be before the browser has told anybody. */
completeAddress('sorting', ORDER)

function order() {
  const [path, query] = location.hash.replace(/^#/, '').split('?')
  if (path !== '' && path !== '/') return
  const parameters = new URLSearchParams(query)
  if (parameters.has('sorting')) return
  parameters.set('sorting', ORDER)
  history.replaceState(history.state, '', '#/?' + parameters)
}
