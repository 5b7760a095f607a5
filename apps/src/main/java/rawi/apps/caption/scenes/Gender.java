package rawi.apps.caption.scenes;

/** Of a noun, in languages that have it. */
enum Gender {
  MASCULINE,
  FEMININE
}
