package rawi.nn.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import rawi.nn.backend.Blas.Matrix;

/** Every library against sums in double precision; what is sound of one is so of the other. */
class GemmTest {
  private static final int GAP = 3; // elements between the rows of each matrix

  /** m, n, k: one row, few rows, odd sizes, deep, wide, on both sides of every limit. */
  private static final List<int[]> SIZES =
      List.of(
          new int[] {1, 1, 1},
          new int[] {1, 512, 128},
          new int[] {2, 67, 5},
          new int[] {13, 96, 31},
          new int[] {16, 128, 128},
          new int[] {17, 300, 257},
          new int[] {70, 65, 1030},
          new int[] {130, 49, 33},
          new int[] {5, 1100, 1000});

  @BeforeAll
  static void start() {
    Backend.select(BackendChoice.CPU, FakeProbe.NO_DRIVER).start(line -> {});
  }

  static Stream<Arguments> products() {
    Stream<Gemm> libraries =
        Gemm.best() instanceof OpenBlas best
            ? Stream.of(best)
            : Stream.of(Gemm.best(), new OpenBlas());
    return libraries.flatMap(
        library ->
            SIZES.stream().map(s -> Arguments.of(library.getClass().getSimpleName(), library, s)));
  }

  @ParameterizedTest(name = "{0} {2}")
  @MethodSource("products")
  void aProductIsAddedToWhatIsThere(String name, Gemm library, int[] size) {
    Case c = new Case(size, 1);
    library.multiply(c.m, c.n, c.k, c.a.matrix(), c.b.matrix(), 1, c.c.matrix());
    c.assertSums((i, j, l) -> c.a.at(i, l) * c.b.at(l, j), true);
  }

  @ParameterizedTest(name = "{0} {2}")
  @MethodSource("products")
  void aProductTakesThePlaceOfWhateverIsThere(String name, Gemm library, int[] size) {
    Case c = new Case(size, 2);
    c.c.fill(Float.NaN);
    library.multiply(c.m, c.n, c.k, c.a.matrix(), c.b.matrix(), 0, c.c.matrix());
    c.assertSums((i, j, l) -> c.a.at(i, l) * c.b.at(l, j), false);
  }

  @ParameterizedTest(name = "{0} {2}")
  @MethodSource("products")
  void theFirstFactorMayBeTransposed(String name, Gemm library, int[] size) {
    Case c = new Case(size, 3);
    Values turned = new Values(c.k, c.m, 4);
    library.transposedProduct(c.m, c.n, c.k, turned.matrix(), c.b.matrix(), 1, c.c.matrix());
    c.assertSums((i, j, l) -> turned.at(l, i) * c.b.at(l, j), true);
  }

  @ParameterizedTest(name = "{0} {2}")
  @MethodSource("products")
  void theSecondFactorMayBeTransposed(String name, Gemm library, int[] size) {
    Case c = new Case(size, 5);
    Values turned = new Values(c.n, c.k, 6);
    c.c.fill(Float.NaN);
    library.multiplyTransposed(c.m, c.n, c.k, c.a.matrix(), turned.matrix(), c.c.matrix());
    c.assertSums((i, j, l) -> c.a.at(i, l) * turned.at(j, l), false);
  }

  @FunctionalInterface
  private interface Term {
    double of(int i, int j, int l);
  }

  /** Matrices of a product, and what its target held before. */
  private static final class Case {
    final int m;
    final int n;
    final int k;
    final Values a;
    final Values b;
    final Values c;
    final float[] before;

    Case(int[] size, long seed) {
      m = size[0];
      n = size[1];
      k = size[2];
      a = new Values(m, k, seed);
      b = new Values(k, n, seed + 10);
      c = new Values(m, n, seed + 20);
      before = c.all();
    }

    void assertSums(Term term, boolean added) {
      float[] after = c.all();
      int stride = n + GAP;
      double worst = 0;
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
          int at = i * stride + j;
          double sum = added ? before[at] : 0;
          for (int l = 0; l < k; l++) {
            sum += term.of(i, j, l);
          }
          double off = Math.abs(after[at] - sum);
          worst = off <= worst ? worst : off; // NaN is the worst
        }
      }
      assertThat(worst).isLessThan(2e-6 * (1 + Math.sqrt(k)));
      assertThat(gaps(after)).isEqualTo(gaps(added ? before : c.filled()));
    }

    private List<Float> gaps(float[] values) {
      int stride = n + GAP;
      return IntStream.range(0, values.length)
          .filter(at -> at % stride >= n)
          .mapToObj(at -> values[at])
          .toList();
    }
  }

  /** A matrix of numbers between -1 and 1, with gaps between its rows. */
  private static final class Values {
    private final FloatPointer memory;
    private final int stride;

    Values(int rows, int columns, long seed) {
      stride = columns + GAP;
      float[] values = new float[rows * stride];
      SplittableRandom random = new SplittableRandom(seed);
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) random.nextDouble(-1, 1);
      }
      memory = new FloatPointer(values);
    }

    Matrix matrix() {
      return Matrix.of(memory, stride);
    }

    double at(int row, int column) {
      return memory.get((long) row * stride + column);
    }

    void fill(float value) {
      for (long i = 0; i < memory.capacity(); i++) {
        memory.put(i, value);
      }
    }

    /** As {@link #fill} with NaN left it. */
    float[] filled() {
      float[] values = new float[(int) memory.capacity()];
      Arrays.fill(values, Float.NaN);
      return values;
    }

    float[] all() {
      float[] values = new float[(int) memory.capacity()];
      memory.get(values);
      return values;
    }
  }
}
