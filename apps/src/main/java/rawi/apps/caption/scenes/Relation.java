package rawi.apps.caption.scenes;

/**
 * Where the first figure of a pair is, seen from the second. There is no right and no below: the
 * figure on the left, or above, is always named first, so a pair has one caption.
 */
enum Relation {
  LEFT_OF,
  ABOVE
}
