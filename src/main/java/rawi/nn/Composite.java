package rawi.nn;

import java.util.List;

/** A built junction that is made of named parts, and can be watched while they compute. */
public interface Composite extends Junction {
  /** The parts in Keras's order, inputs first. */
  List<Part> parts();

  /** {@link #forward(List, Context)}, each part's outputs shown as they come. */
  JunctionPass forward(List<Signal> inputs, Context context, Watch watch);
}
