/*
 * Makes Tasklist usable for everybody: its own mark-up has no landmarks, no language, and controls without names. Tasklist
 * loads this before its AngularJS application starts. It is tied to 7.24, the last version; the browser tests hold it to it.
 */
import { say, swedish } from './language.js'
import { shortcutHelp, templates, view } from './templates.js'
import './views.js'

const NAME = say('Uppgifter – Svara, Vaxholms stad', 'Tasks – Svara, Vaxholm')
const tasklist = window.angular.module('cam.tasklist')

document.documentElement.lang = swedish ? 'sv' : 'en'

for (const [directive, template] of Object.entries(templates)) {
  tasklist.decorator(directive + 'Directive', ['$delegate', found => {
    found[0].template = template
    return found
  }])
}

tasklist.run(['$route', '$templateCache', ({ routes }, cache) => {
  routes['/'].template = view
  const alert = 'uib/template/alert/alert.html'
  cache.put(alert, cache.get(alert).replace('>Close<', `>${say('Stäng', 'Close')}<`))
}])

/* A dialogue has a name: its heading. */
tasklist.decorator('$uibModal', ['$delegate', modals => {
  const open = modals.open
  modals.open = options => open.call(modals, {
    ...options,
    ariaLabelledBy: 'svara-modal-title',
    template: options.windowClass === 'shortcut-modal' ? shortcutHelp
      : options.template?.replace('class="modal-title"', 'class="modal-title" id="svara-modal-title"')
  })
  return modals
}])

/** The page is called by the task that is open. */
tasklist.directive('svaraTitle', () => ({
  link: (scope, element, { svaraTitle }) => {
    scope.$watch(svaraTitle + '.name', name => { document.title = name ? `${name} – ${NAME}` : NAME })
    scope.$on('$destroy', () => { document.title = NAME })
  }
}))

/** On a phone the open task takes the list's place; the list is one press away. */
tasklist.directive('svaraNarrow', ['$location', '$timeout', ($location, $timeout) => ({
  link: scope => {
    let shown
    const look = () => {
      const task = $location.search().task
      document.body.classList.toggle('svara-task-open', Boolean(task))
      if (task && shown && task !== shown && getComputedStyle(document.querySelector('.svara-back')).display !== 'none') {
        $timeout(() => document.querySelector('#svara-task-name')?.focus(), 300)
      }
      shown = task ?? ''
    }
    look()
    scope.$on('$locationChangeSuccess', look)
  }
})])

tasklist.directive('svaraBack', () => ({
  link: (scope, [button]) => button.addEventListener('click', () => {
    document.body.classList.remove('svara-task-open')
    const current = document.querySelector('.tasks-list .task.active a') ?? document.querySelector('#svara-title')
    current?.focus()
  })
}))

/* Tasklist's own would take the first input of its form, which may be a hidden one and is never the answer. */
tasklist.run(['$rootScope', root => root.$on('shortcut:focusForm', () => {
  const fields = [...document.querySelectorAll('.task-details .tab-content :is(textarea, input, select)')]
    .filter(field => field.checkVisibility() && !field.disabled)
  const field = fields.find(one => one.matches('textarea')) ?? fields[0]
  field?.focus()
})])

const main = document.querySelector('.site-wrap')
main.setAttribute('role', 'main')
main.id = 'innehall'
main.tabIndex = -1

const skip = document.createElement('a')
skip.className = 'svara-skip'
skip.href = '#innehall'
skip.textContent = say('Hoppa till innehållet', 'Skip to main content')
skip.addEventListener('click', event => {
  /* The address after the # belongs to AngularJS. */
  event.preventDefault()
  main.focus()
})
document.body.prepend(skip)

/* A link that is called a button answers to the space bar as buttons do. */
document.addEventListener('keydown', event => {
  if (event.key !== ' ' || !event.target.matches?.('a[role=button]')) return
  event.preventDefault()
  event.target.click()
})

document.title = NAME
