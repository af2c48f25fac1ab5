import Taro from '@tarojs/taro'

/** The open pages, the front one last; use them only for comparing. */
export function openPages(): unknown[] {
  // A browser's router returns copies, so pages are compared by their paths, which are stamped.
  return Taro.getCurrentPages().map((page) => ('path' in page && page.path) || page)
}

export function pageInFront(): unknown {
  const pages = openPages()
  return pages[pages.length - 1]
}
