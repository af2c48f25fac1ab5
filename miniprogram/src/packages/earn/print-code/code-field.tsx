import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { readClipboard } from '@/device/clipboard'
import { canScan, scan } from '@/device/scan'
import { Button } from '@/ui/form/button'
import { Card } from '@/ui/card'
import { Field } from '@/ui/form/field'
import { CODE_LENGTH, shownCode } from './code-in'
import type { PrintCode, PrintCodeState } from './print-code-state'

interface Props {
  printCode: PrintCode
  shown: PrintCodeState
}

/** The code in fours, as on the label: by camera, from the clipboard or typed. */
export function CodeField({ printCode, shown: { code, failure } }: Props) {
  const wrong = failure?.kind === 'refused'
  return (
    <Card>
      <View className="code-head">
        <Text className="code-label">标签上的码</Text>
        <Text className={code.length === CODE_LENGTH ? 'code-count is-full' : 'code-count'}>
          {code.length} / {CODE_LENGTH} 位
        </Text>
      </View>
      <Field
        id="code"
        className="code-field"
        value={code}
        placeholder="16 位字母和数字"
        maxlength={120}
        wrong={wrong}
        onType={printCode.take}
        onClear={printCode.again}
      />
      {/* Grouping inside the input itself would move the cursor at every character. */}
      <View>{code.length > 4 && <Text className="code-grouped">{shownCode(code)}</Text>}</View>
      <Acts printCode={printCode} />
    </Card>
  )
}

/** The clipboard and the camera are used only when these are tapped. */
function Acts({ printCode }: Pick<Props, 'printCode'>) {
  const [note, setNote] = useState('')
  const take = (text: string | null, nothing: string) => {
    setNote(text?.trim() === '' ? nothing : '')
    if (text?.trim()) printCode.take(text)
  }
  const soft = { look: 'soft', className: 'code-act' } as const
  return (
    <>
      <View className="code-acts">
        <Button
          {...soft}
          id="code-paste"
          icon="clipboard"
          onPress={() => void readClipboard().then((text) => take(text, '剪贴板里没有内容。'))}
        >
          粘贴
        </Button>
        {canScan && (
          <Button
            {...soft}
            id="code-scan"
            icon="scan"
            onPress={() => void scan().then((text) => take(text, '没有读出内容，换个角度再扫。'))}
          >
            扫标签
          </Button>
        )}
      </View>
      {note !== '' && <Text className="code-note">{note}</Text>}
    </>
  )
}
