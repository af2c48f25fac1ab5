import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { isPlainObject } from '../database/document'

/** A subscription message as a function sent it. */
export interface SentMessage {
  touser: string
  templateId: string
  page?: string
  data: Record<string, unknown>
  sentAt: number
}

/** WeChat's error if the user has accepted no message, or has used up every accept. */
const NO_ACCEPT = 43101

/** Messages sent to users; kept in a file, so that the phone can show them after a restart. */
export class Inbox {
  private readonly file: string
  private messages: SentMessage[] = []
  private readonly refusals = new Map<string, number>()

  constructor(file: string) {
    this.file = file
    this.reload()
  }

  list(): SentMessage[] {
    return [...this.messages]
  }

  /** From now on messages to this user fail with this WeChat error; with 0 they arrive again. */
  refuse(openid: string, errcode = NO_ACCEPT): void {
    this.refusals.set(openid, errcode)
  }

  /** 0 if the user takes messages. */
  refusalOf(openid: string): number {
    return this.refusals.get(openid) ?? 0
  }

  add(message: SentMessage): void {
    this.messages.push(message)
    appendFileSync(this.file, `${JSON.stringify(message)}\n`)
  }

  reload(): void {
    const text = existsSync(this.file) ? readFileSync(this.file, 'utf8') : ''
    this.messages = text.split('\n').filter(Boolean).map(readMessage)
  }
}

function readMessage(line: string): SentMessage {
  const value: unknown = JSON.parse(line)
  const { touser, templateId, page, data, sentAt } = isPlainObject(value) ? value : {}
  return {
    touser: String(touser),
    templateId: String(templateId),
    page: typeof page === 'string' ? page : undefined,
    data: isPlainObject(data) ? data : {},
    sentAt: Number(sentAt),
  }
}
