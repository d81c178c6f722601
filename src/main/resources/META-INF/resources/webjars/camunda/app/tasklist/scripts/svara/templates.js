/*
 * Tasklist's frame in mark-up that everybody can use: landmarks, headings in order, and a name for every control. The
 * controllers behind are Tasklist's own; the classes that they, and the case's scripts, look for are kept.
 */
import { say } from './language.js'

const mark = `<svg class="svara-mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false"><path fill="#fff" d="M6 2h20a4 4 0 0 1 4 4v15a4 4 0 0 1-4 4H14.500L8.700 30a.8.8 0 0 1-1.300-.6V25H6a4 4 0 0 1-4-4V6a4 4 0 0 1 4-4Z"/><path fill="none" stroke="#0b3c52" stroke-width="2.600" stroke-linecap="round" stroke-linejoin="round" d="m10.500 11.500 4 4L22 7.800"/><path fill="none" stroke="#2b87a3" stroke-width="2.200" stroke-linecap="round" d="M7 20.300c2.200-1.800 3.800-1.800 6 0s3.800 1.800 6 0 3.800-1.800 6 0"/></svg>`

const loading = condition => `
  <p class="loader" ng-show="${condition}"><span class="svara-spinner" aria-hidden="true"></span> {{ 'LOADING' | translate }}</p>`

const pages = `
  <ul uib-pagination class="pagination-sm" total-items="totalItems" items-per-page="pageSize" max-size="5" boundary-links="true"
      ng-model="pageNum" ng-change="pageChange()" ng-show="state.$loaded && totalItems > pageSize"
      first-text="{{ 'PAGINATION_FIRST' | translate }}" previous-text="{{ 'PAGINATION_PREVIOUS' | translate }}"
      next-text="{{ 'PAGINATION_NEXT' | translate }}" last-text="{{ 'PAGINATION_LAST' | translate }}"></ul>`

/** The whole view: filters above, the list and the open task side by side. */
export const view = `
<div class="svara-columns" ng-controller="camLayoutCtrl" svara-narrow>
  <section class="column task-filters" ng-controller="camFiltersCtrl" aria-labelledby="svara-title">
    <h1 id="svara-title" tabindex="-1">{{ 'TASKS' | translate }}</h1>
    <div cam-tasklist-filters filters-data="filtersData" open-modal="openModal" user-can-create-filter="userCanCreateFilter"></div>
    <header><button type="button" class="btn btn-link" ng-if="userCanCreateFilter" ng-click="openModal($event)">{{ 'FILTER_CREATE' | translate }}</button></header>
  </section>

  <section class="column tasks-list" ng-controller="camListCtrl" aria-label="${say('Lista', 'List')}">
    <div class="svara-bar">
      <view ng-repeat="tasklistHeaderPlugin in tasklistHeaderPlugins" provider="tasklistHeaderPlugin" vars="tasklistVars"></view>
    </div>
    <div class="content">
      <view ng-repeat="tasklistPlugin in tasklistPlugins" provider="tasklistPlugin" vars="tasklistVars"></view>
      <div cam-tasks tasklist-data="tasklistData"></div>
    </div>
  </section>

  <section class="column task-details" ng-controller="camTaskActionCtrl" aria-label="{{ 'TASK' | translate }}">
    <div class="svara-bar">
      <button type="button" class="svara-back" svara-back>${say('Till listan', 'To the list')}</button>
      <button type="button" class="maximize" ng-click="maximizeRegion($event)">${say('Dölj listan', 'Hide the list')}</button>
      <button type="button" class="reset-regions" ng-click="resetRegions($event)">${say('Visa listan', 'Show the list')}</button>
      <div class="task-actions" ng-show="task" ng-repeat="taskAction in taskActions"><view provider="taskAction" vars="taskVars"></view></div>
    </div>
    <div class="content"><div cam-tasklist-task tasklist-data="tasklistData"></div></div>
  </section>
</div>`

const header = `
<div class="ce-eol-banner" ng-bind-html="trustAsHtml('BANNER_CE_EOL_TEXT' | translate)"></div>
<header class="svara-header">
  <div class="svara-header__row">
    <a class="svara-wordmark" href="/" aria-label="${say('Svara, Vaxholms stad: till startsidan', 'Svara, Vaxholm: to the start page')}">${mark}
      <span class="svara-wordmark__name">Svara</span><span class="svara-wordmark__place">Vaxholms stad</span></a>
    <div class="svara-header__end" ng-if="authentication.name">
      <span>{{ userName || authentication.name }}</span>
      <ng-transclude class="svara-header__keys"></ng-transclude>
      <span class="logout"><a href role="button" ng-click="logout()">{{ signOut | translate }}</a></span>
      <a href role="button" lang="${say('en', 'sv')}" svara-language>${say('English', 'Svenska')}</a>
    </div>
  </div>
</header>
<nav class="svara-nav" aria-label="${say('Arbetsplats', 'Workplace')}" ng-if="authentication.name">
  <ul>
    <li><a href="/arbete">${say('Arbete', 'Work')}</a></li>
    <li><a href="#/" aria-current="page">${say('Uppgifter', 'Tasks')}</a></li>
    <li ng-repeat="page in $root.svaraPages"><a ng-href="{{ page.address }}">{{ page.name }}</a></li>
    <li ng-repeat="(name, app) in apps"><a ng-href="{{ (':appRoot/app/' + name + '/:engine/' | uri) + getTargetRoute() }}">{{ name === 'cockpit' ? '${say('Drift', 'Operation')}' : app.label }}</a></li>
  </ul>
</nav>`

