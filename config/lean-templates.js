/**
 * Attributes that Taro writes into every template and that no component of ours sets; they equal
 * WeChat's defaults. `eslint.config.mjs` refuses them in the source.
 */
const UNUSED = [
  ...['hover-stop-propagation', 'hover-start-time', 'hover-stay-time'],
  ...['selectable', 'space', 'decode', 'overflow', 'max-lines'],
]
const attributes = new RegExp(` (?:${UNUSED.join('|')})="[^"]*"`, 'g')

/** base.wxml is a tenth of the main package, and 6 KB of it have no effect. */
function lean(wxml) {
  return wxml.replace(attributes, '').replace(/>\s+</g, '><').replace(/ {2,}/g, ' ')
}

module.exports = (ctx) => {
  ctx.modifyBuildAssets(({ assets }) => {
    const name = 'base.wxml'
    if (!assets[name]) return
    const text = lean(String(assets[name].source()))
    assets[name] = { source: () => text, size: () => Buffer.byteLength(text) }
  })
}
