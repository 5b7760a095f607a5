package rawi.nn.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Composite;
import rawi.nn.Context;
import rawi.nn.Junction;
import rawi.nn.Parameter;
import rawi.nn.Signal;

/** Finds out where the numbers of a step stopped being numbers, by computing it once more. */
final class Diagnosis {
  private static final String SMALLER_STEPS = "lower the learning rate or clip the gradients";

  private final Junction model;
  private final Batch batch;

  Diagnosis(Junction model, Batch batch) {
    this.model = model;
    this.batch = batch;
  }

  /**
   * The failure to throw.
   *
   * @param what became of the loss, and when: {@code the loss became NaN in epoch 2, step 11}
   * @param context of the same step
   */
  NumericalFailure of(String what, Context context) {
    return new NumericalFailure(
        what
            + ": "
            + data()
                .or(this::weights)
                .or(() -> layers(context))
                .orElse(
                    "every layer's output is finite and the loss is not;"
                        + " look at the targets, their weights and the penalties"));
  }

  private Optional<String> data() {
    for (int i = 0; i < batch.inputs().size(); i++) {
      Optional<Integer> row = notFinite(batch.inputs().get(i).values());
      if (row.isPresent()) {
        return Optional.of(found("input", i, batch.inputs().size(), row.get()));
      }
    }
    for (int i = 0; i < batch.targets().size(); i++) {
      Optional<Integer> row = notFinite(batch.targets().get(i).values());
      if (row.isPresent()) {
        return Optional.of(found("target", i, batch.targets().size(), row.get()));
      }
    }
    return Optional.empty();
  }

  private static String found(String what, int index, int of, int row) {
    return "row %d of the batch's %s is not finite; correct the data"
        .formatted(row, of == 1 ? what : what + " " + (index + 1));
  }

  private Optional<String> weights() {
    return model.parameters().stream()
        .filter(p -> notFinite(p.value()).isPresent())
        .map(Parameter::name)
        .findFirst()
        .map(
            name ->
                "the weight %s is not finite since the step before; %s"
                    .formatted(name, SMALLER_STEPS));
  }

  private Optional<String> layers(Context context) {
    List<String> found = new ArrayList<>();
    if (model instanceof Composite composite) {
      composite.forward(
          batch.inputs(),
          context,
          (path, outputs) -> {
            if (found.isEmpty() && outputs.stream().anyMatch(Diagnosis::bad)) {
              found.add(path);
            }
          });
    } else if (model.forward(batch.inputs(), context).outputs().stream().anyMatch(Diagnosis::bad)) {
      found.add("the model");
    }
    return found.stream()
        .findFirst()
        .map(
            layer ->
                "the output of layer '%s' is the first that is not finite; %s, or scale the inputs"
                    .formatted(layer, SMALLER_STEPS));
  }

  private static boolean bad(Signal signal) {
    return notFinite(signal.values()).isPresent();
  }

  /** The first row with a number that is none. */
  private static Optional<Integer> notFinite(INDArray array) {
    if (!array.dataType().isFPType()) {
      return Optional.empty();
    }
    double[] values = array.dup('c').data().asDouble();
    int perRow = values.length / (int) Math.max(1, array.rank() == 0 ? 1 : array.size(0));
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        return Optional.of(i / Math.max(1, perRow));
      }
    }
    return Optional.empty();
  }
}
