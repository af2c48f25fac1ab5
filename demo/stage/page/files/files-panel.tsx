import { useState, type DragEvent } from 'react'
import { CHANNEL_NAMES } from '../../../../cloudfunctions/contracts/order/channel'
import { cloudApi, type StoredFile } from '../cloud-api'
import { OPERATOR } from '../data/publish'
import { CopyButton } from '../ui/copy-button'
import { Icon } from '../ui/icon'
import { Note } from '../ui/note'
import { useLoaded } from '../use-loaded'
import { useTask } from '../use-task'
import { addressOf, base64Of, isOrderExport, isPicture, sizeText } from './file-text'
import { ImportReportCard } from './import-report'
import { previewImport, type ImportReport } from './order-import'
import './files.css'

const FOLDER = 'order-exports'
/** Tills push their orders and have no file. */
const { pos: _till, ...EXPORTING } = CHANNEL_NAMES
const CHANNELS = Object.values(EXPORTING).join('、')

/** 文件: the environment's storage; order exports are imported from here. */
export function FilesPanel() {
  const { value, problem, reload } = useLoaded(cloudApi.files)
  const [uploaded, setUploaded] = useState('')
  const [report, setReport] = useState<ImportReport | null>(null)
  const task = useTask()
  const upload = (files: File[]) =>
    task.run(async () => {
      for (const file of files) {
        setUploaded(await cloudApi.upload(`${FOLDER}/${file.name}`, await base64Of(file)))
      }
      await reload()
    })
  const preview = (fileID: string) =>
    task.run(async () => {
      // A refusal of this file must not be shown next to another file's report.
      setReport(null)
      await previewImport(OPERATOR, fileID, setReport)
    })
  const remove = (fileID: string) =>
    task.run(async () => {
      await cloudApi.deleteFile(fileID)
      await reload()
    })
  return (
    <div className="panel">
      <UploadBox busy={task.busy} onFiles={(files) => void upload(files)} />
      <Note tone="danger">{task.problem || problem}</Note>
      {report && (
        <ImportReportCard
          key={report.importId}
          report={report}
          onReport={setReport}
          onClose={() => setReport(null)}
        />
      )}
      <ul className="files">
        {(value ?? []).map((file) => (
          <FileRow
            key={file.fileID}
            file={file}
            isNew={file.fileID === uploaded}
            busy={task.busy}
            onPreview={() => void preview(file.fileID)}
            onRemove={() => void remove(file.fileID)}
          />
        ))}
      </ul>
      {value?.length === 0 && <p className="empty">还没有文件</p>}
    </div>
  )
}

function UploadBox({ busy, onFiles }: { busy: boolean; onFiles: (files: File[]) => void }) {
  const [over, setOver] = useState(false)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    onFiles(Array.from(event.dataTransfer.files))
  }
  return (
    <label
      className={`upload ${over ? 'over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Icon name="upload" size={20} />
      <b>{busy ? '请稍候…' : '上传订单表'}</b>
      <span>{CHANNELS}导出的 CSV 或 Excel，原样拖进来，不用改</span>
      <input
        type="file"
        multiple
        disabled={busy}
        onChange={(event) => {
          onFiles(Array.from(event.target.files ?? []))
          // Lets the same file be chosen again after it was corrected.
          event.target.value = ''
        }}
      />
    </label>
  )
}

interface RowProps {
  file: StoredFile
  isNew: boolean
  busy: boolean
  onPreview: () => void
  onRemove: () => void
}

function FileRow({ file, isNew, busy, onPreview, onRemove }: RowProps) {
  const [removing, setRemoving] = useState(false)
  return (
    <li className={isNew ? 'new' : undefined}>
      {isPicture(file.path) && <img src={addressOf(file.path)} alt="" />}
      <div className="file-name">
        <a href={addressOf(file.path)} target="_blank" rel="noreferrer">
          {file.path}
        </a>
        <small>{sizeText(file.size)}</small>
      </div>
      {isOrderExport(file.path) && (
        <button
          type="button"
          className={`button small ${isNew ? 'main' : 'outline'}`}
          disabled={busy}
          onClick={onPreview}
        >
          预览导入
        </button>
      )}
      <CopyButton text={file.fileID} what="文件编号">
        文件编号
      </CopyButton>
      <button
        type="button"
        className="button quiet danger small"
        onBlur={() => setRemoving(false)}
        onClick={() => (removing ? onRemove() : setRemoving(true))}
      >
        {removing ? '确认删除' : '删除'}
      </button>
    </li>
  )
}
