import { Switch } from '../ui/switch'

interface Props {
  busy: boolean
  checksItself: boolean
  onChecksItself: (on: boolean) => void
  onPublish: () => void
}

export function PublishBar({ busy, checksItself, onChecksItself, onPublish }: Props) {
  return (
    <div className="publish-bar">
      <Switch label="保存后自动检查" on={checksItself} onChange={onChecksItself} />
      <button type="button" className="button main small" disabled={busy} onClick={onPublish}>
        {busy ? '检查中…' : '检查并发布'}
      </button>
    </div>
  )
}
