import { useState } from 'react'
import { cloudApi, type ClockState } from '../cloud-api'
import { instantOfShanghai, shanghaiTime } from '../shanghai-time'
import { Note } from '../ui/note'
import { useTask } from '../use-task'
import { Snapshots } from './snapshots'
import type { Ticking } from './use-clock'
import './clock.css'

const MINUTE_MS = 60 * 1000
const DAY_MS = 24 * 60 * MINUTE_MS
const MOVES = [
  { title: '+1 分钟', ms: MINUTE_MS },
  { title: '+1 小时', ms: 60 * MINUTE_MS },
  { title: '+1 天', ms: DAY_MS },
  { title: '+30 天', ms: 30 * DAY_MS },
]

interface Props {
  clock: Ticking
  /** The phones still show an older time. */
  onMoved: () => void
}

/** 时钟: the cloud's own time, which can be moved; all functions and timers follow it. */
export function ClockPanel({ clock, onMoved }: Props) {
  const task = useTask()
  const move = (work: () => Promise<ClockState>) =>
    void task.run(async () => {
      clock.take(await work())
      onMoved()
    })
  return (
    <div className="panel clock">
      <Face clock={clock} />
      <div className="clock-moves">
        {MOVES.map(({ title, ms }) => (
          <button
            key={title}
            type="button"
            className="button outline"
            disabled={task.busy}
            onClick={() => move(() => cloudApi.advanceClock(ms))}
          >
            {title}
          </button>
        ))}
      </div>
      <SetTime clock={clock} busy={task.busy} onMove={move} />
      <Note tone="danger">{task.problem || clock.problem}</Note>
      <p className="advice">
        改时间后两台手机会刷新。往后拨会触发到点的定时任务；往回拨只适合试签到，账上的先后会乱。
      </p>
      <Snapshots onRestored={onMoved} />
    </div>
  )
}

function Face({ clock }: { clock: Ticking }) {
  const [day = '', time = ''] = shanghaiTime(clock.now).split(' ')
  return (
    <div className="clock-face">
      <strong>{time}</strong>
      <span>{day} · 上海</span>
      <small className={clock.offset === 0 ? '' : 'moved'}>{offsetText(clock.offset)}</small>
    </div>
  )
}

interface SetTimeProps {
  clock: Ticking
  busy: boolean
  onMove: (work: () => Promise<ClockState>) => void
}

function SetTime({ clock, busy, onMove }: SetTimeProps) {
  const [wanted, setWanted] = useState('')
  const instant = instantOfShanghai(wanted)
  return (
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
        disabled={busy || instant === null}
        onClick={() => instant !== null && onMove(() => cloudApi.setClock(instant))}
      >
        设定
      </button>
      <button
        type="button"
        className="button quiet"
        disabled={busy || clock.offset === 0}
        onClick={() => onMove(() => cloudApi.advanceClock(-clock.offset))}
      >
        回到真实时间
      </button>
    </div>
  )
}

function offsetText(offset: number): string {
  if (offset === 0) return '和真实时间一致'
  const minutes = Math.round(Math.abs(offset) / MINUTE_MS)
  const parts = [
    [Math.floor(minutes / 1440), '天'],
    [Math.floor((minutes % 1440) / 60), '小时'],
    [minutes % 60, '分钟'],
  ].filter(([count]) => count !== 0)
  const size = parts.map(([count, unit]) => `${count} ${unit}`).join(' ') || '不到 1 分钟'
  return `比真实时间${offset > 0 ? '快' : '慢'} ${size}`
}
