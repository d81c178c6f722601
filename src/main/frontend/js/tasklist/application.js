/*
 * The few things that we ask of the AngularJS application round us.
 */
const started = new Promise(resolve => {
  window.angular.module('cam.tasklist').run(['$rootScope', resolve])
})

/** Sets a part of the address when the application has been told one without it. */
export function completeAddress(name, value) {
  window.angular.module('cam.tasklist').run(['$rootScope', '$location', (root, location) => {
    root.$on('$locationChangeSuccess', () => {
      if (location.path() === '/' && !location.search()[name]) location.search(name, value).replace()
    })
  }])
}

/** Calls back on one of the application's events. */
export function on(event, told) {
  started.then(root => root.$on(event, told))
}

/** Gives the templates something of ours to show. */
export function show(name, value) {
  started.then(root => root.$evalAsync(() => { root[name] = value }))
}

/** Has the list, and whether the open task still waits, looked up again. */
export function refresh() {
  started.then(root => root.$evalAsync(() => root.$broadcast('refresh')))
}

/** Leaves the open task; with another one's id, opens that. The list is looked up again by this. */
export function leaveTask(next) {
  const [, query] = location.hash.split('?')
  const parameters = new URLSearchParams(query)
  parameters.delete('task')
  parameters.delete('detailsTab')
  if (next) parameters.set('task', next)
  location.hash = '#/?' + parameters
}

export function openTask() {
  return new URLSearchParams(location.hash.split('?')[1]).get('task')
}

export { say } from '../../../resources/META-INF/resources/webjars/camunda/app/tasklist/scripts/svara/language.js'
