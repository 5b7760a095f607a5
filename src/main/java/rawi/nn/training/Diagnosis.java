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
  private final int firstStep;
  private boolean updated;

  Diagnosis(Junction model, Batch batch) {
    this(model, batch, 0);
  }

  /** The same, of a training that has made steps: what is wrong with weights they did. */
  Diagnosis afterSteps(long steps) {
    updated = steps > 0;
    return this;
  }

  /**
   * For a part of sequences.
   *
   * @param firstStep where in time the batch begins
   */
  Diagnosis(Junction model, Batch batch, int firstStep) {
    this.model = model;
    this.batch = batch;
    this.firstStep = firstStep;
  }

  /** Whether some number is none, infinity apart, where the signal is real. */
  static boolean hasNaN(Signal signal) {
    return suspicious(signal) && Places.first(signal, Double::isNaN).isPresent();
  }

  /**
   * Whether an input is not finite where it is real. That must not be learnt from, nor believed,
   * also where a gate or a rectifier hides it from the loss.
   */
  boolean inputSpoilt() {
    return batch.inputs().stream().anyMatch(in -> suspicious(in) && notFinite(in).isPresent());
  }

  /** What {@link #of} begins with: the loss that is no number, or that the input spoils it. */
  static String loss(String became, double loss, String where, String end) {
    return Double.isFinite(loss) ? where + ": the input cannot be used" : became + " " + loss + end;
  }

  /** Whether something may not be finite: a sum says so quickly. */
  private static boolean suspicious(Signal signal) {
    INDArray y = signal.values();
    return y.dataType().isFPType() && !Double.isFinite(y.sumNumber().doubleValue());
  }

  /**
   * The failure to throw.
   *
   * @param what became of the loss, and when: {@code the loss became NaN in epoch 2, step 11}
   * @param context of the same step, its states those that the step began with
   */
  NumericalFailure of(String what, Context context) {
    return new NumericalFailure(
        what
            + ": "
            + data(context)
                .or(this::weights)
                .or(() -> layers(context))
                .orElse(
                    "every layer's output is finite and the loss is not;"
                        + " look at the targets, their weights and the penalties"));
  }

  private Optional<String> data(Context context) {
    for (int i = 0; i < batch.inputs().size(); i++) {
      Optional<Places.Place> place = notFinite(batch.inputs().get(i));
      if (place.isPresent()) {
        String found = found("input", i, batch.inputs().size(), place.get());
        String step = place.get().step().isPresent() ? ", or mask the step" : "";
        String spoilt =
            spoilt(context).map("; the first layer that it spoils is '%s'"::formatted).orElse("");
        return Optional.of(found + step + spoilt);
      }
    }
    for (int i = 0; i < batch.targets().size(); i++) {
      Target target = batch.targets().get(i);
      Optional<Places.Place> place = notFinite(Signal.of(target.values()).withMask(target.mask()));
      if (place.isPresent()) {
        return Optional.of(found("target", i, batch.targets().size(), place.get()));
      }
    }
    return Optional.empty();
  }

  private String found(String what, int index, int of, Places.Place place) {
    List<Integer> rows = batch.rows();
    return "row %d%s of the %s's %s is not finite; correct the data"
        .formatted(
            rows.isEmpty() ? place.row() : rows.get(place.row()),
            place.step().map(t -> ", time step " + (firstStep + t) + ",").orElse(""),
            rows.isEmpty() ? "batch" : "data",
            of == 1 ? what : what + " " + (index + 1));
  }

  private Optional<String> weights() {
    return model.parameters().stream()
        .filter(p -> notFinite(Signal.of(p.value())).isPresent())
        .map(Parameter::name)
        .findFirst()
        .map(
            name ->
                updated
                    ? "the weight %s is not finite since the step before; %s"
                        .formatted(name, SMALLER_STEPS)
                    : "the weight %s is not finite, as it was made, loaded or trained; load others, or train with a lower learning rate or clipped gradients"
                        .formatted(name));
  }

  private Optional<String> layers(Context context) {
    return spoilt(context)
        .map(
            layer ->
                "the output of layer '%s' is the first that is not finite; %s, or scale the inputs"
                    .formatted(layer, SMALLER_STEPS));
  }

  /** The first layer that put out what is not finite. */
  private Optional<String> spoilt(Context context) {
    List<String> found = new ArrayList<>();
    if (model instanceof Composite composite) {
      composite.forward(
          batch.inputs(),
          context,
          (path, outputs) -> {
            if (found.isEmpty() && outputs.stream().anyMatch(this::bad)) {
              found.add(path);
            }
          });
    } else if (model.forward(batch.inputs(), context).outputs().stream().anyMatch(this::bad)) {
      found.add("the model");
    }
    return found.stream().findFirst();
  }

  private boolean bad(Signal signal) {
    boolean given = batch.inputs().stream().anyMatch(in -> in.values() == signal.values());
    return !given && notFinite(signal).isPresent();
  }

  private static Optional<Places.Place> notFinite(Signal signal) {
    return Places.first(signal, v -> !Double.isFinite(v));
  }
}
