interface Props {
  label: string
  on: boolean
  onChange: (on: boolean) => void
}

export function Switch({ label, on, onChange }: Props) {
  return (
    <label className="switch">
      <input type="checkbox" role="switch" checked={on} onChange={() => onChange(!on)} />
      <span className="switch-track" />
      {label}
    </label>
  )
}
