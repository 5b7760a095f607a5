package rawi.apps.caption.scenes;

/** How large the figures of a group are. */
enum Size {
  SMALL,
  BIG
}
