package rawi.nn.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rawi.nn.AssertArrays.assertCloseInScale;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Every fast computation on planes against the plain one, in float32. */
@DisplayName("every fast kernel on planes gives what the plain one gives")
class SpatialKernelsTest {
  private static final SpatialKernels PLAIN = new Nd4jKernels().spatial();
  private static final SpatialKernels FAST = new CpuKernels(new Workers(2)).spatial();

  private static final List<Views> WAYS = List.of(Views.values());

  /** Winograd's algorithm, which oneDNN takes for 3x3 gradients, rounds a few times more. */
  private static final double TOLERANCE = 2e-5;

  /**
   * @param kernel height and width of the window
   */
  private record Case(long[] shape, int[] kernel, int[] strides, int dilation, Padding padding) {
    Window window() {
      return new Window(
          new Span(kernel[0], strides[0], dilation, padding),
          new Span(kernel[1], strides[1], dilation, padding));
    }

    INDArray x(long seed) {
      return Views.random(seed, shape);
    }

    INDArray dy(long seed, long channels) {
      return Views.random(seed, window().output(shape, channels));
    }

    /** Another way to lie in memory from case to case. */
    Views view(int i) {
      return WAYS.get((int) (shape[1] + strides[0] + i) % WAYS.size());
    }

    @Override
    public String toString() {
      return "%s %s stride %s dilation %d %s"
          .formatted(
              List.of(shape[0], shape[1], shape[2], shape[3]),
              kernel[0] + "x" + kernel[1],
              strides[0] + "," + strides[1],
              dilation,
              padding);
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
            new Case(new long[] {1, 1, 1, 1}, new int[] {1, 1}, new int[] {1, 1}, 1, Padding.VALID),
            new Case(new long[] {1, 3, 3, 4}, new int[] {3, 3}, new int[] {1, 1}, 1, Padding.VALID),
            new Case(new long[] {1, 1, 1, 4}, new int[] {1, 1}, new int[] {2, 2}, 1, Padding.VALID),
            new Case(new long[] {2, 5, 7, 3}, new int[] {3, 3}, new int[] {1, 1}, 1, Padding.VALID),
            new Case(new long[] {2, 6, 7, 4}, new int[] {3, 2}, new int[] {2, 1}, 1, Padding.VALID),
            new Case(
                new long[] {3, 8, 9, 16}, new int[] {3, 3}, new int[] {2, 2}, 1, Padding.VALID),
            new Case(new long[] {2, 9, 7, 6}, new int[] {2, 2}, new int[] {3, 3}, 1, Padding.VALID),
            new Case(new long[] {3, 8, 6, 5}, new int[] {2, 2}, new int[] {2, 2}, 1, Padding.VALID),
            new Case(
                new long[] {2, 13, 11, 4}, new int[] {3, 2}, new int[] {1, 1}, 3, Padding.VALID))
        .flatMap(c -> Stream.of(c, same(c)));
  }

  private static Case same(Case c) {
    return new Case(c.shape, c.kernel, c.strides, c.dilation, Padding.SAME);
  }

  static Stream<Case> undilated() {
    return cases().filter(c -> c.dilation == 1);
  }

