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
 * Adadelta (Zeiler 2012): steps in the unit of the steps before.
 *
 * <pre>
 * a = rho a + (1 - rho) g^2          d = g sqrt(b + epsilon) / sqrt(a + epsilon)
 * b = rho b + (1 - rho) d^2          w = w - eta d
 * </pre>
 *
 * The paper's form is that of learning rate 1.
 */
public record Adadelta(
    LearningRateSchedule learningRate, double rho, double epsilon, StepOptions options)
    implements Optimizer {
  public Adadelta {
    Hyper.share("rho", rho);
    Hyper.epsilon(epsilon);
  }

  /** Keras's: learning rate 0.001, rho 0.95, epsilon 1e-7. */
  public static Adadelta of() {
    return of(new Constant(0.001));
  }

  public static Adadelta of(LearningRateSchedule learningRate) {
    return new Adadelta(learningRate, 0.95, 1e-7, StepOptions.DEFAULT);
  }

  @Override
  public Adadelta with(UnaryOperator<StepOptions> change) {
    return new Adadelta(learningRate, rho, epsilon, change.apply(options));
  }

  @Override
  public State start(List<Parameter> parameters) {
    return new Running(
        this,
        List.of("accumulated_grad", "accumulated_delta_var"),
        0,
        (eta, t) -> new Step(eta, rho, epsilon),
        parameters);
  }

  private record Step(double eta, double rho, double epsilon) implements Update {
    @Override
    public void apply(INDArray w, INDArray g, List<INDArray> slots) {
      INDArray a = slots.get(0);
      INDArray b = slots.get(1);
      a.muli(rho).addi(g.mul(g).muli(1 - rho));
      INDArray d = Transforms.sqrt(b.add(epsilon).divi(a.add(epsilon)), false).muli(g);
      b.muli(rho).addi(d.mul(d).muli(1 - rho));
      w.subi(d.muli(eta));
    }

    @Override
    public void apply(float[] w, float[] g, float[][] slots, int n) {
      float[] a = slots[0];
      float[] b = slots[1];
      float rate = (float) eta;
      float keep = (float) rho;
      float rest = (float) (1 - rho);
      float small = (float) epsilon;
      for (int i = 0; i < n; i++) {
        a[i] = keep * a[i] + rest * g[i] * g[i];
        float d = g[i] * (float) Math.sqrt((b[i] + small) / (a[i] + small));
        b[i] = keep * b[i] + rest * d * d;
        w[i] -= rate * d;
      }
    }
  }
}
