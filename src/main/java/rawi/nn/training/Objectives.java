package rawi.nn.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Signal;
import rawi.nn.backend.Kernels;
import rawi.nn.losses.Loss;
import rawi.nn.losses.Weighting;

/**
 * What all outputs of a model are trained for: L = sum over outputs of weight * loss.
 *
 * @param names what the outputs are called
 */
record Objectives(List<String> names, List<Objective> each) {
  Objectives {
    if (names.size() != each.size()) {
      throw new IllegalArgumentException(
          "expected a loss for each of the %d outputs (%s), got %d"
              .formatted(names.size(), String.join(", ", names), each.size()));
    }
  }

  /**
   * The losses of a batch.
   *
   * @param total their weighted sum
   * @param each unweighted
   * @param counted what each counts for in the mean of an epoch
   * @param gradients dL/d(outputs)
   */
  record Judged(
      double total, List<Double> each, List<Double> counted, List<Optional<INDArray>> gradients) {}

  Judged judge(List<Signal> outputs, Batch batch, Kernels kernels) {
    if (batch.targets().size() != each.size()) {
      throw new IllegalArgumentException(
          "expected targets for %d outputs (%s), got %d"
              .formatted(each.size(), String.join(", ", names), batch.targets().size()));
    }
    double total = 0;
    List<Double> losses = new ArrayList<>();
    List<Double> counted = new ArrayList<>();
    List<Optional<INDArray>> gradients = new ArrayList<>();
    for (int i = 0; i < each.size(); i++) {
      Signal output = outputs.get(i);
      Target target = batch.targets().get(i);
      double weight = each.get(i).weight();
      Loss.Value value = value(i, output, target, kernels);
      total += weight * value.value();
      losses.add(value.value());
      Weighting weighting = target.weighting(output);
      counted.add(
          each.get(i).loss().counted(output.values(), weighting).orElse((double) batch.counts()));
      gradients.add(Optional.of(weight == 1 ? value.gradient() : value.gradient().mul(weight)));
    }
    return new Judged(total, losses, counted, gradients);
  }

  private Loss.Value value(int i, Signal output, Target target, Kernels kernels) {
    try {
      return each.get(i)
          .loss()
          .of(output.values(), target.values(), target.weighting(output), kernels);
    } catch (IllegalArgumentException e) {
      if (each.size() == 1) {
        throw e;
      }
      throw new IllegalArgumentException(
          "output '%s': %s".formatted(names.get(i), e.getMessage()), e);
    }
  }
}
