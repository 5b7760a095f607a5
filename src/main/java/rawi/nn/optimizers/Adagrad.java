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
 * Adagrad (Duchi and others 2011): the more an element was moved, the less it moves.
 *
 * <pre>
 * a = a + g^2        w = w - eta g / sqrt(a + epsilon)
 * </pre>
 *
 * @param initialAccumulator what a begins with, at least 0
 */
public record Adagrad(
    LearningRateSchedule learningRate,
    double initialAccumulator,
    double epsilon,
    StepOptions options)
    implements Optimizer {
  public Adagrad {
    Hyper.check(
        initialAccumulator >= 0, "initial accumulator", "of at least 0", initialAccumulator);
    Hyper.epsilon(epsilon);
  }

  /** Keras's: learning rate 0.001, initial accumulator 0.1, epsilon 1e-7. */
  public static Adagrad of() {
    return of(new Constant(0.001));
  }

  public static Adagrad of(LearningRateSchedule learningRate) {
    return new Adagrad(learningRate, 0.1, 1e-7, StepOptions.DEFAULT);
  }

  @Override
  public Adagrad with(UnaryOperator<StepOptions> change) {
    return new Adagrad(learningRate, initialAccumulator, epsilon, change.apply(options));
  }

  @Override
  public State start(List<Parameter> parameters) {
    return new Running(
        this,
        List.of("accumulator"),
        initialAccumulator,
        (eta, t) -> new Step(eta, epsilon),
        parameters);
  }

  private record Step(double eta, double epsilon) implements Update {
    @Override
    public void apply(INDArray w, INDArray g, List<INDArray> slots) {
      INDArray a = slots.get(0);
      a.addi(g.mul(g));
      w.subi(g.mul(eta).divi(Transforms.sqrt(a.add(epsilon), false)));
    }

    @Override
    public void apply(float[] w, float[] g, float[][] slots, int n) {
      float[] a = slots[0];
      float rate = (float) eta;
      float small = (float) epsilon;
      for (int i = 0; i < n; i++) {
        float d = g[i];
        a[i] += d * d;
        w[i] -= rate * d / (float) Math.sqrt(a[i] + small);
      }
    }
  }
}
