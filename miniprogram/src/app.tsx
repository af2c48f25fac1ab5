import { useLaunch } from '@tarojs/taro'
import type { PropsWithChildren } from 'react'
import { inFlight, startCloud } from '@/cloud/call'
import './app.scss'

export default function App({ children }: PropsWithChildren) {
  useLaunch(() => {
    startCloud()
    inFlight.resume()
  })
  return children
}
