/** The product did something forbidden, whatever the model says. */
export class Misbehaviour extends Error {
  override name = 'Misbehaviour'
}
