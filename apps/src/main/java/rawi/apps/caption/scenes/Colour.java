package rawi.apps.caption.scenes;

/** What colour a figure has. */
enum Colour {
  RED,
  BLUE,
  GREEN,
  YELLOW
}
