import { Text, View } from '@tarojs/components'
import { insets } from '@/device/insets'
import { InFlightStrip } from '@/screen/in-flight-strip'
import { goBack } from '@/screen/ways'
import { Icon } from '../icon'
import { PRESSED } from '../press'
import './nav-bar.scss'

interface Props {
  title: string
  /** Tab pages have no back arrow. */
  back?: boolean
  /** Over art the text is white and the bar has no background of its own. */
  over?: 'page' | 'art'
  align?: 'centre' | 'start'
}

/** The bar beside the capsule. It stays at the top and keeps clear of the capsule. */
export function NavBar({ title, back = false, over = 'page', align = 'centre' }: Props) {
  const { top, bar, capsule } = insets()
  return (
    <>
      <View
        className={`nav nav-${over} nav-${align}`}
        style={{ height: `${bar}px`, paddingTop: `${top}px` }}
      >
        {back && (
          <View
            id="nav-back"
            className="nav-back"
            ariaLabel="返回"
            ariaRole="button"
            hoverClass={PRESSED}
            onClick={() => goBack()}
          >
            <Icon name="chevron-left" size={24} />
          </View>
        )}
        <Text className="nav-title" style={{ maxWidth: `calc(100% - ${capsule * 2}px)` }}>
          {title}
        </Text>
      </View>
      {over === 'page' && <View style={{ height: `${bar + top}px` }} />}
      {/* Every page has this bar, so the result of a request is seen on every page. */}
      <View>
        <InFlightStrip />
      </View>
    </>
  )
}

/** Space that a hero leaves for the bar above it. */
export function navRoom(): string {
  const { top, bar } = insets()
  return `${top + bar}px`
}
