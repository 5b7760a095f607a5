package rawi.nn.optimizers;

import java.util.List;
import rawi.nn.Parameter;

/**
 * Multiplies each parameter's gradient whose norm is above {@code limit} by limit / norm, each
 * alone; Keras's {@code clipnorm}.
 */
public record ClipNorm(double limit) implements Clipping {
  public ClipNorm {
    Hyper.check(limit > 0, "limit of norms", "above 0", limit);
  }

  @Override
  public void apply(List<Parameter> parameters) {
    for (Parameter p : parameters) {
      double norm = p.trainable() ? Math.sqrt(p.squaredGradientNorm()) : 0;
      if (norm > limit) {
        p.scaleGradient(limit / norm);
      }
    }
  }
}
