package rawi.embeddings;

import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Context;
import rawi.nn.Initializer;
import rawi.nn.Layer;
import rawi.nn.Parameter;
import rawi.nn.Pass;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;

/**
 * Ids to vectors, the rows of a trained table: (batch, time) to (batch, time, outputDim). Its
 * gradient is kept by rows: a batch touches few of them.
 *
 * @param inputDim number of ids, 0 .. inputDim - 1
 * @param outputDim length of a vector
 * @param maskZero whether id 0 is padding, masked for the layers after this one
 */
public record Embedding(int inputDim, int outputDim, boolean maskZero) implements Layer.Spec {
  /** Keras's default: uniform in [-0.05, 0.05]. */
  private static final Initializer UNIFORM = new Initializer.RandomUniform(-0.05, 0.05);

  public Embedding {
    if (inputDim <= 0 || outputDim <= 0) {
      throw new IllegalArgumentException(
          "Embedding: expected inputDim and outputDim of at least 1, got %d and %d"
              .formatted(inputDim, outputDim));
    }
  }

  @Override
  public Shape outputShape(Shape input) {
    if (input.rank() != 1) {
      throw new IllegalArgumentException(
          "Embedding: expected ids (batch, time), got one example of shape " + input);
    }
    return Shape.of(input.last(), outputDim);
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    return new Built(weights.create("embeddings", UNIFORM, inputDim, outputDim));
  }

  private final class Built implements Layer {
    private final Parameter table;

    Built(Parameter table) {
      this.table = table;
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(table);
    }

    @Override
    public Pass forward(Signal in, Context context) {
      INDArray ids = in.values(); // (batch, time)
      long batch = ids.size(0);
      long time = ids.size(1);
      int[] flat = checked(ids.dup('c').data().asInt());
      INDArray y = context.kernels().gather(table.value(), flat);
      Optional<INDArray> mask = maskZero ? Optional.of(ids.neq(0).castTo(y.dataType())) : in.mask();
      return new Pass(
          new Signal(y.reshape(batch, time, outputDim), mask, table.trainable()),
          dy -> {
            INDArray rows = dy.reshape('c', batch * time, outputDim);
            table.accumulateRows(flat, rows, context.kernels());
            return Optional.empty(); // ids have no gradient
          });
    }

    /** ND4J does not look at ids, and reads whatever memory a wrong one points to. */
    private int[] checked(int[] ids) {
      for (int id : ids) {
        if (id < 0 || id >= inputDim) {
          throw new IllegalArgumentException(
              "%s: expected ids from 0 to %d, got %d".formatted(table.name(), inputDim - 1, id));
        }
      }
      return ids;
    }
  }
}
