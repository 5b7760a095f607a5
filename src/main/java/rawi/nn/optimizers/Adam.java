package rawi.nn.optimizers;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Parameter;
import rawi.nn.RowGradient;
import rawi.nn.backend.AdamStep;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Kernels;
import rawi.nn.optimizers.schedules.Constant;
import rawi.nn.optimizers.schedules.LearningRateSchedule;

/**
 * Adam (Kingma and Ba 2015) in the form of the end of their section 2, as Keras has it:
 *
 * <pre>
 * m = beta1 m + (1 - beta1) g        v = beta2 v + (1 - beta2) g^2
 * w = w - learningRate sqrt(1 - beta2^t) / (1 - beta1^t) m / (sqrt(v) + epsilon)
 * </pre>
 *
 * @param lazyRows whether a table whose gradient came by rows is changed in those rows only; else,
 *     as in Keras, every row moves on with its moments at each step
 */
public record Adam(
    LearningRateSchedule learningRate, double beta1, double beta2, double epsilon, boolean lazyRows)
    implements Optimizer {

  /** Keras's defaults: beta1 0.9, beta2 0.999, epsilon 1e-7. */
  public static Adam of(double learningRate) {
    return of(new Constant(learningRate));
  }

  /** The same with a learning rate that changes with the step. */
  public static Adam of(LearningRateSchedule learningRate) {
    return new Adam(learningRate, 0.9, 0.999, 1e-7, false);
  }

  public Adam withLazyRows() {
    return new Adam(learningRate, beta1, beta2, epsilon, true);
  }

  @Override
  public State start(List<Parameter> parameters) {
    return new Running(this, parameters);
  }

  private static final class Running implements State {
    private final Adam adam;
    private final List<Parameter> parameters;
    private final Map<String, INDArray> moments = new LinkedHashMap<>();
    private final LearningRate rate;
    private long iterations;

    Running(Adam adam, List<Parameter> parameters) {
      this.adam = adam;
      this.parameters = List.copyOf(parameters);
      this.rate = new LearningRate(adam.learningRate);
      for (Parameter p : parameters) {
        for (String moment : List.of("m", "v")) {
          INDArray zeros = Arena.outside(() -> Nd4j.zeros(p.value().dataType(), p.value().shape()));
          if (moments.put(key(p, moment), zeros) != null) {
            throw new IllegalArgumentException("two parameters are named " + p.name());
          }
        }
      }
    }

    @Override
    public void step(Kernels kernels) {
      double learningRate = learningRate();
      iterations++;
      double rate =
          learningRate
              * Math.sqrt(1 - Math.pow(adam.beta2, (double) iterations))
              / (1 - Math.pow(adam.beta1, (double) iterations));
      AdamStep step = new AdamStep(rate, adam.beta1, adam.beta2, adam.epsilon);
      for (Parameter p : parameters) {
        if (!p.trainable()) {
          continue;
        }
        INDArray m = moment(p, "m");
        INDArray v = moment(p, "v");
        if (adam.lazyRows && p.rowGradient().isPresent()) {
          rowsOnly(p.value(), p.rowGradient().get(), m, v, step, kernels);
        } else {
          kernels.adam(p.value(), p.gradient(), m, v, step);
        }
      }
    }

    private static void rowsOnly(
        INDArray value, RowGradient gradient, INDArray m, INDArray v, AdamStep step, Kernels k) {
      int[] rows = gradient.rows();
      if (rows.length == 0) {
        return;
      }
      INDArray w = k.gather(value, rows); // (touched, dim), like the next two
      INDArray first = k.gather(m, rows);
      INDArray second = k.gather(v, rows);
      k.adam(w, gradient.values(), first, second, step);
      k.putRows(value, rows, w);
      k.putRows(m, rows, first);
      k.putRows(v, rows, second);
    }

    private INDArray moment(Parameter p, String moment) {
      INDArray array = moments.get(key(p, moment));
      if (array == null) {
        throw new IllegalStateException("no moment " + key(p, moment));
      }
      return array;
    }

    private static String key(Parameter p, String moment) {
      return p.name() + "/" + moment;
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
      Map<String, INDArray> all = new HashMap<>(moments);
      all.putAll(rate.arrays());
      return all;
    }

    @Override
    public void restore(long done, Map<String, INDArray> arrays) {
      moments.forEach(
          (name, own) -> {
            INDArray saved = arrays.get(name);
            if (saved == null || !saved.equalShapes(own)) {
              throw new IllegalArgumentException(
                  "the checkpoint's optimizer state does not fit the model at " + name);
            }
            own.assign(saved);
          });
      rate.restore(arrays);
      iterations = done;
    }
  }
}
