package rawi.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Context;
import rawi.nn.Layer;
import rawi.nn.Parameter;
import rawi.nn.Sequential;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Nd4jKernels;
import rawi.nn.backend.Padding;
import rawi.nn.backend.Span;
import rawi.nn.layers.Dense;
import rawi.vision.layers.AveragePooling2D;
import rawi.vision.layers.Conv2D;
import rawi.vision.layers.EdgePadding2D;
import rawi.vision.layers.Margins;
import rawi.vision.layers.MaxPooling2D;
import rawi.vision.layers.ReflectionPadding2D;
import rawi.vision.layers.Size;
import rawi.vision.layers.ZeroPadding2D;

/** The numbers that a course on convolutional networks works out by hand. */
class ConvolutionCourseTest {
  private static final Margins ONE_COLUMN = Margins.of(0, 1);

  @Test
  @DisplayName("a vertical edge: (7 + 4 + 3) - (3 + 3 + 2) = 6 in the corner of the 5 x 5 image")
  void verticalEdge() {
    double[][] image = {
      {7, 2, 3, 3, 8}, {4, 5, 3, 8, 4}, {3, 3, 2, 8, 4}, {2, 8, 7, 2, 7}, {5, 4, 4, 5, 4}
    };
    double[][] kernel = {{1, 0, -1}, {1, 0, -1}, {1, 0, -1}};
    Layer layer = withoutBias(1, Size.of(3)).build(Shape.of(5, 5, 1), weights());
    set(layer.parameters().get(0), kernel);
    assertThat(run(layer, plane(image))).containsExactly(6, -9, -8, -3, -2, -3, -3, 0, -2);
  }

  @Test
  @DisplayName("three colours, three kernels, one sum: 308 - 498 + 164 + 1 = -25")
  void colours() {
    // the corner of a padded image: what the window sees of each channel
    double[][][] seen = {
      {{0, 0, 0}, {0, 156, 155}, {0, 153, 154}},
      {{0, 0, 0}, {0, 167, 166}, {0, 164, 165}},
      {{0, 0, 0}, {0, 163, 162}, {0, 160, 161}}
    };
    double[][][] kernels = {
      {{-1, -1, 1}, {0, 1, -1}, {0, 1, 1}},
      {{1, 0, 0}, {1, -1, -1}, {1, 0, -1}},
      {{0, 1, 1}, {0, 1, 0}, {1, -1, 1}}
    };
    double[] sums = {308, -498, 164};
    INDArray x = Nd4j.create(DataType.DOUBLE, 1, 3, 3, 3);
    Layer layer = Conv2D.of(1, 3).build(Shape.of(3, 3, 3), weights());
    for (int c = 0; c < 3; c++) {
      double alone = 0;
      for (int u = 0; u < 3; u++) {
        for (int v = 0; v < 3; v++) {
          x.putScalar(new int[] {0, u, v, c}, seen[c][u][v]);
          layer.parameters().get(0).value().putScalar(new int[] {u, v, c, 0}, kernels[c][u][v]);
          alone += seen[c][u][v] * kernels[c][u][v];
        }
      }
      assertEquals(sums[c], alone);
    }
    layer.parameters().get(1).value().assign(1);
    assertThat(run(layer, x)).containsExactly(-25);
  }

  @Test
  @DisplayName("pooling 2 x 2: the largest and the mean of each block of an 8 x 8 image")
  void pooling() {
    double[][] image = {
      {7, 3, 5, 8, -2, 1, 4, 0},
      {2, 4, 6, 1, 9, -2, 2, 6},
      {-3, -5, 9, -4, 5, 5, 1, 3},
      {-1, 9, -3, 2, 5, 5, -2, 2},
      {-1, 0, 6, 2, 8, 9, 6, 8},
      {-3, 0, 3, 1, 7, 8, 7, 7},
      {9, 2, 1, 4, 7, 0, -4, 4},
      {4, 5, 3, 8, 4, 5, 1, -1}
    };
    double[][] largest = {{7, 8, 9, 6}, {9, 9, 5, 3}, {0, 6, 9, 8}, {9, 8, 7, 4}};
    double[][] mean = {{4, 5, 1.5, 3}, {0, 1, 5, 1}, {-1, 3, 8, 7}, {5, 4, 4, 0}};
    INDArray x = plane(image);
    assertThat(run(MaxPooling2D.of(2), x)).containsExactly(flat(largest));
    assertThat(run(AveragePooling2D.of(2), x)).containsExactly(flat(mean));
  }

