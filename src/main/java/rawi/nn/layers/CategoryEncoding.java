package rawi.nn.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Layer;
import rawi.nn.Pass;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;

/**
 * Class numbers as vectors of {@code numTokens}, in Keras's forms:
 *
 * <pre>
 * ONE_HOT    (batch), (batch, 1)    to (batch, numTokens)           1 at the class, else 0
 *            (batch, n)             to (batch, n, numTokens)        the same for each of them
 * MULTI_HOT  (batch, n)             to (batch, numTokens)           1 at each class that occurs
 * COUNT      (batch, n)             to (batch, numTokens)           how often each occurs
 * </pre>
 *
 * It has no gradient: nothing before it is differentiable. Masked steps are zeros with {@code
 * ONE_HOT}, where the mask passes through, and occur in neither of the others, where it ends.
 *
 * @param numTokens how many classes there are, from 0 on
 */
public record CategoryEncoding(int numTokens, OutputMode outputMode) implements Layer.Spec {
  private static final String NAME = "CategoryEncoding";

  /** What is said of the classes of an example. */
  public enum OutputMode {
    ONE_HOT,
    MULTI_HOT,
    COUNT
  }

  public CategoryEncoding {
    if (numTokens < 1) {
      throw new IllegalArgumentException(
          "%s: expected numTokens of at least 1, got %d".formatted(NAME, numTokens));
    }
  }

  /** A vector for each class number. */
  public static CategoryEncoding oneHot(int numTokens) {
    return new CategoryEncoding(numTokens, OutputMode.ONE_HOT);
  }

  @Override
  public Shape outputShape(Shape input) {
    boolean one = input.rank() == 0 || (input.rank() == 1 && input.last() == 1);
    if (input.rank() > 1 || (input.rank() == 0 && outputMode != OutputMode.ONE_HOT)) {
      throw new IllegalArgumentException(
          "%s: expected class numbers (batch, n), got one example of shape %s"
              .formatted(NAME, input));
    }
    return one || outputMode != OutputMode.ONE_HOT
        ? Shape.of(numTokens)
        : Shape.of(input.last(), numTokens);
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    Shape output = outputShape(input);
    return (in, context) ->
        new Pass(
            new Signal(
                encoded(in, output, weights.type()),
                output.rank() == 2 ? in.mask() : Optional.empty(),
                false),
            d -> Optional.empty());
  }

  private INDArray encoded(Signal in, Shape output, DataType type) {
    double[] classes = in.values().castTo(DataType.DOUBLE).dup('c').data().asDouble();
    double[] real = in.mask().map(m -> m.dup('c').data().asDouble()).orElseGet(() -> new double[0]);
    int batch = Math.toIntExact(in.values().size(0));
    int each = classes.length / Math.max(1, batch);
    int vectors = outputMode == OutputMode.ONE_HOT ? classes.length : batch;
    double[] y = new double[Math.multiplyExact(vectors, numTokens)];
    for (int i = 0; i < classes.length; i++) {
      if (real.length == 0 || real[i] != 0) {
        int vector = outputMode == OutputMode.ONE_HOT ? i : i / each;
        int at = vector * numTokens + known(classes[i], i / each);
        y[at] = outputMode == OutputMode.COUNT ? y[at] + 1 : 1;
      }
    }
    List<Long> shape = new ArrayList<>(List.of((long) batch));
    if (output.rank() == 2) {
      shape.add((long) each);
    }
    shape.add((long) numTokens);
    return Nd4j.createFromArray(y)
        .castTo(type)
        .reshape('c', shape.stream().mapToLong(Long::longValue).toArray());
  }

  private int known(double given, int row) {
    if (!(given >= 0 && given < numTokens && given == Math.rint(given))) {
      throw new IllegalArgumentException(
          "%s: row %d: expected a class from 0 to %d, got %s"
              .formatted(
                  NAME,
                  row,
                  numTokens - 1,
                  given == Math.rint(given) && Math.abs(given) < 1e15
                      ? Long.toString((long) given)
                      : Double.toString(given)));
    }
    return (int) given;
  }
}
