package rawi.apps.caption.scenes;

/** A shape of one colour. */
record Figure(Colour colour, Shape shape) {}
