package rawi.nn.backend;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.GradientCheck;

/**
 * All that goes into a recurrent kernel, made of fixed numbers, and all that comes out of it for L
 * = the sum of its output and its last states times fixed numbers.
 *
 * @param type of all arrays
 */
record RecurrentCase(
    Cell cell,
    DataType type,
    int batch,
    int time,
    int features,
    int units,
    Optional<INDArray> mask,
    boolean backwards,
    boolean sequences,
    Scan.Masked masked,
    boolean bias,
    boolean initialState,
    boolean dropout,
    boolean training) {

  /** The same in another type. */
  RecurrentCase in(DataType other) {
    return new RecurrentCase(
        cell,
        other,
        batch,
        time,
        features,
        units,
        mask.map(m -> m.castTo(other)),
        backwards,
        sequences,
        masked,
        bias,
        initialState,
        dropout,
        training);
  }

  /** x, the first states, the weights and the gradients of the weights. */
  Inputs inputs() {
    List<INDArray> states = new ArrayList<>();
    for (int i = 0; initialState && i < cell.states(); i++) {
      states.add(array(2 + i, batch, units));
    }
    RecurrentWeights weights =
        new RecurrentWeights(
            array(4, features, (long) cell.gates() * units).mul(scale()),
            array(5, units, (long) cell.gates() * units).mul(scale()),
            bias ? Optional.of(biases(6)) : Optional.empty());
    RecurrentWeights gradients =
        new RecurrentWeights(
            weights.kernel().mul(0),
            weights.recurrentKernel().mul(0),
            weights.bias().map(b -> b.mul(0)));
    return new Inputs(sequence(1, time, features), states, weights, gradients);
  }

  private double scale() {
    return 1 / Math.sqrt(Math.max(1, units / 4.0));
  }

  private INDArray biases(long seed) {
    long columns = (long) cell.gates() * units;
    boolean two = cell instanceof Cell.Gru gru && gru.resetAfter();
    return two ? array(seed, 2, columns) : array(seed, columns);
  }

  /** (batch, steps, n) whose first steps are the same whatever the number of steps. */
  private INDArray sequence(long seed, long steps, long n) {
    return array(seed, steps, batch, n).permute(1, 0, 2).dup('c');
  }

  private INDArray array(long seed, long... shape) {
    return GradientCheck.random(seed, shape).castTo(type);
  }

  /** Everything that L depends on, and where the weights' gradients go. */
  record Inputs(
      INDArray x, List<INDArray> states, RecurrentWeights weights, RecurrentWeights gradients) {}

  private RecurrentPass forward(Kernels kernels, Inputs in, Arena arena) {
    Optional<INDArray> drop =
        dropout
            ? Optional.of(array(10, batch, units).gt(-0.5).castTo(type).mul(4.0 / 3))
            : Optional.empty();
    Scan scan = new Scan(in.x(), mask, in.states(), backwards, sequences, masked, drop, training);
    return kernels.recurrent(cell, in.weights(), scan, arena);
  }

  private INDArray dOutput() {
    return sequences ? sequence(7, time, units) : array(7, batch, units);
  }

  /** dL/d(last state i). */
  INDArray dState(int i) {
    return array(8 + i, batch, units);
  }

  private List<INDArray> dStates() {
    List<INDArray> all = new ArrayList<>();
    for (int i = 0; i < cell.states(); i++) {
      all.add(dState(i));
    }
    return all;
  }

  double loss(Kernels kernels, Inputs in) {
    Arena arena = new Arena();
    return arena.step(
        () -> {
          RecurrentPass pass = forward(kernels, in, arena);
          double sum = pass.output().mul(dOutput()).sumNumber().doubleValue();
          for (int i = 0; i < cell.states(); i++) {
            sum += pass.states().get(i).mul(dState(i)).sumNumber().doubleValue();
          }
          return sum;
        });
  }

  /** Output, states, and the gradients of x, the first states and the weights, by their names. */
  Map<String, INDArray> results(Kernels kernels, Inputs in, boolean inputWanted) {
    Map<String, INDArray> all = new LinkedHashMap<>();
    Arena arena = new Arena();
    arena.step(
        () -> {
          RecurrentPass pass = forward(kernels, in, arena);
          all.put("output", copy(pass.output()));
          putAll(all, "state", pass.states());
          RecurrentPass.Result back =
              pass.backward(dOutput(), dStates(), in.gradients(), inputWanted);
          back.dx().ifPresent(dx -> all.put("dx", copy(dx)));
          putAll(all, "d(first state)", back.dInitialState());
          return all.size();
        });
    all.put("d(kernel)", in.gradients().kernel());
    all.put("d(recurrent kernel)", in.gradients().recurrentKernel());
    in.gradients().bias().ifPresent(b -> all.put("d(bias)", b));
    return all;
  }

  Map<String, INDArray> results(Kernels kernels) {
    return results(kernels, inputs(), true);
  }

  private static void putAll(Map<String, INDArray> all, String name, List<INDArray> arrays) {
    for (int i = 0; i < arrays.size(); i++) {
      all.put(name + " " + i, copy(arrays.get(i)));
    }
  }

  private static INDArray copy(INDArray a) {
    return Arena.outside(() -> a.dup('c'));
  }
}
