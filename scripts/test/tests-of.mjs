/** The tests of a slug in every room: a folder or a file that has the slug as a whole word. */
export function testsOf(slug, files) {
  const word = new RegExp(`(^|[/-])${escaped(slug)}(?=[/.-])`)
  return files.filter((file) => word.test(withoutAudience(file)))
}

/** Slugs of tests with a word that begins like this one, to suggest after a typing error. */
export function slugsLike(wanted, files) {
  const slugs = new Set(
    files.map((file) =>
      file
        .split('/')
        .at(-1)
        .replace(/\.test\.tsx?$/, ''),
    ),
  )
  const start = wanted.slice(0, 3)
  return [...slugs].filter((slug) => slug.split('-').some((part) => part.startsWith(start))).sort()
}

/** `member`, `guide` and `staff` are slugs too, so a deployed function's folder does not count. */
function withoutAudience(file) {
  return file.replace(/^cloudfunctions\/functions\/\w+\//, '')
}

function escaped(text) {
  return text.replace(/[^\w-]/g, '\\$&')
}
