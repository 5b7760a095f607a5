package rawi.apps.caption.scenes;

/** What a figure is. */
enum Shape {
  CIRCLE,
  SQUARE,
  TRIANGLE,
  STAR
}
