package rawi.recurrent;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Context;
import rawi.nn.JunctionPass;
import rawi.nn.Layer;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Kernels;

/**
 * How much of a gradient reaches back through time: the norm of dL/d(state) at every step, where L
 * depends on the last state alone. It vanishes where each step makes it smaller and explodes where
 * each makes it larger (Bengio, Simard and Frasconi 1994).
 *
 * @param norms ||dL/ds_t||_2 over the batch and all states of the cell (h, and c of an LSTM), for t
 *     = 1 to the last
 */
public record GradientFlow(List<Double> norms) {
  public GradientFlow {
    norms = List.copyOf(norms);
  }

  /**
   * Runs the layer one step at a time and back; adds to its parameters' gradients, as any way back.
   *
   * @param layer built from a spec with {@code returnState} that reads forwards, without dropout
   * @param x (batch, time, features)
   * @param dLast dL/dh after the last step, (batch, units)
   * @throws IllegalArgumentException if the layer or an array is not so, or has numbers that are
   *     not finite, or the gradient is NaN
   */
  public static GradientFlow measure(Layer layer, INDArray x, INDArray dLast, Kernels kernels) {
    Recurrence once = suitable(layer);
    check(once.direction().parameters().get(0).value().size(0), "features", x, 3);
    if (x.size(1) == 0) {
      throw new IllegalArgumentException("gradient flow: expected at least one step, got none");
    }
    check(once.direction().parameters().get(1).value().size(0), "units", dLast, 2);
    if (dLast.size(0) != x.size(0)) {
      throw new IllegalArgumentException(
          "gradient flow: expected one row of dLast for each of %d of x, got %d"
              .formatted(x.size(0), dLast.size(0)));
    }
    checkFinite("x", x);
    checkFinite("dLast", dLast);
    Arena arena = new Arena();
    return arena.step(
        () -> {
          List<JunctionPass> steps = forward(layer, x, Context.training(kernels, arena, 0));
          return new GradientFlow(backward(steps, dLast));
        });
  }

  private static Recurrence suitable(Layer layer) {
    if (!(layer instanceof Recurrence once)) {
      throw new IllegalArgumentException(
          "gradient flow: expected a SimpleRNN, LSTM or GRU, built, with returnState, got a layer of another kind");
    }
    if (!once.options().returnState()) {
      throw new IllegalArgumentException(
          "gradient flow: expected a layer with returnState, got one without; set returnState");
    }
    if (!once.readsForwards()) {
      throw new IllegalArgumentException(
          "gradient flow: expected a layer that reads forwards, without dropout, got goBackwards %s, dropout %s and recurrentDropout %s"
              .formatted(
                  once.direction().backwards(),
                  once.options().dropout(),
                  once.options().recurrentDropout()));
    }
    return once;
  }

  private static void checkFinite(String what, INDArray array) {
    if (!Double.isFinite(array.sumNumber().doubleValue())) {
      double[] values = array.dup('c').data().asDouble();
      for (int i = 0; i < values.length; i++) {
        if (!Double.isFinite(values[i])) {
          int row = i / (int) (array.length() / array.size(0));
          throw new IllegalArgumentException(
              "gradient flow: expected %s of finite numbers, got %s in row %d; correct the data"
                  .formatted(what, values[i], row));
        }
      }
    }
  }

  private static void check(long last, String what, INDArray array, int rank) {
    if (array.rank() != rank || array.size(rank - 1) != last) {
      throw new IllegalArgumentException(
          "gradient flow: expected %s with %d %s, got shape %s"
              .formatted(
                  rank == 3 ? "x (batch, time, features)" : "dLast (batch, units)",
                  last,
                  what,
                  Shape.of(array.shape())));
    }
  }

  private static List<JunctionPass> forward(Layer layer, INDArray x, Context context) {
    List<JunctionPass> steps = new ArrayList<>();
    List<Signal> states = List.of();
    for (long t = 0; t < x.size(1); t++) {
      List<Signal> inputs = new ArrayList<>();
      inputs.add(Signal.of(x.get(all(), interval(t, t + 1), all()).dup('c')));
      inputs.addAll(states);
      JunctionPass step = layer.forward(inputs, context);
      steps.add(step);
      states = step.outputs().subList(1, step.outputs().size());
    }
    return steps;
  }

  private static List<Double> backward(List<JunctionPass> steps, INDArray dLast) {
    List<Double> norms = new ArrayList<>();
    int states = steps.get(0).outputs().size() - 1;
    List<Optional<INDArray>> d = new ArrayList<>(Collections.nCopies(states, Optional.empty()));
    d.set(0, Optional.of(dLast));
    norms.add(norm(d));
    for (int t = steps.size() - 1; t >= 1; t--) {
      List<Optional<INDArray>> dOutputs = new ArrayList<>(List.of(Optional.empty()));
      dOutputs.addAll(d);
      List<Optional<INDArray>> dInputs = steps.get(t).backward().apply(dOutputs);
      d = dInputs.subList(1, dInputs.size());
      norms.add(norm(d));
    }
    Collections.reverse(norms);
    if (norms.stream().anyMatch(n -> n.isNaN())) {
      throw new IllegalArgumentException(
          "gradient flow: the gradient is NaN after step %d; look at the layer's weights, or scale them down"
              .formatted(norms.lastIndexOf(Double.NaN) + 1));
    }
    return norms;
  }

  private static double norm(List<Optional<INDArray>> parts) {
    return Math.sqrt(
        parts.stream()
            .flatMap(Optional::stream)
            .mapToDouble(p -> Math.pow(p.norm2Number().doubleValue(), 2))
            .sum());
  }
}
