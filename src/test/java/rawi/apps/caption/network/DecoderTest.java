package rawi.apps.caption.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rawi.nn.AssertArrays.assertClose;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Context;
import rawi.nn.GradientCheck;
import rawi.nn.Junction;
import rawi.nn.JunctionPass;
import rawi.nn.Parameter;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.backend.Arena;
import rawi.nn.backend.CpuKernels;
import rawi.nn.backend.Kernels;
import rawi.nn.backend.Nd4jKernels;
import rawi.nn.backend.Workers;

class DecoderTest {
  private static final int WORDS = 7;
  private static final int PLACES = 4;
  private static final int CHANNELS = 3;
  private static final int[] GROUP = {1, 0, 1};
  private static final int START = 2;

  private static DecoderConfig config(Join join, double evenness, boolean tied) {
    return new DecoderConfig(join, WORDS, PLACES, CHANNELS, 4, 3, 5, 0, 0, tied, evenness);
  }

  private static Signal ids() {
    INDArray mask = Nd4j.createFromArray(new double[][] {{1, 1, 1}, {1, 1, 0}, {1, 0, 0}});
    return Signal.of(Nd4j.createFromArray(new int[][] {{2, 4, 5}, {2, 6, 0}, {2, 0, 0}}), mask);
  }

  private static Signal next() {
    return Signal.of(Nd4j.createFromArray(new int[][] {{4, 5, 3}, {6, 3, 0}, {3, 0, 0}}));
  }

  /** A decoder as a junction of the image alone. */
  private record OfImage(Decoder decoder) implements Junction {
    @Override
    public List<Parameter> parameters() {
      return decoder.parameters();
    }

    @Override
    public JunctionPass forward(List<Signal> inputs, Context context) {
      return decoder.forward(ids(), next(), GROUP, inputs.get(0), context);
    }
  }

  @ParameterizedTest
  @EnumSource(Join.class)
  @DisplayName("the way back agrees with differences, of all weights and of the image")
  void gradients(Join join) {
    for (boolean tied : new boolean[] {true, false}) {
      Decoder decoder =
          new Decoder(config(join, 0, tied), new Weights(3, DataType.DOUBLE).in("decoder"));
      Signal image = Signal.of(GradientCheck.random(8, 2, 4, CHANNELS)).asDifferentiable();
      GradientCheck.check(new OfImage(decoder), List.of(image));
    }
  }

  @Test
  @DisplayName("the penalty on looks that leave places out has the gradient of what it adds")
  void evenness() {
    double step = 1e-6;
    INDArray image = GradientCheck.random(8, 2, 4, CHANNELS);
    Decoder decoder =
        new Decoder(
            config(Join.ATTENTION, 0.8, true), new Weights(3, DataType.DOUBLE).in("decoder"));
    Arena arena = new Arena();
    Context context = Context.training(new Nd4jKernels(), arena, 1);
    decoder.parameters().forEach(Parameter::clearGradient);
    JunctionPass pass = decoder.forward(ids(), next(), GROUP, Signal.of(image), context);
    pass.backward().apply(List.of(Optional.of(pass.outputs().get(0).values().mul(0))));
    assertTrue(context.penalties().sum() > 0);
    for (Parameter p : decoder.parameters()) {
      if (p.name().contains("keys/kernel") || p.name().contains("query_kernel")) {
        double before = p.value().getDouble(1, 1);
        p.value().putScalar(1, 1, before + step);
        double more = penalty(decoder, image);
        p.value().putScalar(1, 1, before - step);
        double less = penalty(decoder, image);
        p.value().putScalar(1, 1, before);
        double expected = (more - less) / (2 * step);
        assertEquals(expected, p.gradient().getDouble(1, 1), 1e-8, p.name());
      }
    }
  }

  private static double penalty(Decoder decoder, INDArray image) {
    Context context = Context.training(new Nd4jKernels(), new Arena(), 1);
    decoder.forward(ids(), next(), GROUP, Signal.of(image), context);
    return context.penalties().sum();
  }

  @ParameterizedTest
  @EnumSource(Join.class)
  @DisplayName("word by word says what all words at once say, on both kernels")
  void stepByStep(Join join) {
    Decoder decoder =
        new Decoder(config(join, 0, true), new Weights(3, DataType.FLOAT).in("decoder"));
    INDArray images = GradientCheck.random(8, 2, 4, CHANNELS).castTo(DataType.FLOAT);
    int[] caption = {4, 6, 5};
    try (Workers workers = new Workers(2)) {
      for (Kernels kernels : List.of(new Nd4jKernels(), new CpuKernels(workers))) {
        Context context = Context.inference(kernels, new Arena());
        INDArray losses =
            decoder
                .forward(
                    Signal.of(Nd4j.createFromArray(new int[][] {{START, 4, 6, 5}})),
                    Signal.of(Nd4j.createFromArray(new int[][] {{4, 6, 5, 3}})),
                    new int[] {1},
                    Signal.of(images),
                    context)
                .outputs()
                .get(0)
                .values();
        Ensemble telling = new Ensemble(List.of(decoder, decoder), images, kernels);
        int last = START;
        for (int t = 0; t < 4; t++) {
          float[] logs = telling.next(new int[] {0, 1}, new int[] {START, last}).get(1);
          int said = t < caption.length ? caption[t] : 3;
          assertEquals(losses.getDouble(0, t), -logs[said], 1e-5);
          double sum = IntStream.range(0, WORDS).mapToDouble(i -> Math.exp(logs[i])).sum();
          assertEquals(1, sum, 1e-5);
          last = said;
        }
      }
    }
  }

  @Test
  @DisplayName("the mean of a decoder's captions and its own are one, and looks sum to one")
  void looks() {
    Decoder decoder =
        new Decoder(config(Join.ATTENTION, 0, true), new Weights(3, DataType.FLOAT).in("decoder"));
    INDArray images = GradientCheck.random(8, 2, 4, CHANNELS).castTo(DataType.FLOAT);
    Ensemble one = new Ensemble(List.of(decoder), images, new Nd4jKernels());
    Ensemble three = new Ensemble(List.of(decoder, decoder, decoder), images, new Nd4jKernels());
    float[] first = one.next(new int[] {0, 1, 1}, new int[] {2, 2, 4}).get(2);
    float[] second = three.next(new int[] {0, 1, 1}, new int[] {2, 2, 4}).get(2);
    assertArrayEquals(first, second, 1e-5f);
    float sum = 0;
    for (float weight : one.look(2)) {
      sum += weight;
    }
    assertEquals(1, sum, 1e-5);
  }

  @Test
  @DisplayName("rows of one image and the same image given twice are told alike")
  void shared() {
    Decoder decoder =
        new Decoder(config(Join.ATTENTION, 0, true), new Weights(3, DataType.DOUBLE).in("decoder"));
    INDArray image = GradientCheck.random(8, 1, 4, CHANNELS);
    Context context = Context.inference(new Nd4jKernels(), new Arena());
    INDArray once =
        decoder
            .forward(ids(), next(), new int[] {0, 0, 0}, Signal.of(image), context)
            .outputs()
            .get(0)
            .values();
    INDArray thrice =
        decoder
            .forward(
                ids(),
                next(),
                new int[] {0, 1, 2},
                Signal.of(Nd4j.concat(0, image, image, image)),
                context)
            .outputs()
            .get(0)
            .values();
    assertClose(once, thrice, 1e-12);
  }
}
