package rawi.apps.caption.scenes;

/** How large a figure is. */
enum Size {
  SMALL,
  BIG
}
