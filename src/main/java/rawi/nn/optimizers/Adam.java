package rawi.nn.optimizers;

import java.util.List;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import rawi.nn.Parameter;
import rawi.nn.backend.Update;
import rawi.nn.optimizers.schedules.Constant;
import rawi.nn.optimizers.schedules.LearningRateSchedule;

/**
 * Adam (Kingma and Ba 2015) in the form of the end of their section 2, as Keras has it:
 *
 * <pre>
 * m = beta1 m + (1 - beta1) g        v = beta2 v + (1 - beta2) g^2
 * w = w - eta sqrt(1 - beta2^t) / (1 - beta1^t) m / (sqrt(v) + epsilon)
 * </pre>
 *
 * With amsgrad (Reddi and others 2018) v in the last line is the largest v so far.
 */
public record Adam(
    LearningRateSchedule learningRate,
    double beta1,
    double beta2,
    double epsilon,
    boolean amsgrad,
    StepOptions options)
    implements Optimizer {

  public Adam {
    Hyper.share("beta1", beta1);
    Hyper.share("beta2", beta2);
    Hyper.epsilon(epsilon);
  }

  /** Keras's: learning rate 0.001, beta1 0.9, beta2 0.999, epsilon 1e-7. */
  public static Adam of() {
    return of(0.001);
  }

  /** The same with another learning rate. */
  public static Adam of(double learningRate) {
    return of(new Constant(learningRate));
  }

  /** The same with a learning rate that changes with the step. */
  public static Adam of(LearningRateSchedule learningRate) {
    return new Adam(learningRate, 0.9, 0.999, 1e-7, false, StepOptions.DEFAULT);
  }

  public Adam withAmsgrad() {
    return new Adam(learningRate, beta1, beta2, epsilon, true, options);
  }

  /** Tables whose gradients come by rows are changed in those rows only. */
  public Adam withLazyRows() {
    return with(o -> o.lazyRows(true));
  }

  @Override
  public Adam with(UnaryOperator<StepOptions> change) {
    return new Adam(learningRate, beta1, beta2, epsilon, amsgrad, change.apply(options));
  }

  @Override
  public State start(List<Parameter> parameters) {
    List<String> slots = amsgrad ? List.of("m", "v", "v_hat") : List.of("m", "v");
    return new Running(this, slots, 0, this::step, parameters);
  }

  private Step step(double eta, long t) {
    double rate =
        eta * Math.sqrt(1 - Math.pow(beta2, (double) t)) / (1 - Math.pow(beta1, (double) t));
    return new Step(rate, beta1, beta2, epsilon);
  }

  /**
   * @param rate eta with both bias corrections folded in
   */
  private record Step(double rate, double beta1, double beta2, double epsilon) implements Update {
    @Override
    public void apply(INDArray w, INDArray g, List<INDArray> slots) {
      INDArray m = slots.get(0);
      INDArray v = slots.get(1);
      m.muli(beta1).addi(g.mul(1 - beta1));
      v.muli(beta2).addi(g.mul(g).muli(1 - beta2));
      INDArray largest = v;
      if (slots.size() == 3) {
        largest = slots.get(2);
        largest.assign(Transforms.max(largest, v, true));
      }
      w.subi(m.mul(rate).divi(Transforms.sqrt(largest, true).addi(epsilon)));
    }

    @Override
    public void apply(float[] w, float[] g, float[][] slots, int n) {
      if (slots.length == 3) {
        largest(w, g, slots, n);
      } else {
        latest(w, g, slots[0], slots[1], n);
      }
    }

    private void latest(float[] w, float[] g, float[] m, float[] v, int n) {
      float b1 = (float) beta1;
      float b2 = (float) beta2;
      float rest1 = (float) (1 - beta1);
      float rest2 = (float) (1 - beta2);
      float factor = (float) rate;
      float small = (float) epsilon;
      for (int i = 0; i < n; i++) {
        float d = g[i];
        float first = b1 * m[i] + rest1 * d;
        float second = b2 * v[i] + rest2 * d * d;
        m[i] = first;
        v[i] = second;
        w[i] -= factor * first / ((float) Math.sqrt(second) + small);
      }
    }

    private void largest(float[] w, float[] g, float[][] slots, int n) {
      float[] m = slots[0];
      float[] v = slots[1];
      float[] most = slots[2];
      float b1 = (float) beta1;
      float b2 = (float) beta2;
      float rest1 = (float) (1 - beta1);
      float rest2 = (float) (1 - beta2);
      float factor = (float) rate;
      float small = (float) epsilon;
      for (int i = 0; i < n; i++) {
        float d = g[i];
        float first = b1 * m[i] + rest1 * d;
        float second = b2 * v[i] + rest2 * d * d;
        float under = Math.max(most[i], second);
        m[i] = first;
        v[i] = second;
        most[i] = under;
        w[i] -= factor * first / ((float) Math.sqrt(under) + small);
      }
    }
  }
}
