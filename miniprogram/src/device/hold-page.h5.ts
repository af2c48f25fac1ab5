/** A browser scrolls the page below a sheet unless that page is told to stay. */
export function holdPage(): () => void {
  const pages = [document.body, ...Array.from(document.querySelectorAll<HTMLElement>('.taro_page'))]
  const before = pages.map(({ style }) => style.overflow)
  for (const { style } of pages) style.overflow = 'hidden'
  return () => pages.forEach(({ style }, at) => (style.overflow = before[at] ?? ''))
}
