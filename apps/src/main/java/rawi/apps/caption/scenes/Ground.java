package rawi.apps.caption.scenes;

/** What is behind the figures. */
enum Ground {
  WHITE,
  GREY,
  BLACK
}
