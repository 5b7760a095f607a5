package rawi.nn.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Network;
import rawi.nn.Signal;
import rawi.nn.backend.Kernels;
import rawi.nn.losses.Loss;
import rawi.nn.losses.RowException;
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
   * For a network.
   *
   * @throws IllegalArgumentException if there is not a loss for each output, or one cannot be meant
   *     for what its output ends with
   */
  static Objectives of(Network network, Recipe recipe) {
    Objectives all = new Objectives(network.outputNames(), recipe.objectives());
    for (int i = 0; i < all.each.size(); i++) {
      Loss loss = all.each.get(i).loss();
      Optional<String> misfit = network.spec().lastActivation(i).flatMap(loss::misfit);
      if (misfit.isPresent()) {
        throw all.refused(i, new IllegalArgumentException(misfit.get()));
      }
    }
    return all;
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
      double weight = each.get(i).weight();
      Loss.Value value = value(i, output, batch, kernels);
      total += weight * value.value();
      losses.add(value.value());
      Weighting weighting = batch.targets().get(i).weighting(output);
      counted.add(
          each.get(i).loss().counted(output.values(), weighting).orElse((double) batch.counts()));
      gradients.add(Optional.of(weight == 1 ? value.gradient() : value.gradient().mul(weight)));
    }
    return new Judged(total, losses, counted, gradients);
  }

  private Loss.Value value(int i, Signal output, Batch batch, Kernels kernels) {
    Target target = batch.targets().get(i);
    try {
      return each.get(i)
          .loss()
          .of(output.values(), target.values(), target.weighting(output), kernels);
    } catch (RowException e) {
      throw refused(i, batch.rows().isEmpty() ? e : e.inData(batch.rows()));
    } catch (IllegalArgumentException e) {
      throw refused(i, e);
    }
  }

  private IllegalArgumentException refused(int i, IllegalArgumentException e) {
    return each.size() == 1
        ? e
        : new IllegalArgumentException(
            "output '%s': %s".formatted(names.get(i), e.getMessage()), e);
  }
}
