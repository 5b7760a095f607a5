package rawi.nn.training;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.List;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import rawi.nn.Context;
import rawi.nn.Junction;
import rawi.nn.JunctionPass;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.States;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Kernels;
import rawi.nn.losses.Loss;
import rawi.nn.losses.Weighting;

/**
 * Truncated back-propagation through time, BPTT(k2; k1) of Williams and Peng 1990: after every k1
 * steps the loss of those steps is sent back through the last k2.
 *
 * <p>States run on unbroken from window to window, so what is read long ago still counts; only its
 * gradient is cut. With k1 = k2 every step is computed once; with k2 = time there is no cut.
 *
 * @param k1 steps between two updates
 * @param k2 steps that a gradient goes back, at least k1
 */
public record TruncatedBackpropagation(int k1, int k2) {
  public TruncatedBackpropagation {
    if (k1 < 1 || k2 < k1) {
      throw new IllegalArgumentException(
          "truncated back-propagation: expected 1 <= k1 <= k2, got k1 %d and k2 %d"
              .formatted(k1, k2));
    }
  }

  /** Sequences to learn from: inputs (batch, time, ...), targets (batch, time, ...), one mask. */
  public record Sequences(INDArray inputs, INDArray targets, Optional<INDArray> mask) {
    public Sequences {
      if (inputs.rank() < 2
          || targets.rank() < 2
          || inputs.size(0) != targets.size(0)
          || inputs.size(1) != targets.size(1)) {
        throw new IllegalArgumentException(
            "sequences: expected inputs and targets (batch, time, ...) of one batch and time, got shapes %s and %s"
                .formatted(Shape.of(inputs), Shape.of(targets)));
      }
      Optional<INDArray> real = Signal.of(inputs).withMask(mask).checkedMask("sequences");
      if (real.isPresent() && real.get().sumNumber().doubleValue() == 0) {
        throw new IllegalArgumentException(
            "sequences: expected a mask with some real step, got one that hides all");
      }
    }

    int time() {
      return (int) inputs.size(1);
    }
  }

  /**
   * Reads the sequences once, from the states that {@code states} holds to those after the last
   * step. A window that is masked in every row is left out: nothing is learnt there, and states are
   * held.
   *
   * @param model a layer or network with one input and one output, whose recurrent layers are
   *     stateful and return sequences
   * @param seed of the update with that number, for dropout
   * @param update changes the parameters by their gradients and clears these
   * @return the mean of the updates' losses, each as it was before its update
   * @throws IllegalArgumentException if a layer forgets at the end of a window, or reads backwards
   */
  public double train(
      Junction model,
      Sequences data,
      Loss loss,
      States states,
      Kernels kernels,
      LongUnaryOperator seed,
      Runnable update) {
    Chunks.check(model);
    Arena arena = new Arena();
    double sum = 0;
    int updates = 0;
    int start = 0; // of the window, where `states` stands
    int end;
    for (int done = 0; done < data.time(); done = end) {
      end = Math.min(done + k1, data.time());
      int next = end == data.time() ? end : Math.max(0, end + k1 - k2);
      Window window = new Window(start, done, end);
      if (!window.isReal(data)) {
        advance(model, data, new Window(start, start, next), states, kernels, arena);
        start = next;
        continue;
      }
      Context context = Context.training(kernels, arena, seed.applyAsLong(updates));
      States after = states.copy();
      double lost = arena.step(() -> window.back(model, data, loss, context.with(after)));
      if (!Double.isFinite(lost) || arena.step(() -> window.diagnosis(model, data).inputSpoilt())) {
        int made = updates;
        String steps = "steps %d to %d".formatted(window.from(), window.end() - 1);
        throw arena.step(
            () ->
                window
                    .diagnosis(model, data)
                    .afterSteps(made)
                    .of(
                        Diagnosis.loss("the loss of " + steps + " became", lost, steps, ""),
                        context.with(states.copy())));
      }
      if (after.isEmpty()) {
        throw new IllegalArgumentException(
            "truncated back-propagation: no layer of the model is stateful; nothing would be carried from window to window");
      }
      sum += lost;
      updates++;
      update.run();
      if (next == end) {
        states.become(after);
      } else {
        advance(model, data, new Window(start, start, next), states, kernels, arena);
      }
      start = next;
    }
    return sum / Math.max(1, updates);
  }

  /** Moves {@code states} to where the next window starts. */
  private static void advance(
      Junction model, Sequences data, Window to, States states, Kernels kernels, Arena arena) {
    if (to.end > to.start) {
      arena.step(
          () -> {
            model.forward(List.of(to.of(data)), Context.inference(kernels, arena).with(states));
            return to.end;
          });
    }
  }

  /**
   * Some steps of the sequences.
   *
   * @param from the first step whose loss counts
   */
  private record Window(int start, int from, int end) {
    /** The loss, its gradient added to the parameters'. */
    double back(Junction model, Sequences data, Loss loss, Context context) {
      JunctionPass pass = model.forward(List.of(of(data)), context);
      if (pass.outputs().size() != 1) {
        throw new IllegalArgumentException(
            "truncated back-propagation: expected a model with one output, got %d"
                .formatted(pass.outputs().size()));
      }
      INDArray output = pass.outputs().get(0).values();
      Weighting counted = Weighting.none().withMask(counted(data, output));
      Loss.Value value = loss.of(output, cut(data.targets), counted, context.kernels());
      pass.backward().apply(List.of(Optional.of(value.gradient())));
      Regularization.addGradients(model.parameters());
      return value.value() + context.penalties().sum() + Regularization.penalty(model.parameters());
    }

    /** Whether some of the steps that count are real. */
    boolean isReal(Sequences data) {
      INDArrayIndex steps = interval(from, end);
      return data.mask
          .map(m -> m.castTo(DataType.INT64).get(all(), steps).sumNumber().longValue() > 0)
          .orElse(true);
    }

    Diagnosis diagnosis(Junction model, Sequences data) {
      Batch batch = Batch.of(List.of(of(data)), List.of(Target.of(cut(data.targets))));
      int[] all = IntStream.range(0, batch.size()).toArray();
      return new Diagnosis(model, batch.ofRows(all), start);
    }

    Signal of(Sequences data) {
      return Signal.of(cut(data.inputs)).withMask(data.mask.map(this::cut));
    }

    private INDArray cut(INDArray a) {
      return a.get(all(), interval(start, end)).dup('c');
    }

    /** The mask, with what earlier updates already learnt from taken out. */
    private Optional<INDArray> counted(Sequences data, INDArray output) {
      if (from == start) {
        return data.mask.map(this::cut);
      }
      INDArray mask =
          data.mask
              .map(this::cut)
              .orElseGet(() -> Nd4j.ones(output.dataType(), output.size(0), output.size(1)));
      mask.get(all(), interval(0, from - start)).assign(0);
      return Optional.of(mask);
    }
  }
}
