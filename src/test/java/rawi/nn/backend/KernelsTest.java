package rawi.nn.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rawi.nn.AssertArrays.assertCloseInScale;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import rawi.nn.Parameter;
import rawi.nn.activations.ActivationFunction;
import rawi.nn.activations.Activations;
import rawi.nn.activations.Relu;
import rawi.nn.optimizers.Adam;
import rawi.nn.optimizers.Optimizer;

/** Every kernel of the fast set against the plain one, in float32. */
@DisplayName("every fast kernel gives what the plain one gives")
class KernelsTest {
  private static final Kernels PLAIN = new Nd4jKernels();
  private static final Kernels FAST = new CpuKernels(new Workers(2));
  private static final double TOLERANCE = 1e-5;

  static Stream<Arguments> matrices() {
    return Stream.of(new int[] {1, 1}, new int[] {1, 37}, new int[] {17, 33}, new int[] {130, 257})
        .flatMap(s -> Stream.of(Views.values()).map(view -> Arguments.of(s[0], s[1], view)));
  }

  static Stream<Arguments> sequences() {
    return Stream.of(
            new int[] {1, 1, 1}, new int[] {1, 9, 4}, new int[] {5, 1, 33}, new int[] {6, 7, 17})
        .flatMap(
            s ->
                Stream.of("none", "some", "all")
                    .flatMap(m -> Stream.of(Views.values()).map(v -> Arguments.of(s, m, v))));
  }

  @ParameterizedTest(name = "({0}, {1}), {2}")
  @MethodSource("matrices")
  void affine(int rows, int in, Views view) {
    for (int out : new int[] {1, 5, 129}) {
      INDArray x = Views.random(1, rows, in);
      INDArray w = Views.random(2, in, out);
      INDArray b = Views.random(3, out);
      assertSame(k -> k.affine(view.of(x), view.of(w), view.of(b)));
    }
  }

  @ParameterizedTest(name = "({0}, {1}), {2}")
  @MethodSource("matrices")
  void segments(int rows, int columns, Views view) {
    for (int segments : new int[] {1, 3, 40}) { // 40 of the largest are shared
      INDArray x = Views.random(1, segments, rows, columns);
      INDArray factors = Views.random(2, segments, 1, columns);
      assertSame(k -> k.segmentMeans(view.of(x)));
      assertSame(k -> k.scaleSegments(view.of(x), factors));
    }
  }

  @ParameterizedTest(name = "({0}, {1}), {2}")
  @MethodSource("matrices")
  void addTransposedProduct(int rows, int m, Views view) {
    for (int n : new int[] {1, 5, 129}) {
      INDArray a = Views.random(1, rows, m);
      INDArray b = Views.random(2, rows, n);
      for (Views writable : Views.WRITABLE) {
        assertSame(
            k -> {
              INDArray into = writable.of(Views.random(3, m, n));
              k.addTransposedProduct(view.of(a), view.of(b), into);
              return whole(into);
            });
      }
    }
  }

  @ParameterizedTest(name = "({0}, {1}), {2}")
  @MethodSource("matrices")
  void productTransposed(int rows, int n, Views view) {
    for (int m : new int[] {1, 5, 129}) {
      INDArray a = Views.random(1, rows, n);
      INDArray b = Views.random(2, m, n);
      assertSame(k -> k.productTransposed(view.of(a), view.of(b)));
    }
  }

  @ParameterizedTest(name = "({0}, {1}), {2}")
  @MethodSource("matrices")
  void gather(int rows, int dim, Views view) {
    INDArray table = Views.random(1, rows, dim);
    for (int n : new int[] {1, 40}) {
      assertSame(k -> k.gather(view.of(table), repeating(n, rows)));
    }
  }

  @ParameterizedTest(name = "({0}, {1}), {2}")
  @MethodSource("matrices")
  @DisplayName("scatterAdd adds every row, also those named more than once")
  void scatterAdd(int rows, int dim, Views view) {
    for (int n : new int[] {1, 40}) {
      INDArray values = Views.random(2, n, dim);
      for (Views writable : Views.WRITABLE) {
        assertSame(
            k -> {
              INDArray table = writable.of(Views.random(1, rows, dim));
              k.scatterAdd(table, repeating(n, rows), view.of(values));
              return whole(table);
            });
      }
    }
  }

  @ParameterizedTest(name = "({0}, {1}), {2}")
  @MethodSource("matrices")
  void putRows(int rows, int dim, Views view) {
    int[] some = new int[(rows + 1) / 2];
    Arrays.setAll(some, i -> rows - 1 - 2 * i);
    INDArray values = Views.random(2, some.length, dim);
    for (Views writable : Views.WRITABLE) {
      assertSame(
          k -> {
            INDArray table = writable.of(Views.random(1, rows, dim));
            k.putRows(table, some, view.of(values));
            return whole(table);
          });
    }
  }

