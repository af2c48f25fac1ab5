import { Text, View } from '@tarojs/components'
import type { OutputOf } from '@contracts/action'
import type { openProfile } from '@contracts/profile'
import { useStore } from 'zustand'
import { follow } from '@/screen/ways'
import type { Failure } from '@/text/failure'
import { beforeKeeping, keptInWords, monthDayInWords } from '@/text/profile'
import { Button } from '@/ui/button'
import { Icon } from '@/ui/icon'
import { Notice } from '@/ui/notice'
import { Sheet } from '@/ui/sheet'
import type { Kept, Profile } from './profile-state'

interface Props {
  page: OutputOf<typeof openProfile>
  profile: Profile
  onReload: () => void
}

/** 确认生日: what it means, before it can no longer be changed for a year. */
export function KeepSheet({ page, profile, onReload }: Props) {
  const { asking, done, failure, sending } = useStore(profile.state)
  if (asking === null) return null
  if (done) return <Done done={done} onClose={profile.close} />
  const isRefused = failure?.kind === 'refused'
  return (
    <Sheet
      id="birthday-sheet"
      title={`生日记为 ${monthDayInWords(asking)}`}
      onClose={profile.close}
    >
      {!isRefused && (
        <View className="keep-about">
          {beforeKeeping(page, asking).map((line) => (
            <Text key={line} className="keep-line">
              {line}
            </Text>
          ))}
        </View>
      )}
      {failure && <Refused failure={failure} profile={profile} onReload={onReload} />}
      {!isRefused && (
        <Button
          id="birthday-confirm"
          size="large"
          loading={sending}
          onPress={() => void profile.submit()}
        >
          {failure ? '再试一次' : '就是这天'}
        </Button>
      )}
    </Sheet>
  )
}

interface RefusedProps {
  failure: Failure
  profile: Profile
  onReload: () => void
}

/** A refusal brings its way out; after a lost network the main button sends the same again. */
function Refused({ failure, profile, onReload }: RefusedProps) {
  const stay = () => {
    profile.close()
    onReload()
  }
  return (
    <Notice
      id="birthday-failure"
      tone="warning"
      title={failure.title}
      body={failure.reference ? `${failure.body}编号 ${failure.reference}` : failure.body}
    >
      {failure.kind === 'refused' && (
        <Button
          id="birthday-way-out"
          size="small"
          onPress={() => follow(failure.wayOut?.way ?? 'reload', stay)}
        >
          {failure.wayOut?.label ?? '知道了'}
        </Button>
      )}
    </Notice>
  )
}

function Done({ done, onClose }: { done: Kept; onClose: () => void }) {
  return (
    <Sheet id="birthday-sheet" title="记下了" onClose={onClose}>
      <View id="birthday-done" className="kept">
        <View className="kept-mark">
          <Icon name="cake" size={28} />
        </View>
        <Text className="kept-day">{monthDayInWords(done.birthday)}</Text>
        {keptInWords(done).map((line) => (
          <Text key={line} className="kept-line">
            {line}
          </Text>
        ))}
      </View>
      <Button id="birthday-close" size="large" onPress={onClose}>
        知道了
      </Button>
    </Sheet>
  )
}
