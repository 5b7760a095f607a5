package rawi.vision.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static rawi.nn.AssertArrays.assertBits;

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
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Floats;
import rawi.nn.backend.Nd4jKernels;
import rawi.vision.layers.Interpolation;

class AugmentationTest {
  private static final float[] THREE = {
    1, 2, 3, //
    4, 5, 6, //
    7, 8, 9
  };

  static Stream<Layer.Spec> random() {
    return Stream.of(
        new RandomFlip(),
        new RandomRotation(0.2),
        new RandomZoom(0.3),
        new RandomTranslation(0.2, 0.3),
        new RandomBrightness(0.3),
        new RandomContrast(0.5),
        new RandomChannelShift(0.2),
        new RandomInvert(0.5),
        new RandomElasticTransform(20, 3),
        new RandomCrop(6, 5));
  }

  static Stream<Layer.Spec> sizesStay() {
    return random().filter(spec -> !(spec instanceof RandomCrop));
  }

  @ParameterizedTest
  @MethodSource("sizesStay")
  @DisplayName("at inference images pass as they are")
  void inference(Layer.Spec spec) {
    INDArray x = pictures(4);
    Layer layer = build(spec, x);
    Context context = Context.inference(new Nd4jKernels(), new Arena());
    assertBits(x, layer.forward(Signal.of(x), context).output().values());
    Signal learnt = Signal.of(x).asDifferentiable();
    assertThat(layer.forward(learnt, context).output().differentiable()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("random")
  @DisplayName("one seed gives one result, another seed another, each image a draw of its own")
  void seeds(Layer.Spec spec) {
    INDArray one = pictures(1);
    INDArray x = Nd4j.concat(0, one, one, one, one, one, one, one, one);
    float[] first = train(spec, x, 1);
    assertArrayEquals(first, train(spec, x, 1));
    assertThat(train(spec, x, 2)).isNotEqualTo(first); // as in the next epoch
    int n = first.length / 8;
    float[] head = Arrays.copyOf(first, n);
    assertThat(Stream.of(1, 2, 3, 4, 5, 6, 7))
        .anyMatch(i -> !Arrays.equals(head, Arrays.copyOfRange(first, i * n, (i + 1) * n)));
  }

  @ParameterizedTest
  @MethodSource("random")
  @DisplayName("the output has the shape announced, and values stay within 0 and 255")
  void shapes(Layer.Spec spec) {
    INDArray x = pictures(3);
    Shape announced = spec.outputShape(Shape.of(8, 7, 3));
    Context context = Context.training(new Nd4jKernels(), new Arena(), 3);
    INDArray y = build(spec, x).forward(Signal.of(x), context).output().values();
    assertArrayEquals(
        new long[] {3, announced.dims().get(0), announced.dims().get(1), 3}, y.shape());
    assertThat(y.minNumber().doubleValue()).isGreaterThanOrEqualTo(0);
    assertThat(y.maxNumber().doubleValue()).isLessThanOrEqualTo(255.001);
  }

  @ParameterizedTest
  @MethodSource("random")
  @DisplayName("in training, what trained layers put out is refused in one line")
  void refusesLearntInput(Layer.Spec spec) {
    INDArray x = pictures(2);
    Context context = Context.training(new Nd4jKernels(), new Arena(), 3);
    assertThatThrownBy(() -> build(spec, x).forward(Signal.of(x).asDifferentiable(), context))
        .hasMessage(
            spec.getClass().getSimpleName()
                + ": expected images, got the output of trained layers; put it before them");
  }

  @Test
  @DisplayName("a quarter turn goes counter-clockwise")
  void rotation() {
    Range quarter = new Range(0.25, 0.25);
    assertThat(rounded(new RandomRotation(quarter, Filling.DEFAULT)))
        .containsExactly(3, 6, 9, 2, 5, 8, 1, 4, 7);
  }

  @Test
  @DisplayName("translation is positive downwards and to the right; the edge is filled")
  void translation() {
    Range third = new Range(1 / 3.0, 1 / 3.0);
    Range none = new Range(0, 0);
    RandomTranslation down = new RandomTranslation(third, none, Filling.DEFAULT);
    assertThat(rounded(down)).containsExactly(1, 2, 3, 1, 2, 3, 4, 5, 6);
    assertThat(rounded(new RandomTranslation(none, third, Filling.of(FillMode.WRAP))))
        .containsExactly(3, 1, 2, 6, 4, 5, 9, 7, 8);
    Filling white = new Filling(FillMode.CONSTANT, Interpolation.NEAREST, 99);
    assertThat(rounded(down.filling(white))).containsExactly(99, 99, 99, 1, 2, 3, 4, 5, 6);
  }

  @Test
  @DisplayName("beyond the edge: reflect, wrap, nearest, constant")
  void fillModes() {
    assertPlaces(FillMode.REFLECT, 2, 2, 1, 0, 0, 1, 2, 2, 1, 0);
    assertPlaces(FillMode.WRAP, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2);
    assertPlaces(FillMode.NEAREST, 0, 0, 0, 0, 0, 1, 2, 2, 2, 2);
    assertPlaces(FillMode.CONSTANT, -1, -1, -1, -1, 0, 1, 2, -1, -1, -1);
  }

  /** Which of three places stands at -4, -3 and so on. */
  private static void assertPlaces(FillMode mode, int... expected) {
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], mode.place(i - 4, 3), mode + " at " + (i - 4));
    }
  }

  @Test
  @DisplayName("a positive zoom factor zooms out, a negative one in; height alone where asked")
  void zoom() {
    Range out = new Range(1, 1);
    assertThat(rounded(new RandomZoom(out, Optional.empty(), Filling.of(FillMode.CONSTANT))))
        .containsExactly(0, 0, 0, 0, 5, 0, 0, 0, 0); // the corners are read at -1 and 3
    Range in = new Range(-0.5, -0.5);
    assertThat(rounded(new RandomZoom(in, Optional.of(new Range(0, 0)), Filling.DEFAULT)))
        .containsExactly(2, 3, 4, 4, 5, 6, 5, 6, 7); // rows read at 0.5, 1 and 1.5: halves go down
  }

  @Test
  @DisplayName("a flip mirrors left and right, or top and bottom, half of the time")
  void flips() {
    INDArray x = Nd4j.createFromArray(THREE).reshape(1, 3, 3, 1);
    INDArray many = Nd4j.concat(0, java.util.Collections.nCopies(400, x).toArray(INDArray[]::new));
    float[] sideways = train(new RandomFlip(RandomFlip.Mode.HORIZONTAL), many, 5);
    float[] upside = train(new RandomFlip(RandomFlip.Mode.VERTICAL), many, 5);
    float[] both = train(new RandomFlip(), many, 5);
    assertThat(share(sideways, 3)).isBetween(0.4, 0.6);
    assertThat(share(sideways, 1) + share(sideways, 3)).isEqualTo(1);
    assertThat(share(upside, 7)).isBetween(0.4, 0.6);
    for (float corner : new float[] {1, 3, 7, 9}) {
      assertThat(share(both, corner)).isBetween(0.17, 0.33);
    }
    int flipped = 9 * index(sideways, 3);
    assertThat(Arrays.copyOfRange(sideways, flipped, flipped + 9))
        .containsExactly(3, 2, 1, 6, 5, 4, 9, 8, 7);
  }

  private static int index(float[] pictures, float corner) {
    int i = 0;
    while (pictures[9 * i] != corner) {
      i++;
    }
    return i;
  }

  /** The share of pictures whose upper left corner is this. */
  private static double share(float[] pictures, float corner) {
    int count = 0;
    for (int i = 0; i < pictures.length; i += 9) {
      count += pictures[i] == corner ? 1 : 0;
    }
    return count / (pictures.length / 9.0);
  }

  @Test
  @DisplayName("brightness adds a share of the range, contrast draws from the mean, both clip")
  void tones() {
    float[] x = {0, 100, 200, 250};
    assertThat(tone(new RandomBrightness(new Range(0.1, 0.1), ValueRange.BYTES), x))
        .containsExactly(25.5f, 125.5f, 225.5f, 255);
    assertThat(tone(new RandomBrightness(new Range(-0.2, -0.2), new ValueRange(0, 500)), x))
        .containsExactly(0, 0, 100, 150);
    float mean = 550 / 4f;
    assertThat(tone(new RandomContrast(new Range(-0.5, -0.5), ValueRange.BYTES), x))
        .containsExactly(mean / 2, 50 + mean / 2, 100 + mean / 2, 125 + mean / 2);
    assertThat(tone(new RandomContrast(new Range(1, 1), ValueRange.BYTES), x))
        .containsExactly(0, 200 - mean, 255, 255);
    assertThat(tone(new RandomInvert(1), x)).containsExactly(255, 155, 55, 5);
    assertThat(tone(new RandomInvert(0), x)).containsExactly(x);
  }

  @Test
  @DisplayName("a channel shift moves each channel by its own amount, all pixels of it alike")
  void channelShift() {
    INDArray x = Nd4j.valueArrayOf(new long[] {1, 4, 4, 3}, 128, DataType.FLOAT);
    float[] y = train(new RandomChannelShift(0.3), x, 4);
    for (int i = 3; i < y.length; i++) {
      assertEquals(y[i % 3], y[i]);
    }
    assertThat(List.of(y[0], y[1], y[2])).doesNotHaveDuplicates();
    assertThat(y[0]).isBetween(128 - 76.6f, 128 + 76.6f);
  }

  @Test
  @DisplayName("an elastic transform of strength 0 changes nothing; a smooth one little at a time")
  void elastic() {
    INDArray x = pictures(1);
    assertArrayEquals(Floats.copy(x), train(new RandomElasticTransform(0, 2), x, 1), 1e-4f);
    assertThat(train(new RandomElasticTransform(30, 3), x, 1)).isNotEqualTo(Floats.copy(x));
  }

  @Test
  @DisplayName("RandomCrop takes whole pixels, every place in time; at inference the middle")
  void randomCrop() {
    INDArray x = Nd4j.createFromArray(THREE).reshape(1, 3, 3, 1);
    INDArray many = Nd4j.concat(0, java.util.Collections.nCopies(200, x).toArray(INDArray[]::new));
    float[] crops = train(new RandomCrop(2, 2), many, 5);
    boolean[] seen = new boolean[10];
    for (int i = 0; i < crops.length; i += 4) {
      float corner = crops[i];
      seen[(int) corner] = true;
      assertThat(Arrays.copyOfRange(crops, i, i + 4))
          .containsExactly(corner, corner + 1, corner + 3, corner + 4);
    }
    assertThat(List.of(seen[1], seen[2], seen[4], seen[5])).containsOnly(true);
    Context inference = Context.inference(new Nd4jKernels(), new Arena());
    INDArray middle =
        build(new RandomCrop(1, 1), x).forward(Signal.of(x), inference).output().values();
    assertEquals(5, middle.getDouble(0));
    assertArrayEquals(new int[] {16}, new int[] {train(new RandomCrop(4, 4), x, 1).length});
  }

  @Test
  @DisplayName("CenterCrop takes the middle; a smaller image is enlarged until it covers")
  void centerCrop() {
    INDArray x = Nd4j.createFromArray(THREE).reshape(1, 3, 3, 1);
    assertThat(train(new CenterCrop(1, 3), x, 1)).containsExactly(4, 5, 6);
    assertThat(train(new CenterCrop(1, 2), x, 1)).containsExactly(4, 5);
    assertEquals(8, train(new CenterCrop(4, 2), x, 1).length);
    assertThat(train(new Resizing(3, 1).cropToAspectRatio(true), x, 1)).containsExactly(2, 5, 8);
    assertThat(train(new Resizing(1, 1).interpolation(Interpolation.NEAREST), x, 1))
        .containsExactly(5);
  }

  @Test
  @DisplayName("size and scale pass gradients on; scaling is x scale + offset")
  void gradients() {
    INDArray x = GradientCheck.random(1, 2, 4, 5, 2);
    GradientCheck.check(new Resizing(3, 7), Signal.of(x), true);
    GradientCheck.check(new Resizing(6, 2).cropToAspectRatio(true), Signal.of(x), true);
    GradientCheck.check(new CenterCrop(2, 3), Signal.of(x), true);
    GradientCheck.check(new Rescaling(1 / 127.5, -1), Signal.of(x), true);
    assertThat(tone(new Rescaling(0.5, 1), 0, 100)).containsExactly(1, 51);
  }

  @Test
  @DisplayName("factors that mean nothing are refused in one line")
  void refusals() {
    assertThatThrownBy(() -> new RandomRotation(1.5))
        .hasMessage("RandomRotation: expected factor in [-1.0, 1.0], got -1.5 to 1.5");
    assertThatThrownBy(() -> new RandomZoom(1.0))
        .hasMessage("RandomZoom: expected heightFactor in [-0.999, 10.0], got -1.0 to 1.0");
    assertThatThrownBy(() -> new Range(1, 0)).hasMessageStartingWith("range: expected low <= high");
    assertThatThrownBy(() -> new RandomBrightness(Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new RandomInvert(1.1)).hasMessageContaining("got 1.1");
    assertThatThrownBy(() -> new RandomElasticTransform(1, 0))
        .hasMessageContaining("sigma above 0");
    assertThatThrownBy(() -> new RandomCrop(0, 3)).hasMessageContaining("got 0 and 3");
    assertThatThrownBy(() -> new CenterCrop(2, 0)).hasMessageContaining("got 2 and 0");
    assertThatThrownBy(() -> new Resizing(0, 0)).hasMessageContaining("got 0 and 0");
    assertThatThrownBy(() -> new ValueRange(1, 1)).hasMessageContaining("low < high");
    assertThatThrownBy(() -> new RandomFlip().outputShape(Shape.of(3, 4)))
        .hasMessage(
            "RandomFlip: expected (batch, height, width, channels), got one example of shape (3,"
                + " 4)");
  }

  /** Numbers from 0 to 255 in (n, 8, 7, 3). */
  private static INDArray pictures(int n) {
    INDArray x = GradientCheck.random(9, n, 8, 7, 3).castTo(DataType.FLOAT);
    return x.add(1).mul(127.5);
  }

  private static Layer build(Layer.Spec spec, INDArray x) {
    return spec.build(Shape.of(x.size(1), x.size(2), x.size(3)), new Weights(1, DataType.FLOAT));
  }

  private static float[] train(Layer.Spec spec, INDArray x, long seed) {
    Context context = Context.training(new Nd4jKernels(), new Arena(), seed);
    return Floats.copy(build(spec, x).forward(Signal.of(x), context).output().values());
  }

  private static float[] tone(Layer.Spec spec, float... row) {
    return train(spec, Nd4j.createFromArray(row).reshape(1, 1, row.length, 1), 1);
  }

  private static Stream<Integer> rounded(Layer.Spec spec) {
    float[] y = train(spec, Nd4j.createFromArray(THREE).reshape(1, 3, 3, 1), 1);
    Integer[] values = new Integer[y.length];
    Arrays.setAll(values, i -> (int) Math.floor(y[i] + 0.499));
    return Stream.of(values);
  }
}
