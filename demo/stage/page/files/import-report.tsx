import { CHANNEL_NAMES } from '../../../../cloudfunctions/contracts/order/channel'
import { OPERATOR } from '../data/publish'
import { Note } from '../ui/note'
import { useTask } from '../use-task'
import type { ImportAccept } from '../../../../cloudfunctions/contracts/order/order-import'
import { asksRefunds, commitImport, type ImportReport } from './order-import'

interface Props {
  report: ImportReport
  onReport: (report: ImportReport) => void
  onClose: () => void
}

const STATES = {
  previewing: '预览中…',
  preview: '预览，还没有写入',
  running: '导入中…',
  done: '导入完成',
  failed: '停了',
} as const

function stateText({ state, percent }: ImportReport): string {
  const going = state === 'previewing' || state === 'running'
  return going && percent > 0 ? `${STATES[state]} ${percent}%` : STATES[state]
}

function channelName(channel: string | null): string {
  if (channel === null) return ''
  return Object.entries(CHANNEL_NAMES).find(([id]) => id === channel)?.[1] ?? channel
}

export function ImportReportCard({ report, onReport, onClose }: Props) {
  const task = useTask()
  const { state, errors, errorCount } = report
  const { importId } = report
  const commit = (accept?: ImportAccept) =>
    void task.run(() => commitImport(OPERATOR, { importId, accept }, onReport))
  const isShut = task.busy || state === 'previewing' || report.orders === 0
  return (
    <section className="report" aria-label="导入报告">
      <header className="view-head">
        <h3>
          {channelName(report.channel)} <small>{report.layout}</small>
        </h3>
        <span className={`tag ${state === 'done' ? 'success' : 'info'}`}>{stateText(report)}</span>
      </header>
      <dl className="figures">
        <Figure label="订单" value={report.orders} />
        <Figure label="新增" value={report.added} />
        <Figure label="有变化" value={report.changed} />
        <Figure label="没变化" value={report.unchanged} />
        <Figure label="认领到账" value={report.claimsCredited} />
        <Figure label="退款扣回" value={report.claimsClawedBack} />
        <Figure label="错误行" value={errorCount} alarming={errorCount > 0} />
      </dl>
      <Notes notes={report.notes} />
      <RowErrors errors={errors} all={errorCount} />
      <Note tone="danger">{task.problem || report.problem}</Note>
      <footer className="report-foot">
        {asksRefunds(report) && <RefundChoice isShut={isShut} onChoose={commit} />}
        {state !== 'done' && !asksRefunds(report) && (
          <button
            type="button"
            className="button main small"
            disabled={isShut}
            onClick={() => commit()}
          >
            {task.busy ? '导入中…' : '确认导入'}
          </button>
        )}
        <button type="button" className="button quiet small" disabled={task.busy} onClick={onClose}>
          {state === 'done' ? '收起' : '先不导入'}
        </button>
        {state === 'preview' && errorCount > 0 && <small>错误的行会跳过，其余照常导入</small>}
      </footer>
    </section>
  )
}

interface ChoiceProps {
  isShut: boolean
  onChoose: (accept: ImportAccept) => void
}

/**
 * The file does not report refunds: either claims wait, or the person who confirms has checked
 * them.
 */
function RefundChoice({ isShut, onChoose }: ChoiceProps) {
  return (
    <>
      <button
        type="button"
        className="button main small"
        disabled={isShut}
        title="照常导入，这些订单的认领等别处告诉退款再入账"
        onClick={() => onChoose('REFUNDS_UNKNOWN')}
      >
        导入，积分先等着
      </button>
      <button
        type="button"
        className="button outline small"
        disabled={isShut}
        title="文件没写的就是没有退款，交易完成的按实付入账；会记下是谁确认的"
        onClick={() => onChoose('REFUNDS_CHECKED')}
      >
        我在后台核对过，都没有退
      </button>
    </>
  )
}

interface RowErrorsProps {
  errors: ImportReport['errors']
  /** How many errors there are; only the first ones are listed. */
  all: number
}

function RowErrors({ errors, all }: RowErrorsProps) {
  if (errors.length === 0) return null
  return (
    <ol className="row-errors">
      {errors.map(({ row, message }) => (
        <li key={`${row}:${message}`}>
          <b>第 {row} 行</b>
          {message}
        </li>
      ))}
      {all > errors.length && <li>还有 {all - errors.length} 行有错误</li>}
    </ol>
  )
}

/** Parts of the file that were not read or were skipped; stands above the button that writes. */
function Notes({ notes }: { notes: ImportReport['notes'] }) {
  if (notes.length === 0) return null
  return (
    <ol className="row-errors" aria-label="没有读的和跳过的">
      {notes.map(({ code, message }) => (
        <li key={`${code}:${message}`}>{message}</li>
      ))}
    </ol>
  )
}

function Figure(props: { label: string; value: number; alarming?: boolean }) {
  return (
    <div className={props.alarming ? 'alarming' : undefined}>
      <dt>{props.label}</dt>
      <dd>{props.value.toLocaleString('en-US')}</dd>
    </div>
  )
}
