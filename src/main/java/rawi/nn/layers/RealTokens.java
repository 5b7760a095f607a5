package rawi.nn.layers;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Context;
import rawi.nn.JunctionPass;
import rawi.nn.Shape;
import rawi.nn.Signal;

/**
 * The real tokens of a batch, taken together: masked ones are not computed at all.
 *
 * @param ids the word of each real token
 * @param rows where they stand, as row * time + t; empty: all are real
 */
record RealTokens(int[] ids, Optional<int[]> rows) {

  /** Losses of some rows, and the way back from dL/d(losses) to dL/d(x). */
  record Losses(INDArray values, UnaryOperator<INDArray> backward) {}

  /**
   * A whole pass: packs, computes, and puts back.
   *
   * @param name of the layer, for messages
   * @param words how many ids there are
   * @param compute from (rows, units) and the ids of the rows
   */
  static JunctionPass pass(
      String name,
      List<Signal> inputs,
      int words,
      boolean trainable,
      Context context,
      BiFunction<INDArray, int[], Losses> compute) {
    Signal states = inputs.get(0);
    INDArray given = states.values(); // (batch, time, units)
    RealTokens real = of(name, states, inputs.get(1).values(), words);
    INDArray all = given.reshape('c', given.size(0) * given.size(1), given.size(2));
    INDArray x = real.rows.map(r -> context.kernels().gather(all, r)).orElse(all);
    Optional<Losses> losses =
        real.ids.length == 0 ? Optional.empty() : Optional.of(compute.apply(x, real.ids));
    INDArray out =
        real.spread(
            losses.map(l -> l.values().reshape(real.ids.length, 1)),
            Nd4j.zeros(given.dataType(), all.size(0), 1),
            context);
    Signal output =
        new Signal(
            out.reshape('c', given.size(0), given.size(1)),
            states.mask(),
            trainable || states.differentiable());
    return new JunctionPass(
        List.of(output),
        d -> {
          INDArray flat = d.get(0).orElseThrow().reshape('c', all.size(0), 1);
          INDArray own = real.rows.map(r -> context.kernels().gather(flat, r)).orElse(flat);
          Optional<INDArray> dx = losses.map(l -> l.backward().apply(own.reshape(own.length())));
          return states.differentiable()
              ? List.of(
                  Optional.of(
                      real.spread(dx, Nd4j.zeros(given.dataType(), all.shape()), context)
                          .reshape('c', given.shape())),
                  Optional.empty())
              : List.of(Optional.empty(), Optional.empty());
        });
  }

  /** What is of the real tokens, at their places among zeros. */
  private INDArray spread(Optional<INDArray> packed, INDArray zeros, Context context) {
    if (packed.isEmpty() || rows.isEmpty()) {
      return packed.orElse(zeros);
    }
    context.kernels().putRows(zeros, rows.get(), packed.get());
    return zeros;
  }

  private static RealTokens of(String name, Signal states, INDArray ids, int words) {
    INDArray x = states.values();
    if (x.rank() != 3 || ids.rank() != 2 || ids.size(0) != x.size(0) || ids.size(1) != x.size(1)) {
      throw new IllegalArgumentException(
          "%s: expected states (batch, time, units) and ids (batch, time), got %s and %s"
              .formatted(name, Shape.of(x.shape()), Shape.of(ids.shape())));
    }
    int[] all = ids.dup('c').data().asInt();
    Optional<int[]> rows =
        states
            .checkedMask(name)
            .filter(m -> m.sumNumber().longValue() < m.length())
            .map(RealTokens::ones);
    int[] real = rows.map(r -> Arrays.stream(r).map(i -> all[i]).toArray()).orElse(all);
    for (int id : real) {
      if (id < 0 || id >= words) {
        throw new IllegalArgumentException(
            "%s: expected ids from 0 to %d, got %d".formatted(name, words - 1, id));
      }
    }
    return new RealTokens(real, rows);
  }

  private static int[] ones(INDArray mask) {
    double[] real = mask.dup('c').data().asDouble();
    return IntStream.range(0, real.length).filter(i -> real[i] != 0).toArray();
  }

  /** Refuses what is not states and ids. */
  static List<Shape> outputShapes(String name, List<Shape> inputs) {
    if (inputs.size() != 2
        || inputs.get(0).rank() != 2
        || inputs.get(0).last() == Shape.ANY
        || inputs.get(1).rank() != 1) {
      throw new IllegalArgumentException(
          "%s: expected states (batch, time, units) and ids (batch, time), got examples of shapes %s"
              .formatted(name, inputs));
    }
    return List.of(inputs.get(1));
  }
}
