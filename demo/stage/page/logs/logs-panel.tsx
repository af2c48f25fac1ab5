import { useState } from 'react'
import { cloudApi, type CallLine, type Person } from '../cloud-api'
import { NAMES, TONES } from '../functions/call-result'
import { shanghaiTime } from '../shanghai-time'
import { CopyButton } from '../ui/copy-button'
import { Note } from '../ui/note'
import { Switch } from '../ui/switch'
import { useLoaded } from '../use-loaded'
import { Requests } from './requests'
import './logs.css'

const REFRESH_MS = 2000
const LINES = 200
const load = () => cloudApi.calls(LINES)

/** 日志: every call of a function, newest first. */
export function LogsPanel({ persons }: { persons: Person[] }) {
  const [live, setLive] = useState(true)
  const [troubleOnly, setTroubleOnly] = useState(false)
  const [open, setOpen] = useState('')
  const { value, problem } = useLoaded(load, live ? REFRESH_MS : 0)
  const lines = (value ?? []).filter((line) => !troubleOnly || isTrouble(line))
  return (
    <div className="panel">
      <div className="log-head">
        <Switch label="自动刷新" on={live} onChange={setLive} />
        <Switch label="只看拒绝和出错" on={troubleOnly} onChange={setTroubleOnly} />
      </div>
      <Note tone="danger">{problem}</Note>
      <ol className="log">
        {lines.map((line) => (
          <li key={line.requestId}>
            <button
              type="button"
              aria-expanded={open === line.requestId}
              onClick={() => setOpen(open === line.requestId ? '' : line.requestId)}
            >
              <time>{shanghaiTime(Date.parse(line.startedAt)).slice(11)}</time>
              <span className="who">{whoOf(line, persons)}</span>
              <span className="what">
                {line.function}
                {line.action && <b> {line.action}</b>}
              </span>
              <span className="cost">
                {Math.round(line.ms)} ms · {line.databaseCalls} 次
              </span>
              <span className={`tag ${TONES[line.outcome]}`} title={line.refused || line.error}>
                {NAMES[line.outcome]}
              </span>
            </button>
            {open === line.requestId && <Detail line={line} />}
          </li>
        ))}
      </ol>
      {value && lines.length === 0 && <p className="empty">还没有调用，在手机上点点看</p>}
    </div>
  )
}

function Detail({ line }: { line: CallLine }) {
  return (
    <div className="log-detail">
      <p>
        <small>请求 {line.requestId}</small>
        <CopyButton text={line.requestId} what="请求编号" />
      </p>
      {line.refused && <p>拒绝：{line.refused}</p>}
      {line.error && <pre className="failed">{line.error}</pre>}
      {line.lines.length > 0 && (
        <pre>{line.lines.map(({ level, text }) => `${level}  ${text}`).join('\n')}</pre>
      )}
      <Requests requests={line.requests} />
      {line.lines.length === 0 && !line.error && line.requests.length === 0 && (
        <small>没有输出</small>
      )}
    </div>
  )
}

function isTrouble({ outcome }: CallLine): boolean {
  return outcome !== 'ok' && outcome !== 'unknown'
}

function whoOf({ openid, source }: CallLine, persons: Person[]): string {
  const person = persons.find((each) => each.openid === openid)
  if (person) return person.name
  if (openid) return openid
  return source.includes('wx_trigger') ? '定时器' : '控制台'
}
