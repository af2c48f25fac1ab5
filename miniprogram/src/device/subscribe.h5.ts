import type { Asking } from './subscribe-type'

/** A browser has no WeChat messages, so the demo asks in its own dialogue. */
export async function askToSubscribe(templateIds: string[]): Promise<Asking> {
  const accepted = window.confirm('允许发送一次到期提醒吗？（演示）') ? templateIds : []
  return { accepted, blocked: false }
}
