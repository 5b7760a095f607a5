package rawi.golden;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static rawi.nn.AssertArrays.assertClose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Context;
import rawi.nn.Junction;
import rawi.nn.JunctionPass;
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
import rawi.nn.layers.Dense;
import rawi.nn.losses.Loss;
import rawi.nn.losses.SparseCategoricalCrossentropy;
import rawi.nn.losses.Weighting;
import rawi.nn.optimizers.Adam;
import rawi.nn.optimizers.Optimizer;
import rawi.nn.optimizers.SGD;
import rawi.recurrent.Bidirectional;
import rawi.recurrent.GRU;
import rawi.recurrent.LSTM;
import rawi.recurrent.RecurrentOptions;
import rawi.recurrent.RecurrentSpec;
import rawi.recurrent.SimpleRNN;

/** Outputs, gradients and training steps that PyTorch computed; see {@code golden/recurrent}. */
class RecurrentGoldenTest {
  private static final JsonNode GOLDEN = read("gradients");
  private static final JsonNode SEQUENCES = read("sequences");
  private static final double DESCENT = 0.1;

  private static JsonNode read(String name) {
    try (InputStream json =
        Objects.requireNonNull(
            RecurrentGoldenTest.class.getResourceAsStream("/golden/recurrent/" + name + ".json"))) {
      return new ObjectMapper().readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A case computed by a kernel in a type, and how close it must come. */
  record Case(JsonNode golden, boolean fast) {
    Kernels kernels() {
      return fast ? new CpuKernels(new Workers(2)) : new Nd4jKernels();
    }

    DataType type() {
      return fast ? DataType.FLOAT : DataType.DOUBLE;
    }

    double tolerance() {
      return fast ? 5e-6 : 1e-11;
    }

    INDArray array(JsonNode numbers) {
      double[] data = new ObjectMapper().convertValue(numbers.get("data"), double[].class);
      long[] shape = new ObjectMapper().convertValue(numbers.get("shape"), long[].class);
      return Nd4j.createFromArray(data).reshape(shape).castTo(type());
    }

    Signal input() {
      JsonNode mask = GOLDEN.at("/masks/" + golden.get("mask").asText());
      return Signal.of(array(GOLDEN.get("input")))
          .withMask(mask.isMissingNode() ? Optional.empty() : Optional.of(array(mask)));
    }

    Layer.Spec spec() {
      return spec(o -> o);
    }

    Layer.Spec spec(UnaryOperator<RecurrentOptions> options) {
      int units = 4;
      RecurrentSpec one =
          switch (golden.get("cell").asText()) {
            case "simple_rnn" -> SimpleRNN.of(units);
            case "lstm" -> LSTM.of(units);
            case "gru" -> GRU.of(units);
            default -> GRU.of(units).resetAfter(false);
          };
      RecurrentSpec changed = one.with(options);
      return golden.get("bidirectional").asBoolean() ? new Bidirectional(changed) : changed;
    }

    Layer build(List<JsonNode> weights, Layer.Spec... layers) {
      Layer layer = Sequential.of(layers).build(Shape.of(6, 3), new Weights(1, type()));
      for (int i = 0; i < weights.size(); i++) {
        INDArray value = layer.parameters().get(i).value();
        assertArrayEquals(array(weights.get(i)).shape(), value.shape());
        value.assign(array(weights.get(i)));
      }
      assertEquals(weights.size(), layer.parameters().size());
      return layer;
    }

    @Override
    public String toString() {
      return "%s, bidirectional %s, mask %s, %s"
          .formatted(
              golden.get("cell").asText(),
              golden.get("bidirectional"),
              golden.get("mask").asText(),
              fast ? "fast" : "plain");
    }
  }

  static Stream<Case> cases() {
    return list(GOLDEN.get("cases")).stream()
        .flatMap(c -> Stream.of(new Case(c, false), new Case(c, true)));
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  @DisplayName("output and gradients are PyTorch's")
  void gradients(Case c) {
    Layer layer = c.build(list(c.golden().get("weights")), c.spec());
    Arena arena = new Arena();
    Pass pass =
        layer.forward(c.input().asDifferentiable(), Context.training(c.kernels(), arena, 1));
    assertSame(c, c.golden().get("output"), pass.output().values());
    INDArray factors = c.array(c.golden().get("factors"));
    List<INDArray> gradients = new ArrayList<>();
    gradients.add(pass.backward().apply(factors).orElseThrow());
    layer.parameters().forEach(p -> gradients.add(p.gradient()));
    for (int i = 0; i < gradients.size(); i++) {
      assertSame(c, c.golden().get("gradients").get(i), gradients.get(i));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  @DisplayName("sequences, last states and gradients from initial states are PyTorch's")
  void sequences(Case c) {
    JsonNode golden =
        list(SEQUENCES.get("cases")).stream()
            .filter(
                other ->
                    Stream.of("cell", "bidirectional", "mask")
                        .allMatch(name -> other.get(name).equals(c.golden().get(name))))
            .findFirst()
            .orElseThrow();
    List<Signal> inputs = new ArrayList<>(List.of(c.input().asDifferentiable()));
    for (JsonNode state : list(golden.get("initial"))) {
      inputs.add(Signal.of(c.array(state)).asDifferentiable());
    }
    Junction layer =
        c.spec(o -> o.returnSequences(true).returnState(true))
            .build(
                inputs.stream().map(RecurrentGoldenTest::example).toList(),
                new Weights(1, c.type()));
    List<JsonNode> weights = list(c.golden().get("weights"));
    for (int i = 0; i < weights.size(); i++) {
      layer.parameters().get(i).load(c.array(weights.get(i)));
    }
    Arena arena = new Arena();
    JunctionPass pass = layer.forward(inputs, Context.training(c.kernels(), arena, 1));
    List<Optional<INDArray>> factors = new ArrayList<>();
    for (int i = 0; i < pass.outputs().size(); i++) {
      assertSame(c, golden.get("outputs").get(i), pass.outputs().get(i).values());
      factors.add(Optional.of(c.array(golden.get("factors").get(i))));
    }
    List<INDArray> gradients = new ArrayList<>();
    pass.backward().apply(factors).forEach(d -> gradients.add(d.orElseThrow()));
    layer.parameters().forEach(p -> gradients.add(p.gradient()));
    assertEquals(golden.get("gradients").size(), gradients.size());
    for (int i = 0; i < gradients.size(); i++) {
      assertSame(c, golden.get("gradients").get(i), gradients.get(i));
    }
  }

  private static Shape example(Signal in) {
    long[] shape = in.values().shape();
    return Shape.of(Arrays.copyOfRange(shape, 1, shape.length));
  }

  private static void assertSame(Case c, JsonNode expected, INDArray actual) {
    assertClose(c.array(expected), actual, c.tolerance());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  @DisplayName("ten steps of gradient descent and of Adam lose what PyTorch's lose")
  void training(Case c) {
    assertLosses(
        c,
        "sgd",
        parameters -> {
          Optimizer.State sgd = SGD.of(DESCENT).start(parameters);
          return () -> sgd.step(c.kernels());
        });
    assertLosses(
        c,
        "adam",
        parameters -> {
          Optimizer.State adam = Adam.of(0.01).start(parameters);
          return () -> adam.step(c.kernels());
        });
  }

  private static void assertLosses(
      Case c, String losses, Function<List<Parameter>, Runnable> optimizer) {
    List<JsonNode> weights = new ArrayList<>(list(c.golden().get("weights")));
    weights.addAll(list(c.golden().get("head")));
    Layer layer = c.build(weights, c.spec(), new Dense(3));
    int[] labels = new ObjectMapper().convertValue(GOLDEN.get("labels"), int[].class);
    Runnable update = optimizer.apply(layer.parameters());
    Arena arena = new Arena();
    for (JsonNode expected : list(c.golden().get(losses))) {
      Pass pass = layer.forward(c.input(), Context.training(c.kernels(), arena, 1));
      Loss.Value loss =
          new SparseCategoricalCrossentropy()
              .of(
                  pass.output().values(),
                  Nd4j.createFromArray(labels),
                  Weighting.none(),
                  c.kernels());
      assertEquals(expected.asDouble(), loss.value(), c.tolerance() * 2);
      pass.backward().apply(loss.gradient());
      update.run();
      layer.parameters().forEach(Parameter::clearGradient);
    }
  }
}
