import { useState } from 'react'
import { cloudApi, type CallOutcome, type Person } from '../cloud-api'
import { readDocument } from '../data/filter'
import { Note } from '../ui/note'
import { useTask } from '../use-task'
import { CallResult } from './call-result'
import { FUNCTIONS, PRESETS, type Preset } from './presets'
import { Timers } from './timers'
import './functions.css'

const START = { action: 'program.check', input: { operator: '演示台' } }

/** 函数: calls any function with any arguments, as the console or as a person. */
export function FunctionsPanel({ persons }: { persons: Person[] }) {
  const [name, setName] = useState('staff')
  const [person, setPerson] = useState('')
  const [text, setText] = useState(() => JSON.stringify(START, null, 2))
  const [outcome, setOutcome] = useState<CallOutcome | null>(null)
  const task = useTask()
  const read = readDocument(text)

  const take = (preset: Preset) =>
    task.run(async () => {
      const data = { action: preset.action, input: await preset.input() }
      setName(preset.function)
      setPerson(preset.person ?? '')
      setText(JSON.stringify(data, null, 2))
      setOutcome(null)
    })
  const call = () =>
    task.run(async () => {
      if ('problem' in read) return
      setOutcome(await cloudApi.call(name, read.document, person || undefined))
    })
  return (
    <div className="panel">
      <div className="presets" aria-label="常用调用">
        {PRESETS.map((preset) => (
          <button
            key={preset.action}
            type="button"
            className="chip"
            title={`${preset.function} · ${preset.action}`}
            onClick={() => void take(preset)}
          >
            {preset.title}
          </button>
        ))}
      </div>
      <div className="call-head">
        <label>
          函数
          <input
            list="functions"
            value={name}
            spellCheck={false}
            onChange={(event) => setName(event.target.value)}
          />
          <datalist id="functions">
            {FUNCTIONS.map((each) => (
              <option key={each} value={each} />
            ))}
          </datalist>
        </label>
        <label>
          谁来调用
          <select value={person} onChange={(event) => setPerson(event.target.value)}>
            <option value="">控制台（没有 openid）</option>
            {persons.map(({ id, name: called }) => (
              <option key={id} value={id}>
                {called}
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          className="button main"
          disabled={task.busy || 'problem' in read || name === ''}
          onClick={() => void call()}
        >
          {task.busy ? '运行中…' : '运行'}
        </button>
      </div>
      <textarea
        className="code call-data"
        aria-label="参数 JSON"
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Note tone="warning">{'problem' in read ? read.problem : ''}</Note>
      <Note tone="danger">{task.problem}</Note>
      {outcome && <CallResult outcome={outcome} />}
      <Timers />
    </div>
  )
}
