/** Entrances through which a call comes in: those that we know, and those that an operator adds. */
export const CONSOLE_SOURCES = 'JUSHA_CONSOLE_SOURCES'

export interface Entrances {
  named: readonly string[]
  /** A setting with a mistake adds nothing; this says what is wrong with it. */
  fault: string | null
}

/** One entrance as the platform writes it; wildcards are not accepted. */
const LINK = /^[A-Za-z0-9_-]{1,40}$/
/** Anybody can reach these: the open network, phones, web pages, the platform's own calls. */
const EVERYBODYS = /http|client|web|anonymous|crawler|pay|trigger/i

/** Whether an operator may choose this entrance for their console. */
export function isOpenable(link: string): boolean {
  return LINK.test(link) && !EVERYBODYS.test(link)
}

/** Staff and jobs without a WeChat user: the developer tools, and the operator's console. */
export function consoleSources(): Entrances {
  return entrances(['wx_devtools'], CONSOLE_SOURCES, isOpenable)
}

/** A person: the mini-program, and the simulator of the developer tools. */
export function phoneSources(): Entrances {
  return entrances(['wx_client', 'wx_devtools'], 'JUSHA_PHONE_SOURCES', isForPhones)
}

/** Webhooks over HTTP, each of which is signed. */
export function hubSources(): Entrances {
  return entrances(['wx_http'], 'JUSHA_HUB_SOURCES', isForWebhooks)
}

function isForPhones(link: string): boolean {
  return LINK.test(link) && !/http|crawler|pay|trigger|anonymous/i.test(link)
}

function isForWebhooks(link: string): boolean {
  return LINK.test(link) && !/client|crawler|pay|trigger/i.test(link)
}

function entrances(
  known: readonly string[],
  setting: string,
  isAllowed: (link: string) => boolean,
): Entrances {
  const written = process.env[setting] ?? ''
  if (written === '') return { named: known, fault: null }
  const added = written.split(',').map((link) => link.trim())
  const wrong = added.find((link) => !isAllowed(link))
  if (wrong === undefined) return { named: [...known, ...added], fault: null }
  const fault = `环境变量 ${setting} 里的「${wrong.slice(0, 40)}」不能放行，整条设置没有生效；只能写云控制台自己的入口，用英文逗号分开，不能用 *`
  return { named: known, fault }
}
