import Taro from '@tarojs/taro'

/** The pages that lie on each other, the one in front last; only to be compared. */
export function openPages(): unknown[] {
  // A browser's router gives copies, so its pages are told by their paths, which are stamped.
  return Taro.getCurrentPages().map((page) => ('path' in page && page.path) || page)
}

export function pageInFront(): unknown {
  const pages = openPages()
  return pages[pages.length - 1]
}
