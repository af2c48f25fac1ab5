const MB = 1024 * 1024

/** Bounds that keep one import inside 256 MB; the SDK hands a file over in one piece. */
export const ORDER_EXPORT_LIMITS = {
  fileBytes: 60 * MB,
  /** What a sheet may unpack to; it streams, so this bounds time rather than memory. */
  sheetBytes: 1024 * MB,
  /** The list of sheets and their places. */
  bookBytes: 4 * MB,
  /** What the shared strings' XML may unpack to. */
  stringsBytes: 256 * MB,
  /** A larger part that unpacks to more than `packRatio` times its size is a bomb. */
  packRatioFrom: 32 * MB,
  packRatio: 200,
  /** Shared strings stay in memory while the sheet is read. */
  sharedStringBytes: 64 * MB,
  sharedStrings: 4_000_000,
  /** Excel's own limit is 32,767. */
  cellChars: 64 * 1024,
  /** XML that goes on for so many bytes without one tag or text coming to its end. */
  xmlPieceBytes: 1 * MB,
  xmlDepth: 64,
  /** No export has 200; a cell further to the right is told as one column too many. */
  columns: 512,
  sheets: 100,
  /** One CSV record, quotes and line breaks included; above it a quote was left open. */
  recordChars: 16 * 1024,
  /** A header further down than this is not found. */
  headerRows: 30,
}