  @Test
  @DisplayName("what stands beyond the edge: zeros, a mirror, the edge stretched")
  void paddings() {
    assertRow(new ZeroPadding2D(ONE_COLUMN), 8, -4, 8, -10, -6);
    assertRow(new ReflectionPadding2D(ONE_COLUMN), 10, -4, 8, -10, 6);
    assertRow(new EdgePadding2D(ONE_COLUMN), 9, -4, 8, -10, -21);
    Layer same = row(Conv2D.of(1, new Size(1, 3)).padding(Padding.SAME));
    assertClose(run(same, signal()), 8, -4, 8, -10, -6); // Keras's same is the zeros
  }

  private static void assertRow(Layer.Spec padding, double... expected) {
    assertClose(run(row(padding, Conv2D.of(1, new Size(1, 3))), signal()), expected);
  }

  /** The layers with the kernel (.1 .2 .3). */
  private static Layer row(Layer.Spec... layers) {
    Layer layer = Sequential.of(layers).build(Shape.of(1, 5, 1), weights());
    layer.parameters().get(0).value().assign(Nd4j.createFromArray(.1, .2, .3).reshape(1, 3, 1, 1));
    return layer;
  }

  private static INDArray signal() {
    return Nd4j.createFromArray(10.0, 20, -30, 40, -50).reshape(1, 1, 5, 1);
  }

  @Test
  @DisplayName("sizes: floor((n - k) / s) + 1 without padding, ceil(n / s) with")
  void sizes() {
    for (int n = 5; n < 40; n++) {
      for (int k = 1; k <= 5; k++) {
        for (int s = 1; s < 5; s++) {
          Span valid = new Span(k, s, 1, Padding.VALID);
          assertEquals(Math.floorDiv(n - k, s) + 1, valid.output(n));
          assertEquals((n - k) % s, valid.unread(n));
          assertEquals((int) Math.ceil(n / (double) s), same(k, s).output(n));
        }
      }
    }
  }

  private static Span same(int size, int stride) {
    return new Span(size, stride, 1, Padding.SAME);
  }

  @Test
  @DisplayName("7 places, a window of 3, stride 3: two windows, as in Keras, and one place unread")
  void strideThatDoesNotDivide() {
    Span span = new Span(3, 3, 1, Padding.VALID);
    assertEquals(2, span.output(7));
    assertEquals(1, span.unread(7));
    assertEquals(0, span.unread(9));
  }

  @Test
  @DisplayName("100 samples, three layers of filters: 1,200 neurons same, 1,076 valid, 196 weights")
  void signals() {
    Shape samples = Shape.of(1, 100, 1);
    List<Conv2D> valid =
        List.of(
            withoutBias(3, new Size(1, 7)),
            withoutBias(5, new Size(1, 5)),
            withoutBias(4, new Size(1, 5)));
    List<Conv2D> same = valid.stream().map(l -> l.padding(Padding.SAME)).toList();
    assertEquals(1200, neurons(samples, same));
    assertEquals(1076, neurons(samples, valid));
    assertEquals(196, weightsOf(samples, valid));
  }

  @Test
  @DisplayName(
      "three layers on a 32 x 32 colour image: 12,288 neurons same, 3,904 valid, 4,076 weights")
  void images() {
    Shape image = Shape.of(32, 32, 3);
    List<Conv2D> valid =
        List.of(
            withoutBias(3, Size.of(7)), withoutBias(5, Size.of(9)), withoutBias(4, Size.of(11)));
    List<Conv2D> same = valid.stream().map(l -> l.padding(Padding.SAME)).toList();
    assertEquals(12_288, neurons(image, same));
    assertEquals(3_904, neurons(image, valid));
    assertEquals(4_076, weightsOf(image, valid));
    Shape last = last(image, valid); // (8, 8, 4)
    Layer classes =
        new Dense(4).build(Shape.of(last.dims().stream().reduce(1L, (a, b) -> a * b)), weights());
    assertEquals(5_100, 4_076 + classes.parameters().get(0).value().length());
  }

