import { useState } from 'react'
import { cloudApi } from '../cloud-api'
import { Note } from '../ui/note'
import { useTask } from '../use-task'

/** Saves a scene (data, files and the clock) and returns to it. */
export function Snapshots({ onRestored }: { onRestored: () => void }) {
  const [name, setName] = useState('scene-1')
  const [said, setSaid] = useState('')
  const task = useTask()
  const isName = /^[A-Za-z0-9_-]{1,40}$/.test(name)
  const keep = async () => {
    await cloudApi.snapshot(name)
    setSaid(`已保存现场「${name}」`)
  }
  const restore = async () => {
    await cloudApi.restore(name)
    setSaid(`已回到现场「${name}」`)
    onRestored()
  }
  const button = (title: string, look: string, work: () => Promise<void>) => (
    <button
      type="button"
      className={`button ${look}`}
      disabled={task.busy || !isName}
      onClick={() => void task.run(work)}
    >
      {title}
    </button>
  )
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
        {button('保存现场', 'outline', keep)}
        {button('回到现场', 'quiet', restore)}
      </div>
      <Note tone="warning">{isName ? '' : '名字用字母、数字、短横线'}</Note>
      <Note tone="danger">{task.problem}</Note>
      <Note tone="success">{said}</Note>
    </section>
  )
}