  @ParameterizedTest(name = "mask {1}, {2}")
  @MethodSource("sequences")
  @DisplayName("argmaxOverTime, takeSteps and putSteps")
  void poolingOverTime(int[] shape, String padding, Views view) {
    INDArray x = Views.random(1, shape[0], shape[1], shape[2]);
    x.putSlice(0, Transforms.round(x.slice(0).mul(4), true)); // equal values
    Optional<INDArray> mask = mask(padding, shape[0], shape[1]);
    int[] winner = PLAIN.argmaxOverTime(x, mask);
    assertArrayEquals(winner, FAST.argmaxOverTime(view.of(x), mask.map(view::of)));
    assertEquals(padding.equals("all"), Arrays.stream(winner).allMatch(step -> step == -1));
    assertSame(k -> k.takeSteps(view.of(x), winner));
    INDArray d = Views.random(2, shape[0], shape[2]);
    assertSame(k -> k.putSteps(view.of(d), winner, shape[1]));
  }

  @ParameterizedTest(name = "({0}, {1}), {2}")
  @MethodSource("matrices")
  void softmaxCrossEntropy(int rows, int classes, Views view) {
    INDArray logits = Views.random(1, rows, classes).mul(20);
    assertSameEntropy(
        k -> k.softmaxCrossEntropy(view.of(logits), repeating(rows, classes), weights(rows)));
  }

  @ParameterizedTest(name = "({0}, {1}), {2}")
  @MethodSource("matrices")
  void sigmoidCrossEntropy(int rows, int columns, Views view) {
    INDArray logits = Views.random(1, rows, columns).mul(20);
    INDArray targets = Views.random(2, rows, columns).add(1).mul(0.5);
    assertSameEntropy(k -> k.sigmoidCrossEntropy(view.of(logits), view.of(targets), weights(rows)));
  }

  @ParameterizedTest(name = "({0}, {1}), {2}")
  @MethodSource("matrices")
  void product(int rows, int in, Views view) {
    for (int out : new int[] {1, 5, 129}) {
      INDArray x = Views.random(1, rows, in);
      INDArray w = Views.random(2, in, out);
      assertSame(k -> k.product(view.of(x), view.of(w)));
    }
  }

  @ParameterizedTest(name = "({0}, {1}), {2}")
  @MethodSource("matrices")
  @DisplayName("activation and activationBackward, of every function")
  void activation(int rows, int columns, Views view) {
    INDArray z = Views.random(1, rows, columns).mul(8);
    INDArray dy = Views.random(2, rows, columns);
    List<ActivationFunction> functions = new ArrayList<>(List.of(Activations.values()));
    functions.add(new Relu(Optional.of(6.0), 0, 0));
    functions.add(new Relu(Optional.of(6.0), 0.1, 0));
    functions.add(new Relu(Optional.of(6.0), 0, 1));
    for (ActivationFunction f : functions) {
      INDArray y = f.apply(z);
      assertSame(k -> k.activation(f, view.of(z)));
      assertSame(k -> k.activationBackward(f, view.of(z), view.of(y), view.of(dy)));
    }
  }

  @ParameterizedTest(name = "({0}, {1}), {2}")
  @MethodSource("matrices")
  @DisplayName("columnMoments, columnSums, scaleShift and combineColumns")
  void columns(int rows, int columns, Views view) {
    INDArray x = Views.random(1, rows, columns).add(0.5);
    INDArray d = Views.random(2, rows, columns);
    INDArray a = Views.random(3, columns);
    INDArray b = Views.random(4, columns);
    INDArray c = Views.random(5, columns);
    for (Optional<INDArray> w :
        List.of(Optional.<INDArray>empty(), Optional.of(Views.random(6, rows).add(1)))) {
      assertSame(k -> k.columnMoments(view.of(x), w).mean());
      assertSame(k -> k.columnMoments(view.of(x), w).variance());
      assertSame(k -> k.combineColumns(view.of(d), a, view.of(x), b, c, w));
    }
    assertSame(k -> k.columnSums(view.of(d), view.of(x)).ofD());
    assertSame(k -> k.columnSums(view.of(d), view.of(x)).ofProducts());
    assertSame(k -> k.scaleShift(view.of(x), a, b));
  }

  @ParameterizedTest(name = "({0}, {1}), {2}")
  @MethodSource("matrices")
  @DisplayName("normalizeRows and its backward")
  void rows(int rows, int columns, Views view) {
    INDArray x = Views.random(1, rows, columns).add(0.5);
    INDArray d = Views.random(2, rows, columns);
    NormalizedRows n = PLAIN.normalizeRows(x, 1e-3);
    assertSame(k -> k.normalizeRows(view.of(x), 1e-3).values());
    assertSame(k -> k.normalizeRows(view.of(x), 1e-3).inverse());
    assertSame(k -> k.normalizeRowsBackward(view.of(d), n));
  }

