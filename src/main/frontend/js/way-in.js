/*
 * On the way to Tasklist somebody has to sign in first: the task that a link named is kept for afterwards.
 */
import { keepPlace } from './place.js'

keepPlace()
location.replace(document.querySelector('[data-way-in]').href)
