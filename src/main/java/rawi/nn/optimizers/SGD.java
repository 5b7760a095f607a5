package rawi.nn.optimizers;

import java.util.List;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Parameter;
import rawi.nn.backend.Update;
import rawi.nn.optimizers.schedules.Constant;
import rawi.nn.optimizers.schedules.LearningRateSchedule;

/**
 * Gradient descent. It is batch, stochastic or mini-batch descent as the batches hold all examples,
 * one, or a few.
 *
 * <pre>
 * w = w - eta g                                          momentum 0
 * v = momentum v - eta g    w = w + v                    Polyak 1964
 * v = momentum v - eta g    w = w + momentum v - eta g   Nesterov 1983, as Sutskever and others 2013
 * </pre>
 *
 * @param momentum in [0, 1]
 */
public record SGD(
    LearningRateSchedule learningRate, double momentum, boolean nesterov, StepOptions options)
    implements Optimizer {
  public SGD {
    Hyper.check(momentum >= 0 && momentum <= 1, "momentum", "in [0, 1]", momentum);
  }

  /** Keras's: learning rate 0.01, no momentum. */
  public static SGD of() {
    return of(0.01);
  }

  /** Without momentum. */
  public static SGD of(double learningRate) {
    return of(new Constant(learningRate));
  }

  /** Without momentum, with a learning rate that changes with the step. */
  public static SGD of(LearningRateSchedule learningRate) {
    return new SGD(learningRate, 0, false, StepOptions.DEFAULT);
  }

  public SGD withMomentum(double share) {
    return new SGD(learningRate, share, nesterov, options);
  }

  public SGD withNesterov() {
    return new SGD(learningRate, momentum, true, options);
  }

  @Override
  public SGD with(UnaryOperator<StepOptions> change) {
    return new SGD(learningRate, momentum, nesterov, change.apply(options));
  }

  @Override
  public State start(List<Parameter> parameters) {
    List<String> slots = momentum == 0 ? List.of() : List.of("momentum");
    return new Running(this, slots, 0, (eta, t) -> new Step(eta, momentum, nesterov), parameters);
  }

  private record Step(double eta, double momentum, boolean nesterov) implements Update {
    @Override
    public void apply(INDArray w, INDArray g, List<INDArray> slots) {
      INDArray step = g.mul(eta);
      if (slots.isEmpty()) {
        w.subi(step);
        return;
      }
      INDArray v = slots.get(0);
      v.muli(momentum).subi(step);
      w.addi(nesterov ? v.mul(momentum).subi(step) : v);
    }

    @Override
    public void apply(float[] w, float[] g, float[][] slots, int n) {
      if (slots.length == 0) {
        plain(w, g, n);
      } else if (nesterov) {
        ahead(w, g, slots[0], n);
      } else {
        heavy(w, g, slots[0], n);
      }
    }

    private void plain(float[] w, float[] g, int n) {
      float rate = (float) eta;
      for (int i = 0; i < n; i++) {
        w[i] -= rate * g[i];
      }
    }

    private void heavy(float[] w, float[] g, float[] v, int n) {
      float rate = (float) eta;
      float share = (float) momentum;
      for (int i = 0; i < n; i++) {
        v[i] = share * v[i] - rate * g[i];
        w[i] += v[i];
      }
    }

    private void ahead(float[] w, float[] g, float[] v, int n) {
      float rate = (float) eta;
      float share = (float) momentum;
      for (int i = 0; i < n; i++) {
        float step = rate * g[i];
        v[i] = share * v[i] - step;
        w[i] += share * v[i] - step;
      }
    }
  }
}