  @Test
  @DisplayName("a matrix whose rows threads share gives what one that they do not gives")
  void sharedRows() {
    INDArray x = Views.random(1, 1001, 300);
    INDArray d = Views.random(2, 1001, 300);
    INDArray a = Views.random(3, 300);
    assertSame(k -> k.columnMoments(x, Optional.empty()).variance());
    assertSame(k -> k.columnSums(d, x).ofProducts());
    assertSame(k -> k.combineColumns(d, a, x, a, a, Optional.empty()));
    assertSame(k -> k.scaleShift(x, a, a));
    assertSame(k -> k.normalizeRowsBackward(d, k.normalizeRows(x, 1e-3)));
  }

  @ParameterizedTest(name = "({0}, {1}), {2}")
  @MethodSource("matrices")
  @DisplayName("update changes the value, which decays first, and every slot")
  void update(int rows, int columns, Views view) {
    for (Views writable : Views.WRITABLE) {
      assertSame(
          k -> {
            INDArray w = writable.of(Views.random(1, rows, columns));
            INDArray s = writable.of(Views.random(3, rows, columns));
            INDArray t = writable.of(Views.random(4, rows, columns));
            INDArray g = view.of(Views.random(2, rows, columns));
            k.update(List.of(new Kernels.Updated(w, g, List.of(s, t), 0.9)), SUMS);
            return Nd4j.concat(0, whole(w), whole(s), whole(t));
          });
    }
  }

  @Test
  @DisplayName("parameters of any sizes that threads share change as those that they do not")
  void sharedUpdate() {
    int[] sizes = {1, 700_000, 1023, 1, 1024, 90_001, 1025};
    assertSame(
        k -> {
          List<Kernels.Updated> all = new ArrayList<>();
          for (int i = 0; i < sizes.length; i++) {
            INDArray s = Views.random(3 + i, sizes[i]);
            INDArray w = Views.random(20 + i, sizes[i]);
            INDArray g = Views.random(40 + i, sizes[i]);
            all.add(new Kernels.Updated(w, g, List.of(s, s.dup()), 1 - 0.1 * i));
          }
          k.update(all, SUMS);
          return Nd4j.concat(
              0, all.stream().map(p -> p.value().add(p.slots().get(1))).toArray(INDArray[]::new));
        });
  }

