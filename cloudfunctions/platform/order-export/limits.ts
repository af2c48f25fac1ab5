const MB = 1024 * 1024

/** Bounds that keep one import inside 256 MB; the SDK hands a file over in one piece. */
export const ORDER_EXPORT_LIMITS = {
  fileBytes: 60 * MB,
  /** What a sheet may unpack to; it streams, so this bounds time rather than memory. */
  sheetBytes: 1536 * MB,
  /** Shared strings stay in memory while the sheet is read. */
  sharedStringBytes: 64 * MB,
  sharedStrings: 4_000_000,
  /** One CSV record, quotes and line breaks included; above it a quote was left open. */
  recordChars: 16 * 1024,
  /** A header further down than this is not found. */
  headerRows: 10,
}
