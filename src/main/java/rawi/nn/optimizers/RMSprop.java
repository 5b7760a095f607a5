package rawi.nn.optimizers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import rawi.nn.Parameter;
import rawi.nn.backend.Update;
import rawi.nn.optimizers.schedules.Constant;
import rawi.nn.optimizers.schedules.LearningRateSchedule;

/**
 * RMSprop (Hinton 2012, lecture 6e), with the centred form of Graves 2013:
 *
 * <pre>
 * v = rho v + (1 - rho) g^2
 * s = eta g / sqrt(v + epsilon)
 * w = w - s                             momentum 0
 * m = momentum m + s    w = w - m       else
 * </pre>
 *
 * Centred, v under the root is v - a^2, where a = rho a + (1 - rho) g: the variance of the
 * gradient.
 */
public record RMSprop(
    LearningRateSchedule learningRate,
    double rho,
    double momentum,
    double epsilon,
    boolean centered,
    StepOptions options)
    implements Optimizer {
  public RMSprop {
    Hyper.share("rho", rho);
    Hyper.check(momentum >= 0 && momentum <= 1, "momentum", "in [0, 1]", momentum);
    Hyper.epsilon(epsilon);
  }

  /** Keras's: learning rate 0.001, rho 0.9, no momentum, epsilon 1e-7, not centred. */
  public static RMSprop of() {
    return of(new Constant(0.001));
  }

  public static RMSprop of(LearningRateSchedule learningRate) {
    return new RMSprop(learningRate, 0.9, 0, 1e-7, false, StepOptions.DEFAULT);
  }

  public RMSprop withMomentum(double share) {
    return new RMSprop(learningRate, rho, share, epsilon, centered, options);
  }

  public RMSprop withCentered() {
    return new RMSprop(learningRate, rho, momentum, epsilon, true, options);
  }

  @Override
  public RMSprop with(UnaryOperator<StepOptions> change) {
    return new RMSprop(learningRate, rho, momentum, epsilon, centered, change.apply(options));
  }

  @Override
  public State start(List<Parameter> parameters) {
    List<String> slots = new ArrayList<>(List.of("velocity"));
    if (momentum > 0) {
      slots.add("momentum");
    }
    if (centered) {
      slots.add("average_gradient");
    }
    return new Running(this, slots, 0, (eta, t) -> new Step(eta, this), parameters);
  }

  private record Step(double eta, RMSprop of) implements Update {
    @Override
    public void apply(INDArray w, INDArray g, List<INDArray> slots) {
      INDArray v = slots.get(0);
      v.muli(of.rho).addi(g.mul(g).muli(1 - of.rho));
      INDArray under = v.dup('c');
      if (of.centered) {
        INDArray a = slots.get(slots.size() - 1);
        a.muli(of.rho).addi(g.mul(1 - of.rho));
        Transforms.max(under.subi(a.mul(a)), 0, false); // rounding may take it below
      }
      INDArray s = g.mul(eta).divi(Transforms.sqrt(under.addi(of.epsilon), false));
      w.subi(of.momentum > 0 ? slots.get(1).muli(of.momentum).addi(s) : s);
    }

    @Override
    public void apply(float[] w, float[] g, float[][] slots, int n) {
      float[] v = slots[0];
      float[] step = new float[n];
      float keep = (float) of.rho;
      float rest = (float) (1 - of.rho);
      float small = (float) of.epsilon;
      for (int i = 0; i < n; i++) {
        v[i] = keep * v[i] + rest * g[i] * g[i];
        step[i] = v[i];
      }
      if (of.centered) {
        center(g, slots[slots.length - 1], step, n);
      }
      float rate = (float) eta;
      for (int i = 0; i < n; i++) {
        step[i] = rate * g[i] / (float) Math.sqrt(step[i] + small);
      }
      move(w, of.momentum > 0 ? gathered(slots[1], step, n) : step, n);
    }

    private void center(float[] g, float[] a, float[] under, int n) {
      float keep = (float) of.rho;
      float rest = (float) (1 - of.rho);
      for (int i = 0; i < n; i++) {
        a[i] = keep * a[i] + rest * g[i];
        under[i] = Math.max(under[i] - a[i] * a[i], 0);
      }
    }

    private float[] gathered(float[] m, float[] step, int n) {
      float share = (float) of.momentum;
      for (int i = 0; i < n; i++) {
        m[i] = share * m[i] + step[i];
      }
      return m;
    }

    private static void move(float[] w, float[] by, int n) {
      for (int i = 0; i < n; i++) {
        w[i] -= by[i];
      }
    }
  }
}
