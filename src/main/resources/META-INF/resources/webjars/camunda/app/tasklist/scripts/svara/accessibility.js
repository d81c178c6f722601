/*
 * Makes Tasklist usable for everybody: its own mark-up has no landmarks, no language, and controls without names. Tasklist
 * loads this before its AngularJS application starts. It is tied to 7.24, the last version; the browser tests hold it to it.
 */
import { say, speakTheOther, swedish } from './language.js'
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
      if (!task) document.title = NAME
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

const seen = (within, ...selectors) => selectors
  .flatMap(selector => [...document.querySelectorAll(`${within} ${selector}`)])
  .find(element => element.checkVisibility() && !element.disabled)

/*
 * What the shortcuts of config.js do. Tasklist's own would take the task behind our form's back, and look for the first input
 * of its form, which is never the answer.
 */
const shortcuts = {
  takeCase: () => seen('.task-details', 'form[action$="/ta"] button')?.click(),
  toFilters: () => seen('.task-filters', 'a[aria-current=true]', '.svara-fold', 'a')?.focus(),
  toList: () => seen('ol.tasks-list', '.active h2 a', 'h2 a')?.focus(),
  toAnswer: () => seen('.task-details .tab-content', 'textarea', ':is(input, select)', 'button')?.focus()
}

tasklist.run(['$rootScope', root => {
  for (const [name, act] of Object.entries(shortcuts)) root.$on('shortcut:' + name, act)
}])

tasklist.directive('svaraLanguage', () => ({
  link: (scope, [link]) => link.addEventListener('click', event => {
    event.preventDefault()
    speakTheOther()
  })
}))

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
