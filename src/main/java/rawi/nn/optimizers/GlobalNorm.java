package rawi.nn.optimizers;

import java.util.List;
import rawi.nn.Parameter;

/**
 * Clipping by the norm of all gradients taken together (Pascanu and others 2013): if it is above
 * {@code limit}, every gradient is multiplied by limit / norm. Keras's {@code global_clipnorm}.
 */
public record GlobalNorm(double limit) implements Clipping {
  public GlobalNorm {
    if (!(limit > 0)) {
      throw new IllegalArgumentException("GlobalNorm: expected a limit above 0, got " + limit);
    }
  }

  @Override
  public void apply(List<Parameter> parameters) {
    clip(parameters);
  }

  /** Clips the gradients of the trainable parameters and returns their norm before. */
  public double clip(List<Parameter> parameters) {
    double square = 0;
    for (Parameter p : parameters) {
      if (p.trainable()) {
        square += p.squaredGradientNorm();
      }
    }
    double norm = Math.sqrt(square);
    if (norm > limit) {
      for (Parameter p : parameters) {
        if (p.trainable()) {
          p.scaleGradient(limit / norm);
        }
      }
    }
    return norm;
  }
}
