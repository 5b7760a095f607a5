package rawi.apps.caption.scenes;

/** A shape of one size and colour. */
record Figure(Size size, Colour colour, Shape shape) {}
