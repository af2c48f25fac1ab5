import { useState } from 'react'
import { cloudApi, type ClockState } from '../cloud-api'
import { instantOfShanghai, shanghaiTime } from '../shanghai-time'
import { Note } from '../ui/note'
import { useTask } from '../use-task'
import type { Ticking } from './use-clock'
import './clock.css'

const HOUR_MS = 60 * 60 * 1000
const DAY_MS = 24 * HOUR_MS
const MOVES = [
  { title: '+1 分钟', ms: HOUR_MS / 60 },
  { title: '+1 小时', ms: HOUR_MS },
  { title: '+1 天', ms: DAY_MS },
  { title: '+30 天', ms: 30 * DAY_MS },
]

interface Props {
  clock: Ticking
  /** The phones were shown an older time. */
  onMoved: () => void
}

/** 时钟: the cloud's own time, which can be moved; all functions and timers follow. */
export function ClockPanel({ clock, onMoved }: Props) {
  const [wanted, setWanted] = useState('')
  const task = useTask()
  const move = (work: () => Promise<ClockState>) =>
    task.run(async () => {
      clock.take(await work())
      onMoved()
    })
  const instant = instantOfShanghai(wanted)
  const [day = '', time = ''] = shanghaiTime(clock.now).split(' ')
  return (
    <div className="panel clock">
      <div className="clock-face">
        <strong>{time}</strong>
        <span>{day} · 上海</span>
        <small className={clock.offset === 0 ? '' : 'moved'}>{offsetText(clock.offset)}</small>
      </div>
      <div className="clock-moves">
        {MOVES.map(({ title, ms }) => (
          <button
            key={title}
            type="button"
            className="button outline"
            disabled={task.busy}
            onClick={() => void move(() => cloudApi.advanceClock(ms))}
          >
            {title}
          </button>
        ))}
      </div>
      <div className="clock-set">
        <label>
          改成
          <input
            type="datetime-local"
            value={wanted}
            onChange={(event) => setWanted(event.target.value)}
          />
        </label>
        <button
          type="button"
          className="button outline"
          disabled={task.busy || instant === null}
          onClick={() => void (instant !== null && move(() => cloudApi.setClock(instant)))}
        >
          设定
        </button>
        <button
          type="button"
          className="button quiet"
          disabled={task.busy || clock.offset === 0}
          onClick={() => void move(() => cloudApi.advanceClock(-clock.offset))}
        >
          回到真实时间
        </button>
      </div>
      <Note tone="danger">{task.problem || clock.problem}</Note>
      <p className="advice">
        改时间后两台手机会刷新。往后拨会触发到点的定时任务；往回拨只适合试签到，账上的先后会乱。
      </p>
      <Snapshots onRestored={onMoved} />
    </div>
  )
}

function offsetText(offset: number): string {
  if (offset === 0) return '和真实时间一致'
  const minutes = Math.round(Math.abs(offset) / 60_000)
  const parts = [
    [Math.floor(minutes / 1440), '天'],
    [Math.floor((minutes % 1440) / 60), '小时'],
    [minutes % 60, '分钟'],
  ].filter(([count]) => count !== 0)
  const size = parts.map(([count, unit]) => `${count} ${unit}`).join(' ') || '不到 1 分钟'
  return `比真实时间${offset > 0 ? '快' : '慢'} ${size}`
}

/** A scene can be kept and come back to: data, files and the clock. */
function Snapshots({ onRestored }: { onRestored: () => void }) {
  const [name, setName] = useState('scene-1')
  const [said, setSaid] = useState('')
  const task = useTask()
  const isName = /^[A-Za-z0-9_-]{1,40}$/.test(name)
  const keep = () =>
    task.run(async () => {
      await cloudApi.snapshot(name)
      setSaid(`已保存现场「${name}」`)
    })
  const restore = () =>
    task.run(async () => {
      await cloudApi.restore(name)
      setSaid(`已回到现场「${name}」`)
      onRestored()
    })
  return (
    <section className="snapshots">
      <h3>现场</h3>
      <div className="clock-set">
        <label>
          名字
          <input
            value={name}
            spellCheck={false}
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        <button
          type="button"
          className="button outline"
          disabled={task.busy || !isName}
          onClick={() => void keep()}
        >
          保存现场
        </button>
        <button
          type="button"
          className="button quiet"
          disabled={task.busy || !isName}
          onClick={() => void restore()}
        >
          回到现场
        </button>
      </div>
      <Note tone="warning">{isName ? '' : '名字用字母、数字、短横线'}</Note>
      <Note tone="danger">{task.problem}</Note>
      <Note tone="success">{said}</Note>
    </section>
  )
}
