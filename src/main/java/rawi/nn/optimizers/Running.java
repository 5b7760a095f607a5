package rawi.nn.optimizers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Parameter;
import rawi.nn.RowGradient;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Kernels;
import rawi.nn.backend.Update;

/** What all optimizers do at each step around their own equation. */
final class Running implements Optimizer.State {
  /** The equation of one step. */
  @FunctionalInterface
  interface Rule {
    /** The update of that step, counted from 1. */
    Update at(double learningRate, long number);
  }

  private final StepOptions options;
  private final Rule rule;
  private final List<String> slots;
  private final List<Parameter> parameters;
  private final Map<String, INDArray> arrays = new LinkedHashMap<>();
  private final LearningRate rate;
  private long iterations;

  /**
   * @param slots what is kept for each parameter, in the order in which the rule wants it
   * @param initial what every slot begins with
   */
  Running(
      Optimizer optimizer,
      List<String> slots,
      double initial,
      Rule rule,
      List<Parameter> parameters) {
    this.options = optimizer.options();
    this.rate = new LearningRate(optimizer.learningRate());
    this.rule = rule;
    this.slots = slots;
    this.parameters = parameters.stream().filter(p -> !p.state()).toList();
    for (Parameter p : this.parameters) {
      for (String slot : slots) {
        if (arrays.put(key(p, slot), outside(p, initial)) != null) {
          throw new IllegalArgumentException("two parameters are named " + p.name());
        }
      }
    }
  }

  private static INDArray outside(Parameter p, double initial) {
    return Arena.outside(() -> Nd4j.valueArrayOf(p.value().shape(), initial, p.value().dataType()));
  }

  @Override
  public void step(Kernels kernels) {
    double learningRate = learningRate();
    iterations++;
    options.clipping().ifPresent(c -> c.apply(parameters));
    Update update = rule.at(learningRate, iterations);
    List<Parameter> changed = parameters.stream().filter(Parameter::trainable).toList();
    List<Kernels.Updated> whole = new ArrayList<>();
    for (Parameter p : changed) {
      List<INDArray> own = slots.stream().map(slot -> slot(p, slot)).toList();
      double decay = options.decay(p.name(), learningRate);
      if (options.lazyRows() && p.rowGradient().isPresent()) {
        rowsOnly(p.value(), p.rowGradient().get(), own, decay, update, kernels);
      } else {
        whole.add(new Kernels.Updated(p.value(), p.gradient(), own, decay));
      }
    }
    kernels.update(whole, update);
    changed.forEach(p -> p.constraint().ifPresent(c -> c.apply(p.value())));
  }

  private static void rowsOnly(
      INDArray value,
      RowGradient gradient,
      List<INDArray> slots,
      double decay,
      Update update,
      Kernels kernels) {
    int[] rows = gradient.rows();
    if (rows.length == 0) {
      return;
    }
    INDArray w = kernels.gather(value, rows); // (touched, dim), like the slots
    List<INDArray> touched = new ArrayList<>();
    slots.forEach(slot -> touched.add(kernels.gather(slot, rows)));
    kernels.update(List.of(new Kernels.Updated(w, gradient.values(), touched, decay)), update);
    kernels.putRows(value, rows, w);
    for (int i = 0; i < slots.size(); i++) {
      kernels.putRows(slots.get(i), rows, touched.get(i));
    }
  }

  private INDArray slot(Parameter p, String slot) {
    INDArray array = arrays.get(key(p, slot));
    if (array == null) {
      throw new IllegalStateException("no slot " + key(p, slot));
    }
    return array;
  }

  private static String key(Parameter p, String slot) {
    return p.name() + "/" + slot;
  }

  @Override
  public long iterations() {
    return iterations;
  }

  @Override
  public double learningRate() {
    return rate.at(iterations);
  }

  @Override
  public void setLearningRate(double learningRate) {
    rate.set(learningRate);
  }

  @Override
  public Map<String, INDArray> arrays() {
    Map<String, INDArray> all = new HashMap<>(arrays);
    all.putAll(rate.arrays());
    return all;
  }

  @Override
  public void restore(long done, Map<String, INDArray> saved) {
    arrays.forEach(
        (name, own) -> {
          INDArray one = saved.get(name);
          if (one == null || !one.equalShapes(own)) {
            throw new IllegalArgumentException(
                "the checkpoint's optimizer state does not fit the model at " + name);
          }
          own.assign(one);
        });
    rate.restore(saved);
    iterations = done;
  }
}
