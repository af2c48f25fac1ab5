import { View } from '@tarojs/components'
import { useLoad } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { call } from '@/cloud/call'
import { showBalance } from '@/pages/home/home-screen'
import { useJoinFirst } from '@/screen/use-join-first'
import { follow, openPage } from '@/screen/ways'
import { codeCollected } from '@/text/print-code'
import { Button } from '@/ui/form/button'
import { Foot } from '@/ui/page/foot'
import { Intro } from '@/ui/page/intro'
import { NavBar } from '@/ui/page/nav-bar'
import { Notice } from '@/ui/page/notice'
import { Promised } from '@/ui/sheet/promised'
import { CodeField } from './code-field'
import {
  buttonLabel,
  createPrintCode,
  missingOf,
  type PrintCode,
  type PrintCodeState,
} from './print-code-state'
import './index.scss'

/** 扫码领积分. */
export default function PrintCodePage() {
  const [printCode] = useState(() => createPrintCode(call))
  const shown = useStore(printCode.state)
  const { done, failure } = shown

  // A scanned label opens this page with its code; then one tap is left, to collect it.
  useLoad(({ scene, code }) => printCode.take(String(scene ?? code ?? '')))
  useEffect(() => {
    if (done) showBalance(done.balance)
  }, [done])
  useJoinFirst(failure, printCode.edit, () => void printCode.collect())

  return (
    <View className="page-print-code">
      <NavBar title="扫码领积分" back />
      <Intro title="包装上的码，能领积分" hint="刮开标签，扫一扫或填上面的 16 位。" />
      <CodeField printCode={printCode} shown={shown} />
      <Outcome printCode={printCode} shown={shown} />
      <Promised words="每个码只能领一次，先领先得。0 和 O、1 和 I 不用区分。" />
      <Foot>
        <Button
          id="code-collect"
          size="large"
          disabled={missingOf(shown.code) !== 0}
          loading={shown.sending}
          onPress={() => void printCode.collect()}
        >
          {buttonLabel(shown.code)}
        </Button>
      </Foot>
    </View>
  )
}

interface Props {
  printCode: PrintCode
  shown: PrintCodeState
}

/** Stands under the field, where the person looks: what the code brought, or why nothing. */
function Outcome({ printCode, shown: { done, failure } }: Props) {
  if (done) {
    return (
      <Notice id="code-done" tone="success" {...codeCollected(done)}>
        <Button
          id="code-statement"
          size="small"
          look="outline"
          onPress={() => openPage('statement')}
        >
          看明细
        </Button>
      </Notice>
    )
  }
  if (!failure || failure.refusal === 'NOT_JOINED') return null
  const { kind, refusal, title, body, reference, wayOut } = failure
  const isOwn = refusal === 'CODE_COLLECTED_BY_YOU'
  const stay = wayOut?.way === 'reload' ? printCode.again : printCode.edit
  const retry = () => void printCode.collect()
  return (
    <Notice
      id="code-failure"
      tone={isOwn ? 'info' : 'warning'}
      title={title}
      body={reference ? `${body}编号 ${reference}。` : body}
    >
      <Button
        id="code-way-out"
        size="small"
        onPress={() => (kind === 'refused' ? follow(wayOut?.way ?? 'edit', stay) : retry())}
      >
        {kind === 'refused' ? (wayOut?.label ?? '知道了') : '再试一次'}
      </Button>
    </Notice>
  )
}
