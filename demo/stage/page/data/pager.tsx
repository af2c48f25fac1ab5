import { PAGE_SIZE } from './use-documents'

interface Props {
  page: number
  total: number
  onPage: (page: number) => void
}

export function Pager({ page, total, onPage }: Props) {
  const last = Math.max(0, Math.ceil(total / PAGE_SIZE) - 1)
  const turn = (title: string, to: number) => (
    <button
      type="button"
      className="button quiet small"
      disabled={to < 0 || to > last}
      onClick={() => onPage(to)}
    >
      {title}
    </button>
  )
  return (
    <footer className="pager">
      <span>共 {total.toLocaleString('en-US')} 份</span>
      {last > 0 && (
        <>
          {turn('上一页', page - 1)}
          <span>
            {page + 1} / {last + 1}
          </span>
          {turn('下一页', page + 1)}
        </>
      )}
    </footer>
  )
}