const footer = `
<p>${say('Tider anges i svensk tid.', 'Times are Swedish time.')} {{ 'CAM_WIDGET_FOOTER_POWERED_BY' | translate }} Camunda Platform {{ version }}.</p>`

const filters = `
${loading('!state.$loaded && !state.$error')}
<p class="svara-problem" role="alert" ng-if="state.$error">{{ 'FILTERS_LOADING_FAILURE' | translate }}</p>
<div ng-show="state.$loaded && !state.$error" ng-init="fold = { open: false }">
  <p class="well" ng-if="!totalItems">{{ 'NO_AVAILABLE_FILTER' | translate }}</p>
  <button type="button" class="svara-fold" aria-controls="svara-filters" aria-expanded="{{ fold.open }}"
          ng-click="fold.open = !fold.open">{{ 'FILTER' | translate }}: <span lang="sv">{{ currentFilter.name }}</span></button>
  <ul class="svara-tabs" id="svara-filters" ng-class="{ 'svara-open': fold.open }">
    <li ng-repeat="(delta, filter) in filters" class="item task-filter" ng-class="{ active: isFocused(filter) }">
      <h4 class="name" role="presentation"><a href ng-click="focus(filter); fold.open = false" title="{{ filter.properties.description }}"
          aria-current="{{ isFocused(filter) ? 'true' : 'false' }}"><span lang="sv">{{ filter.name }}</span>
        <span class="counter" ng-if="isFocused(filter)">{{ filterCount >= 1000 ? '1000+' : filterCount }}</span></a></h4>
      <span class="actions" ng-if="userCanCreateFilter && isFocused(filter)">
        <a href role="button" ng-click="openModal($event, filter)">{{ 'FILTER_DETAILS' | translate }}</a></span>
    </li>
  </ul>
  <ul uib-pagination ng-if="page.total > page.size" class="pagination-sm" page="page.current" ng-model="page.current"
      ng-change="onPaginationchange(page)" total-items="page.total" items-per-page="page.size" max-size="3"
      previous-text="{{ 'PAGINATION_PREVIOUS' | translate }}" next-text="{{ 'PAGINATION_NEXT' | translate }}"></ul>
</div>`

const sorting = `
<label for="svara-sort">{{ 'SORT_BY' | translate }}</label>
<select id="svara-sort" class="form-control" ng-model="sortings[0].by" ng-change="changeSorting(0, sortings[0].by)">
  <option value="dueDate">{{ 'DUE_DATE' | translate }}</option>
  <option value="created">{{ 'CREATION_DATE' | translate }}</option>
  <option value="nameCaseInsensitive">{{ 'TASK_NAME' | translate }}</option>
  <option value="assignee">{{ 'ASSIGNEE' | translate }}</option>
</select>
<button type="button" class="sort-direction" ng-click="changeOrder(0)">{{ (sortings[0].order === 'asc' ? 'ASC' : 'DESC') | translate }}<span class="sr-only">${say(': byt ordning', ': change the order')}</span></button>`

const list = `
<p class="sr-only" role="status">{{ state.$loaded && !state.$error ? (totalItems >= 1000 ? '1000+' : totalItems) + (totalItems === 1 ? ' ${say('uppgift', 'task')}' : ' ${say('uppgifter', 'tasks')}') : '' }}</p>
${loading('!state.$loaded && !state.$error')}
<p class="svara-problem" role="alert" ng-if="state.$error">{{ 'TASK_LIST_LOADING_FAILURE' | translate }}</p>
<div ng-if="state.$loaded && !state.$error">
  <p class="well" ng-if="!totalItems">{{ 'NO_MATCHING_TASK' | translate }}</p>
  <p class="well" ng-if="totalItems && !tasks">{{ 'RESTRICTION_NOTICE' | translate }}
    <button type="button" class="btn btn-link" ng-click="resetPage()">{{ 'RESET_PAGE' | translate }}</button></p>
  <ol class="tasks-list" ng-if="totalItems" ng-keydown="handleKeydown($event)">
    <li class="task" ng-repeat="(delta, task) in tasks" ng-class="{ active: currentTaskId === task.id }">
      <div class="clickable" ng-click="focus($event, task)">
        <h2 class="task" lang="sv"><a ng-href="{{ getHrefUrl(task) }}" ng-click="focus($event, task)" aria-describedby="card-{{ task.id }}"
            aria-current="{{ currentTaskId === task.id ? 'true' : 'false' }}">{{ task.name || task.taskDefinitionKey }}</a></h2>
        <div class="task-card-details no-shutter" id="card-{{ task.id }}">
          <view ng-repeat="plugin in cardPlugins" data-plugin-id="{{ plugin.id }}" class="tasklist-card-plugin" vars="cardPluginVars" provider="plugin"></view>
        </div>
        <p class="assignee" ng-if="hasAssignee(task)">{{ 'ASSIGNEE' | translate }}: {{ assigneeDisplayedName(task) }}</p>
      </div>
    </li>
  </ol>
</div>
${pages}`