  @Test
  @DisplayName(
      "150 neurons: 22,500 weights where each sees all, 444 with windows of 3, 3 where all share one")
  void sharing() {
    Layer dense = new Dense(150).build(Shape.of(150), weights());
    assertEquals(22_500, dense.parameters().get(0).value().length());
    Span window = new Span(3, 1, 1, Padding.VALID);
    assertEquals(444, window.output(150) * window.size()); // 148 windows, each with its own
    Shape row = Shape.of(1, 150, 1);
    List<Conv2D> shared = List.of(withoutBias(1, new Size(1, 3)).padding(Padding.SAME));
    assertEquals(150, neurons(row, shared));
    assertEquals(3, weightsOf(row, shared));
  }

  @Test
  @DisplayName(
      "AlexNet's planes: 55, 27, 27, 13, 13, 13, 13, 6; 2.3 million weights before the dense part")
  void alexNet() {
    List<Layer.Spec> layers =
        List.of(
            Conv2D.of(96, 11).strides(4),
            MaxPooling2D.of(3).strides(2),
            Conv2D.of(256, 5).padding(Padding.SAME).groups(2),
            MaxPooling2D.of(3).strides(2),
            Conv2D.of(384, 3).padding(Padding.SAME),
            Conv2D.of(384, 3).padding(Padding.SAME).groups(2),
            Conv2D.of(256, 3).padding(Padding.SAME).groups(2),
            MaxPooling2D.of(3).strides(2));
    Shape shape = Shape.of(227, 227, 3);
    List<Long> sides = new ArrayList<>();
    List<Long> parameters = new ArrayList<>();
    for (Layer.Spec layer : layers) {
      Layer built = layer.build(shape, new Weights(1, DataType.FLOAT));
      built.parameters().stream()
          .mapToLong(p -> p.value().length())
          .reduce(Long::sum)
          .ifPresent(parameters::add);
      shape = layer.outputShape(shape);
      sides.add(shape.dims().get(0));
    }
    assertThat(sides).containsExactly(55L, 27L, 27L, 13L, 13L, 13L, 13L, 6L);
    assertThat(parameters).containsExactly(34_944L, 307_456L, 885_120L, 663_936L, 442_624L);
    assertEquals(Shape.of(6, 6, 256), shape); // 9,216 numbers for the first dense layer
  }

  private static Conv2D withoutBias(int filters, Size kernel) {
    return Conv2D.of(filters, kernel).with(o -> o.useBias(false));
  }

  private static long neurons(Shape input, List<Conv2D> layers) {
    long sum = 0;
    Shape shape = input;
    for (Conv2D layer : layers) {
      shape = layer.outputShape(shape);
      sum += shape.dims().stream().reduce(1L, (a, b) -> a * b);
    }
    return sum;
  }

  private static long weightsOf(Shape input, List<Conv2D> layers) {
    Layer model = Sequential.of(layers.toArray(Layer.Spec[]::new)).build(input, weights());
    return model.parameters().stream().mapToLong(p -> p.value().length()).sum();
  }

  private static Shape last(Shape input, List<Conv2D> layers) {
    return Sequential.of(layers.toArray(Layer.Spec[]::new)).outputShape(input);
  }

  private static Weights weights() {
    return new Weights(1, DataType.DOUBLE);
  }

  private static void set(Parameter kernel, double[][] values) {
    kernel.value().assign(Nd4j.createFromArray(values).reshape(kernel.value().shape()));
  }

  private static INDArray plane(double[][] rows) {
    return Nd4j.createFromArray(rows).reshape(1, rows.length, rows[0].length, 1);
  }

  private static double[] run(Layer.Spec spec, INDArray x) {
    return run(spec.build(Shape.of(x.size(1), x.size(2), x.size(3)), weights()), x);
  }

  private static double[] run(Layer layer, INDArray x) {
    Context context = Context.inference(new Nd4jKernels(), new Arena());
    return layer.forward(Signal.of(x), context).output().values().dup('c').data().asDouble();
  }

  private static double[] flat(double[][] rows) {
    return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
  }

  private static void assertClose(double[] got, double... expected) {
    assertArrayEquals(expected, got, 1e-9);
  }
}
