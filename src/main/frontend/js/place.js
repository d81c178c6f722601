/*
 * Where somebody was in Tasklist. It stands after the # of the address, which no sign-in brings back, so this tab keeps it,
 * and only what looks like an address of Tasklist's tasks is kept or taken up again.
 */
const PLACE = 'svara.place'
const TASKS = /^#\/(\?[\w%=&.,:;@$+~*-]*)?$/

export function keepPlace() {
  if (TASKS.test(location.hash)) sessionStorage.setItem(PLACE, location.hash)
}

export function placeKept() {
  const place = sessionStorage.getItem(PLACE)
  return TASKS.test(place) ? place : null
}

export function forgetPlace() {
  sessionStorage.removeItem(PLACE)
}
