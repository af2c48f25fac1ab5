/// <reference types="@tarojs/taro" />

declare module '*.scss'
declare module '*.png'

declare namespace NodeJS {
  interface ProcessEnv {
    TARO_ENV: 'weapp' | 'h5'
    /** The CloudBase environment of a build; empty means the one that DevTools has chosen. */
    TARO_APP_CLOUD_ENV?: string
  }
}
