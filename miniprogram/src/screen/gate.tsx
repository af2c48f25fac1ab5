import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { clockTime } from '@/text/dates'
import { PAGE_FAILED } from '@/text/door'
import { ErrorState } from '@/ui/page/blank'
import { Button } from '@/ui/form/button'
import { Icon } from '@/ui/icon'
import { Notice } from '@/ui/page/notice'
import { Skeleton } from '@/ui/page/skeleton'
import type { ScreenState } from './screen-state'
import { follow } from './ways'
import './gate.scss'

interface Props<T> {
  screen: ScreenState<T>
  shape: 'rows' | 'grid' | 'hero'
  onRetry: () => void
  children: (data: T) => ReactNode
}

/** Loading, failed, offline or ready: these four are the same on every screen. */
export function Gate<T>({ screen, shape, onRetry, children }: Props<T>) {
  const { data, failure, savedAt } = screen
  if (data !== null) {
    return (
      <>
        <View>{failure && <StaleStrip savedAt={savedAt} onRetry={onRetry} />}</View>
        {children(data)}
      </>
    )
  }
  if (!failure) return <Skeleton shape={shape} />
  if (failure.kind === 'refused') {
    return (
      <Notice tone="warning" title={failure.title} body={failure.body}>
        {failure.wayOut && (
          <Button
            id="way-out"
            size="small"
            onPress={() => follow(failure.wayOut?.way ?? 'home', onRetry)}
          >
            {failure.wayOut.label}
          </Button>
        )}
      </Notice>
    )
  }
  return (
    <ErrorState
      title={PAGE_FAILED.title}
      body={PAGE_FAILED.body}
      reference={failure.reference}
      onRetry={onRetry}
    />
  )
}

/** 离线: what is shown stays usable, and its age is shown. */
function StaleStrip({ savedAt, onRetry }: { savedAt: number | null; onRetry: () => void }) {
  return (
    <View id="stale" className="stale" onClick={onRetry}>
      <Icon name="wifi-off" size={16} />
      <Text className="stale-words">
        {savedAt === null
          ? '刚才没连上，显示的是之前的数据'
          : `没连上，数据停在 ${clockTime(savedAt)}`}
      </Text>
      <Text className="stale-retry">重试</Text>
    </View>
  )
}
