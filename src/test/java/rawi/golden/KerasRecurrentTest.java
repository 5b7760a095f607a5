package rawi.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rawi.nn.AssertArrays.assertClose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
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
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.States;
import rawi.nn.Weights;
import rawi.nn.backend.Arena;
import rawi.nn.backend.CpuKernels;
import rawi.nn.backend.Kernels;
import rawi.nn.backend.Nd4jKernels;
import rawi.nn.backend.Workers;
import rawi.nn.layers.Dense;
import rawi.nn.regularizers.Regularizer;
import rawi.recurrent.Bidirectional;
import rawi.recurrent.GRU;
import rawi.recurrent.LSTM;
import rawi.recurrent.MergeMode;
import rawi.recurrent.RecurrentSpec;
import rawi.recurrent.SimpleRNN;

/** Outputs and gradients that Keras computed; see {@code golden/recurrent/make_keras.py}. */
class KerasRecurrentTest {
  private static final JsonNode OPTIONS = read("keras_options");
  private static final JsonNode ACTIVITY = read("keras_activity");
  private static final Regularizer PENALTY = new Regularizer(0.03125, 0.25); // exact in float32

  private static JsonNode read(String name) {
    try (InputStream json =
        Objects.requireNonNull(
            KerasRecurrentTest.class.getResourceAsStream("/golden/recurrent/" + name + ".json"))) {
      return new ObjectMapper().readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What Keras computed, to be computed by a kernel in a type. */
  record Case(JsonNode golden, boolean fast) {
    Kernels kernels() {
      return fast ? new CpuKernels(new Workers(2)) : new Nd4jKernels();
    }

    DataType type() {
      return fast ? DataType.FLOAT : DataType.DOUBLE;
    }

    double tolerance() {
      return fast ? 1e-5 : 1e-9;
    }

    boolean flag(String name) {
      return golden.get(name).asBoolean();
    }

    String text(String name) {
      return golden.path(name).asText("");
    }

    INDArray array(JsonNode numbers) {
      double[] data = new ObjectMapper().convertValue(numbers.get("data"), double[].class);
      long[] shape = new ObjectMapper().convertValue(numbers.get("shape"), long[].class);
      return Nd4j.createFromArray(data).reshape(shape).castTo(type());
    }

    List<INDArray> arrays(String name) {
      return list(golden.get(name)).stream().map(this::array).toList();
    }

    Junction build(Junction.Spec spec, List<Signal> inputs) {
      List<Shape> shapes = inputs.stream().map(KerasRecurrentTest::example).toList();
      Junction built = spec.build(shapes, new Weights(1, type()));
      List<INDArray> weights = arrays("weights");
      assertEquals(weights.size(), built.parameters().size());
      for (int i = 0; i < weights.size(); i++) {
        built.parameters().get(i).load(weights.get(i));
      }
      return built;
    }

    /** Holds outputs, and the gradients of the inputs and all weights, to Keras's. */
    void check(Junction built, List<Signal> inputs, Context context) {
      JunctionPass pass = built.forward(inputs, context);
      List<INDArray> outputs = arrays("outputs");
      assertEquals(outputs.size(), pass.outputs().size());
      for (int i = 0; i < outputs.size(); i++) {
        assertClose(outputs.get(i), pass.outputs().get(i).values(), tolerance());
      }
      List<INDArray> gradients = new ArrayList<>();
      pass.backward()
          .apply(arrays("factors").stream().map(Optional::of).toList())
          .forEach(d -> gradients.add(d.orElseThrow()));
      built.parameters().forEach(p -> gradients.add(p.gradient()));
      List<INDArray> expected = arrays("gradients");
      assertEquals(expected.size(), gradients.size());
      for (int i = 0; i < expected.size(); i++) {
        assertClose(expected.get(i), gradients.get(i), tolerance());
      }
    }

    @Override
    public String toString() {
      return "%s%s %s %s%s%s%s%s%s, %s"
          .formatted(
              text("layer"),
              text("cell"),
              text("way"),
              text("mask"),
              golden.path("return_sequences").asBoolean() ? " sequences" : "",
              golden.path("return_state").asBoolean() ? " states" : "",
              golden.path("use_bias").asBoolean(true) ? "" : " no bias",
              golden.path("stateful").asBoolean() ? " stateful" : "",
              golden.path("initial").isEmpty() ? "" : " initial states",
              fast ? "fast" : "plain");
    }
  }

  private static Stream<Case> cases(JsonNode golden) {
    return list(golden.get("cases")).stream()
        .flatMap(c -> Stream.of(new Case(c, false), new Case(c, true)));
  }

  static Stream<Case> options() {
    return cases(OPTIONS);
  }

  static Stream<Case> penalties() {
    return cases(ACTIVITY);
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  private static Shape example(Signal in) {
    long[] shape = in.values().shape();
    return Shape.of(Arrays.copyOfRange(shape, 1, shape.length));
  }

  private static RecurrentSpec cell(String name, int units) {
    return switch (name) {
      case "simple_rnn" -> SimpleRNN.of(units);
      case "lstm" -> LSTM.of(units);
      case "gru" -> GRU.of(units);
      default -> GRU.of(units).resetAfter(false);
    };
  }

  private static Junction.Spec layer(Case c) {
    String way = c.text("way");
    RecurrentSpec one =
        cell(c.text("cell"), 2)
            .with(
                o ->
                    o.returnSequences(c.flag("return_sequences"))
                        .returnState(c.flag("return_state"))
                        .useBias(c.flag("use_bias"))
                        .stateful(c.flag("stateful"))
                        .goBackwards(way.equals("backward")));
    return way.equals("forward") || way.equals("backward")
        ? one
        : new Bidirectional(one, MergeMode.valueOf(way.toUpperCase(Locale.ROOT)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("options")
  @DisplayName("masks anywhere, directions, merges, given, returned and carried states are Keras's")
  void anyOption(Case c) {
    JsonNode mask = OPTIONS.at("/masks/" + c.text("mask"));
    List<Signal> inputs = new ArrayList<>();
    inputs.add(
        Signal.of(c.array(c.golden().get("x")))
            .withMask(mask.isMissingNode() ? Optional.empty() : Optional.of(c.array(mask)))
            .asDifferentiable());
    c.arrays("initial").forEach(s -> inputs.add(Signal.of(s).asDifferentiable()));
    Junction built = c.build(layer(c), inputs);
    States states = new States();
    if (c.flag("stateful")) {
      Signal before = Signal.of(c.array(c.golden().get("before")));
      built.forward(List.of(before), Context.inference(c.kernels(), new Arena()).with(states));
    }
    c.check(built, inputs, Context.training(c.kernels(), new Arena(), 1).with(states));
  }

  private static Junction.Spec penalized(String name) {
    RecurrentSpec gru = GRU.of(3).with(o -> o.activityRegularizer(PENALTY));
    return switch (name) {
      case "gru" -> gru;
      case "gru sequences" -> gru.with(o -> o.returnSequences(true));
      case "lstm states" -> LSTM.of(3).with(o -> o.returnState(true).activityRegularizer(PENALTY));
      case "bidirectional" -> new Bidirectional(gru.with(o -> o.returnSequences(true)));
      default ->
          new Dense(3).regularizers(Optional.empty(), Optional.empty(), Optional.of(PENALTY));
    };
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("penalties")
  @DisplayName("the penalty on what a layer puts out, and its gradient, are Keras's")
  void penalty(Case c) {
    List<Signal> inputs = List.of(Signal.of(c.array(c.golden().get("x"))).asDifferentiable());
    Context context = Context.training(c.kernels(), new Arena(), 1);
    c.check(c.build(penalized(c.text("layer")), inputs), inputs, context);
    double expected = c.golden().get("penalty").asDouble();
    assertTrue(expected > 0.05, "a penalty that counts");
    assertEquals(expected, context.penalties().sum(), c.tolerance());
  }
}
