package rawi.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static rawi.nn.AssertArrays.assertClose;
import static rawi.nn.AssertArrays.largest;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Context;
import rawi.nn.GradientCheck;
import rawi.nn.Layer;
import rawi.nn.Parameter;
import rawi.nn.Pass;
import rawi.nn.Sequential;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.backend.Arena;
import rawi.nn.backend.CpuKernels;
import rawi.nn.backend.Kernels;
import rawi.nn.backend.Nd4jKernels;
import rawi.nn.backend.Workers;
import rawi.nn.layers.Conv1D;
import rawi.nn.layers.GlobalMaxPooling1D;
import rawi.recurrent.Bidirectional;
import rawi.recurrent.LSTM;

/** Vectors of words made of their n-grams or characters. */
class ComposedEmbeddingTest {
  private static final NgramEmbedding NGRAMS = new NgramEmbedding(new CharacterNgrams(2, 3, 20), 3);
  private static final Layer.Spec CONVOLUTION =
      Sequential.of(Conv1D.of(4, 2, Conv1D.Padding.SAME), new GlobalMaxPooling1D());
  private static final Layer.Spec BILSTM = new Bidirectional(LSTM.of(2));

  /** Two sentences of three words of at most four letters; the last word of the first is none. */
  private static final int[][][] LETTERS = {
    {{1, 2, 3, 0}, {4, 0, 0, 0}, {0, 0, 0, 0}}, {{5, 5, 5, 5}, {1, 2, 3, 0}, {2, 1, 0, 0}}
  };

  static Stream<Layer.Spec> specs() {
    return Stream.of(
        new NgramEmbedding(new CharacterNgrams(1, 1, 5), 3),
        new CharacterEmbedding(6, 3, CONVOLUTION),
        new CharacterEmbedding(6, 3, BILSTM));
  }

  @ParameterizedTest
  @MethodSource("specs")
  @DisplayName("the backward pass equals difference quotients, padding, batch and time 1 and all")
  void gradients(Layer.Spec spec) {
    GradientCheck.check(spec, Signal.of(Nd4j.createFromArray(LETTERS)), false);
    GradientCheck.check(spec, Signal.of(ids(new int[][][] {{{3, 1}}})), false);
    GradientCheck.check(spec, Signal.of(ids(new int[][][] {{{3}}, {{0}}})), false);
  }

  @ParameterizedTest
  @MethodSource("specs")
  @DisplayName("padding is masked and zero, and more of it changes nothing")
  void padding(Layer.Spec spec) {
    Layer layer = spec.build(Shape.of(3, 4), new Weights(1, DataType.DOUBLE));
    Signal y = run(layer, ids(LETTERS), new Nd4jKernels()).output();
    assertThat(y.mask().orElseThrow().toDoubleMatrix())
        .isDeepEqualTo(new double[][] {{1, 1, 0}, {1, 1, 1}});
    assertThat(y.values().getDouble(0, 2, 0)).isZero();
    int[][][] wider = new int[2][5][7];
    for (int b = 0; b < 2; b++) {
      for (int t = 0; t < 3; t++) {
        System.arraycopy(LETTERS[b][t], 0, wider[b][t], 0, 4);
      }
    }
    INDArray padded = run(layer, ids(wider), new Nd4jKernels()).output().values();
    for (int b = 0; b < 2; b++) {
      for (int t = 0; t < 5; t++) {
        for (int j = 0; j < y.values().size(2); j++) {
          double expected = t < 3 ? y.values().getDouble(b, t, j) : 0;
          assertEquals(expected, padded.getDouble(b, t, j), 1e-12);
        }
      }
    }
    INDArray none = run(layer, ids(new int[1][2][4]), new Nd4jKernels()).output().values();
    assertThat(largest(none)).isZero();
  }

  @ParameterizedTest
  @MethodSource("specs")
  @DisplayName("fast kernels give what the plain ones give, forth and back")
  void fast(Layer.Spec spec) {
    INDArray[] outputs = new INDArray[2];
    INDArray[] gradients = new INDArray[2];
    for (int k = 0; k < 2; k++) {
      Layer layer = spec.build(Shape.of(3, 4), new Weights(1, DataType.FLOAT));
      Kernels kernels = k == 0 ? new Nd4jKernels() : new CpuKernels(new Workers(1));
      Pass pass = run(layer, ids(LETTERS), kernels);
      outputs[k] = pass.output().values();
      pass.backward().apply(GradientCheck.random(3, outputs[k].shape()).castTo(DataType.FLOAT));
      gradients[k] = layer.parameters().get(0).gradient();
    }
    assertClose(outputs[0], outputs[1], 1e-6);
    assertClose(gradients[0], gradients[1], 1e-6);
  }

