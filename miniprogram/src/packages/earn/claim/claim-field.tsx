import { Text, View } from '@tarojs/components'
import { CHANNEL_NAMES, CHANNELS, type Channel } from '@contracts/order/channel'
import { useState } from 'react'
import { readClipboard } from '@/device/clipboard'
import { canScan, scan } from '@/device/scan'
import { looksLikeText } from '@/text/claim/claim'
import { Button } from '@/ui/form/button'
import { Card } from '@/ui/card'
import { Chip } from '@/ui/form/chip'
import { Field } from '@/ui/form/field'
import { Icon } from '@/ui/icon'
import { byFour } from '@/ui/numbers'
import { channelOf, type Claim, type ClaimState } from './claim-state'

interface Props {
  claim: Claim
  shown: ClaimState
}

export function ClaimField({ claim, shown }: Props) {
  const [pasteEmpty, setPasteEmpty] = useState(false)
  const type = (text: string) => {
    setPasteEmpty(false)
    claim.type(text)
  }
  return (
    <Card>
      <View className="field-head">
        <Text className="field-label">订单编号</Text>
        <Verdict shown={shown} />
      </View>
      <Field
        id="claim"
        value={shown.orderNo}
        placeholder="粘贴或输入编号"
        maxlength={250}
        onType={type}
        onClear={() => type('')}
      />
      {/* Grouping inside the input itself would move the cursor at every character. */}
      <View>
        {shown.orderNo.length > 4 && (
          <Text id="claim-grouped" className="field-grouped">
            {grouping(shown.orderNo)}
          </Text>
        )}
      </View>
      <Acts claim={claim} onPasted={(text) => setPasteEmpty(text.trim() === '')} />
      {pasteEmpty && <Text className="field-note">剪贴板里没有内容，长按上面的框也能粘贴</Text>}
      <Channels claim={claim} shown={shown} />
    </Card>
  )
}

/** The clipboard is read only when this is tapped. */
function Acts({ claim, onPasted }: { claim: Claim; onPasted: (text: string) => void }) {
  const paste = async () => {
    const text = await readClipboard()
    onPasted(text)
    if (text.trim() !== '') claim.type(text)
  }
  const scanReceipt = async () => {
    const text = await scan()
    if (text !== null) claim.type(text)
  }
  const soft = { look: 'soft', className: 'field-act' } as const
  return (
    <View className="field-acts">
      <Button {...soft} id="claim-paste" icon="clipboard" onPress={() => void paste()}>
        粘贴
      </Button>
      {canScan && (
        <Button {...soft} id="claim-scan" icon="scan" onPress={() => void scanReceipt()}>
          扫小票条码
        </Button>
      )}
    </View>
  )
}

/** Only plain numbers and letters are grouped; other text is shown unchanged. */
function grouping(orderNo: string): string {
  return /^[A-Za-z0-9]+$/.test(orderNo) ? byFour(orderNo) : orderNo
}

function Verdict({ shown: { orderNo, recognised } }: { shown: ClaimState }) {
  if (!recognised) return null
  if (recognised.candidates.length === 0) {
    return (
      <View id="claim-verdict" className="verdict verdict-wrong">
        <Icon name="alert" size={16} />
        <Text className="verdict-words">不像订单编号</Text>
      </View>
    )
  }
  return (
    <View id="claim-verdict" className="verdict verdict-right">
      <Icon name="check-circle" size={16} />
      <Text className="verdict-words">{(recognised.orderNo ?? orderNo).length} 位，格式正确</Text>
    </View>
  )
}

/** 识别为: the best guess; the others are one tap away. */
function Channels({ claim, shown }: Props) {
  const { recognised } = shown
  if (!recognised) return null
  const { candidates, looksLike } = recognised
  if (candidates.length === 0) {
    const { title, body } = looksLikeText(looksLike ?? 'unknown')
    return (
      <View id="claim-looks-like" className="channels">
        <Text className="looks-title">{title}</Text>
        <Text className="looks-body">{body}</Text>
      </View>
    )
  }
  const channel = channelOf(shown)
  return (
    <View className="channels">
      <View className="channels-head">
        <Text>{channel ? '识别为 ' : '这种编号有几家在用，'}</Text>
        {channel ? (
          <Text id="claim-channel" className="channels-best">
            {CHANNEL_NAMES[channel]}
          </Text>
        ) : (
          <Text className="channels-ask">选一下在哪儿买的</Text>
        )}
      </View>
      <View className="channels-row">
        {offered(candidates).map((offer) => (
          <Chip
            key={offer}
            id={`channel-${offer}`}
            look="pick"
            label={CHANNEL_NAMES[offer]}
            selected={offer === channel}
            onPress={() => claim.choose(offer)}
          />
        ))}
      </View>
    </View>
  )
}

/** With several guesses, one of them must be chosen; a single guess can be corrected. */
function offered(candidates: Channel[]): Channel[] {
  if (candidates.length > 1) return candidates
  return [...candidates, ...CHANNELS.filter((channel) => !candidates.includes(channel))]
}
