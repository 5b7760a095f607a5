package rawi.nn.optimizers;

import java.util.List;
import rawi.nn.Parameter;

/** Brings every element of every gradient into [-limit, limit]; Keras's {@code clipvalue}. */
public record ClipValue(double limit) implements Clipping {
  public ClipValue {
    Hyper.check(limit > 0, "limit of values", "above 0", limit);
  }

  @Override
  public void apply(List<Parameter> parameters) {
    for (Parameter p : parameters) {
      if (p.trainable()) {
        p.clipGradient(limit);
      }
    }
  }
}
