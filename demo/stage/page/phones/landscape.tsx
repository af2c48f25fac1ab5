/** Paper-cut dunes behind the phones; the colours are those of the theme. */
export function Landscape() {
  return (
    <svg
      className="landscape"
      viewBox="0 0 900 600"
      preserveAspectRatio="xMidYMax slice"
      aria-hidden="true"
    >
      <circle className="land-sun" cx="690" cy="250" r="74" />
      <path className="land-1" d="M0 372C120 310 240 318 380 356s250 40 520-56v300H0z" />
      <path className="land-2" d="M0 440c150-58 270-40 400-10s300 42 500-48v218H0z" />
      <path className="land-3" d="M0 520c180-60 330-34 470-12s280 16 430-30v122H0z" />
    </svg>
  )
}
