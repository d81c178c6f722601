/*
 * Svara's part of Camunda's Tasklist: our forms and our case tab, what the cards say, least time left first, and one
 * sign-in. Tasklist loads this as a custom script, before its AngularJS application starts; it is tied to the mark-up and
 * the events of 7.24, which is the last version, and the browser tests hold it to them.
 */
import { cards } from './cards.js'
import { caseTab } from './case-tab.js'
import './frame.js'
import './menu.js'
import './order.js'
import './session.js'

const styles = document.createElement('link')
styles.rel = 'stylesheet'
styles.href = new URL('./tasklist.css', import.meta.url)
document.head.append(styles)

/* GOV.UK's components ask for this before they start. */
document.body.classList.add('govuk-frontend-supported')

export default [caseTab, cards]
