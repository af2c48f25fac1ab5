import { ScrollView, Text, View } from '@tarojs/components'
import type { OutputOf } from '@contracts/action'
import type { openJoin } from '@contracts/member/join'
import { useState } from 'react'
import { useStore } from 'zustand'
import { PhoneNumberButton } from '@/device/phone-number'
import { goBack } from '@/screen/ways'
import type { IconName } from '@/ui/art/icons'
import { Button } from '@/ui/form/button'
import { Icon } from '@/ui/icon'
import { Notice } from '@/ui/page/notice'
import { PRESSED } from '@/ui/press'
import type { Join } from './join-state'

type Data = OutputOf<typeof openJoin>

interface Props {
  data: Data
  brandName: string
  join: Join
  onReload: () => void
  onJoined: () => void
}

export function JoinForm({ data, brandName, join, onReload, onJoined }: Props) {
  const { agreed, phoneCode, sending, failure } = useStore(join.state)
  const submit = async () => {
    const joined = await join.submit(data.consent.version)
    if (joined) onJoined()
  }
  if (data.joined && !data.consentOutdated) return <AlreadyJoined data={data} onBack={onJoined} />
  return (
    <>
      <View className="join-head">
        <Text className="join-title">
          {data.consentOutdated ? '入会须知更新了' : `加入${brandName}`}
        </Text>
        <Button
          id="join-later"
          look="text"
          size="small"
          className="join-later"
          onPress={() => goBack()}
        >
          {data.consentOutdated ? '以后再看' : '先逛逛'}
        </Button>
      </View>
      <Benefits benefits={data.benefits} />
      {/* A member who must agree to a new text is asked for nothing else. */}
      {!data.consentOutdated && <Uses phoneCode={phoneCode} onCode={join.takePhone} />}
      <Consent
        consent={data.consent}
        agreed={agreed}
        isNewText={data.consentOutdated}
        onAgree={join.agree}
      />
      {failure && (
        <Notice id="join-failure" tone="warning" title={failure.title} body={failure.body}>
          {failure.wayOut?.way === 'reload' && (
            <Button id="join-way-out" size="small" onPress={onReload}>
              {failure.wayOut.label}
            </Button>
          )}
        </Notice>
      )}
      <Button
        id="join-submit"
        size="large"
        disabled={!agreed}
        loading={sending}
        onPress={() => void submit()}
      >
        {submitLabel(data.consentOutdated, agreed)}
      </Button>
      <View className="join-promise">
        <Icon name="shield-check" size={18} />
        <Text className="join-promise-words">
          {data.consentOutdated
            ? '不同意也能看积分、用券、取兑换品；只是先不能攒和换'
            : '不加入也能逛商城；手机号不填也能入会'}
        </Text>
      </View>
    </>
  )
}

function submitLabel(isNewText: boolean, agreed: boolean): string {
  if (isNewText) return agreed ? '同意新的一版' : '看过并勾选后同意'
  return agreed ? '同意并加入' : '勾选同意后加入'
}

/** 入会须知与规则: what the member has agreed to, readable at any time. */
function AlreadyJoined({ data, onBack }: { data: Data; onBack: () => void }) {
  return (
    <>
      <View className="join-head">
        <Text className="join-title">你已经是会员了</Text>
      </View>
      <Benefits benefits={data.benefits} />
      <Text className="uses-title">《{data.consent.title}》</Text>
      {/* People open this page to read, so nothing has to stay in sight at the bottom. */}
      <View id="consent-text" className="consent consent-whole">
        <ConsentWords consent={data.consent} />
      </View>
      <Button id="join-back" size="large" onPress={onBack}>
        返回
      </Button>
    </>
  )
}

function ConsentText({ consent }: { consent: Data['consent'] }) {
  return (
    <ScrollView scrollY className="consent" id="consent-text">
      <ConsentWords consent={consent} />
    </ScrollView>
  )
}

function ConsentWords({ consent }: { consent: Data['consent'] }) {
  return (
    <>
      <Text className="consent-text" userSelect>
        {consent.text}
      </Text>
      <Text className="consent-version">版本 {consent.version}</Text>
    </>
  )
}

const BENEFIT_ICONS: IconName[] = ['sparkles', 'ticket', 'gift']

function Benefits({ benefits }: { benefits: string[] }) {
  return (
    <View className="benefits">
      {benefits.slice(0, 3).map((benefit, at) => (
        <View key={benefit} className="benefit">
          <Icon name={BENEFIT_ICONS[at] ?? 'gift'} size={20} />
          <Text className="benefit-words">{benefit}</Text>
        </View>
      ))}
    </View>
  )
}

interface UsesProps {
  phoneCode: string | null
  onCode: (code: string | null) => void
}

/** 我们会用到: the data we need, and the data we do not need. */
function Uses({ phoneCode, onCode }: UsesProps) {
  return (
    <>
      <Text className="uses-title">我们会用到</Text>
      <View className="use">
        <Icon name="user" size={20} className="use-icon" />
        <View className="use-words">
          <View className="use-line">
            <Text className="use-name">微信账号标识</Text>
            <Text className="use-tag use-tag-needed">必需</Text>
          </View>
          <Text className="use-why">记住你的积分和券，不含微信号与好友</Text>
        </View>
      </View>
      <View className="use">
        <Icon name="phone" size={20} className="use-icon" />
        <View className="use-words">
          <View className="use-line">
            <Text className="use-name">手机号</Text>
            <Text className="use-tag">选填</Text>
          </View>
          <Text className="use-why">认出你的订单，不填也能加入</Text>
        </View>
        {phoneCode ? (
          <View
            id="join-phone-clear"
            className="use-given"
            hoverClass={PRESSED}
            onClick={() => onCode(null)}
          >
            <Icon name="check" size={16} />
            <Text> 已授权，点此取消</Text>
          </View>
        ) : (
          <PhoneNumberButton id="join-phone" className="use-ask" onCode={onCode}>
            授权
          </PhoneNumberButton>
        )}
      </View>
    </>
  )
}

interface ConsentProps {
  consent: Data['consent']
  agreed: boolean
  /** A changed text is shown open, without a tap. */
  isNewText: boolean
  onAgree: (agreed: boolean) => void
}

/** 入会须知: can be read before the box is ticked, and the box starts empty. */
function Consent({ consent, agreed, isNewText, onAgree }: ConsentProps) {
  const [open, setOpen] = useState(isNewText)
  return (
    <>
      <View className="agree">
        <View
          id="join-agree"
          className="agree-box"
          ariaRole="checkbox"
          ariaLabel="同意入会须知"
          hoverClass={PRESSED}
          onClick={() => onAgree(!agreed)}
        >
          <View className={`agree-mark ${agreed ? 'is-agreed' : ''}`}>
            {agreed && <Icon name="check" size={14} />}
          </View>
          <Text className="agree-words">我已看过并同意</Text>
        </View>
        <View
          id="join-consent"
          className="agree-read"
          hoverClass={PRESSED}
          onClick={() => setOpen(!open)}
        >
          <Text>《{consent.title}》</Text>
        </View>
      </View>
      {open && <ConsentText consent={consent} />}
    </>
  )
}
