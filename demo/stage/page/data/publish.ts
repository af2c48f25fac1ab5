import * as v from 'valibot'
import { cloudApi } from '../cloud-api'
import { readReply } from '../replies'

const Report = v.object({
  published: v.number(),
  unchanged: v.number(),
  rejected: v.array(v.object({ document: v.string(), reason: v.string() })),
})
export type PublishReport = v.InferOutput<typeof Report>

export const OPERATOR = '演示台'

/** 检查并发布: the staff function reads every edited document and writes a status on each. */
export async function checkAndPublish(): Promise<PublishReport> {
  const data = { action: 'program.check', input: { operator: OPERATOR } }
  const read = readReply(await cloudApi.call('staff', data), Report)
  if ('problem' in read) throw new Error(read.problem)
  return read.ok
}

export function publishSentence({ published, rejected }: PublishReport): string {
  const done = published > 0 ? `发布了 ${published} 份，手机最迟一分钟后看到` : '没有新的改动'
  return rejected.length > 0 ? `${done}；${rejected.length} 份未生效，原因写在状态里` : done
}
