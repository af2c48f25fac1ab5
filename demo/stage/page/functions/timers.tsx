import { useState } from 'react'
import { cloudApi, type Timer } from '../cloud-api'
import { shanghaiTime } from '../shanghai-time'
import { Note } from '../ui/note'
import { useLoaded } from '../use-loaded'
import { useTask } from '../use-task'

export function Timers() {
  const { value, problem, reload } = useLoaded(cloudApi.timers)
  const [said, setSaid] = useState('')
  const task = useTask()
  const fire = (timer: Timer) =>
    task.run(async () => {
      setSaid(JSON.stringify(await cloudApi.fire(timer.function, timer.name)))
      await reload()
    })
  return (
    <section className="timers">
      <h3>定时触发</h3>
      {(value ?? []).map((timer) => (
        <div key={`${timer.function}:${timer.name}`} className="timer">
          <div>
            <b>
              {timer.function} · {timer.name}
            </b>
            <small>
              <code>{timer.config}</code> 下次 {shanghaiTime(timer.next)}
            </small>
          </div>
          <button
            type="button"
            className="button outline small"
            disabled={task.busy}
            onClick={() => void fire(timer)}
          >
            立即触发
          </button>
        </div>
      ))}
      {value?.length === 0 && <p className="empty">没有定时触发</p>}
      <Note tone="danger">{task.problem || problem}</Note>
      <Note tone="info">{said}</Note>
    </section>
  )
}
