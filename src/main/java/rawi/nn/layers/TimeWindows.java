package rawi.nn.layers;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Pass;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.backend.Padding;
import rawi.nn.backend.Span;
import rawi.nn.backend.Window;

/**
 * What pooling over windows of time has in common: a sequence (batch, time, features) is a plane of
 * that height and of width 1, and its mask (batch, time) one of a single feature. A step of the
 * output is real if its window has a real step.
 */
record TimeWindows(String layer, Span span) {
  static TimeWindows of(String layer, int poolSize, int strides, Padding padding) {
    if (poolSize < 1 || strides < 1) {
      throw new IllegalArgumentException(
          "%s: expected poolSize and strides of at least 1, got %d and %d"
              .formatted(layer, poolSize, strides));
    }
    return new TimeWindows(layer, new Span(poolSize, strides, 1, padding));
  }

  Window window() {
    return new Window(span, new Span(1, 1, 1, Padding.VALID));
  }

  Shape outputShape(Shape input) {
    OverTime.outputShape(layer, input);
    long time = input.dims().get(0);
    return Shape.of(time == Shape.ANY ? Shape.ANY : steps(time), input.last());
  }

  private long steps(long time) {
    if (!span.fits(time)) {
      throw new IllegalArgumentException(
          "%s: expected at least %d steps, got %d; pad the input or use SAME"
              .formatted(layer, span.covered(), time));
    }
    return span.output(time);
  }

  INDArray plane(Signal in) {
    INDArray x = in.values();
    steps(x.size(1));
    return x.dup('c').reshape('c', x.size(0), x.size(1), 1, x.size(2));
  }

  /** 1 at the real steps, (batch, time, 1, 1); empty where all are. */
  Optional<INDArray> real(Signal in) {
    return in.mask()
        .map(
            m -> {
              INDArray real = m.castTo(in.values().dataType()).dup('c');
              return real.reshape('c', m.size(0), m.size(1), 1, 1);
            });
  }

  /**
   * The pass of what was pooled.
   *
   * @param y (batch, steps, 1, features)
   * @param real steps of the output, (batch, steps, 1, 1)
   * @param gradient dL/dx of dL/dy, both planes
   */
  Pass pass(Signal in, INDArray y, Optional<INDArray> real, UnaryOperator<INDArray> gradient) {
    INDArray x = in.values();
    Optional<INDArray> mask = real.map(r -> r.reshape('c', r.size(0), r.size(1)));
    return new Pass(
        new Signal(y.reshape('c', y.size(0), y.size(1), y.size(3)), mask, in.differentiable()),
        dy ->
            in.differentiable()
                ? Optional.of(
                    gradient.apply(dy.dup('c').reshape('c', y.shape())).reshape('c', x.shape()))
                : Optional.empty());
  }
}
