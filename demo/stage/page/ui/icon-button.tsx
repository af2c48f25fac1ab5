import { Icon, type IconName } from './icon'

interface Props {
  icon: IconName
  label: string
  onPress: () => void
  className?: string
}

/** A button without text needs a name for a tooltip and a screen reader. */
export function IconButton({ icon, label, onPress, className = 'button quiet small' }: Props) {
  return (
    <button type="button" className={className} title={label} aria-label={label} onClick={onPress}>
      <Icon name={icon} />
    </button>
  )
}
