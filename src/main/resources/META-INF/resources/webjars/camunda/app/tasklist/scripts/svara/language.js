/*
 * The language that Tasklist speaks: Swedish until somebody has asked for English here or on our own pages, which remember it
 * in the same cookie (see PageLanguage). The browser's own wish is left aside there, and so it is here.
 */
const COOKIE = 'SVARA-SPRAK'
const A_YEAR = 365 * 24 * 60 * 60

export const swedish = !document.cookie.split('; ').includes(COOKIE + '=en')

/** For the few words that Tasklist's own files of texts have no key for. */
export const say = (inSwedish, inEnglish) => swedish ? inSwedish : inEnglish

export function speakTheOther() {
  const secure = location.protocol === 'https:' ? '; Secure' : ''
  document.cookie = `${COOKIE}=${swedish ? 'en' : 'sv'}; Path=/; Max-Age=${A_YEAR}; SameSite=Lax${secure}`
  location.reload()
}
