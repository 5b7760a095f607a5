package rawi.embeddings;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rawi.nn.AssertArrays.assertBits;
import static rawi.nn.AssertArrays.assertClose;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Context;
import rawi.nn.GradientCheck;
import rawi.nn.Layer;
import rawi.nn.Parameter;
import rawi.nn.Pass;
import rawi.nn.RowGradient;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.backend.Arena;
import rawi.nn.backend.CpuKernels;
import rawi.nn.backend.Kernels;
import rawi.nn.backend.Nd4jKernels;
import rawi.nn.backend.Workers;

class EmbeddingTest {
  private static final int[][] IDS = {{5, 2, 2, 0}, {6, 5, 0, 0}};

  static Stream<Named<Kernels>> kernels() {
    return Stream.of(
        Named.of("plain", new Nd4jKernels()), Named.of("fast", new CpuKernels(new Workers(2))));
  }

  @Test
  @DisplayName("the backward pass equals difference quotients, with ids named more than once")
  void gradients() {
    GradientCheck.check(new Embedding(7, 3, true), Signal.of(Nd4j.createFromArray(IDS)), false);
    GradientCheck.check(
        new Embedding(1, 1, false), Signal.of(Nd4j.createFromArray(new int[][] {{0}})), false);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  @DisplayName("the gradient kept by rows is the dense one, over several batches")
  void rowsEqualDense(Kernels kernels) {
    Layer layer = layer(200, 3);
    Parameter table = layer.parameters().get(0);
    double[][] dense = new double[200][3];
    for (int batch = 0; batch < 3; batch++) { // more rows than the first table has
      int[][] ids = new int[2][30];
      for (int i = 0; i < 60; i++) {
        ids[i / 30][i % 30] = (i * 7 + batch * 31) % 139 / (1 + batch);
      }
      Pass pass = forward(layer, Nd4j.createFromArray(ids), kernels);
      INDArray dy = GradientCheck.random(batch, 2, 30, 3).castTo(DataType.FLOAT);
      assertTrue(pass.backward().apply(dy).isEmpty(), "ids have no gradient");
      for (int i = 0; i < 60; i++) {
        for (int j = 0; j < 3; j++) {
          dense[ids[i / 30][i % 30]][j] += dy.getDouble(i / 30, i % 30, j);
        }
      }
    }
    RowGradient rows = table.rowGradient().orElseThrow();
    assertTrue(rows.rows().length > 64);
    double byRows = table.squaredGradientNorm();
    INDArray values = rows.values().dup('c');
    int[] touched = rows.rows();
    for (int i = 0; i < touched.length; i++) {
      for (int j = 0; j < 3; j++) {
        assertEquals(dense[touched[i]][j], values.getDouble(i, j), 1e-5);
      }
    }
    INDArray gradient = table.gradient();
    INDArray expected = Nd4j.createFromArray(dense).castTo(DataType.FLOAT);
    assertClose(expected, gradient, 1e-5);
    assertEquals(table.squaredGradientNorm(), byRows, 1e-3);
    assertTrue(table.rowGradient().isEmpty(), "moved into the dense form");
  }

  @ParameterizedTest
  @MethodSource("kernels")
  @DisplayName("a cleared gradient is zero and begins anew")
  void cleared(Kernels kernels) {
    Layer layer = layer(7, 3);
    Parameter table = layer.parameters().get(0);
    INDArray dy = Nd4j.ones(DataType.FLOAT, 2, 4, 3);
    forward(layer, Nd4j.createFromArray(IDS), kernels).backward().apply(dy);
    assertArrayEquals(new int[] {5, 2, 0, 6}, table.rowGradient().orElseThrow().rows());
    table.clearGradient();
    assertEquals(0, table.squaredGradientNorm());
    assertEquals(0, table.rowGradient().orElseThrow().rows().length);
    forward(layer, Nd4j.createFromArray(new int[][] {{6, 3}}), kernels)
        .backward()
        .apply(Nd4j.ones(DataType.FLOAT, 1, 2, 3));
    assertArrayEquals(new int[] {6, 3}, table.rowGradient().orElseThrow().rows());
    assertEquals(6, table.squaredGradientNorm(), 1e-6);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 7, Integer.MAX_VALUE})
  @DisplayName("an id outside the table is refused, with the table's name")
  void idsOutOfRange(int id) {
    Layer layer =
        new Embedding(7, 3, false)
            .build(Shape.of(Shape.ANY), new Weights(1, DataType.FLOAT).in("embedding"));
    INDArray ids = Nd4j.createFromArray(new int[][] {{0, 6, id}});
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> forward(layer, ids, new Nd4jKernels()));
    assertEquals(
        "embedding/embeddings: expected ids from 0 to 6, got " + id,
        String.valueOf(e.getMessage()));
  }

  @Test
  @DisplayName("maskZero masks id 0, else the mask that comes in goes on")
  void masks() {
    INDArray ids = Nd4j.createFromArray(IDS);
    INDArray own = Nd4j.createFromArray(new float[][] {{1, 1, 1, 0}, {1, 1, 0, 0}});
    assertBits(Optional.of(own), forward(layer(7, 3), ids, new Nd4jKernels()).output().mask());
    Layer plain =
        new Embedding(7, 3, false).build(Shape.of(Shape.ANY), new Weights(1, DataType.FLOAT));
    assertTrue(forward(plain, ids, new Nd4jKernels()).output().mask().isEmpty());
  }

  @Test
  @DisplayName("a frozen table wants no gradient")
  void frozen() {
    Layer layer = layer(7, 3);
    layer.parameters().get(0).setTrainable(false);
    assertFalse(
        forward(layer, Nd4j.createFromArray(IDS), new Nd4jKernels()).output().differentiable());
  }

  private static Layer layer(int inputDim, int outputDim) {
    return new Embedding(inputDim, outputDim, true)
        .build(Shape.of(Shape.ANY), new Weights(1, DataType.FLOAT));
  }

  private static Pass forward(Layer layer, INDArray ids, Kernels kernels) {
    return layer.forward(Signal.of(ids), Context.training(kernels, new Arena(), 1));
  }
}
