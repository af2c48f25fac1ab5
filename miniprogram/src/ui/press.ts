/** The class of an element while it is pressed; `:active` is not for mini-programs. */
export const PRESSED = 'is-pressed'
