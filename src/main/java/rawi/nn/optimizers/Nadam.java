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
 * Adam with Nesterov's momentum (Dozat 2016), with the momentum schedule u:
 *
 * <pre>
 * u_t = beta1 (1 - 0.96^t / 2)       U_t = u_1 u_2 .. u_t
 * m = beta1 m + (1 - beta1) g        v = beta2 v + (1 - beta2) g^2
 * w = w - eta (u_(t+1) m / (1 - U_(t+1)) + (1 - u_t) g / (1 - U_t))
 *             / (sqrt(v / (1 - beta2^t)) + epsilon)
 * </pre>
 */
public record Nadam(
    LearningRateSchedule learningRate,
    double beta1,
    double beta2,
    double epsilon,
    StepOptions options)
    implements Optimizer {
  private static final double DECAY = 0.96;
  private static final double NEGLIGIBLE = 1e-20; // 1 minus less is 1

  public Nadam {
    Hyper.share("beta1", beta1);
    Hyper.share("beta2", beta2);
    Hyper.epsilon(epsilon);
  }

  /** Keras's: learning rate 0.001, beta1 0.9, beta2 0.999, epsilon 1e-7. */
  public static Nadam of() {
    return of(new Constant(0.001));
  }

  public static Nadam of(LearningRateSchedule learningRate) {
    return new Nadam(learningRate, 0.9, 0.999, 1e-7, StepOptions.DEFAULT);
  }

  @Override
  public Nadam with(UnaryOperator<StepOptions> change) {
    return new Nadam(learningRate, beta1, beta2, epsilon, change.apply(options));
  }

  @Override
  public State start(List<Parameter> parameters) {
    return new Running(this, List.of("m", "v"), 0, this::step, parameters);
  }

  private Step step(double eta, long t) {
    double product = 1;
    for (long i = 1; i <= t && product > NEGLIGIBLE; i++) {
      product *= u(i);
    }
    double ofMoment = u(t + 1) / (1 - product * u(t + 1));
    double ofGradient = (1 - u(t)) / (1 - product);
    double correction = 1 / (1 - Math.pow(beta2, (double) t));
    return new Step(beta1, beta2, eta * ofMoment, eta * ofGradient, correction, epsilon);
  }

  private double u(long t) {
    return beta1 * (1 - 0.5 * Math.pow(DECAY, (double) t));
  }

  /**
   * @param correction what v is multiplied by
   */
  private record Step(
      double beta1,
      double beta2,
      double ofMoment,
      double ofGradient,
      double correction,
      double epsilon)
      implements Update {
    @Override
    public void apply(INDArray w, INDArray g, List<INDArray> slots) {
      INDArray m = slots.get(0);
      INDArray v = slots.get(1);
      m.muli(beta1).addi(g.mul(1 - beta1));
      v.muli(beta2).addi(g.mul(g).muli(1 - beta2));
      INDArray root = Transforms.sqrt(v.mul(correction), false).addi(epsilon);
      w.subi(m.mul(ofMoment).addi(g.mul(ofGradient)).divi(root));
    }

    @Override
    public void apply(float[] w, float[] g, float[][] slots, int n) {
      float[] m = slots[0];
      float[] v = slots[1];
      float b1 = (float) beta1;
      float b2 = (float) beta2;
      float rest1 = (float) (1 - beta1);
      float rest2 = (float) (1 - beta2);
      float factorM = (float) ofMoment;
      float factorG = (float) ofGradient;
      float corrected = (float) correction;
      float small = (float) epsilon;
      for (int i = 0; i < n; i++) {
        float d = g[i];
        m[i] = b1 * m[i] + rest1 * d;
        v[i] = b2 * v[i] + rest2 * d * d;
        w[i] -= (factorM * m[i] + factorG * d) / ((float) Math.sqrt(v[i] * corrected) + small);
      }
    }
  }
}
