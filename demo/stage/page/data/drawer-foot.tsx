import { useState } from 'react'

interface Props {
  busy: boolean
  canSave: boolean
  exists: boolean
  onSave: () => void
  onReread: () => void
  onRemove: () => void
}

export function DrawerFoot({ busy, canSave, exists, onSave, onReread, onRemove }: Props) {
  const [removing, setRemoving] = useState(false)
  return (
    <footer className="drawer-foot">
      <button type="button" className="button main" disabled={busy || !canSave} onClick={onSave}>
        {busy ? '请稍候…' : '保存'}
      </button>
      {exists && (
        <>
          <button type="button" className="button quiet" disabled={busy} onClick={onReread}>
            重新读取
          </button>
          <span className="gap" />
          <button
            type="button"
            className="button quiet danger"
            disabled={busy}
            onBlur={() => setRemoving(false)}
            onClick={() => (removing ? onRemove() : setRemoving(true))}
          >
            {removing ? '再点一次，确认删除' : '删除'}
          </button>
        </>
      )}
    </footer>
  )
}