  @ParameterizedTest(name = "{0} rows, {1} to {2}")
  @CsvSource({"32, 784, 512", "33, 301, 517", "257, 130, 67", "1, 2048, 1500"})
  @DisplayName("products that threads share are those that they do not")
  void sharedProducts(int rows, int in, int out) {
    INDArray x = Views.random(1, rows, in);
    INDArray w = Views.random(2, in, out);
    INDArray d = Views.random(3, rows, out);
    assertSame(k -> k.affine(x, w, Views.random(4, out)));
    assertSame(k -> k.product(x, w));
    assertSame(k -> k.productTransposed(d, w));
    assertSame(
        k -> {
          INDArray sum = Views.random(5, in, out);
          k.addTransposedProduct(x, d, sum);
          return sum;
        });
    assertSame(
        k -> {
          INDArray product = Nd4j.valueArrayOf(new long[] {in, out}, Float.NaN, DataType.FLOAT);
          k.setTransposedProduct(x, d, product);
          return product;
        });
    assertSame(
        k -> {
          INDArray sums = Nd4j.valueArrayOf(new long[] {out}, Float.NaN, DataType.FLOAT);
          k.setColumnSums(d, sums);
          return sums;
        });
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(Activations.class)
  @DisplayName(
      "an activation that may take its argument's memory gives what one that may not gives")
  void activated(Activations f) {
    INDArray z = Views.random(1, 70, 130);
    INDArray dy = Views.random(2, 70, 130);
    assertSame(
        k -> {
          INDArray own = z.dup('c');
          INDArray y = k.activated(f, own);
          return Nd4j.concat(0, y, k.activationBackward(f, own, y, dy));
        });
  }

  @ParameterizedTest(name = "({0}, {1}), {2}")
  @MethodSource("matrices")
  void addColumnSums(int rows, int columns, Views view) {
    for (Views writable : Views.WRITABLE) {
      assertSame(
          k -> {
            INDArray sums = writable.of(Views.random(1, columns));
            k.addColumnSums(view.of(Views.random(2, rows, columns)), sums);
            return whole(sums);
          });
    }
  }

  @Test
  @DisplayName("moments without gradients shrink to 0, not to subnormal numbers, which are slow")
  void momentsEnd() {
    INDArray w = Views.random(1, 5);
    INDArray g = Views.random(2, 5);
    Parameter parameter = new Parameter("w", w);
    parameter.gradient().assign(g);
    Optimizer.State adam = Adam.of().start(List.of(parameter));
    adam.step(FAST);
    parameter.clearGradient();
    for (int i = 0; i < 1000; i++) {
      adam.step(FAST);
    }
    float[] m = Objects.requireNonNull(adam.arrays().get("w/m")).data().asFloat();
    for (float moment : m) {
      assertEquals(0, moment);
    }
  }

  /** w += g + s t, s += g, t = t g. */
  private static final Update SUMS =
      new Update() {
        @Override
        public void apply(INDArray w, INDArray g, List<INDArray> slots) {
          w.addi(g).addi(slots.get(0).mul(slots.get(1)));
          slots.get(0).addi(g);
          slots.get(1).muli(g);
        }

        @Override
        public void apply(float[] w, float[] g, float[][] slots, int n) {
          for (int i = 0; i < n; i++) {
            w[i] += g[i] + slots[0][i] * slots[1][i];
            slots[0][i] += g[i];
            slots[1][i] *= g[i];
          }
        }
      };

  @Test
  @DisplayName("what is changed in place must lie without gaps in float32, else it is refused")
  void refusesGaps() {
    INDArray a = Views.random(1, 3, 4);
    for (INDArray bad : List.of(Views.COLUMNS.of(a), a.dup('f'), a.castTo(DataType.DOUBLE))) {
      assertRefused(
          () -> FAST.addTransposedProduct(Views.random(1, 2, 3), Views.random(1, 2, 4), bad));
      assertRefused(() -> FAST.scatterAdd(bad, new int[] {1}, Views.random(1, 1, 4)));
      assertRefused(() -> FAST.putRows(bad, new int[] {1}, Views.random(1, 1, 4)));
      assertRefused(() -> update(bad, a.dup(), a.dup()));
      assertRefused(() -> update(a.dup(), bad, a.dup()));
      assertRefused(() -> update(a.dup(), a.dup(), bad));
    }
    assertRefused(() -> FAST.gather(a.castTo(DataType.DOUBLE), new int[] {1}));
  }

  private static void update(INDArray value, INDArray... slots) {
    INDArray gradient = Views.random(1, 3, 4);
    FAST.update(List.of(new Kernels.Updated(value, gradient, List.of(slots), 1)), SUMS);
  }

  private static void assertRefused(Runnable work) {
    String message =
        String.valueOf(assertThrows(IllegalArgumentException.class, work::run).getMessage());
    assertTrue(
        message.equals("the CPU kernels work in float32, got DOUBLE: use Nd4jKernels")
            || message.equals(
                "the CPU kernels change row-major arrays without gaps, got a view: dup it first"),
        message);
  }

  /** What {@code work} gives on both sets of kernels, as a copy that outlives the step. */
  private static void assertSame(Function<Kernels, INDArray> work) {
    INDArray plain = new Arena().step(() -> copy(work.apply(PLAIN)));
    INDArray fast = new Arena().step(() -> copy(work.apply(FAST)));
    assertCloseInScale(plain, fast, TOLERANCE, "fast");
  }

  private static void assertSameEntropy(Function<Kernels, CrossEntropy> work) {
    assertSame(k -> work.apply(k).dLogits());
    double plain = new Arena().step(() -> work.apply(PLAIN).sum());
    double fast = new Arena().step(() -> work.apply(FAST).sum());
    assertEquals(plain, fast, TOLERANCE * Math.max(1, Math.abs(plain)));
  }

  private static INDArray copy(INDArray a) {
    return Arena.outside(() -> a.dup('c'));
  }

  /** The array that a view lies in, or the array: what lies around it must stay as it was. */
  private static INDArray whole(INDArray a) {
    if (!a.isView()) {
      return a;
    }
    INDArray base = Nd4j.create(a.data().originalDataBuffer());
    assertTrue(base.length() > a.length(), "a view lies in something larger");
    return base;
  }

  private static int[] repeating(int n, int below) {
    int[] ids = new int[n];
    Arrays.setAll(ids, i -> (i * i + 3) % below);
    return ids;
  }

  private static double[] weights(int rows) {
    double[] weights = new double[rows];
    Arrays.setAll(weights, r -> r % 3 / (double) rows);
    return weights;
  }

  private static Optional<INDArray> mask(String padding, int batch, int time) {
    if (padding.equals("none")) {
      return Optional.empty();
    }
    INDArray mask = Nd4j.zeros(DataType.FLOAT, batch, time);
    for (int i = 0; i < batch * time; i++) {
      mask.putScalar(i, padding.equals("some") && (i % 3 == 0 || i % 5 == 0) ? 1 : 0);
    }
    return Optional.of(mask);
  }
}
