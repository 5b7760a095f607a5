package rawi.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Context;
import rawi.nn.GradientCheck;
import rawi.nn.Layer;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Nd4jKernels;

/** Words with vectors of their own and of their n-grams. */
class SubwordEmbeddingTest {
  private static final CharacterNgrams NGRAMS = new CharacterNgrams(3, 4, 50);
  private static final SubwordEmbedding SPEC = new SubwordEmbedding(5, NGRAMS, 3, 0);

  private static int[] ids(int... words) {
    List<String> forms = List.of("", "xyz", "film", "films", "nul");
    return SPEC.ids(words, Arrays.stream(words).mapToObj(forms::get).toList());
  }

  private static Signal batch(int[]... rows) {
    return Signal.of(Nd4j.createFromArray(rows));
  }

  private static Signal read(Layer layer, Signal in) {
    return layer.forward(in, Context.inference(new Nd4jKernels(), new Arena())).output();
  }

  private static Layer layer() {
    return SPEC.build(Shape.of(Shape.ANY), new Weights(1, DataType.DOUBLE));
  }

  @DisplayName("Gradients are right, with padding and without")
  @Test
  void gradients() {
    int[] padded = Arrays.copyOf(ids(2), 2 * SubwordEmbedding.SLOTS);
    GradientCheck.check(layer(), batch(ids(3, 4), padded));
    GradientCheck.check(layer(), batch(ids(1)));
  }

  @DisplayName("A word is its own row and the mean of its n-grams' rows")
  @Test
  void value() {
    Layer layer = layer();
    INDArray own = layer.parameters().get(0).value();
    INDArray parts = layer.parameters().get(1).value();
    INDArray expected = own.getRow(4).dup();
    int[] buckets = NGRAMS.of("nul");
    for (int bucket : buckets) {
      expected.addi(parts.getRow(bucket + 1L).div(buckets.length));
    }
    INDArray y = read(layer, batch(ids(4))).values();
    assertThat(y.reshape(3).distance2(expected)).isLessThan(1e-12);
  }

  @DisplayName("Padding is masked and changes nothing")
  @Test
  void padding() {
    Layer layer = layer();
    Signal alone = read(layer, batch(ids(2, 4)));
    Signal padded = read(layer, batch(Arrays.copyOf(ids(2, 4), 4 * SubwordEmbedding.SLOTS)));
    assertThat(padded.mask().orElseThrow().toDoubleMatrix()[0]).containsExactly(1, 1, 0, 0);
    for (int t = 0; t < 2; t++) {
      assertThat(padded.values().slice(0).getRow(t)).isEqualTo(alone.values().slice(0).getRow(t));
    }
  }

  @DisplayName("In training a word's own vector may become the unknown word's; its n-grams stay")
  @Test
  void dropout() {
    SubwordEmbedding nearlyAll = new SubwordEmbedding(5, NGRAMS, 3, 0.999);
    Layer layer = nearlyAll.build(Shape.of(Shape.ANY), new Weights(1, DataType.DOUBLE));
    Context training = Context.training(new Nd4jKernels(), new Arena(), 1);
    INDArray dropped = layer.forward(batch(ids(4)), training).output().values();
    int[] unknown = ids(4);
    unknown[0] = 1;
    assertThat(dropped).isEqualTo(read(layer, batch(unknown)).values());
  }

  @DisplayName("A word of more n-grams than fit keeps the first")
  @Test
  void longWord() {
    String word = "anticonstitutionnellement";
    int[] ids = SPEC.ids(new int[] {1}, List.of(word));
    assertThat(ids).hasSize(SubwordEmbedding.SLOTS);
    assertThat(ids[SubwordEmbedding.SLOTS - 1]).isEqualTo(NGRAMS.of(word)[30] + 1);
  }

  @DisplayName("Ids of another number a word are refused")
  @Test
  void refused() {
    assertThatThrownBy(() -> SPEC.outputShape(Shape.of(31)))
        .hasMessageContaining("SubwordEmbedding: expected ids (batch, time * 32)");
  }
}
