/*
 * Leaves out what nobody may do here, or what would tell something else than our own words do.
 */
const leftOut = new Set([
  /* A case begins when somebody asks, and its tasks come by its process. */
  'start-process-action',
  'create-task-action',
  /* A note belongs to the case and its journal: the form has a field for it. */
  'task-action-comment',
  /* The case tab tells what has happened, from the journal; the engine's own log is not for officers to read. */
  'task-detail-history',
  'task-detail-diagram',
  'task-detail-description',
  /* It looks among the tasks' names, which are few and the same for all; a case is found by its number under Arbete. */
  'task-search'
])

window.angular.module('cam.tasklist').decorator('Views', ['$delegate', views => {
  const all = views.getProviders
  views.getProviders = options => all.call(views, options).filter(view => !leftOut.has(view.id))
  return views
}])
