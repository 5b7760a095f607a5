package rawi.embeddings;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Context;
import rawi.nn.Layer;
import rawi.nn.Parameter;
import rawi.nn.Pass;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;

/**
 * Words composed of their characters: ids (batch, time, letters) to (batch, time, units). Each
 * character gets a vector, and the composer makes one vector of those of a word; it may be anything
 * that reduces (batch, letters, features) to (batch, units), such as a convolution with pooling
 * (Kim and others 2016) or a bidirectional LSTM (Ling and others 2015).
 *
 * <p>Id 0 fills up the letters that a word does not have; the composer sees them as masked. A word
 * of zeros only is padding: it is not computed, its vector is 0, and it is masked for the layers
 * after this one.
 *
 * @param inputDim number of ids, 0 .. inputDim - 1
 * @param characterDim length of a character's vector
 * @param composer from the characters of a word to its vector
 */
public record CharacterEmbedding(int inputDim, int characterDim, Layer.Spec composer)
    implements Layer.Spec {

  @Override
  public Shape outputShape(Shape input) {
    if (input.rank() != 2) {
      throw new IllegalArgumentException(
          "CharacterEmbedding: expected ids (batch, time, letters), got one example of shape "
              + input);
    }
    Shape composed = composer.outputShape(Shape.of(input.last(), characterDim));
    if (composed.rank() != 1) {
      throw new IllegalArgumentException(
          "CharacterEmbedding: expected a composer that gives (batch, units), got one that gives "
              + composed
              + " for each word; pool over the letters or take the last step");
    }
    return Shape.of(input.dims().get(0), composed.last());
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    Embedding characters = new Embedding(inputDim, characterDim, true);
    return new Built(
        characters.build(Shape.of(input.last()), weights.in(characters.name())),
        composer.build(Shape.of(input.last(), characterDim), weights.in(composer.name())),
        outputShape(input).last());
  }

  private record Built(Layer characters, Layer composer, long units) implements Layer {
    @Override
    public List<Parameter> parameters() {
      return Stream.of(characters, composer).flatMap(l -> l.parameters().stream()).toList();
    }

    @Override
    public Pass forward(Signal in, Context context) {
      INDArray ids = in.values(); // (batch, time, letters)
      long batch = ids.size(0);
      long time = ids.size(1);
      int letters = (int) ids.size(2);
      int[] flat = ids.dup('c').data().asInt();
      int[] words =
          IntStream.range(0, flat.length / letters)
              .filter(
                  w -> IntStream.range(w * letters, (w + 1) * letters).anyMatch(i -> flat[i] != 0))
              .toArray();
      DataType type = type();
      INDArray y = Nd4j.zeros(type, batch * time, units);
      INDArray mask = Nd4j.zeros(type, batch * time);
      for (int word : words) {
        mask.putScalar(word, 1);
      }
      boolean wanted = parameters().stream().anyMatch(Parameter::trainable);
      if (words.length == 0) {
        return new Pass(out(y.reshape(batch, time, units), mask, wanted), dy -> Optional.empty());
      }
      Signal real = Signal.of(rows(flat, words, letters));
      Pass first = characters.forward(real, context);
      Pass pass = first.then(composer.forward(first.output(), context));
      context.kernels().putRows(y, words, pass.output().values());
      return new Pass(
          out(y.reshape(batch, time, units), mask, wanted),
          dy -> {
            INDArray d = dy.dup('c').reshape('c', batch * time, units);
            return pass.backward().apply(context.kernels().gather(d, words)); // ids have none
          });
    }

    private DataType type() {
      return characters.parameters().get(0).value().dataType();
    }

    private static Signal out(INDArray y, INDArray mask, boolean wanted) {
      return new Signal(y, Optional.of(mask.reshape(y.size(0), y.size(1))), wanted);
    }

    private static INDArray rows(int[] flat, int[] words, int letters) {
      int[][] rows = new int[words.length][letters];
      for (int i = 0; i < words.length; i++) {
        System.arraycopy(flat, words[i] * letters, rows[i], 0, letters);
      }
      return Nd4j.createFromArray(rows);
    }
  }
}
