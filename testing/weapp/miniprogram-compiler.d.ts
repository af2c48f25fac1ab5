/** WeChat's own WXML compiler, which ships without types. */
declare module 'miniprogram-compiler' {
  /** The source of a function body that returns `$gwx`: a WXML file's name to its renderer. */
  export function wxmlToJs(folder: string): string
}