  @Test
  @DisplayName(
      "a word is the mean of its n-grams' rows; an n-gram that is there twice counts twice")
  void mean() {
    Layer layer = NGRAMS.build(Shape.of(2, 9), new Weights(1, DataType.DOUBLE));
    INDArray table = layer.parameters().get(0).value();
    INDArray ids = NGRAMS.ids(List.of(List.of("tata", "été"), List.of("شاي")));
    INDArray y = run(layer, ids, new Nd4jKernels()).output().values(); // (2, 2, 3)
    INDArray expected = Nd4j.zeros(DataType.DOUBLE, 3);
    int[] buckets = NGRAMS.ngrams().of("tata"); // ta, ta; <t, at, a>, <ta, tat, ata, ta>
    assertThat(buckets).hasSize(9);
    for (int bucket : buckets) {
      expected.addi(table.getRow(bucket + 1).div(9));
    }
    for (int j = 0; j < 3; j++) {
      assertEquals(expected.getDouble(j), y.getDouble(0, 0, j), 1e-12);
      assertThat(y.getDouble(1, 1, j)).isZero();
    }
  }

  @Test
  @DisplayName("the gradient of n-grams is kept by rows")
  void rows() {
    Layer layer = NGRAMS.build(Shape.of(1, 9), new Weights(1, DataType.FLOAT));
    Parameter table = layer.parameters().get(0);
    Pass pass = run(layer, NGRAMS.ids(List.of(List.of("thé"))), new Nd4jKernels());
    assertThat(pass.backward().apply(Nd4j.ones(DataType.FLOAT, 1, 1, 3))).isEmpty();
    int[] touched = table.rowGradient().orElseThrow().rows();
    assertThat(touched)
        .containsExactlyInAnyOrder(
            Arrays.stream(NGRAMS.ngrams().of("thé")).map(b -> b + 1).distinct().toArray());
  }

  @Test
  @DisplayName("frozen parameters want no gradient")
  void frozen() {
    specs()
        .forEach(
            spec -> {
              Layer layer = spec.build(Shape.of(3, 4), new Weights(1, DataType.DOUBLE));
              assertThat(run(layer, ids(LETTERS), new Nd4jKernels()).output().differentiable())
                  .isTrue();
              layer.parameters().forEach(p -> p.setTrainable(false));
              assertThat(run(layer, ids(LETTERS), new Nd4jKernels()).output().differentiable())
                  .isFalse();
            });
  }

  @Test
  @DisplayName("shapes and ids that do not fit are refused with the layer's name")
  void refusals() {
    assertThatThrownBy(() -> NGRAMS.outputShape(Shape.of(4)))
        .hasMessage(
            "NgramEmbedding: expected ids (batch, time, slots), got one example of shape (4)");
    assertThatThrownBy(() -> new CharacterEmbedding(6, 3, BILSTM).outputShape(Shape.of(4)))
        .hasMessage(
            "CharacterEmbedding: expected ids (batch, time, letters), got one example of shape (4)");
    assertThatThrownBy(
            () -> new CharacterEmbedding(6, 3, Conv1D.of(2, 2)).outputShape(Shape.of(4, 5)))
        .hasMessage(
            "CharacterEmbedding: expected a composer that gives (batch, units), got one that gives"
                + " (4, 2) for each word; pool over the letters or take the last step");
    Layer layer = NGRAMS.build(Shape.of(1, 1), new Weights(1, DataType.FLOAT).in("grams"));
    assertThatThrownBy(() -> run(layer, ids(new int[][][] {{{21}}}), new Nd4jKernels()))
        .hasMessage("grams/embeddings: expected ids from 0 to 20, got 21");
  }

  private static INDArray ids(int[][][] ids) {
    return Nd4j.createFromArray(ids);
  }

  private static Pass run(Layer layer, INDArray ids, Kernels kernels) {
    Signal in = new Signal(ids, Optional.empty(), false);
    return layer.forward(in, Context.training(kernels, new Arena(), 1));
  }
}
