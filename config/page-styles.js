const PAGES =
  /[\\/]miniprogram[\\/]src[\\/](?:pages|packages[\\/][\\/\w-]+)[\\/]([\w-]+)[\\/][\w-]+\.scss$/

/**
 * Keeps the styles of a page on that page. In a browser all pages share one document, so every
 * selector in a page's own folder is put below the class of its root: `page-<slug>`.
 */
module.exports = () => ({
  postcssPlugin: 'page-styles',
  Once(root) {
    const [, slug] = PAGES.exec(root.source?.input.file ?? '') ?? []
    if (!slug) return
    const page = `.page-${slug}`
    root.walkRules((rule) => {
      if (/keyframes$/.test(rule.parent?.name ?? '')) return
      rule.selectors = rule.selectors.map((selector) =>
        isRoot(selector, page) ? selector : `${page} ${selector}`,
      )
    })
  },
})
module.exports.postcss = true

function isRoot(selector, page) {
  return selector.startsWith(page) && !/^[\w-]/.test(selector.slice(page.length))
}
