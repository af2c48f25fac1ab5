import { useState } from 'react'
import { cloudApi, type CallOutcome, type Person } from '../cloud-api'
import { readDocument } from '../data/filter'
import { OPERATOR } from '../data/publish'
import { Note } from '../ui/note'
import { useTask } from '../use-task'
import { CallHead } from './call-head'
import { CallResult } from './call-result'
import { PRESETS, type Preset } from './presets'
import { Timers } from './timers'
import './functions.css'

const START = textOf({ action: 'program.check', input: { operator: OPERATOR } })

/** 函数: calls any function with any arguments, as the console or as a person. */
export function FunctionsPanel({ persons }: { persons: Person[] }) {
  const [name, setName] = useState('staff')
  const [person, setPerson] = useState('')
  const [text, setText] = useState(START)
  const [outcome, setOutcome] = useState<CallOutcome | null>(null)
  const task = useTask()
  const read = readDocument(text)

  const take = async (preset: Preset) => {
    setText(textOf({ action: preset.action, input: await preset.input() }))
    setName(preset.function)
    setPerson(preset.person ?? '')
    setOutcome(null)
  }
  const call = async () => {
    if ('problem' in read) return
    setOutcome(await cloudApi.call(name, read.document, person || undefined))
  }
  return (
    <div className="panel">
      <Presets onTake={(preset) => void task.run(() => take(preset))} />
      <CallHead
        {...{ name, person, persons, busy: task.busy }}
        onName={setName}
        onPerson={setPerson}
        canCall={!('problem' in read)}
        onCall={() => void task.run(call)}
      />
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

function Presets({ onTake }: { onTake: (preset: Preset) => void }) {
  return (
    <div className="presets" role="group" aria-label="常用调用">
      {PRESETS.map((preset) => (
        <button
          key={preset.action}
          type="button"
          className="chip"
          title={`${preset.function} · ${preset.action}`}
          onClick={() => onTake(preset)}
        >
          {preset.title}
        </button>
      ))}
    </div>
  )
}

function textOf(data: object): string {
  return JSON.stringify(data, null, 2)
}
