import type { CallOutcome } from '../cloud-api'
import { Requests } from '../logs/requests'
import { addressOf } from '../files/file-text'

/** What a call returned, and what it cost. */
export function CallResult({ outcome }: { outcome: CallOutcome }) {
  const { reply, error, ms, databaseCalls, requests } = outcome
  const kind = error ? 'crashed' : kindOf(reply)
  const picture = pictureOf(reply)
  return (
    <section className="result" aria-label="结果">
      <header>
        <span className={`tag ${TONES[kind]}`}>{NAMES[kind]}</span>
        <small>
          {ms} 毫秒 · 数据库 {databaseCalls} 次
        </small>
      </header>
      {picture && <img className="result-picture" src={picture} alt="函数生成的图片" />}
      <pre>{error ? `${error.code}\n${error.message}` : JSON.stringify(reply, null, 2)}</pre>
      <Requests requests={requests} />
    </section>
  )
}

type Kind = 'ok' | 'refused' | 'unavailable' | 'bug' | 'crashed' | 'unknown'

export const NAMES: Record<Kind, string> = {
  ok: '成功',
  refused: '拒绝',
  unavailable: '暂不可用',
  bug: '程序错误',
  crashed: '没有跑完',
  unknown: '完成',
}

export const TONES: Record<Kind, string> = {
  ok: 'success',
  refused: 'warning',
  unavailable: 'warning',
  bug: 'danger',
  crashed: 'danger',
  unknown: 'info',
}

function kindOf(reply: unknown): Kind {
  if (typeof reply !== 'object' || reply === null) return 'unknown'
  const kinds: Kind[] = ['ok', 'refused', 'unavailable', 'bug']
  return kinds.find((kind) => kind in reply) ?? 'unknown'
}

/** A function that made a picture returns a file name; show the picture instead. */
function pictureOf(reply: unknown): string | null {
  const found = /"fileId":"cloud:\/\/[^/"]+\/([^"]+\.(?:png|jpe?g))"/.exec(JSON.stringify(reply))
  return found?.[1] ? addressOf(found[1]) : null
}
