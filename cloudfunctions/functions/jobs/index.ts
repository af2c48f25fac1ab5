import { runDue } from '../../contracts/programme/job'
import { door } from '../../platform/door/door'
import { jobsGate } from '../../platform/door/staff-gate'
import { handleRunDue } from './job'

const enter = door(jobsGate, [handleRunDue])

/** 定时任务: the platform's timer sends its own event, which names no action of ours. */
export function main(event: unknown) {
  const isTimer = typeof event === 'object' && event !== null && 'TriggerName' in event
  return enter(isTimer ? { action: runDue.name, input: {} } : event)
}
