package rawi.nn.layers;

import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import rawi.nn.Context;
import rawi.nn.Gaussian;
import rawi.nn.Junction;
import rawi.nn.JunctionPass;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;

/**
 * The middle of a variational autoencoder (Kingma and Welling 2014): of a mean m and the logarithm
 * of a variance s, both (batch, n), to a draw z (batch, n),
 *
 * <pre>
 * z = m + exp(s / 2) e,  e ~ N(0, 1)                            in training
 * z = m                                                         at inference
 * KL = mean over the batch of sum_i (m_i^2 + exp(s_i) - 1 - s_i) / 2
 * </pre>
 *
 * Because e is drawn apart from m and s (the reparameterization of their section 2.4), dL/dm and
 * dL/ds are ordinary derivatives. {@code weight} KL, their appendix B, is added to the loss, in
 * training and at inference. Masks end.
 *
 * @param weight what the KL counts for beside the other losses; 1 / n where those are means over
 *     the n numbers of an output
 */
public record Sampling(double weight) implements Junction.Spec {
  private static final String NAME = "Sampling";

  public Sampling {
    if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "%s: expected a weight of at least 0, got %s".formatted(NAME, weight));
    }
  }

  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    if (inputs.size() != 2 || inputs.get(0).rank() != 1 || !inputs.get(0).equals(inputs.get(1))) {
      throw new IllegalArgumentException(
          "%s: expected a mean and a log variance (batch, n) each, got examples of shape %s"
              .formatted(NAME, inputs));
    }
    return List.of(inputs.get(0));
  }

  @Override
  public Junction build(List<Shape> inputs, Weights weights) {
    outputShapes(inputs);
    return this::forward;
  }

  private JunctionPass forward(List<Signal> inputs, Context context) {
    Signal mean = inputs.get(0);
    Signal logVariance = inputs.get(1);
    INDArray m = mean.values();
    INDArray s = logVariance.values();
    INDArray variance = Transforms.exp(s, true);
    context.penalties().add(weight * divergence(m, s, variance));
    // e exp(s / 2): what is added to the mean
    Optional<INDArray> drawn =
        context.training()
            ? Optional.of(noise(m, context).muli(Transforms.sqrt(variance, true)))
            : Optional.empty();
    Signal z =
        new Signal(
            drawn.map(m::add).orElse(m),
            Optional.empty(),
            mean.differentiable() || logVariance.differentiable());
    double share = weight / m.size(0);
    return new JunctionPass(
        List.of(z),
        d ->
            List.of(
                back(mean, m.mul(share), d.get(0)),
                back(
                    logVariance,
                    variance.sub(1).muli(share / 2),
                    d.get(0).flatMap(dz -> drawn.map(e -> dz.mul(e).divi(2))))));
  }

  private static double divergence(INDArray m, INDArray s, INDArray variance) {
    double sum = m.mul(m).addi(variance).subi(s).sumNumber().doubleValue() - m.length();
    return sum / 2 / m.size(0);
  }

  /** The penalty's own gradient and what came back through z. */
  private static Optional<INDArray> back(Signal in, INDArray own, Optional<INDArray> through) {
    return in.differentiable() ? Optional.of(through.map(own::add).orElse(own)) : Optional.empty();
  }

  private static INDArray noise(INDArray like, Context context) {
    Gaussian normal = new Gaussian(context.random().nextLong());
    double[] noise = new double[Math.toIntExact(like.length())];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = normal.next();
    }
    DataType type = like.dataType();
    return Nd4j.createFromArray(noise).castTo(type).reshape('c', like.shape());
  }
}