  @ParameterizedTest
  @MethodSource("cases")
  @DisplayName("convolution and its gradients, in one group and in several")
  void convolution(Case c) {
    for (int groups : new int[] {1, 2, (int) c.shape[3]}) {
      if (c.shape[3] % groups != 0) {
        continue;
      }
      long filters = 4L * groups;
      INDArray x = c.x(1);
      INDArray w = Views.random(2, c.kernel[0], c.kernel[1], c.shape[3] / groups, filters);
      INDArray dy = c.dy(3, filters);
      Optional<INDArray> bias = Optional.of(Views.random(4, filters));
      for (Views view : Views.values()) {
        INDArray viewed = view.of(x);
        INDArray kernel = view.of(w);
        INDArray d = view.of(dy);
        assertSame(k -> k.convolution(viewed, kernel, bias, c.window(), groups));
        assertSame(k -> k.convolution(viewed, kernel, Optional.empty(), c.window(), groups));
        assertSameGradients(k -> k.convolutionGradients(viewed, kernel, d, c.window(), groups));
        assertSame(
            k -> k.convolutionInputGradient(kernel, d, c.window(), groups, c.shape[1], c.shape[2]));
        assertSame(k -> k.convolutionKernelGradient(viewed, d, c.window(), groups));
        assertSame(k -> k.channelSums(d));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  @DisplayName("depthwise convolution and its gradients")
  void depthwise(Case c) {
    for (int m : new int[] {1, 3}) {
      long filters = m * c.shape[3];
      INDArray w = Views.random(2, c.kernel[0], c.kernel[1], c.shape[3], m);
      Optional<INDArray> bias = Optional.of(Views.random(4, filters));
      Views view = c.view(m);
      INDArray x = view.of(c.x(1));
      INDArray kernel = view.of(w);
      INDArray d = view.of(c.dy(3, filters));
      assertSame(k -> k.depthwise(x, kernel, bias, c.window()));
      assertSame(k -> k.depthwise(x, kernel, Optional.empty(), c.window()));
      assertSameGradients(k -> k.depthwiseGradients(x, kernel, d, c.window()));
    }
  }

  @Test
  @DisplayName("depthwise lines longer than a tile, tiles of one pixel, strides, wide windows")
  void depthwiseTiles() {
    for (int channels : new int[] {30, 600, 1100}) {
      for (int stride : new int[] {1, 2}) {
        int size = stride == 1 ? 3 : 5;
        int width = channels < 100 ? 83 : 6;
        Case c =
            new Case(
                new long[] {3, 7, width, channels},
                new int[] {size, size},
                new int[] {stride, stride},
                1,
                Padding.SAME);
        INDArray w = Views.random(2, size, size, channels, 1);
        INDArray x = c.x(1);
        INDArray d = c.dy(3, channels);
        assertSame(k -> k.depthwise(x, w, Optional.empty(), c.window()));
        assertSameGradients(k -> k.depthwiseGradients(x, w, d, c.window()));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("undilated")
  @DisplayName("pooling and its gradients, also where values are equal")
  void pooling(Case c) {
    Views view = c.view(0);
    for (INDArray x : List.of(c.x(1), Transforms.round(c.x(1).mul(2), true))) {
      INDArray viewed = view.of(x);
      INDArray d = view.of(c.dy(2, c.shape[3]));
      assertSame(k -> k.maxPool(viewed, c.window()));
      assertSame(k -> k.maxPoolGradient(viewed, d, c.window()));
      assertSame(k -> k.averagePool(viewed, c.window()));
      assertSame(k -> k.averagePoolGradient(d, c.window(), c.shape[1], c.shape[2]));
    }
  }

  @Test
  @DisplayName("resampling: larger, smaller, padded, cropped")
  void resampling() {
    for (Views view : Views.values()) {
      INDArray x = view.of(Views.random(1, 3, 5, 7, 2));
      for (AxisMap rows : List.of(AxisMap.bilinear(5, 8), AxisMap.identity(5))) {
        AxisMap columns = AxisMap.copying(7, 9, i -> i - 2);
        assertSame(k -> k.resample(x, rows, columns));
        INDArray d = view.of(Views.random(2, 3, rows.outputs(), 9, 2));
        assertSame(k -> k.resample(d, rows.transposed(), columns.transposed()));
      }
    }
  }

  @Test
  @DisplayName("the batch is more than the threads, and the image larger than a vector")
  void realSizes() {
    Case c =
        new Case(new long[] {5, 28, 28, 64}, new int[] {3, 3}, new int[] {1, 1}, 1, Padding.SAME);
    INDArray w = Views.random(2, 3, 3, 64, 32).mul(0.1);
    INDArray x = c.x(1);
    INDArray dy = c.dy(3, 32);
    assertSame(k -> k.convolution(x, w, Optional.empty(), c.window(), 1));
    assertSameGradients(k -> k.convolutionGradients(x, w, dy, c.window(), 1));
  }

  private static void assertSameGradients(Function<SpatialKernels, ConvolutionGradients> work) {
    assertSame(k -> work.apply(k).input());
    assertSame(k -> work.apply(k).kernel());
    assertSame(k -> work.apply(k).bias());
  }

  private static void assertSame(Function<SpatialKernels, INDArray> work) {
    INDArray plain = new Arena().step(() -> copy(work.apply(PLAIN)));
    INDArray fast = new Arena().step(() -> copy(work.apply(FAST)));
    assertCloseInScale(plain, fast, TOLERANCE, "fast");
  }

  private static INDArray copy(INDArray a) {
    return Arena.outside(() -> a.dup('c'));
  }

  @Test
  @DisplayName("a window sees places, and leaves out what its stride does not reach")
  void spans() {
    Span three = new Span(3, 3, 1, Padding.VALID);
    assertEquals(2, three.output(7)); // floor((7 - 3) / 3) + 1
    assertEquals(1, three.unread(7));
    assertEquals(3, new Span(3, 3, 1, Padding.SAME).output(7)); // ceil(7 / 3)
    assertEquals(0, new Span(2, 1, 1, Padding.SAME).before(4)); // the odd zero stands behind
    assertEquals(1, new Span(2, 1, 1, Padding.SAME).after(4));
    assertTrue(IntStream.range(1, 9).allMatch(n -> new Span(2, 3, 1, Padding.SAME).fits(n)));
  }
}
