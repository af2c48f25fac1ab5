import * as v from 'valibot'

/** The cloud refused, with a sentence of its own. */
export class CloudSaidNo extends Error {
  override name = 'CloudSaidNo'
}

const Answer = v.union([
  v.object({ error: v.object({ code: v.string(), message: v.string() }) }),
  v.object({ result: v.unknown() }),
])

const DocumentShape = v.record(v.string(), v.unknown())
export type Doc = v.InferOutput<typeof DocumentShape>

const PersonShape = v.object({
  id: v.string(),
  name: v.string(),
  openid: v.string(),
  role: v.picklist(['consumer', 'guide', 'visitor']),
})
export type Person = v.InferOutput<typeof PersonShape>

const RequestShape = v.object({
  action: v.string(),
  collection: v.optional(v.string()),
  index: v.optional(v.string()),
  scanned: v.optional(v.number()),
  ms: v.number(),
  transactionId: v.optional(v.string()),
  error: v.optional(v.string()),
})
export type DatabaseRequest = v.InferOutput<typeof RequestShape>

const CallLineShape = v.object({
  requestId: v.string(),
  function: v.string(),
  openid: v.optional(v.string()),
  source: v.string(),
  startedAt: v.string(),
  ms: v.number(),
  ok: v.boolean(),
  error: v.optional(v.string()),
  databaseCalls: v.number(),
  lines: v.array(v.object({ level: v.string(), text: v.string() })),
  action: v.string(),
  outcome: v.picklist(['ok', 'refused', 'unavailable', 'bug', 'crashed', 'unknown']),
  refused: v.string(),
  requests: v.array(RequestShape),
})
export type CallLine = v.InferOutput<typeof CallLineShape>

const CallOutcomeShape = v.object({
  reply: v.unknown(),
  error: v.optional(v.object({ code: v.string(), message: v.string() })),
  requestId: v.string(),
  databaseCalls: v.number(),
  requests: v.array(RequestShape),
  ms: v.number(),
})
export type CallOutcome = v.InferOutput<typeof CallOutcomeShape>

const FileShape = v.object({ fileID: v.string(), path: v.string(), size: v.number() })
export type StoredFile = v.InferOutput<typeof FileShape>

const MessageShape = v.object({
  touser: v.string(),
  templateId: v.string(),
  page: v.nullish(v.string()),
  data: DocumentShape,
  sentAt: v.number(),
})
export type Message = v.InferOutput<typeof MessageShape>

const ClockShape = v.object({ now: v.number(), offset: v.number() })
export type ClockState = v.InferOutput<typeof ClockShape>

const TimerShape = v.object({
  function: v.string(),
  name: v.string(),
  config: v.string(),
  next: v.number(),
})
export type Timer = v.InferOutput<typeof TimerShape>

const CollectionShape = v.object({ name: v.string(), count: v.number() })

type Shape<T> = v.GenericSchema<unknown, T>

async function ask<T>(shape: Shape<T>, path: string, body?: object): Promise<T> {
  const posted = body && {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }
  let answer: unknown
  try {
    answer = await (await fetch(path, posted)).json()
  } catch {
    throw new CloudSaidNo('连不上本地云，确认终端里的 npm start 还在运行')
  }
  const parsed = v.safeParse(Answer, answer)
  if (!parsed.success) throw new CloudSaidNo('本地云的回答看不懂，可能版本不一致')
  if ('error' in parsed.output) throw new CloudSaidNo(parsed.output.error.message)
  return v.parse(shape, parsed.output.result)
}

const named = (route: string, name: string) => `/_cloud/${route}/${encodeURIComponent(name)}`

export interface Page {
  query: object
  sort: Record<string, 1 | -1>
  skip: number
  limit: number
}

export const cloudApi = {
  persons: () => ask(v.array(PersonShape), '/stage/persons'),
  calls: (limit: number) => ask(v.array(CallLineShape), `/stage/calls?limit=${limit}`),
  call: (name: string, data: unknown, person?: string) =>
    ask(CallOutcomeShape, `/stage/call/${encodeURIComponent(name)}`, { data, person }),

  collections: () => ask(v.array(CollectionShape), '/_cloud/collections'),
  find: (name: string, page: Page) => ask(v.array(DocumentShape), named('find', name), page),
  count: (name: string, query: object) => ask(v.number(), named('count', name), { query }),
  get: (name: string, id: unknown) => ask(v.nullable(DocumentShape), named('get', name), { id }),
  put: (name: string, document: Doc) => ask(v.unknown(), named('put', name), { document }),
  remove: (name: string, id: unknown) => ask(v.unknown(), named('remove', name), { id }),

  files: () => ask(v.array(FileShape), '/_cloud/files'),
  upload: (path: string, base64: string) => ask(v.string(), '/_cloud/upload', { path, base64 }),
  deleteFile: (fileID: string) => ask(v.unknown(), '/_cloud/delete-file', { fileID }),

  inbox: () => ask(v.array(MessageShape), '/_cloud/inbox'),
  clock: () => ask(ClockShape, '/_cloud/clock'),
  setClock: (ms: number) => ask(ClockShape, '/_cloud/clock', { set: ms }),
  advanceClock: (ms: number) => ask(ClockShape, '/_cloud/clock', { advance: ms }),

  timers: () => ask(v.array(TimerShape), '/_cloud/timers'),
  fire: (name: string, trigger: string) => ask(v.unknown(), named('fire', name), { trigger }),
  snapshot: (name: string) => ask(v.unknown(), named('snapshot', name), {}),
  restore: (name: string) => ask(v.unknown(), named('restore', name), {}),
}

/** What to show for something that was thrown. */
export function sentenceOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown)
}