const task = `
${loading('!taskState.$loaded')}
<div ng-show="taskState.$loaded">
  <div ng-hide="task"><p class="no-task well">{{ 'SELECT_TASK_IN_LIST' | translate }}</p></div>
  <article ng-if="task" class="task-card" ng-class="{ 'task-removed': !taskExists }" aria-labelledby="svara-task-name">
    <h2 class="task" id="svara-task-name" lang="sv" tabindex="-1" svara-title="task">{{ task.name || task.taskDefinitionKey }}</h2>
    <div cam-tasklist-task-meta task-data="taskData" error-handler="errorHandler"></div>
    <div class="svara-problem" role="alert" ng-if="!taskExists">
      <p>{{ 'TASK_HAS_BEEN_REMOVED' | translate }}</p>
      <button type="button" class="btn btn-default" ng-click="dismissTask()">{{ 'CLOSE_TASK' | translate }}</button>
    </div>
    <div class="tabbed-content">
      <nav aria-label="${say('Delar av uppgiften', 'Parts of the task')}" ng-show="taskDetailTabs.length > 1">
        <ul class="nav-tabs svara-tabs">
          <li ng-repeat="taskDetailTab in taskDetailTabs" ng-class="{ active: selectedTaskDetailTab.id === taskDetailTab.id }">
            <a href ng-click="selectTaskDetailTab(taskDetailTab)"
               aria-current="{{ selectedTaskDetailTab.id === taskDetailTab.id ? 'true' : 'false' }}">{{ taskDetailTab.label | translate }}</a>
          </li>
        </ul>
      </nav>
      <div class="tab-content"><view provider="selectedTaskDetailTab" vars="taskVars"></view></div>
    </div>
  </article>
</div>`

/* Who has the case, its days and its unit stand in the form, with the deeds that this person may do. */
const meta = '<span hidden></span>'

const notifications = `
<div class="notifications" role="log" aria-live="polite" aria-label="${say('Meddelanden', 'Messages')}">
  <div class="alert" ng-repeat="notification in notifications" ng-class="notificationClass(notification)">
    <p><strong class="status" ng-bind-html="trustHTML(notification.status)"></strong>
      <span class="message" ng-if="notification.message" ng-bind-html="trustHTML(notification.message)"></span></p>
    <button type="button" class="close" ng-click="removeNotification(notification)">{{ 'CLOSE' | translate }}<span class="sr-only">
      ${say('meddelandet', 'the message')}</span></button>
  </div>
</div>`

/** By the name of the directive whose template each takes the place of. */
export const templates = {
  camWidgetHeader: header,
  camWidgetFooter: footer,
  camTasklistFilters: filters,
  camSortingChoices: sorting,
  camTasks: list,
  camTasklistTask: task,
  camTasklistTaskMeta: meta,
  notificationsPanel: notifications
}

export const shortcutHelp = `
<div class="modal-header"><h2 class="modal-title" id="svara-modal-title">{{ 'SHORTCUT_HELP' | translate }}</h2></div>
<div class="modal-body">
  <table class="table">
    <thead><tr><th scope="col">{{ 'SHORTCUT' | translate }}</th><th scope="col">{{ 'DESCRIPTION' | translate }}</th></tr></thead>
    <tbody>
      <tr ng-repeat="shortcut in shortcuts"><td><kbd>{{ shortcut.keys }}</kbd></td><td>{{ shortcut.description }}</td></tr>
    </tbody>
  </table>
  <p>${say('De gäller när du inte står i ett fält. Pil upp och pil ned går mellan uppgifterna i listan.',
    'They work outside of fields. Arrow up and arrow down go through the tasks of the list.')}</p>
</div>
<div class="modal-footer"><button type="button" class="btn btn-primary" ng-click="$dismiss()">{{ 'CLOSE' | translate }}</button></div>`
