package rawi.nn.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

@DisplayName("a convolution for inference gives what the plain one gives in float64")
class FixedConvolutionTest {
  /** Of the largest number of an output; Winograd's transforms round a few times more. */
  private static final double TOLERANCE = 1e-5;

  private static final SpatialKernels PLAIN = new Nd4jKernels().spatial();

  record Case(long batch, long height, long width, long channels, long filters, Window window) {
    Case(long[] sizes, int kernel, int stride, Padding padding) {
      this(
          sizes[0],
          sizes[1],
          sizes[2],
          sizes[3],
          sizes[4],
          new Window(new Span(kernel, stride, 1, padding), new Span(kernel, stride, 1, padding)));
    }

    INDArray kernel(long perChannel) {
      return Views.random(2, window.rows().size(), window.columns().size(), channels, perChannel);
    }

    INDArray x() {
      return Views.random(3, batch, height, width, channels);
    }
  }

  static Stream<Case> cases() {
    List<Case> all = new ArrayList<>();
    for (Padding padding : Padding.values()) {
      all.add(new Case(new long[] {1, 7, 7, 16, 8}, 1, 1, padding));
      all.add(new Case(new long[] {3, 13, 9, 130, 70}, 1, 1, padding));
      all.add(new Case(new long[] {2, 8, 9, 5, 300}, 1, 2, padding));
      all.add(new Case(new long[] {1, 23, 22, 3, 64}, 7, 2, padding));
      all.add(new Case(new long[] {2, 5, 5, 3, 4}, 5, 1, padding));
      all.add(new Case(new long[] {1, 4, 5, 8, 8}, 3, 1, padding)); // few channels: products
      all.add(new Case(new long[] {1, 12, 11, 16, 3}, 3, 1, padding)); // few tiles, or Winograd
      all.add(new Case(new long[] {1, 17, 30, 17, 65}, 3, 1, padding));
      all.add(new Case(new long[] {5, 9, 10, 64, 64}, 3, 1, padding));
      all.add(new Case(new long[] {2, 58, 20, 130, 40}, 3, 1, padding)); // several groups
      all.add(new Case(new long[] {16, 3, 3, 16, 16}, 3, 1, padding));
      all.add(new Case(new long[] {2, 11, 12, 16, 16}, 3, 2, padding));
    }
    all.add(
        new Case(
            2,
            9,
            12,
            20,
            7,
            new Window(new Span(1, 1, 1, Padding.SAME), new Span(7, 1, 1, Padding.SAME))));
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  @DisplayName("for every kind of window, on one thread and on three, with a sum and without")
  void equalsPlain(Case c) {
    INDArray kernel = c.kernel(c.filters);
    INDArray bias = Views.random(5, c.filters);
    Window window = c.window;
    INDArray exact =
        PLAIN.convolution(wide(c.x()), wide(kernel), Optional.of(wide(bias)), window, 1);
    for (int threads : new int[] {1, 3}) {
      SpatialKernels fast = new CpuKernels(new Workers(threads)).spatial();
      compare(exact, c.x(), fast.fixed(kernel, bias, window, Clip.NONE), Clip.NONE);
      compare(exact, c.x(), fast.fixed(kernel, bias, window, Clip.RELU), Clip.RELU);
      compare(exact, c.x(), fast.fixed(kernel, bias, window, new Clip(0, 1)), new Clip(0, 1));
    }
    compare(exact, c.x(), PLAIN.fixed(kernel, bias, window, Clip.RELU6), Clip.RELU6);
  }

  @ParameterizedTest
  @CsvSource({"1, 7, 9, 5, 3, 1", "2, 8, 8, 33, 3, 2", "1, 5, 6, 16, 5, 1", "3, 9, 7, 2, 2, 2"})
  @DisplayName("for a filter for each channel")
  void depthwise(long batch, long height, long width, long channels, int size, int stride) {
    for (Padding padding : Padding.values()) {
      Case c =
          new Case(new long[] {batch, height, width, channels, channels}, size, stride, padding);
      INDArray bias = Views.random(5, channels);
      INDArray exact =
          PLAIN.depthwise(wide(c.x()), wide(c.kernel(1)), Optional.of(wide(bias)), c.window);
      for (int threads : new int[] {1, 3}) {
        SpatialKernels fast = new CpuKernels(new Workers(threads)).spatial();
        compare(
            exact, c.x(), fast.fixedDepthwise(c.kernel(1), bias, c.window, Clip.RELU6), Clip.RELU6);
      }
    }
  }

  @Test
  @DisplayName("what it does not lay out itself, dilation and several filters a channel, is plain")
  void others() {
    SpatialKernels fast = new CpuKernels(new Workers(2)).spatial();
    Span dilated = new Span(3, 1, 2, Padding.SAME);
    Case c = new Case(2, 9, 8, 4, 6, new Window(dilated, dilated));
    INDArray bias = Views.random(5, 6);
    INDArray exact =
        PLAIN.convolution(wide(c.x()), wide(c.kernel(6)), Optional.of(wide(bias)), c.window, 1);
    compare(exact, c.x(), fast.fixed(c.kernel(6), bias, c.window, Clip.RELU), Clip.RELU);
    Case two = new Case(new long[] {1, 6, 5, 4, 8}, 3, 1, Padding.SAME);
    INDArray more = Views.random(5, 8);
    INDArray each =
        PLAIN.depthwise(wide(two.x()), wide(two.kernel(2)), Optional.of(wide(more)), two.window);
    compare(
        each, two.x(), fast.fixedDepthwise(two.kernel(2), more, two.window, Clip.NONE), Clip.NONE);
  }

  private static INDArray wide(INDArray a) {
    return a.castTo(DataType.DOUBLE);
  }

  private static void compare(INDArray exact, INDArray x, FixedConvolution fixed, Clip clip) {
    INDArray more = Views.random(7, exact.shape());
    double largest = Transforms.abs(exact, true).maxNumber().doubleValue(); // before it is clipped
    Arena arena = new Arena();
    for (Optional<INDArray> added : List.of(Optional.<INDArray>empty(), Optional.of(more))) {
      INDArray expected = clip.of(exact.dup('c'), added.map(FixedConvolutionTest::wide));
      for (int run = 0; run < 2; run++) { // again in the same memory
        arena.step(
            () -> {
              INDArray y = fixed.apply(x, added, arena);
              assertArrayEquals(expected.shape(), y.shape());
              double off = Transforms.abs(wide(y).sub(expected), false).maxNumber().doubleValue();
              assertTrue(off <= TOLERANCE * Math.max(1, largest), off + " of " + largest);
              return y.length();
            });
      }
    }
  }

  @Test
  @DisplayName("the kernel may change after it was taken")
  void copied() {
    Case c = new Case(new long[] {2, 12, 12, 16, 16}, 3, 1, Padding.SAME);
    INDArray kernel = c.kernel(16);
    INDArray bias = Views.random(5, 16);
    SpatialKernels fast = new CpuKernels(new Workers(2)).spatial();
    FixedConvolution fixed = fast.fixed(kernel, bias, c.window, Clip.NONE);
    kernel.assign(0);
    bias.assign(0);
    Arena arena = new Arena();
    double sum =
        arena
            .step(
                () -> Transforms.abs(fixed.apply(c.x(), Optional.empty(), arena), true).sumNumber())
            .doubleValue();
    assertTrue(sum > 1, "sum " + sum);
    assertEquals(2 * 3 * 3, CpuWinograd.tiles(2, 12, 12, 16));
  }
}
