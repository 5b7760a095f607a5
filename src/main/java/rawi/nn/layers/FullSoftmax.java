package rawi.nn.layers;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Context;
import rawi.nn.Initializer;
import rawi.nn.Junction;
import rawi.nn.JunctionPass;
import rawi.nn.Parameter;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.backend.VocabularyPass;

/**
 * Words from states by one softmax over all of them: p = softmax(h E^T + b), the loss of a token
 * -log p[its word] in nats. Product and loss are one computation; see {@link
 * rawi.nn.backend.Kernels#vocabularyLoss}.
 *
 * <p>Weights: kernel E (words, units), Glorot uniform, and bias (words), zeros. E may be the table
 * of the embedding that the states were read with ({@link #tiedTo}; Press and Wolf 2017, Inan and
 * others 2017): one parameter, whose gradients add up.
 *
 * @param words number of ids
 */
public record FullSoftmax(int words) implements Junction.Spec {
  public FullSoftmax {
    if (words < 1) {
      throw new IllegalArgumentException("FullSoftmax: expected at least 1 word, got " + words);
    }
  }

  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    return RealTokens.outputShapes("FullSoftmax", inputs);
  }

  @Override
  public SoftmaxHead build(List<Shape> inputs, Weights weights) {
    outputShapes(inputs);
    Parameter table =
        weights.create("kernel", Initializer.GLOROT_UNIFORM, words, inputs.get(0).last());
    return new Built(table, true, weights.create("bias", Initializer.ZEROS, words));
  }

  /**
   * A head whose E is another layer's: it is not among the head's own parameters.
   *
   * @param table (words, units)
   * @throws IllegalArgumentException if it has not a row for each word
   */
  public SoftmaxHead tiedTo(Parameter table, Weights weights) {
    List<Long> dims = table.shape().dims();
    if (dims.size() != 2 || dims.get(0) != words) {
      throw new IllegalArgumentException(
          "FullSoftmax: expected a table of %d rows, got %s of %s"
              .formatted(words, table.name(), table.shape()));
    }
    return new Built(table, false, weights.create("bias", Initializer.ZEROS, words));
  }

  private record Built(Parameter table, boolean own, Parameter bias) implements SoftmaxHead {
    @Override
    public List<Parameter> parameters() {
      return own ? List.of(table, bias) : List.of(bias);
    }

    @Override
    public JunctionPass forward(List<Signal> inputs, Context context) {
      int words = (int) bias.size();
      boolean trainable = Stream.of(table, bias).anyMatch(Parameter::trainable);
      return RealTokens.pass(
          "FullSoftmax", inputs, words, trainable, context, (x, ids) -> losses(x, ids, context));
    }

    private RealTokens.Losses losses(INDArray x, int[] ids, Context context) {
      VocabularyPass pass = pass(x, ids, table, bias, context);
      return new RealTokens.Losses(pass.losses(), d -> back(pass, d, table, bias));
    }

    @Override
    public INDArray logProbabilities(INDArray x, Context context) {
      return context.kernels().logProbabilities(x, table.value(), bias.value());
    }

    @Override
    public void startFrom(double[] shares) {
      setLogs(bias, shares);
    }
  }

  /** A bias becomes the logarithms of some shares. */
  static void setLogs(Parameter bias, double[] shares) {
    for (int i = 0; i < shares.length; i++) {
      bias.value().putScalar(i, Math.log(shares[i]));
    }
  }

  static VocabularyPass pass(
      INDArray x, int[] ids, Parameter table, Parameter bias, Context context) {
    return context
        .kernels()
        .vocabularyLoss(x, table.value(), bias.value(), ids, context.training(), context.arena());
  }

  /** dL/dx, the gradients of both added to theirs. */
  static INDArray back(VocabularyPass pass, INDArray d, Parameter table, Parameter bias) {
    return pass.backward(d, gradient(table), gradient(bias));
  }

  private static Optional<INDArray> gradient(Parameter parameter) {
    return parameter.trainable() ? Optional.of(parameter.gradient()) : Optional.empty();
  }
}
